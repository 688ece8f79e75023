public import Domain

/// What became of a thing that was imported: by it, importing again changes nothing.
public struct Imported: Equatable, Sendable {
  /// The number of the ticket, message, customer or agent it became.
  public let local: Int64
  /// A digest of what was read, to tell an unchanged thing from an updated one.
  public let digest: String
  /// Names what was made.
  public init(local: Int64, digest: String) { (self.local, self.digest) = (local, digest) }
}

extension ReadTransaction {
  /// What a thing of a source became, or nil when it was never imported.
  /// - Parameters:
  ///   - source: where it comes from (`zendesk:acme`); the name under which importing again finds it.
  ///   - kind: `ticket`, `message`, `customer`, `agent`, `attachment`.
  public func imported(_ external: String, kind: String, from source: String) throws -> Imported? {
    try connection.first(
      """
      SELECT local_id, digest FROM import_ledger
      WHERE source = \(source) AND kind = \(kind) AND external_id = \(external)
      """
    ) { Imported(local: $0.integer(), digest: $0.text()) }
  }
  /// Where an import of a source stood when it was last written down; nil: from the beginning.
  public func importCursor(of source: String) throws -> String? {
    try connection.first("SELECT cursor FROM import_run WHERE source = \(source)") { $0.text() }
  }
}

extension WriteTransaction {
  /// Notes what a thing of a source became, in the transaction that made it.
  public func note(_ imported: Imported, of external: String, kind: String, from source: String) throws {
    try connection.run(
      """
      INSERT INTO import_ledger (source, kind, external_id, local_id, digest)
      VALUES (\(source), \(kind), \(external), \(imported.local), \(imported.digest))
      ON CONFLICT (source, kind, external_id) DO UPDATE SET local_id = excluded.local_id,
        digest = excluded.digest
      """)
  }
  /// Notes how far an import has come, in the transaction of the batch; nil when it is done.
  public func setImportCursor(of source: String, to cursor: String?, at now: Instant) throws {
    guard let cursor else {
      try connection.run("DELETE FROM import_run WHERE source = \(source)")
      return
    }
    try connection.run(
      """
      INSERT INTO import_run (source, cursor, at) VALUES (\(source), \(cursor), \(now))
      ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, at = excluded.at
      """)
  }
}
