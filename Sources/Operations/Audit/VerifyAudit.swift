public import Acts
import Domain
public import Store

/// Recomputes the chain of the audit log.
public struct VerifyAudit: Query {
  public static let about = About(
    AuditLog.self, "verify", .readAudit, "Verify the audit log",
    help:
      "Recomputes the chain of hashes over all rows, and fails at the first one that is not as it was written. "
      + "Keep the last hash elsewhere: given as --head, it also tells whether the end was cut off.",
    examples: ["audit verify", "audit verify --head 5f1c…"])
  public static let form = Form(
    Self.init, Field("head", \.head, "A hash that was the last one once; some row must have it."))

  /// A hash in hex that some row must have; nil: none in particular.
  public let head: String?
  public init(head: String? = nil) { self.head = head }

  /// What was found: how many rows, and the last hash.
  public struct Verdict: Codable, Equatable, Sendable {
    /// The rows that are as they were written, and the hash of the last one.
    public let rows: Int64, head: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Verdict {
    let found = try store.verifyAudit()
    if let flaw = found.flaw {
      throw Refusal(
        .conflict, "Entry \(flaw.row) of the audit log is not as it was written: \(flaw.problem)",
        remedy: "Keep this store as it is, and compare it with a backup.")
    }
    if let head, head != found.head {
      var before: Int64?
      while true {
        let rows = try store.auditRows(AuditQuery(before: before, limit: 1000))
        if rows.contains(where: { $0.hash == head }) { break }
        guard let last = rows.last, rows.count == 1000 else {
          throw Self.refusal(
            at: \.head, .conflict,
            "No entry of the audit log has the hash \(head): the end was cut off, or it is of another store.",
            remedy: "Keep this store as it is, and compare it with a backup.")
        }
        before = last.id
      }
    }
    return Verdict(rows: found.rows, head: found.head)
  }
  public static func sentence(_ verdict: Verdict) -> String {
    "All \(verdict.rows) entries are as they were written. The last hash is \(verdict.head)."
  }
}
