public import Acts
import Domain
public import Store

/// Takes back the last thing the actor did.
public struct UndoLast: Act {
  public static let about = About(
    AuditLog.self, "undo-last", .undoOwn, "Undo the last act",
    help: "Takes back the last thing you did, also after a restart.", examples: ["audit undo-last"],
    auditing: .ownRows,
    undoing: .never(
      because: "Its rows are undone, not itself.", instead: "Redo what was undone."))
  public static let form = Form { UndoLast() }

  public init() {}

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UndoLast> {
    let last = try Reversal.lastDone(in: store, context)
    return Done(try Reversal.perform(try Reversal.group(of: last, in: store), .undo, in: store, context))
  }
  public static func sentence(_ reversed: Reversed) -> String { reversed.sentence }
}
