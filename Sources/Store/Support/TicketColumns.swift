import Domain

extension Ticket.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Customer.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Message.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }

/// The store's number of a word is its place among all of them; that order is never changed, only added to.
enum Numbered {
  static let statuses = Ticket.Status.allCases, priorities = Ticket.Priority.allCases
  static let channels = Ticket.Channel.allCases, kinds = Ticket.Kind.allCases
  /// Position in the list; the lists above hold every case.
  static func place<Word: Equatable>(_ word: Word, in words: [Word]) -> Int {
    words.firstIndex(of: word) ?? 0
  }
}
extension Ticket.Status { var number: Int { Numbered.place(self, in: Numbered.statuses) } }
extension Ticket.Priority { var number: Int { Numbered.place(self, in: Numbered.priorities) } }
extension Ticket.Channel { var number: Int { Numbered.place(self, in: Numbered.channels) } }
extension Ticket.Kind { var number: Int { Numbered.place(self, in: Numbered.kinds) } }
extension Message.Kind { var number: Int { self == .note ? 1 : 0 } }

extension Row {
  private mutating func word<Word>(_ words: [Word]) -> Word { words[min(max(0, int()), words.count - 1)] }
  mutating func status() -> Ticket.Status { word(Numbered.statuses) }
  mutating func priority() -> Ticket.Priority { word(Numbered.priorities) }
  mutating func channel() -> Ticket.Channel { word(Numbered.channels) }
  mutating func kind() -> Ticket.Kind { word(Numbered.kinds) }
  /// An instant whose "never" means that there is none.
  mutating func instantUnlessNever() -> Instant? {
    let instant = self.instant()
    return instant == .never ? nil : instant
  }
  mutating func words() -> [String] { text().split(separator: " ").map(String.init) }
  mutating func numbers() -> [Int64] { text().split(separator: " ").compactMap { Int64($0) } }
}

extension Ticket {
  static let columns: SQL = """
    ticket.id, ticket.subject, ticket.requester_id, ticket.assignee_id, ticket.team_id, ticket.status,
    ticket.priority, ticket.channel, ticket.kind, ticket.tags, ticket.watchers, ticket.custom,
    ticket.snoozed_until, ticket.due_at, ticket.merged_into, ticket.parent_id, ticket.created_at,
    ticket.updated_at, ticket.solved_at, ticket.version
    """
  init(_ row: inout Row) {
    let id = ID(row.integer()), subject = row.text(), requester = Customer.ID(row.integer())
    let assignee = row.agentID(), team = row.teamID()
    let status = row.status(), priority = row.priority(), channel = row.channel(), kind = row.kind()
    let tags = row.words(), watchers = row.numbers().map(Agent.ID.init), custom = Self.custom(row.text())
    let snoozed = row.instantUnlessNever(), due = row.instant()
    let merged = row.optionalInteger().map(ID.init), parent = row.optionalInteger().map(ID.init)
    self.init(
      id: id, subject: subject, requester: requester, assignee: assignee, team: team, status: status,
      priority: priority, channel: channel, kind: kind, tags: tags, watchers: watchers, snoozedUntil: snoozed,
      due: due, mergedInto: merged, parent: parent, custom: custom, created: row.instant(),
      updated: row.instant(), solved: row.optionalInstant(), version: row.integer())
  }
  private static func custom(_ text: String) -> [String: String] {
    text == "{}" ? [:] : JSONText(text)?.textMembers ?? [:]
  }
}

/// The folded beginning of a text: what lists are sorted by. Long enough to tell apart what one sees in a column.
func sortingKey(_ text: String) -> String { String(text.lowercased().prefix(24)) }
