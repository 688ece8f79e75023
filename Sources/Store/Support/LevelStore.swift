public import Domain

/// A version of a schedule or a policy as it was saved; it never changes.
public struct LevelText: Equatable, Sendable {
  /// Which of the two it is.
  public enum Kind: String, Sendable { case schedule, policy }
  /// The number that clocks name it by.
  public let id: Int64
  /// What people call it, and which of those of that name it is, from 1.
  public let name: String, version: Int64
  /// What was saved, as JSON; and when.
  public let body: String, saved: Instant
}

/// What held together from one save to the next, by the numbers of the versions.
public struct LevelEdition: Equatable, Sendable {
  /// Its number from 1, when it began, and the first ticket that was made under it.
  public let number: Int64, at: Instant, firstTicket: Ticket.ID
  /// Policies in the order in which they are tried; schedules.
  public let policies: [Int64], schedules: [Int64]
  /// When it was brought to the tickets that were open then; nil: only to new ones.
  public let appliedAt: Instant?
}

extension ReadTransaction {
  /// How often schedules and policies were changed; only its being different says something. nil: never.
  public func levelMark() throws -> Int64? {
    try connection.first("SELECT number FROM area_change WHERE area = 'levels'") { $0.integer() }
  }
  /// All editions, oldest first.
  public func levelEditions() throws -> [LevelEdition] {
    try connection.rows("SELECT \(LevelEdition.columns) FROM sla_edition ORDER BY number", LevelEdition.init)
  }
  /// The one that holds for new tickets; nil when nothing was ever saved.
  public func currentLevels() throws -> LevelEdition? {
    try connection.first(
      "SELECT \(LevelEdition.columns) FROM sla_edition ORDER BY number DESC LIMIT 1", LevelEdition.init)
  }
  /// A version by its number, or nil.
  public func levelText(_ kind: LevelText.Kind, _ id: Int64) throws -> LevelText? {
    try connection.first(
      "SELECT \(LevelText.columns) FROM \(kind.table) WHERE id = \(id)", LevelText.init)
  }
  /// Those of the versions that there are, in the order asked for.
  public func levelTexts(_ kind: LevelText.Kind, _ ids: [Int64]) throws -> [LevelText] {
    try ids.compactMap { try levelText(kind, $0) }
  }
  /// What those are called that hold now, in their order.
  public func levelNames(_ kind: LevelText.Kind) throws -> [String] {
    let now = try currentLevels()
    return try levelTexts(kind, (kind == .policy ? now?.policies : now?.schedules) ?? []).map(\.name)
  }
  /// All versions of a name, oldest first.
  public func levelVersions(_ kind: LevelText.Kind, of name: String) throws -> [LevelText] {
    try connection.rows(
      "SELECT \(LevelText.columns) FROM \(kind.table) WHERE name = \(name) ORDER BY version", LevelText.init)
  }
}

extension WriteTransaction {
  /// Keeps a new version under a name; it holds when an edition lists it.
  public func add(_ kind: LevelText.Kind, _ name: String, _ body: String, at: Instant) throws -> LevelText {
    let last = try levelVersions(kind, of: name).last
    let new = LevelText(
      id: try next(kind == .schedule ? .schedule : .policy), name: name, version: (last?.version ?? 0) + 1,
      body: body, saved: at)
    try connection.run(
      """
      INSERT INTO \(kind.table) (id, name, version, body, saved_at)
      VALUES (\(new.id), \(name), \(new.version), \(body), \(at))
      """)
    note("\(kind.rawValue) \(name)", "version", last.map { "\($0.version)" }, "\(new.version)")
    note("\(kind.rawValue) \(name)", "definition", last?.body, body)
    touch(.levels)
    return new
  }
  /// Begins an edition: what is made from now on is under these versions.
  @discardableResult public func addEdition(
    policies: [Int64], schedules: [Int64], at: Instant
  ) throws -> LevelEdition {
    let old = try currentLevels()
    let new = LevelEdition(
      number: try next(.edition), at: at, firstTicket: Ticket.ID(try next(.ticket, 0)), policies: policies,
      schedules: schedules, appliedAt: nil)
    try connection.run(
      """
      INSERT INTO sla_edition (number, at, first_ticket, policies, schedules)
      VALUES (\(new.number), \(at), \(new.firstTicket), \(policies.written), \(schedules.written))
      """)
    try noteOrder(.policy, old?.policies ?? [], policies)
    try noteOrder(.schedule, old?.schedules ?? [], schedules)
    touch(.levels)
    return new
  }
  private func noteOrder(_ kind: LevelText.Kind, _ old: [Int64], _ new: [Int64]) throws {
    func names(_ ids: [Int64]) throws -> String {
      try levelTexts(kind, ids).map { "\($0.name) v\($0.version)" }.joined(separator: ", ")
    }
    note(kind == .policy ? "policies" : "schedules", "in force", try names(old), try names(new))
  }
  /// Brings an edition to the tickets that are open at an instant.
  public func apply(edition number: Int64, at: Instant) throws {
    try connection.run("UPDATE sla_edition SET applied_at = \(at) WHERE number = \(number)")
    note("policies", "brought to open tickets", nil, "edition \(number)")
    touch(.levels)
  }
}

extension LevelText.Kind {
  var table: SQL {
    switch self {
    case .schedule: "schedule"
    case .policy: "sla_policy"
    }
  }
}
extension LevelText {
  static let columns: SQL = "id, name, version, body, saved_at"
  init(_ row: inout Row) {
    self.init(
      id: row.integer(), name: row.text(), version: row.integer(), body: row.text(), saved: row.instant())
  }
}
extension LevelEdition {
  static let columns: SQL = "number, at, first_ticket, policies, schedules, applied_at"
  init(_ row: inout Row) {
    self.init(
      number: row.integer(), at: row.instant(), firstTicket: Ticket.ID(row.integer()),
      policies: row.numbers(), schedules: row.numbers(), appliedAt: row.optionalInstant())
  }
}
extension [Int64] {
  fileprivate var written: String { map { String($0) }.joined(separator: " ") }
}
