import TestSupport
import Testing

@testable import Domain

/// Tuesday, 24 November 2026, at an hour of UTC.
private func hour(_ hour: Int64) -> Instant { Instant(seconds: 1_795_478_400) + .hours(Int(hour)) }
private let now = hour(12)
private let team = Team.ID(1)

private func agent(
  _ id: Int64, _ handle: String, skills: Set<String> = [], capacity: Int? = nil, hours: BusinessTime? = nil,
  open: [Ticket.Priority: Int] = [:], team: Team.ID = team
) -> AssignmentCandidate {
  AssignmentCandidate(
    agent: .init(id), handle: handle, teams: [team], skills: skills, capacity: capacity,
    schedule: hours == nil ? nil : "office", hours: hours, open: open)
}
private func ticket(
  _ id: Int64, _ priority: Ticket.Priority = .normal, tier: String = "standard", tags: [String] = [],
  due: Instant = .never, since: Instant = now, last: Int64? = nil, team: Team.ID = team
) -> WaitingTicket {
  WaitingTicket(
    id: .init(id), team: team, priority: priority, tier: tier, tags: tags, due: due, since: since,
    lastAgent: last.map(Agent.ID.init))
}
private func rule(
  _ way: AssignmentRule.Way = .roundRobin, tiers: [String] = [], tags: [String] = [], skills: [String] = [],
  widenAfter: Int64? = nil, sticky: Bool = false, name: String = "rule"
) -> AssignmentRule {
  AssignmentRule(
    name: name, team: team, way: way, tiers: tiers, tags: tags, skills: skills, widenAfter: widenAfter,
    isSticky: sticky)
}

@Suite struct AssignerTests {
  private let three = [agent(1, "ada"), agent(2, "bob"), agent(3, "cleo")]
  private func handles(_ choices: [AssignmentChoice]) -> [String] {
    choices.map { choice in
      choice.considered.first { $0.agent == choice.agent }?.handle ?? "nobody"
    }
  }

  @Test("round robin goes on after whoever was given the last one, and round")
  func roundRobin() {
    var assigner = Assigner(rules: [rule()], candidates: three, turns: ["rule": .init(2)])
    #expect(
      handles(assigner.assign((1...5).map { ticket($0) }, at: now)) == ["cleo", "ada", "bob", "cleo", "ada"])
    #expect(assigner.turns["rule"] == .init(1))
  }
  @Test("whoever is away is skipped, and her turn is not made up for")
  func away() {
    let absences = Absences([Absence(agent: .init(2), from: hour(8), to: hour(18))])
    var assigner = Assigner(rules: [rule()], candidates: three, absences: absences)
    let choices = assigner.assign((1...4).map { ticket($0) }, at: now)
    #expect(handles(choices) == ["ada", "cleo", "ada", "cleo"])
    #expect(choices[0].explanation.contains("bob (away until 2026-11-24T18:00:00Z)"))
  }
  @Test("least loaded weighs open tickets by priority; of equals the next in turn")
  func leastLoaded() {
    let people = [agent(1, "ada", open: [.urgent: 1]), agent(2, "bob", open: [.low: 3]), agent(3, "cleo")]
    var assigner = Assigner(rules: [rule(.leastLoaded)], candidates: people)
    // cleo 0 → 3; ada 4, bob 3, cleo 3: bob, after whom cleo is next of equals.
    #expect(
      handles(assigner.assign([ticket(1, .high), ticket(2, .low), ticket(3, .low)], at: now))
        == ["cleo", "bob", "cleo"])
  }
  @Test("a tag asks for the skill of its name, until the wait is over")
  func skills() {
    let people = [agent(1, "ada"), agent(2, "bob", skills: ["api"])]
    let asking = rule(skills: ["api"], widenAfter: .hours(2))
    func chosen(_ tags: [String], since: Instant) -> String {
      var assigner = Assigner(rules: [asking], candidates: people)
      return handles(assigner.assign([ticket(1, tags: tags, since: since)], at: now))[0]
    }
    #expect(chosen(["api"], since: hour(11)) == "bob")
    #expect(chosen(["api"], since: hour(10)) == "ada", "two hours have passed")
    #expect(chosen(["printer"], since: hour(11)) == "ada", "no skill is asked for")
  }
  @Test("a ticket that nobody has the skill for waits, and says why")
  func lacking() {
    var assigner = Assigner(rules: [rule(skills: ["api"])], candidates: [agent(1, "ada")])
    let choice = assigner.choose(for: ticket(1, tags: ["api"]), at: now)
    #expect(choice.agent == nil)
    #expect(
      choice.explanation
        == "Rule rule (round robin): nobody can take it now. Left out: ada (lacks the skill api).")
  }
  @Test("the first rule that a ticket fits counts, by team, tier and tag")
  func firstRule() {
    let rules = [rule(tiers: ["gold"], name: "gold"), rule(tags: ["vat"], name: "vat"), rule(name: "rest")]
    var assigner = Assigner(rules: rules, candidates: three)
    #expect(assigner.choose(for: ticket(1, tier: "gold", tags: ["vat"]), at: now).rule == "gold")
    #expect(assigner.choose(for: ticket(2, tags: ["vat"]), at: now).rule == "vat")
    #expect(assigner.choose(for: ticket(3), at: now).rule == "rest")
    let other = assigner.choose(for: ticket(4, team: .init(9)), at: now)
    #expect(other.rule == nil && other.agent == nil && other.explanation == "No rule looks after it.")
  }
  @Test(
    "sticky asks the last agent of the customer, or whoever stands in for her, and the next in turn otherwise"
  )
  func sticky() {
    let sticky = rule(sticky: true)
    func chosen(_ absences: [Absence], capacity: Int? = nil) -> String {
      let people = [agent(1, "ada"), agent(2, "bob"), agent(3, "cleo", capacity: capacity)]
      var assigner = Assigner(rules: [sticky], candidates: people, absences: Absences(absences))
      return handles([assigner.choose(for: ticket(1, last: 3), at: now)])[0]
    }
    #expect(chosen([]) == "cleo")
    #expect(chosen([], capacity: 0) == "ada")
    #expect(chosen([Absence(agent: .init(3), deputy: .init(2), from: hour(0))]) == "bob")
    #expect(chosen([Absence(agent: .init(3), from: hour(0))]) == "ada")
  }
  @Test("nobody is given anything outside her hours")
  func hours() throws {
    let office = BusinessTime(try Schedule("UTC", "mon-fri 09:00-17:00"))
    var assigner = Assigner(rules: [rule()], candidates: [agent(1, "ada", hours: office), agent(2, "bob")])
    #expect(handles(assigner.assign([ticket(1), ticket(2)], at: hour(20))) == ["bob", "bob"])
    #expect(handles(assigner.assign([ticket(3), ticket(4)], at: hour(10))) == ["ada", "bob"])
  }
  @Test("the next breach is served first, then the more pressing, then the older")
  func order() {
    var assigner = Assigner(rules: [rule()], candidates: [agent(1, "ada", capacity: 3)])
    let choices = assigner.assign(
      [ticket(1), ticket(2, .urgent), ticket(3, .low, due: hour(13)), ticket(4)], at: now)
    #expect(choices.map(\.ticket) == [3, 2, 1, 4].map { Ticket.ID($0) })
    #expect(choices.map { $0.agent != nil } == [true, true, true, false])
    #expect(choices[3].explanation.contains("ada (full with 3 of 3 open)"))
    assigner.free(.low, of: .init(1))
    #expect(assigner.choose(for: ticket(4), at: now).agent == .init(1), "a slot that is freed takes the next")
  }

  // MARK: What always holds

  @Test(
    "nobody gets more than she takes, nobody who is away gets anything, and the same input gives the same",
    arguments: 0..<40)
  func properties(seed: UInt64) {
    var dice = Seeded(seed)
    let people = (1...Int64(2 + dice.below(8))).map { (id: Int64) -> AssignmentCandidate in
      agent(
        id, "a\(id)", skills: dice.below(2) == 0 ? ["api"] : [],
        capacity: dice.below(3) == 0 ? nil : dice.below(6),
        open: [.normal: dice.below(3)], team: Team.ID(Int64(1 + dice.below(2))))
    }
    let absences = Absences(
      people.filter { _ in dice.below(3) == 0 }.map {
        Absence(
          agent: $0.agent, deputy: people[dice.below(people.count)].agent, from: hour(Int64(dice.below(24))))
      })
    let rules = [
      rule(dice.below(2) == 0 ? .roundRobin : .leastLoaded, tiers: ["gold"], sticky: true, name: "one"),
      rule(
        dice.below(2) == 0 ? .roundRobin : .leastLoaded, skills: ["api"], widenAfter: .hours(1), name: "two"),
    ]
    let tickets = (1...60).map { (id: Int64) -> WaitingTicket in
      ticket(
        id, Ticket.Priority.allCases[dice.below(4)], tier: dice.below(2) == 0 ? "gold" : "standard",
        tags: dice.below(2) == 0 ? ["api"] : [], due: hour(Int64(dice.below(48))),
        since: hour(Int64(dice.below(12))), last: dice.below(2) == 0 ? Int64(1 + dice.below(9)) : nil)
    }
    var assigner = Assigner(rules: rules, candidates: people, absences: absences), again = assigner
    let choices = assigner.assign(tickets, at: now)
    #expect(choices == again.assign(tickets.reversed(), at: now))
    for person in people {
      let given = choices.filter { $0.agent == person.agent }.count
      #expect(assigner.candidates[person.agent]?.count == person.count + given)
      if let capacity = person.capacity { #expect(given == 0 || person.count + given <= capacity) }
      if absences.holding(person.agent, at: now) != nil || person.teams != [team] { #expect(given == 0) }
    }
  }
  @Test("in a round robin all get the same, one more or less", arguments: 0..<20)
  func fair(seed: UInt64) {
    var dice = Seeded(seed)
    let people = (1...Int64(1 + dice.below(9))).map { agent($0, "a\($0)") }
    var assigner = Assigner(
      rules: [rule()], candidates: people, turns: ["rule": Agent.ID(Int64(dice.below(12)))])
    let choices = assigner.assign((1...Int64(1 + dice.below(99))).map { ticket($0) }, at: now)
    let counts = people.map { one in choices.filter { $0.agent == one.agent }.count }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
  }

  // MARK: Balance

  @Test("moves even the loads out, with what is due last, and to nobody without room")
  func balance() {
    let people = [
      agent(1, "ada", open: [.normal: 6]), agent(2, "bob"), agent(3, "cleo", capacity: 1),
    ]
    var assigner = Assigner(rules: [rule()], candidates: people)
    let held = (1...6).map { (id: Int64) in (ticket: ticket(id, due: hour(id)), owner: Agent.ID(1)) }
    let moves = assigner.balance(held, by: rule(.leastLoaded), at: now)
    #expect(moves.map(\.ticket) == [6, 5, 4].map { Ticket.ID($0) })
    #expect(people.map { assigner.candidates[$0.agent]?.count } == [3, 2, 1])
  }
  @Test("each move makes a difference smaller, each ticket moves once", arguments: 0..<20)
  func balances(seed: UInt64) {
    var dice = Seeded(seed)
    var held: [(ticket: WaitingTicket, owner: Agent.ID)] = [], open: [Agent.ID: [Ticket.Priority: Int]] = [:]
    for id in 1...Int64(1 + dice.below(60)) {
      let one = ticket(id, Ticket.Priority.allCases[dice.below(4)]),
        owner = Agent.ID(Int64(1 + dice.below(3)))
      held.append((one, owner))
      open[owner, default: [:]][one.priority, default: 0] += 1
    }
    let people = (1...5).map { (id: Int64) -> AssignmentCandidate in
      agent(id, "a\(id)", open: open[Agent.ID(id)] ?? [:])
    }
    let weighed = rule(.leastLoaded)
    var assigner = Assigner(rules: [weighed], candidates: people)
    let moves = assigner.balance(held, by: weighed, at: now)
    #expect(moves.allSatisfy { $0.loadFrom >= $0.loadTo - 4 })
    #expect(Set(moves.map(\.ticket)).count == moves.count)
    let loads = assigner.candidates.values.map { weighed.load(of: $0.open) }
    let before = people.map { weighed.load(of: $0.open) }
    #expect(loads.reduce(0, +) == before.reduce(0, +))
    #expect((loads.max() ?? 0) <= (before.max() ?? 0) && (loads.min() ?? 0) >= (before.min() ?? 0))
  }
}

@Suite struct AbsenceTests {
  private func absence(_ agent: Int64, _ deputy: Int64?, _ from: Int64 = 0, _ to: Int64? = nil) -> Absence {
    Absence(
      agent: .init(agent), deputy: deputy.map(Agent.ID.init), from: hour(from), to: to.map(hour) ?? .never)
  }
  @Test("the deputy stands in, or her deputy when she is away too")
  func standIn() {
    let absences = Absences([absence(1, 2), absence(2, 3), absence(4, nil), absence(5, 6, 20)])
    #expect(absences.standIn(for: .init(1), at: now) == .init(3))
    #expect(absences.standIn(for: .init(4), at: now) == nil)
    #expect(absences.standIn(for: .init(5), at: now) == nil, "she is not away yet")
  }
  @Test("a chain that goes round ends with nobody")
  func bounded() {
    let absences = Absences([absence(1, 2), absence(2, 3), absence(3, 2)])
    #expect(absences.standIn(for: .init(1), at: now) == nil)
  }
  @Test("deputies in a circle are found before they are saved, if they are away at the same time")
  func circle() {
    let absences = Absences([absence(2, 3, 10, 20), absence(3, 1, 12, 24)])
    #expect(absences.circle(adding: absence(1, 2, 0, 24)) == [1, 2, 3, 1].map { Agent.ID($0) })
    #expect(absences.circle(adding: absence(1, 1)) == [1, 1].map { Agent.ID($0) })
    #expect(absences.circle(adding: absence(1, 2, 0, 12)) == [], "3 is away only later")
    #expect(absences.circle(adding: absence(1, 4)) == [])
    #expect(absences.circle(adding: absence(1, nil)) == [])
  }
}

@Suite struct AssignmentReplayTests {
  @Test("a replay tells load, waits and late answers of a rule beside what happened")
  func replays() {
    // ada really got all of them, each an hour after it came; one was answered after its promise.
    let past = (0..<4).map { (id: Int64) -> PastTicket in
      PastTicket(
        ticket(id + 1, since: hour(id)), agent: .init(1), given: hour(id + 1),
        answered: hour(id + 2), solved: hour(id + 3), promised: id == 0 ? hour(1) : hour(id + 9))
    }
    let people = [agent(1, "ada"), agent(2, "bob")]
    let replay = AssignmentReplay(past, with: Assigner(rules: [rule()], candidates: people), until: hour(24))
    let then = replay.happened[.init(1)], ada = replay.replayed[.init(1)], bob = replay.replayed[.init(2)]
    #expect(then?.tickets == 4 && then?.meanWait == .hours(1) && then?.late == 1 && then?.most == 2)
    #expect(ada?.tickets == 2 && bob?.tickets == 2)
    #expect(ada?.meanWait == 0 && ada?.late == 0 && ada?.most == 1)
    #expect(replay.happened[.init(2)] == nil && replay.left == 0 && replay.leftThen == 0)
  }
  @Test("what does not fit waits until a ticket is solved, and answers come later by as much")
  func waits() {
    let past = (0..<2).map { (id: Int64) -> PastTicket in
      PastTicket(
        ticket(id + 1, since: hour(0)), agent: .init(2), given: hour(0), answered: hour(1), solved: hour(4),
        promised: hour(2))
    }
    let assigner = Assigner(rules: [rule()], candidates: [agent(1, "ada", capacity: 1)])
    let replay = AssignmentReplay(past, with: assigner, until: hour(24)), ada = replay.replayed[.init(1)]
    #expect(ada?.tickets == 2 && ada?.waited == .hours(4) && ada?.late == 1 && ada?.most == 1)
    #expect(replay.happened[.init(2)]?.most == 2)
    let short = AssignmentReplay(past, with: assigner, until: hour(3))
    #expect(short.left == 1 && short.replayed[.init(1)]?.tickets == 1)
  }
}
