import Domain

extension Story {
  /// Tells it from the first word to the present.
  func told() -> DemoTicket {
    var telling = Telling(self)
    telling.open()
    telling.talkItOver()
    telling.close()
    return telling.story.told
  }
}

/// The telling: what happens next, and when.
private struct Telling {
  let plan: Story
  var story: Conversation, random: SplitMix, facts: Facts
  let agent: Agent.ID, count: Int
  /// The weight of each gap between two steps, and how much of the time there is a unit of weight takes.
  private let pace: Double
  private var lastAnswer = ""

  init(_ plan: Story) {
    self.plan = plan
    var random = plan.random, facts = plan.facts
    let handler = random.pick(plan.topic.team.members)
    agent = Agent.ID(handler)
    let person = DemoAgents.all[Int(handler) - 1].name
    facts[.agent] = String(person.prefix { $0 != " " })
    count = plan.desk.messages(of: plan.number) ?? Self.usual(&random, plan.fate)
    // Steps are some hours apart, but all of them fit between the first word and now.
    let available = Double(plan.desk.now - plan.created) * 0.9, wanted = Double(count + 2) * 5.5 * 3_600_000
    pace = min(1, available / max(1, wanted))
    story = Conversation(Self.start(plan, facts, &random))
    (self.random, self.facts) = (random, facts)
  }
  private static func usual(_ random: inout SplitMix, _ fate: Story.Fate) -> Int {
    switch fate {
    case .new: [1, 1, 1, 2][random.below(4)]
    case .merged: 1
    default: [2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 9, 14][random.below(12)]
    }
  }
  private static func start(_ plan: Story, _ facts: Facts, _ random: inout SplitMix) -> Ticket {
    let kind: Ticket.Kind =
      switch plan.topic.kind {
      case .question: .question
      case .incident: .incident
      case .problem: .problem
      case .task: .task
      }
    let priorities: [Ticket.Priority] = [.low, .normal, .high, .urgent]
    let weights = kind == .incident ? [2, 40, 42, 16] : kind == .task ? [30, 62, 8, 0] : [14, 70, 14, 2]
    var tags = plan.topic.tags
    if plan.requester.tier == "enterprise" { tags.append("vip") }
    if random.chance(0.1) { tags.append(random.pick(["kb-gap", "feedback", "second-time", "regression"])) }
    let channels: [Ticket.Channel] = [.mail, .web, .chat, .phone, .api]
    return Ticket(
      id: Ticket.ID(Int64(plan.number)), subject: random.pick(plan.topic.subjects).filled(facts),
      requester: plan.requester.id, team: plan.topic.team.id, priority: priorities[random.weighted(weights)],
      channel: channels[random.weighted([70, 17, 7, 4, 2])], kind: kind, tags: Array(Set(tags)).sorted(),
      due: kind == .task ? dueDay(plan, &random) : .never, created: plan.created)
  }
  /// A task says by which day it is wanted: a date of its own, which counts where nothing is promised.
  private static func dueDay(_ plan: Story, _ random: inout SplitMix) -> Instant {
    let day = plan.created + .days(3 + random.below(18))
    return Instant(seconds: day.seconds / 86_400 * 86_400 + 17 * 3600)
  }

  private var me: TicketEvent.Actor { .agent(agent) }
  /// The next instant: minutes to hours later, never past now.
  private mutating func later(_ hours: Double = 3) -> Instant {
    let gap = hours * 3_600_000 * (0.05 + random.unit() * random.unit() * 3) * pace
    return min(plan.desk.now - .seconds(40), story.clock + Int64(gap))
  }

  mutating func open() {
    var body = ""
    random.pick(plan.talk.greetings).append(to: &body, facts)
    body += "\n\n"
    random.pick(plan.topic.openings).append(to: &body, facts)
    body += "\n\n"
    random.pick(plan.talk.closings).append(to: &body, facts)
    if random.chance(0.22) {
      body += "\n\n-- \n\(plan.requester.name)\n\(plan.requester.company)\n\(plan.requester.email)"
    }
    let file = plan.topic.file.flatMap { random.chance(0.45) ? $0 : nil }
    let files = file.map { [$0.attachment(variant: random.below(12), facts)] } ?? []
    customerSays(body, at: plan.created, files: files)
  }

  mutating func talkItOver() {
    if random.chance(0.1) {
      var watchers = [Agent.ID(3), Agent.ID(Int64(1 + random.below(2)))]
      watchers.sort()
      story.set(
        .watchers, \.watchers, to: Array(Set(watchers)).sorted(), by: .agent(Agent.ID(3)), at: later(1))
    }
    guard count > 1 else { return takeIfNeeded() }
    if case .new = plan.fate {
      for _ in 1..<count { customerSays(random.pick(plan.talk.followUps).filled(facts), at: later(2)) }
      return
    }
    takeIfNeeded()
    var customerIsLast = true
    for place in 1..<count {
      switch turn(place, customerIsLast) {
      case .note: note()
      case .answer: answer(solving: false); customerIsLast = false
      case .solution: answer(solving: true); customerIsLast = false
      case .customer: customerAnswers(); customerIsLast = true
      case .thanks:
        customerSays(random.pick(plan.talk.thanks).filled(facts), at: later(6)); customerIsLast = true
      }
    }
  }
  private enum Turn { case note, answer, solution, customer, thanks }
  /// Who speaks next, so that the last word fits the end.
  private mutating func turn(_ place: Int, _ customerIsLast: Bool) -> Turn {
    let left = count - 1 - place
    switch plan.fate {
    case .solved, .closed:
      if left == 0 { return customerIsLast || place < 2 || random.chance(0.5) ? .solution : .thanks }
    case .pending where left == 0: return .answer
    case .onHold where left == 0: return .note
    case .open where left == 0: return customerIsLast ? .note : .customer
    default: break
    }
    if random.chance(0.17) { return .note }
    return customerIsLast ? .answer : .customer
  }

  private mutating func takeIfNeeded() {
    if case .new = plan.fate {
      // A third of the new ones already have a name on them, the rest wait for somebody.
      if random.chance(0.3) {
        story.set(.assignee, \.assignee, to: agent, by: .agent(Agent.ID(3)), at: later(0.4))
      }
      return
    }
    if case .open = plan.fate, count < 3, random.chance(0.4) {
      return story.setStatus(.open, by: .agent(Agent.ID(3)), at: later(0.5))
    }
    let byLead = random.chance(0.25)
    story.set(.assignee, \.assignee, to: agent, by: byLead ? .agent(Agent.ID(3)) : me, at: later(0.6))
    story.setStatus(.open, by: byLead ? .agent(Agent.ID(3)) : me, at: story.clock)
  }
  private mutating func note() {
    story.say(random.pick(Notes.all).filled(facts), as: .agent(agent), .note, at: later(1.5))
  }
  private mutating func answer(solving: Bool) {
    var body = ""
    random.pick(plan.talk.greetings).append(to: &body, facts)
    body += "\n\n"
    let texts =
      solving
      ? plan.talk.solutions
      : story.told.messages.count < 3 && !plan.topic.answers.isEmpty ? plan.topic.answers : plan.talk.replies
    let said = random.pick(texts).filled(facts)
    body += said + "\n\n"
    plan.talk.signOff.append(to: &body, facts)
    lastAnswer = said
    story.say(body, as: .agent(agent), .public, at: later(2.5), mailID: mailID("desk.example"))
    if !solving { story.setStatus(.pending, by: me, at: story.clock) }
  }
  private mutating func customerAnswers() {
    var body = random.pick(plan.talk.followUps).filled(facts)
    if !lastAnswer.isEmpty, random.chance(0.5) {
      // Mail programs put the whole of the former mail below.
      body += "\n\n" + plan.talk.quoteLine.filled(facts) + "\n> "
      body += lastAnswer.replacing("\n", with: "\n> ")
    }
    customerSays(body, at: later(7))
    story.setStatus(.open, by: .customer(plan.requester.id), at: story.clock)
  }
  private mutating func customerSays(_ body: String, at instant: Instant, files: [DemoAttachment] = []) {
    let domain = plan.requester.email.drop { $0 != "@" }.dropFirst()
    story.say(
      body, as: .customer(plan.requester.id), .public, at: instant,
      mailID: story.ticket.channel == .mail ? mailID(String(domain)) : nil, files: files)
  }
  private func mailID(_ domain: String) -> String {
    "<\(plan.number).\(story.told.messages.count + 1).\(plan.desk.seed)@\(domain)>"
  }

  mutating func close() {
    switch plan.fate {
    case .new, .open, .pending: sleepOrRest()
    case .onHold: story.setStatus(.onHold, by: me, at: later(0.2))
    case .solved: story.setStatus(.solved, by: me, at: story.clock)
    case .closed:
      story.setStatus(.solved, by: me, at: story.clock)
      story.setStatus(.closed, by: .system, at: min(plan.desk.now - .minutes(1), story.clock + .days(4)))
    case .merged(let target):
      let other = Ticket.ID(Int64(target))
      story.set(.merged, \.mergedInto, to: other, by: me, at: later(1))
      story.setStatus(.closed, by: me, at: story.clock)
      story.link(.duplicates, to: other)
    }
    relate()
  }
  private mutating func sleepOrRest() {
    if story.ticket.status == .new || !random.chance(0.09) { return }
    let wake = plan.desk.now + .hours(2 + random.below(110))
    story.set(.snoozed, \.snoozedUntil, to: wake, by: me, at: later(0.3))
  }
  private mutating func relate() {
    guard random.chance(0.04), plan.desk.messageCount == nil else { return }
    let other = plan.number - 2 - random.below(30)
    guard plan.desk.exists(other), plan.desk.rank(of: other) > plan.desk.rank(of: plan.number) else { return }
    let kind = random.pick([TicketLink.Kind.related, .related, .causedBy, .followsUp])
    if kind == .followsUp {
      story.set(.parent, \.parent, to: Ticket.ID(Int64(other)), by: me, at: story.clock)
    }
    story.link(kind, to: Ticket.ID(Int64(other)))
  }
}
/// What colleagues tell each other, whatever the customer's language.
enum Notes {
  static let all: [Template] = [
    "Looked at the log of {workspace}: {count} times {code} since {time}.", "Same as last month, see KB-12.",
    "@kim may I grant this? It is {amount}.", "Asked the engineers, they answer tomorrow.",
    "Customer called, is calm, wants an answer by mail.", "Checked {invoice} and {otherInvoice}: both paid.",
    "Waiting for the provider of {host}.", "Could be a case for the macro \"ask for details\".",
  ]
}
