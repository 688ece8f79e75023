/// A customer's matter, from the first message to the last; what is said in it are its ``Message``s.
///
/// The value is the whole changeable state: what an act saves is compared with what was there, and each
/// difference becomes a ``TicketEvent`` and an audit line, so the state at any past instant can be told.
public struct Ticket: Equatable, Sendable {
  /// The reference people read aloud, `T-1042`; it is also the number the store joins by.
  public struct ID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The number itself, from 1.
    public let rawValue: Int64
    /// Names the ticket with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// Older tickets come first.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
    /// `T-1042`; numbers under 1000 are padded to four digits so that columns stay.
    public var description: String {
      let digits = String(rawValue)
      return "T-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }
  /// Where the matter stands. ``TicketRules`` holds the one table of legal transitions.
  public enum Status: String, CaseIterable, Sendable, Codable {
    case new, open, pending
    case onHold = "on_hold"
    case solved, closed
    /// Someone still has to act on it; the store's number of a status is its place in `allCases`.
    public var isActive: Bool { self != .solved && self != .closed }
  }
  /// How pressing it is.
  public enum Priority: String, CaseIterable, Sendable, Codable { case low, normal, high, urgent }
  /// The road by which it came.
  public enum Channel: String, CaseIterable, Sendable, Codable { case mail, web, phone, chat, api, `import` }
  /// The sort of matter, as the desk counts it.
  public enum Kind: String, CaseIterable, Sendable, Codable { case question, incident, problem, task }

  /// The reference; never changes.
  public let id: ID
  /// One line that says what it is about.
  public var subject: String
  /// Who asked.
  public var requester: Customer.ID
  /// Who answers; nobody yet is nil.
  public var assignee: Agent.ID?
  /// Whose queue it is in.
  public var team: Team.ID?
  /// See the types.
  public var status: Status, priority: Priority, channel: Channel, kind: Kind
  /// Lower-case words, sorted, each once.
  public var tags: [String]
  /// Agents who are told of changes, sorted, each once.
  public var watchers: [Agent.ID]
  /// Asleep until then: out of the working queues, awake on an answer.
  public var snoozedUntil: Instant?
  /// The next instant by which somebody must have acted, ``Instant/never`` when no clock runs. Kept for
  /// sorting; the SLA clocks that will fill it are computed from the events.
  public var due: Instant
  /// The ticket this one was merged into; a merged ticket is closed and only points there.
  public var mergedInto: ID?
  /// The ticket this one follows up or was split from.
  public var parent: ID?
  /// Fields that an importer or a desk's form brought along, by name.
  public var custom: [String: String]
  /// When it was made; never changes.
  public let created: Instant
  /// When anything in it, messages included, last changed.
  public var updated: Instant
  /// When it last became solved.
  public var solved: Instant?
  /// Counts each save; an act that was prepared on an older version is refused with both shown.
  public var version: Int64

  /// A ticket as it is first saved.
  public init(
    id: ID, subject: String, requester: Customer.ID, assignee: Agent.ID? = nil, team: Team.ID? = nil,
    status: Status = .new, priority: Priority = .normal, channel: Channel = .mail, kind: Kind = .question,
    tags: [String] = [], watchers: [Agent.ID] = [], snoozedUntil: Instant? = nil, due: Instant = .never,
    mergedInto: ID? = nil, parent: ID? = nil, custom: [String: String] = [:], created: Instant,
    updated: Instant? = nil, solved: Instant? = nil, version: Int64 = 1
  ) {
    (self.id, self.subject, self.requester, self.assignee, self.team) = (
      id, subject, requester, assignee, team
    )
    (self.status, self.priority, self.channel, self.kind) = (status, priority, channel, kind)
    (self.tags, self.watchers, self.snoozedUntil, self.due) = (tags, watchers, snoozedUntil, due)
    (self.mergedInto, self.parent, self.custom, self.created) = (mergedInto, parent, custom, created)
    (self.updated, self.solved, self.version) = (updated ?? created, solved, version)
  }
}

/// Two tickets that have to do with each other.
public struct TicketLink: Hashable, Sendable {
  /// What `from` is to `to`.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case related, blocks, duplicates
    case causedBy = "caused_by"
    case followsUp = "follows_up"
    case splitFrom = "split_from"
  }
  /// The two ends and the sort of link.
  public var from: Ticket.ID, to: Ticket.ID, kind: Kind
  /// Makes a link that reads "`from` `kind` `to`".
  public init(from: Ticket.ID, to: Ticket.ID, kind: Kind) {
    (self.from, self.to, self.kind) = (from, to, kind)
  }
}

extension Ticket.ID {
  /// Reads `T-1042`, `t-1042`, `#1042` or `1042`; nil for anything else and for numbers below 1.
  public init?(_ text: some StringProtocol) {
    var digits = Substring(text)
    if digits.hasPrefix("T-") || digits.hasPrefix("t-") {
      digits = digits.dropFirst(2)
    } else if digits.hasPrefix("#") {
      digits = digits.dropFirst()
    }
    guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int64(digits), number > 0 else {
      return nil
    }
    self.init(number)
  }
}
