import Acts
import Domain
import Operations
import Store
import Terminal

extension Order {
  /// Takes back the last thing the operator did, also after a restart.
  static let undo = Order(title: "Undo") { desk in
    let receipt = try desk.pipeline.undoLast(desk.context)
    return Outcome(
      sentence: receipt.output.sentence + "  U does it again.", audit: receipt.audit, canUndo: false,
      output: receipt.output)
  }
  /// Does again what was taken back last.
  static let redo = Order(title: "Redo") { desk in
    let receipt = try desk.pipeline.redoLast(desk.context)
    return Outcome(
      sentence: receipt.output.sentence, audit: receipt.audit, canUndo: true, output: receipt.output)
  }
}
