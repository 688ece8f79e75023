/// A rule that acts on tickets without anybody asking: when something happens to a ticket, or time passes, and the ticket
/// is one of those the filter means, its steps are done.
///
/// It fires once for each ticket and event. What the house itself does (an automation, a job) is no event to it, so that
/// two rules cannot chase each other; and what was brought in from elsewhere is no event either.
public struct Automation: Equatable, Sendable {
  /// The automation's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the automation with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// What makes it look at a ticket.
  public enum Trigger: String, CaseIterable, Sendable {
    /// A ticket is made; the customer writes, also with the first message; an agent answers; an agent notes something.
    case created, customer, reply, note
    /// One of these is changed.
    case status, assignee, team, priority, tags
    /// Time passes: every ticket the filter means is looked at each ten minutes. Once a rule has acted on a ticket, it
    /// does so again only after something has happened to the ticket.
    case time
  }
  /// `name` is what people type, `title` what they read; those of a lower `rank` are tried first.
  public var id: ID, name: String, title: String, rank: Int
  /// What makes it look, and which tickets it means, in the filter language.
  public var triggers: [Trigger], filter: String
  /// What it does, in this order; what it says (nil: nothing), and whether only to colleagues.
  public var steps: [MacroStep], text: String?, isNote: Bool
  /// The first audit row that counts for it: what happened before it was saved does not.
  public var since: Int64
  /// Makes an automation.
  public init(
    id: ID, name: String, title: String, rank: Int, triggers: [Trigger], filter: String, steps: [MacroStep],
    text: String? = nil, isNote: Bool = false, since: Int64
  ) {
    (self.id, self.name, self.title, self.rank) = (id, name, title, rank)
    (self.triggers, self.filter, self.steps) = (triggers, filter, steps)
    (self.text, self.isNote, self.since) = (text, isNote, since)
  }

  /// How long a ticket is looked back at, and how many runs on it are allowed in that time: what answers itself from
  /// outside (two desks that thank each other) comes to an end.
  public static let patience = (runs: 20, within: Int64(3_600_000))
  /// Milliseconds from one look at what time has made due to the next.
  public static let pause: Int64 = 600_000
}

extension Automation.Trigger {
  /// What an event of a ticket's log is to automations; nil where it is nothing to them.
  /// - Parameter isNote: whether the message that the event tells of is for colleagues only.
  public init?(_ event: TicketEvent, isNote: Bool) {
    if event.actor == .system { return nil }
    switch (event.field, event.actor) {
    case ("created", _): self = .created
    case ("message", .customer): self = .customer
    case ("message", _): self = isNote ? .note : .reply
    case ("status", _): self = .status
    case ("assignee", _): self = .assignee
    case ("team", _): self = .team
    case ("priority", _): self = .priority
    case ("tags", _): self = .tags
    default: return nil
    }
  }
}

/// What became of an automation on a ticket.
public struct AutomationRun: Equatable, Sendable {
  /// How it ended.
  public enum Outcome: String, CaseIterable, Sendable {
    /// Its steps were done; one was refused, so that none was; it had run too often on this ticket.
    case done, refused, bounded
  }
  /// Which automation on which ticket, for which event of its log; negative: by hand, the audit row.
  public let automation: Automation.ID, ticket: Ticket.ID, event: Int64
  /// When, how it ended, and why it was refused.
  public let at: Instant, outcome: Outcome, reason: String?
  /// Makes a run.
  public init(
    automation: Automation.ID, ticket: Ticket.ID, event: Int64, at: Instant, outcome: Outcome,
    reason: String? = nil
  ) {
    (self.automation, self.ticket, self.event) = (automation, ticket, event)
    (self.at, self.outcome, self.reason) = (at, outcome, reason)
  }
}

extension Filter {
  /// Whether it says `me`, which means nobody where nobody asks.
  public var saysMe: Bool {
    switch self {
    case .everything: false
    case .all(let parts), .any(let parts): parts.contains(where: \.saysMe)
    case .not(let inner): inner.saysMe
    case .test(.assignee(let people)), .test(.watcher(let people)): people.contains(.me)
    case .test: false
    }
  }
}
