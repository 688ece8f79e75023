public import Domain

/// What an idempotency key was answered with, so that asking twice acts once.
public struct StoredReply: Equatable, Sendable {
  /// The act and a digest of its inputs, to which the key is bound.
  public let act: String, inputs: String
  /// The answer as JSON, and the audit row of the act.
  public let output: String, audit: Int64
  /// Keeps an answer.
  public init(act: String, inputs: String, output: String, audit: Int64) {
    (self.act, self.inputs, self.output, self.audit) = (act, inputs, output, audit)
  }
}

extension ReadTransaction {
  /// What this key was answered with, or nil when it is new.
  public func reply(to key: String) throws -> StoredReply? {
    try connection.first("SELECT act, inputs, output, audit_id FROM reply WHERE key = \(key)") { row in
      StoredReply(act: row.text(), inputs: row.text(), output: row.text(), audit: row.integer())
    }
  }
}
extension WriteTransaction {
  /// Keeps what a key was answered with; a key is answered once.
  public func save(_ reply: StoredReply, to key: String, at now: Instant) throws {
    try connection.run(
      """
      INSERT INTO reply (key, act, inputs, output, audit_id, at)
      VALUES (\(key), \(reply.act), \(reply.inputs), \(reply.output), \(reply.audit), \(now))
      """)
  }
}
