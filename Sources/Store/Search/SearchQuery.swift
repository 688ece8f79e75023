public import Domain

/// A search: words to find, and what else must hold of the tickets, in the filter language.
public struct SearchQuery: Sendable {
  /// What was typed, taken apart; words at its top level are looked up in the full text, the rest narrows.
  public var filter: Filter
  /// How many tickets at most, and how long it may take, in milliseconds.
  public var limit: Int, budget: Int
  /// Who `me` is, what time it is, and whose days `today` means.
  public var viewer: Agent.ID?, now: Instant, zone: any ZoneRules
  /// Fifty tickets within 50 ms unless told otherwise.
  public init(
    _ filter: Filter, limit: Int = 50, budget: Int = 50, viewer: Agent.ID? = nil, now: Instant,
    zone: any ZoneRules = FixedZone.utc
  ) {
    (self.filter, self.limit, self.budget) = (filter, limit, budget)
    (self.viewer, self.now, self.zone) = (viewer, now, zone)
  }
}

/// What a search found, the best first.
public struct SearchResult: Sendable {
  /// One ticket.
  public struct Hit: Sendable, Identifiable {
    /// The ticket as a list shows it.
    public var row: TicketRow
    /// Its best message, with the piece of text around the words and where they stand in it (in characters);
    /// nil when only the subject has them.
    public var message: Message.ID?, snippet: String, highlights: [Range<Int>]
    /// Where the words stand in the subject, in characters.
    public var subjectHighlights: [Range<Int>]
    /// The rank, lower is better; only comparable within one result.
    public var rank: Double
    /// The ticket's reference.
    public var id: Ticket.ID { row.id }
  }
  /// The tickets, the best first.
  public var hits: [Hit]
  /// How many tickets were found; more than are handed over when the limit cut them.
  public var found: Int
  /// Whether everything was searched. If not, older messages were left out for time or because words are too
  /// common: say so, and offer to narrow.
  public var isComplete: Bool
}
