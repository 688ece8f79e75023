public import Acts
import Domain
public import Store

/// Takes back what one row of the audit log did.
public struct UndoAudit: Act {
  public static let about = About(
    AuditLog.self, "undo", .undoOwn, "Undo an act",
    help:
      "Takes back what a row of the audit log did, unless others changed the same since; then it says who.",
    examples: ["audit undo 1042"], auditing: .ownRows,
    undoing: .never(
      because: "Its rows are undone, not itself.", instead: "Redo what was undone."))
  public static let form = Form(
    Self.init, Field("row", \.row, "The number of the row.", .position, .range(1...Int.max - 1)))

  /// The number of the row, from 1.
  public let row: Int
  public init(row: Int) { self.row = row }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UndoAudit> {
    guard let found = try store.auditRow(Int64(row)) else {
      throw Self.refusal(at: \.row, .unknown, "There is no entry \(row) in the audit log.")
    }
    let direction: AuditRow.Direction = found.direction == .undo ? .redo : .undo
    let rows = try Reversal.group(of: found, in: store)
    return Done(try Reversal.perform(rows, direction, in: store, context))
  }
  public static func sentence(_ reversed: Reversed) -> String { reversed.sentence }
}
