import Domain
import Terminal

/// A question before something that people or money notice. The safe button has the focus; the key that opened it
/// never confirms it, and what was typed before it was seen is dropped.
struct Confirm: Overlay {
  private var dialog: Dialog
  private let done: @MainActor () -> [Effect]

  /// - Parameter canUndo: the act can be taken back, so that `y` alone confirms it.
  static func make(
    _ title: String, _ lines: [String], safe: String, risky: String, canUndo: Bool = false,
    _ done: @escaping @MainActor () -> [Effect]
  ) -> any Overlay {
    let buttons = [DialogButton("safe", safe, isSafe: true), DialogButton("risky", risky)]
    return Confirm(
      dialog: Dialog(title, message: lines.map { [TextRun($0)] }, buttons: buttons, canBeUndone: canUndo),
      done: done)
  }

  var dropsTypeAhead: Bool { true }
  var hints: [Hint] { dialog.hints }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch dialog.handle(event, in: Rect(facts.size).forLayers) {
    case .pressed: return [.dismiss] + done()
    case .cancelled: return [.dismiss]
    case .none, .refused: return []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    dialog.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { dialog.plain }
}

extension Rect {
  /// Where layers go in a window: the bars at its upper and lower end and the edges stay free.
  var forLayers: Rect { Rect(x + 2, y + 2, width - 4, height - 5) }
}
