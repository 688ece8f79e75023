import Domain

/// A ticket that guides, screens and tests can count on: written by hand, at a fixed distance from now.
struct NamedStory: Sendable {
  /// Something said, so many minutes ago; by the customer unless an agent is named.
  struct Line: Sendable {
    let ago: Int, by: Int64?, kind: Message.Kind, text: Template, file: DemoFile?
    /// The customer writes.
    static func customer(_ ago: Int, _ text: Template, file: DemoFile? = nil) -> Line {
      Line(ago: ago, by: nil, kind: .public, text: text, file: file)
    }
    static func agent(_ ago: Int, _ by: Int64, _ text: Template) -> Line {
      Line(ago: ago, by: by, kind: .public, text: text, file: nil)
    }
    static func note(_ ago: Int, _ by: Int64, _ text: Template) -> Line {
      Line(ago: ago, by: by, kind: .note, text: text, file: nil)
    }
  }
  let number: Int, subject: String, customer: Int, status: Ticket.Status, assignee: Int64?, team: DemoTeam,
    priority: Ticket.Priority, tags: String, watchers: [Int64], kind: Ticket.Kind, lines: [Line]

  init(
    _ number: Int, _ subject: String, by customer: Int, _ status: Ticket.Status, _ assignee: Int64?,
    _ team: DemoTeam,
    _ tags: String, priority: Ticket.Priority = .normal, kind: Ticket.Kind = .question,
    watchers: [Int64] = [], _ lines: Line...
  ) {
    (self.number, self.subject, self.customer, self.status, self.assignee) = (
      number, subject, customer, status, assignee
    )
    (self.team, self.priority, self.tags, self.kind, self.watchers) = (team, priority, tags, kind, watchers)
    self.lines = lines
  }

  private static let byNumber = Dictionary(all.map { ($0.number, $0) }) { first, _ in first }
  static func by(_ number: Int) -> NamedStory? { byNumber[number] }

  /// The same steps as any other ticket's: assigned before the first word of an agent, status by who spoke last.
  func told(on desk: DemoDesk) -> DemoTicket {
    let person = desk.customer(customer)
    var facts = Facts()
    facts[.name] = person.name
    facts[.date] = DeskTime.date(desk.now - .days(6), person.language ?? "en")
    let start = desk.now - .minutes(lines.first?.ago ?? 60)
    var story = Conversation(
      Ticket(
        id: Ticket.ID(Int64(number)), subject: subject, requester: person.id, team: team.id, kind: kind,
        tags: tags.split(separator: " ").map(String.init).sorted(), created: start))
    let lead = TicketEvent.Actor.agent(Agent.ID(3)),
      me = assignee.map { TicketEvent.Actor.agent(Agent.ID($0)) } ?? lead
    for (place, line) in lines.enumerated() {
      let instant = desk.now - .minutes(line.ago)
      let author = line.by.map { Message.Author.agent(Agent.ID($0)) } ?? .customer(person.id)
      let domain = line.by == nil ? String(person.email.drop { $0 != "@" }.dropFirst()) : "desk.example"
      let files = line.file.map { [$0.attachment(variant: number, facts)] } ?? []
      let mailID = line.kind == .note ? nil : "<\(number).\(place + 1).\(desk.seed)@\(domain)>"
      story.say(line.text.filled(facts), as: author, line.kind, at: instant, mailID: mailID, files: files)
      if place == 0 { route(&story, lead, me) }
    }
    finish(&story, me)
    return story.told
  }
  private func route(_ story: inout Conversation, _ lead: TicketEvent.Actor, _ me: TicketEvent.Actor) {
    let soon = story.clock + .minutes(1)
    story.set(.priority, \.priority, to: priority, by: lead, at: soon)
    story.set(.watchers, \.watchers, to: watchers.sorted().map(Agent.ID.init), by: lead, at: soon)
    story.set(.assignee, \.assignee, to: assignee.map(Agent.ID.init), by: me, at: soon)
    if status != .new { story.setStatus(.open, by: me, at: story.clock) }
  }
  private func finish(_ story: inout Conversation, _ me: TicketEvent.Actor) {
    switch status {
    case .new, .open: break
    case .closed:
      story.setStatus(.solved, by: me, at: story.clock)
      story.setStatus(.closed, by: .system, at: story.clock + .days(4))
    default: story.setStatus(status, by: me, at: story.clock)
    }
  }
}
