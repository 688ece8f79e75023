public import Acts
import Domain
public import Store

/// One row of the audit log in full.
public struct ShowAudit: Query {
  public static let about = About(
    AuditLog.self, "show", .readAudit, "Show an audit row",
    help: "One row of the audit log: who, when, from where, what was asked and what it changed.",
    examples: ["audit show 1042"])
  public static let form = Form(
    Self.init, Field("row", \.row, "The number of the row.", .position, .range(1...Int.max - 1)))

  /// The number of the row, from 1.
  public let row: Int
  public init(row: Int) { self.row = row }

  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownAuditRow {
    guard let found = try store.auditRow(Int64(row)) else {
      throw Self.refusal(at: \.row, .unknown, "There is no entry \(row) in the audit log.")
    }
    return ShownAuditRow(found)
  }
  public static func sentence(_ row: ShownAuditRow) -> String {
    var facts = [
      ["row", String(row.row)], ["at", row.at], ["act", row.act], ["direction", row.direction],
      ["by", row.by],
      ["door", row.door + (row.address.isEmpty ? "" : " from \(row.address)")],
      ["result", row.result + (row.reason.isEmpty ? "" : ": \(row.reason)")],
    ]
    facts += row.inputs.sorted { $0.key < $1.key }.map {
      ["asked", "\($0.key) = \($0.value.joined(separator: " "))"]
    }
    facts += row.changes.map {
      ["changed", "\($0.thing) \($0.field): \($0.before ?? "none") → \($0.after ?? "none")"]
    }
    if let other = row.takesBack { facts.append(["takes back", String(other)]) }
    if let other = row.takenBackBy { facts.append(["taken back by", String(other)]) }
    facts += [["undoable", row.undoable ? "yes" : "no"], ["hash", row.hash]]
    return Columns.text(facts)
  }
}
