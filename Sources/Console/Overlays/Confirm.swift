import Domain
import Terminal

/// A question before something that people or money notice. The safe button has the focus; the key that opened it
/// never confirms it, and what was typed before it was seen is dropped.
struct Confirm: Overlay {
  let title: String, lines: [String]
  let safe: String, risky: String
  /// `y` and `n` answer only where the act can be taken back.
  let canUndo: Bool
  private var onRisky = false
  private let done: @MainActor () -> [Effect]

  static func make(
    _ title: String, _ lines: [String], safe: String, risky: String, canUndo: Bool = false,
    _ done: @escaping @MainActor () -> [Effect]
  ) -> any Overlay {
    Confirm(title: title, lines: lines, safe: safe, risky: risky, canUndo: canUndo, done: done)
  }

  private init(
    title: String, lines: [String], safe: String, risky: String, canUndo: Bool,
    done: @escaping @MainActor () -> [Effect]
  ) {
    (self.title, self.lines, self.safe, self.risky, self.canUndo, self.done) = (
      title, lines, safe, risky, canUndo, done
    )
  }

  var dropsTypeAhead: Bool { true }
  var hints: [(key: String, word: String)] {
    [("Tab", "other button"), ("Enter", "press"), ("Esc", safe.lowercased())]
      + (canUndo ? [("y", risky.lowercased())] : [])
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    guard case .key(let key) = event else { return event.isMouse ? [] : nil }
    switch (key.code, key.modifiers) {
    case (.escape, _), (.character("n"), []), (.character("c"), .control): return [.dismiss]
    case (.tab, _), (.backTab, _), (.left, _), (.right, _), (.up, _), (.down, _), (.character("h"), []),
      (.character("l"), []):
      onRisky.toggle()
      return []
    case (.character("y"), []) where canUndo: return [.dismiss] + done()
    case (.enter, _): return onRisky ? [.dismiss] + done() : [.dismiss]
    default: return []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let wide = max(TextWidth.of(title) + 6, lines.map { TextWidth.of($0) }.max() ?? 0, 40) + 4
    let inner = Popup.draw(title, into: &surface, area: area, width: wide, height: lines.count + 6, low: true)
    for (row, text) in lines.enumerated() {
      Popup.put(text, .text, into: &surface, at: inner.x, inner.y + 1 + row, width: inner.width)
    }
    let y = inner.bottom - 2
    var x = inner.x
    for (word, isHere) in [(safe, !onRisky), (risky, onRisky)] {
      let text = isHere ? "> \(word) <" : "  \(word)  "
      x +=
        Popup.put(
          text, isHere ? .accent : .textMuted, into: &surface, at: x, y, width: max(0, inner.right - x)) + 3
      if isHere { surface.tint(Rect(x - 3 - TextWidth.of(text), y, TextWidth.of(text), 1), .selection) }
    }
    surface.cursor = Point(onRisky ? inner.x + TextWidth.of(safe) + 7 : inner.x, y)
  }
  func plain(_ facts: Facts) -> [String] { [title] + lines + ["focus: \(onRisky ? risky : safe)"] }
}
