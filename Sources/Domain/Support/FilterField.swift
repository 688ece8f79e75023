/// The fields of the filter language: one table for reading, completion and the guide.
public enum FilterField: String, CaseIterable, Sendable {
  case status, priority, assignee, team, from, company, tier, tag, channel, kind
  case due, created, updated, solved, snoozed
  case `is`, has, watcher, ref

  /// Other words for the same field.
  public var aliases: [String] {
    switch self {
    case .status: ["state", "st"]
    case .priority: ["prio", "pri"]
    case .assignee: ["who", "assigned"]
    case .from: ["requester", "customer"]
    case .company: ["organization", "org"]
    case .tag: ["tags"]
    case .channel: ["via"]
    case .kind: ["type"]
    case .created: ["opened"]
    case .snoozed: ["asleep"]
    case .watcher: ["watching"]
    case .ref: ["id", "ticket"]
    default: []
    }
  }
  /// What it asks, in a line.
  public var help: String {
    switch self {
    case .status: "where the matter stands"
    case .priority: "how pressing it is; <, <=, > and >= go by urgency"
    case .assignee: "who answers: a handle, me or none"
    case .team: "whose queue it is in: a team or none"
    case .from: "who asked: address, @domain or the beginning of a name"
    case .company: "the requester's company: the beginning of a word of it, or none"
    case .tier: "the requester's tier"
    case .tag: "a tag it has, or none"
    case .channel: "the road by which it came"
    case .kind: "the sort of matter"
    case .due: "by when somebody must have acted"
    case .created: "when it was made"
    case .updated: "when anything in it last changed"
    case .solved: "when it last became solved"
    case .snoozed: "until when it sleeps"
    case .is: "what it is"
    case .has: "what it has"
    case .watcher: "who is told of changes: a handle, me or none"
    case .ref: "references: T-1042 or T-1000..T-1099"
    }
  }
  /// The instant it compares, if it is one of those.
  public var clock: FilterClock? { FilterClock(rawValue: rawValue) }
  /// The fixed words it takes; empty when it takes others.
  public var words: [String] {
    switch self {
    case .status: Ticket.Status.allCases.map(\.rawValue)
    case .priority: Ticket.Priority.allCases.map(\.rawValue)
    case .channel: Ticket.Channel.allCases.map(\.rawValue)
    case .kind: Ticket.Kind.allCases.map(\.rawValue)
    case .is: FilterState.allCases.map(\.rawValue)
    case .has: FilterPossession.allCases.map(\.rawValue)
    default: []
    }
  }
  private static let byName: [String: FilterField] = Dictionary(
    allCases.flatMap { field in ([field.rawValue] + field.aliases).map { ($0, field) } }
  ) { first, _ in first }
  /// The field of this name or alias, in any case.
  public init?(named name: String) {
    guard let found = Self.byName[name.lowercased()] else { return nil }
    self = found
  }
}

/// What a filter's names are checked against and completed from; an empty part is not checked.
public struct FilterVocabulary: Sendable {
  /// Agents and teams; without any, every handle and team is taken as it is.
  public var directory: Directory
  /// Words to offer; others are allowed too, for a tag may come tomorrow.
  public var tags: [String], tiers: [String], companies: [String], customFields: [String]
  /// Makes a vocabulary.
  public init(
    directory: Directory = Directory(), tags: [String] = [], tiers: [String] = [], companies: [String] = [],
    customFields: [String] = []
  ) {
    (self.directory, self.tags, self.tiers) = (directory, tags, tiers)
    (self.companies, self.customFields) = (companies, customFields)
  }
}
