import TestSupport
import Testing

@testable import Domain

/// Events of 24 November 2026, UTC: `09:00 created urgent`, `09:30 reply`, `10:00 state pending`.
private func events(_ text: String) -> [SLAEvent] {
  text.split(separator: ";").map { line in
    let words = line.split(separator: " ").map(String.init)
    let rest = words.dropFirst(2).map { $0 }
    let what: SLAEvent.What =
      switch words[1] {
      case "created":
        .created(
          Ticket.Priority(rawValue: rest[0])!,
          tier: rest.first { !["agent", "solved", "pending"].contains($0) && $0 != rest[0] } ?? "standard",
          by: rest.contains("agent") ? .agent : .customer,
          state: rest.contains("solved") ? .solved : rest.contains("pending") ? .pending : .new)
      case "state": .state(Ticket.Status(rawValue: rest[0])!)
      case "priority": .priority(Ticket.Priority(rawValue: rest[0])!)
      case "tier": .tier(rest[0])
      case "reply": .agentReply
      case "message": .customerMessage
      case "note": .note
      default: .assign
      }
    return SLAEvent(moment(words[0]), what)
  }
}
/// `09:30` of that day, `2/09:30` of the next but one.
private func moment(_ text: String) -> Instant {
  let parts = text.split(separator: "/"), clock = String(parts[parts.count - 1])
  let days = parts.count == 2 ? Int(parts[0])! : 0
  return at("2026-11-24T\(clock):00Z") + .days(days)
}
private let targets = [
  SLATarget(
    priority: .urgent, tier: "gold", seconds: [.firstResponse: 1800, .nextResponse: 1800, .resolution: 7200]),
  SLATarget(
    priority: .urgent, seconds: [.firstResponse: 3600, .nextResponse: 7200, .resolution: 28_800]),
  SLATarget(priority: .normal, schedule: "office", seconds: [.firstResponse: 7200, .resolution: 57_600]),
  SLATarget(priority: .high, seconds: [.resolution: 3600, .updateEvery: 3600]),
]
private func rules(
  _ reopening: SLAPolicy.Reopening = .goesOn,
  pauses: [SLAMetric: Set<Ticket.Status>] = [.resolution: [.pending, .onHold]],
  warn: Int = 75
) throws -> SLARules {
  try SLARules(
    SLAPolicy(targets: targets, pauses: pauses, reopening: reopening, warnPercent: warn),
    schedules: [
      "default": BusinessTime(.always()), "office": BusinessTime(try Schedule("UTC", "mon-fri 09:00-17:00")),
    ])
}
/// `met 1800/3600 due 10:00 warn 09:45 stopped 09:30`; what is not there is left out.
private func shown(_ clock: SLAClock?) -> String {
  guard let clock else { return "none" }
  func time(_ name: String, _ instant: Instant?) -> String {
    guard let instant else { return "" }
    let local = FixedZone.utc.local(instant),
      days = (local.day.daysSinceEpoch - Day(2026, 11, 24).daysSinceEpoch)
    return " \(name) \(days == 0 ? "" : "\(days)/")\(TimeWords.time(local))"
  }
  return "\(clock.status.rawValue) \(clock.elapsed)/\(clock.target)" + time("due", clock.due)
    + time("warn", clock.warnAt) + time("stopped", clock.stoppedAt)
}

struct Reading: Sendable, CustomTestStringConvertible {
  let testDescription: String, events: String, now: String, expected: String
  init(_ name: String, _ events: String, _ now: String, _ expected: String) {
    (testDescription, self.events, self.now, self.expected) = (name, events, now, expected)
  }
}

@Suite struct SLAClocks {
  @Test(
    "first response",
    arguments: [
      Reading(
        "runs until it is due", "09:00 created urgent", "09:30", "running 1800/3600 due 10:00 warn 09:45"),
      Reading(
        "is not breached by exactly the target", "09:00 created urgent", "10:00",
        "running 3600/3600 due 10:00 warn 09:45"),
      Reading(
        "is breached by more", "09:00 created urgent", "10:01", "breached 3660/3600 due 10:00 warn 09:45"),
      Reading(
        "is met by exactly the target", "09:00 created urgent; 10:00 reply", "12:00",
        "met 3600/3600 due 10:00 stopped 10:00"),
      Reading(
        "is missed by more", "09:00 created urgent; 10:01 reply", "12:00",
        "missed 3660/3600 due 10:00 stopped 10:01"),
      Reading(
        "is not stopped by notes and assignments", "09:00 created urgent; 09:10 note; 09:20 assign", "09:30",
        "running 1800/3600 due 10:00 warn 09:45"),
      Reading(
        "is stopped by the first reply only", "09:00 created urgent; 09:10 reply; 09:50 reply", "12:00",
        "met 600/3600 due 10:00 stopped 09:10"),
      Reading("is none when an agent created the ticket", "09:00 created urgent agent", "09:30", "none"),
      Reading(
        "does not pause where the policy does not say so", "09:00 created urgent; 09:10 state pending",
        "09:30", "running 1800/3600 due 10:00 warn 09:45"),
      Reading(
        "stands still while solved, due unknown", "09:00 created urgent; 09:10 state solved", "09:30",
        "paused 600/3600"),
      Reading(
        "goes on after it was solved", "09:00 created urgent; 09:10 state solved; 09:40 state open", "09:50",
        "running 1200/3600 due 10:30 warn 10:15"),
      Reading(
        "breached and standing still keeps its due", "09:00 created urgent; 10:10 state solved", "12:00",
        "breached_paused 4200/3600 due 10:00 warn 09:45"),
      Reading(
        "of a tier has its own target", "09:00 created urgent gold", "09:10",
        "running 600/1800 due 09:30 warn 09:22"),
      Reading(
        "counts open time of its schedule", "16:00 created normal", "1/09:30",
        "running 5400/7200 due 1/10:00 warn 1/09:30"),
      Reading(
        "does not know what comes after now", "09:00 created urgent; 09:30 reply", "09:20",
        "running 1200/3600 due 10:00 warn 09:45"),
      Reading(
        "knows what comes at now", "09:00 created urgent; 09:30 reply", "09:30",
        "met 1800/3600 due 10:00 stopped 09:30"),
      Reading("has none without a row", "09:00 created low", "09:30", "none"),
      Reading("has none where its row leaves it out", "09:00 created high", "09:30", "none"),
      Reading(
        "under a new priority counts from its own start", "09:00 created normal; 09:40 priority urgent",
        "09:50", "running 3000/3600 due 10:00 warn 09:45"),
      Reading(
        "may be breached by a change of priority", "09:00 created normal; 10:30 priority urgent", "10:30",
        "breached 5400/3600 due 10:00 warn 09:45"),
      Reading(
        "may be cured by a change of priority", "09:00 created urgent; 10:30 priority normal", "10:30",
        "running 5400/7200 due 11:00 warn 10:30"),
      Reading(
        "follows the tier", "09:00 created urgent; 09:05 tier gold", "09:10",
        "running 600/1800 due 09:30 warn 09:22"),
      Reading(
        "that has stopped keeps its target", "09:00 created urgent; 09:30 reply; 09:40 priority normal",
        "12:00", "met 1800/3600 due 10:00 stopped 09:30"),
      Reading(
        "events may come in any order", "09:30 reply; 09:00 created urgent", "12:00",
        "met 1800/3600 due 10:00 stopped 09:30"),
    ]) func firstResponse(_ row: Reading) throws
  {
    #expect(shown(try rules().read(events(row.events), now: moment(row.now)).firstResponse) == row.expected)
  }

  @Test(
    "next response",
    arguments: [
      Reading(
        "waits for nobody before the first reply", "09:00 created urgent; 09:10 message; 09:20 message",
        "09:30", ""),
      Reading(
        "begins with a message after the first reply", "09:00 created urgent; 09:10 reply; 09:20 message",
        "09:30", "running 600/7200 due 11:20 warn 10:50"),
      Reading(
        "counts from the oldest unanswered message",
        "09:00 created urgent; 09:10 reply; 09:20 message; 10:00 message", "10:20",
        "running 3600/7200 due 11:20 warn 10:50"),
      Reading(
        "is one for each wait",
        "09:00 created urgent; 09:10 reply; 09:20 message; 09:30 reply; 10:00 message; 13:00 reply", "14:00",
        "met 600/7200 due 11:20 stopped 09:30, missed 10800/7200 due 12:00 stopped 13:00"),
      Reading(
        "begins with the first message when an agent created the ticket",
        "09:00 created urgent agent; 09:20 message", "09:30", "running 600/7200 due 11:20 warn 10:50"),
      Reading(
        "is answered by the reply, not by the state",
        "09:00 created urgent agent; 09:20 message; 09:30 state solved", "10:00", "paused 600/7200"),
      Reading(
        "keeps the target it was answered under",
        "09:00 created urgent agent; 09:20 message; 09:30 reply; 09:40 tier gold; 09:50 message", "10:00",
        "met 600/7200 due 11:20 stopped 09:30, running 600/1800 due 10:20 warn 10:12"),
    ]) func nextResponse(_ row: Reading) throws
  {
    let reading = try rules().read(events(row.events), now: moment(row.now))
    #expect(reading.nextResponses.map(shown).joined(separator: ", ") == row.expected)
  }

  @Test(
    "resolution that goes on",
    arguments: [
      Reading(
        "runs from creation", "09:00 created urgent", "10:00", "running 3600/28800 due 17:00 warn 15:00"),
      Reading(
        "stands still while pending, due unknown", "09:00 created urgent; 10:00 state pending", "12:00",
        "paused 3600/28800"),
      Reading(
        "goes on after the pause", "09:00 created urgent; 10:00 state pending; 12:00 state open", "13:00",
        "running 7200/28800 due 19:00 warn 17:00"),
      Reading(
        "stands still from one pausing state to the other",
        "09:00 created urgent; 10:00 state pending; 11:00 state on_hold; 12:00 state open", "12:00",
        "running 3600/28800 due 19:00 warn 17:00"),
      Reading(
        "stops when it is solved", "09:00 created urgent; 10:00 state solved", "12:00",
        "met 3600/28800 due 17:00 stopped 10:00"),
      Reading(
        "stops when it is closed", "09:00 created urgent; 18:00 state closed", "19:00",
        "missed 32400/28800 due 17:00 stopped 18:00"),
      Reading(
        "stays stopped where it was when it is closed later",
        "09:00 created urgent; 10:00 state solved; 12:00 state closed", "13:00",
        "met 3600/28800 due 17:00 stopped 10:00"),
      Reading(
        "goes on when it is reopened, solved time a pause",
        "09:00 created urgent; 10:00 state solved; 12:00 state open", "13:00",
        "running 7200/28800 due 19:00 warn 17:00"),
      Reading(
        "is missed after reopening by all its time",
        "09:00 created urgent; 16:00 state solved; 18:00 state open; 20:00 state solved", "21:00",
        "missed 32400/28800 due 19:00 stopped 20:00"),
      Reading(
        "of a ticket that is created solved is met", "09:00 created urgent solved", "10:00",
        "met 0/28800 due 17:00 stopped 09:00"),
      Reading(
        "begins in its pause", "09:00 created urgent pending; 10:00 state open", "11:00",
        "running 3600/28800 due 18:00 warn 16:00"),
      Reading(
        "breached in a pause says both", "09:00 created urgent; 17:30 state pending", "20:00",
        "breached_paused 30600/28800 due 17:00 warn 15:00"),
      Reading(
        "of exactly the target in a pause has no due", "09:00 created urgent; 17:00 state pending", "20:00",
        "paused 28800/28800"),
      Reading(
        "a second in no state moves nothing", "09:00 created urgent; 10:00 state pending; 10:00 state open",
        "11:00", "running 7200/28800 due 17:00 warn 15:00"),
      Reading(
        "fills a day and is due at closing time", "09:00 created normal", "10:00",
        "running 3600/57600 due 1/17:00 warn 1/13:00"),
    ]) func resolution(_ row: Reading) throws
  {
    #expect(shown(try rules().read(events(row.events), now: moment(row.now)).resolution) == row.expected)
  }
  @Test(
    "resolution that begins anew",
    arguments: [
      Reading(
        "at the reopening", "09:00 created urgent; 10:00 state solved; 12:00 state open", "13:00",
        "running 3600/28800 due 20:00 warn 18:00"),
      Reading(
        "not when solved becomes closed", "09:00 created urgent; 10:00 state solved; 12:00 state closed",
        "13:00", "met 3600/28800 due 17:00 stopped 10:00"),
      Reading(
        "and counts its own pauses only",
        "09:00 created urgent; 09:10 state pending; 10:00 state solved; 12:00 state open; 13:00 state pending; 14:00 state open",
        "15:00", "running 7200/28800 due 21:00 warn 19:00"),
    ]) func restart(_ row: Reading) throws
  {
    #expect(
      shown(try rules(.restart).read(events(row.events), now: moment(row.now)).resolution) == row.expected)
  }
  @Test(
    "update every",
    arguments: [
      Reading("runs from creation", "09:00 created high", "09:30", "running 1800/3600 due 10:00 warn 09:45"),
      Reading(
        "begins again with each public reply", "09:00 created high; 09:20 reply; 09:50 reply", "10:00",
        "running 600/3600 due 10:50 warn 10:35"),
      Reading(
        "is not begun again by notes or messages",
        "09:00 created high; 09:20 reply; 09:30 note; 09:40 message", "10:00",
        "running 2400/3600 due 10:20 warn 10:05"),
      Reading(
        "stands still while solved", "09:00 created high; 09:30 state solved", "12:00", "paused 1800/3600"),
    ]) func updateEvery(_ row: Reading) throws
  {
    #expect(shown(try rules().read(events(row.events), now: moment(row.now)).updateEvery) == row.expected)
  }

  @Test("the next due is the earliest of the clocks that run, breached ones included")
  func nextDue() throws {
    for (text, now, due) in [
      ("09:00 created urgent", "09:30", "10:00"), ("09:00 created urgent", "12:00", "10:00"),
      ("09:00 created urgent; 09:30 reply", "09:30", "17:00"),
      ("09:00 created urgent; 09:30 reply; 10:00 message", "10:30", "12:00"),
      ("09:00 created urgent; 09:30 reply; 10:00 state pending", "10:30", nil),
      ("09:00 created urgent; 12:00 state solved", "13:00", nil), ("09:00 created low", "10:00", nil),
    ] as [(String, String, String?)] {
      #expect(try rules().read(events(text), now: moment(now)).nextDue == due.map(moment), "\(text)")
    }
  }
  @Test("the warning is rounded down to a second")
  func warning() throws {
    let clock = try rules(warn: 33).read(events("09:00 created urgent"), now: moment("09:00")).firstResponse
    #expect(clock?.warnAt == moment("09:00") + .seconds(1188))
    let policy = SLAPolicy(targets: [SLATarget(priority: .low, seconds: [.resolution: 10])], warnPercent: 75)
    let low = try SLARules(policy, schedules: ["default": BusinessTime(.always())])
    #expect(
      try low.read(events("09:00 created low"), now: moment("09:00")).resolution?.warnAt == moment("09:00")
        + .seconds(7))
  }
  @Test("a pause is cut out to the second")
  func seconds() throws {
    let start = moment("09:00")
    let log = [
      SLAEvent(start, .created(.urgent, tier: "standard", by: .customer, state: .new)),
      SLAEvent(start + .seconds(36), .state(.pending)), SLAEvent(start + .seconds(95), .state(.open)),
    ]
    let clock = try rules().read(log, now: start + .seconds(100)).resolution
    #expect(clock?.elapsed == 41 && clock?.due == start + .seconds(28_859))
  }
  @Test("after each event the clocks stand as they did then")
  func afterEach() throws {
    let log = events(
      "09:00 created urgent; 09:30 reply; 10:00 state pending; 11:00 state open; 12:00 state solved; 13:00 note"
    )
    let readings = try rules().readAfterEach(log, now: moment("12:30"))
    #expect(
      readings.map { shown($0.resolution) } == [
        "running 0/28800 due 17:00 warn 15:00", "running 1800/28800 due 17:00 warn 15:00",
        "paused 3600/28800",
        "running 3600/28800 due 18:00 warn 16:00", "met 7200/28800 due 18:00 stopped 12:00",
      ])
    for (place, event) in log.dropLast().enumerated() {
      #expect(readings[place] == (try rules().read(Array(log[...place]), now: event.at)))
    }
  }
  @Test("what cannot be is refused, and says why")
  func refused() throws {
    for (text, now) in [
      ("09:30 reply", "10:00"), ("09:00 created urgent; 09:10 created urgent", "10:00"),
      ("09:00 created urgent", "08:00"), ("08:59 reply; 09:00 created urgent", "10:00"),
    ] {
      #expect(throws: Refusal.self, "\(text)") { try rules().read(events(text), now: moment(now)) }
    }
    #expect(throws: Refusal.self) {
      try rules().readAfterEach(events("09:00 created urgent"), now: moment("08:00"))
    }
    #expect {
      try SLARules(
        SLAPolicy(targets: [SLATarget(priority: .low, schedule: "ofice", seconds: [:])]),
        schedules: ["office": BusinessTime(.always())])
    } throws: {
      let refusal = $0 as? Refusal
      return refusal?.field == "policy.targets[0].schedule" && refusal?.remedy == "Did you mean office?"
    }
  }
  @Test("rows that no ticket can come to are found")
  func unreachable() {
    let policy = SLAPolicy(targets: [
      SLATarget(priority: .urgent, seconds: [:]), SLATarget(priority: .urgent, tier: "gold", seconds: [:]),
      SLATarget(priority: .low, tier: "gold", seconds: [:]),
      SLATarget(priority: .low, tier: "gold", seconds: [:]),
      SLATarget(priority: .low, seconds: [:]),
    ])
    #expect(policy.unreachableRows == [1, 3])
  }
}

@Suite struct SLAProperties {
  private static func log(_ seed: Int) -> [SLAEvent] {
    var random = Seeded(UInt64(seed)), now = moment("09:00")
    let priorities: [Ticket.Priority] = [.urgent, .normal, .high]
    var log = [
      SLAEvent(
        now,
        .created(priorities[seed % 3], tier: "standard", by: seed % 4 == 0 ? .agent : .customer, state: .new))
    ]
    for _ in 0..<30 {
      now = now + .seconds(Int.random(in: 0..<20_000, using: &random))
      let what: SLAEvent.What =
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: .agentReply
        case 2, 3: .customerMessage
        case 4: .priority(priorities.randomElement(using: &random) ?? .urgent)
        case 5: .tier(Bool.random(using: &random) ? "gold" : "standard")
        default: .state(Ticket.Status.allCases.randomElement(using: &random) ?? .open)
        }
      log.append(SLAEvent(now, what))
    }
    return log
  }
  @Test(
    "a clock's due is where its time is used up, and its steps add up to what has passed", arguments: 0..<60)
  func explained(seed: Int) throws {
    let log = Self.log(seed), rules = try rules(seed % 2 == 0 ? .goesOn : .restart)
    for (place, event) in log.enumerated() {
      let now = event.at + .seconds(seed * 7), reading = try rules.read(Array(log[...place]), now: now)
      for clock in reading.clocks {
        let time = try #require(rules.schedules[clock.schedule]), spans = clock.pauses.map(\.span)
        #expect((clock.steps(now: now, by: time).last?.total ?? 0) == clock.elapsed)
        if let due = clock.due { #expect(try time.within(clock.start, due, pauses: spans) == clock.target) }
        switch clock.status {
        case .met, .running, .paused: #expect(clock.elapsed <= clock.target)
        default: #expect(clock.elapsed > clock.target)
        }
        if clock.status == .breached { #expect(try #require(clock.due) < now) }
      }
      #expect(reading.nextDue == reading.clocks.filter(\.isRunning).compactMap(\.due).min())
    }
  }
  @Test("what has stopped stays as it is, whatever happens later", arguments: 0..<60)
  func stopped(seed: Int) throws {
    let log = Self.log(seed), readings = try rules().readAfterEach(log, now: .never)
    var answered: SLAClock?, waits: [SLAClock] = []
    for reading in readings {
      if let answered { #expect(reading.firstResponse == answered) }
      if reading.firstResponse?.stoppedAt != nil { answered = reading.firstResponse }
      let stopped = reading.nextResponses.filter { $0.stoppedAt != nil }
      #expect(stopped.starts(with: waits))
      waits = stopped
    }
  }
}
