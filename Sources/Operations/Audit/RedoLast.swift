public import Acts
import Domain
public import Store

/// Does again what the actor took back last.
public struct RedoLast: Act {
  public static let about = About(
    AuditLog.self, "redo-last", .undoOwn, "Redo the last undo",
    help: "Does again what you took back last, as long as you did nothing else since.",
    examples: ["audit redo-last"], auditing: .ownRows,
    undoing: .never(
      because: "Its rows are undone, not itself.", instead: "Undo again."))
  public static let form = Form { RedoLast() }

  public init() {}

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RedoLast> {
    let last = try Reversal.lastUndone(in: store, context)
    return Done(try Reversal.perform(try Reversal.group(of: last, in: store), .redo, in: store, context))
  }
  public static func sentence(_ reversed: Reversed) -> String { reversed.sentence }
}
