public import Domain

/// A chain as it is kept: what was written, in its order.
public struct EscalationText: Equatable, Sendable {
  /// Its number, its name, its place in the order and how often it was saved.
  public let id: Int64, name: String, rank: Int, version: Int64
  /// What was saved, as JSON, and when.
  public let body: String, saved: Instant
}

extension ReadTransaction {
  /// All chains in the order in which they are tried.
  public func escalations() throws -> [EscalationText] {
    try connection.rows("SELECT id, name, rank, version, body, saved_at FROM escalation ORDER BY rank, name")
    {
      EscalationText(
        id: $0.integer(), name: $0.text(), rank: $0.int(), version: $0.integer(), body: $0.text(),
        saved: $0.instant())
    }
  }
}

extension WriteTransaction {
  /// Keeps a chain under a name, at a place of the order; all clocks are looked at anew.
  public func saveEscalation(_ name: String, _ body: String, rank: Int, at now: Instant) throws {
    let old = try escalations().first { $0.name == name }
    try connection.run(
      """
      INSERT INTO escalation (name, rank, version, body, saved_at) VALUES (\(name), \(rank), 1, \(body), \(now))
      ON CONFLICT (name) DO UPDATE SET rank = excluded.rank, version = version + 1, body = excluded.body,
        saved_at = excluded.saved_at
      """)
    note("escalation \(name)", "definition", old?.body, body)
    note("escalation \(name)", "rank", old.map { "\($0.rank)" }, "\(rank)")
    touch(.levels)
    try beginRescan()
  }
  /// Takes a chain out of use; all clocks are looked at anew.
  public func removeEscalation(_ name: String) throws {
    guard let old = try escalations().first(where: { $0.name == name }) else { return }
    try connection.run("DELETE FROM escalation WHERE name = \(name)")
    note("escalation \(name)", "definition", old.body, nil)
    touch(.levels)
    try beginRescan()
  }
}
