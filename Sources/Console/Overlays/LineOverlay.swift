import Domain
import Terminal

/// A question answered by one typed line; what it means is told while one types, and a refusal keeps the text.
struct LineOverlay: Overlay {
  let title: String, hint: String
  /// Ready answers; `Tab` goes through them.
  let offers: [String]
  private var line: LineEditor
  private var trouble: Refusal?
  private var offered = -1
  private let live: (@MainActor (String, Facts) -> [TextRun])?
  private let done: @MainActor (String, Facts) -> Result<[Effect], Refusal>

  init(
    _ title: String, text: String = "", hint: String, offers: [String] = [],
    live: (@MainActor (String, Facts) -> [TextRun])? = nil,
    done: @escaping @MainActor (String, Facts) -> Result<[Effect], Refusal>
  ) {
    (self.title, self.hint, self.offers, self.live, self.done) = (title, hint, offers, live, done)
    line = LineEditor(text)
  }
  var hints: [Hint] {
    Hint.row((offers.isEmpty ? [] : [("Tab", "offers")]) + [("Enter", "done"), ("Esc", "leave")])
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .paste(let text): line.paste(text)
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss]
      case (.enter, _):
        switch done(line.text, facts) {
        case .success(let effects): return [.dismiss] + effects
        case .failure(let refusal):
          trouble = refusal
          return []
        }
      case (.tab, _) where !offers.isEmpty:
        offered = (offered + 1) % offers.count
        line.replace(with: offers[offered])
      default: _ = line.handle(key)
      }
      trouble = nil
    default: return event.isMouse ? [] : nil
    }
    return []
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw(title, into: &surface, area: area, width: 76, height: 6, low: true)
    Popup.put(
      surface.theme.isASCII ? "> " : "› ", .accent, into: &surface, at: inner.x, inner.y + 1, width: 2)
    line.draw(into: &surface, at: Rect(inner.x + 2, inner.y + 1, inner.width - 2, 1), hint: hint)
    if let trouble {
      Popup.put(
        trouble.description, .error, into: &surface, at: inner.x + 2, inner.y + 2, width: inner.width - 2)
      return
    }
    var x = inner.x + 2
    for run in live?(line.text, facts) ?? [] {
      x += Popup.put(run.text, run.role, into: &surface, at: x, inner.y + 2, width: max(0, inner.right - x))
    }
    if line.isEmpty, !offers.isEmpty {
      Popup.put(
        offers.joined(separator: "   "), .textMuted, into: &surface, at: inner.x + 2, inner.y + 3,
        width: inner.width - 2)
    }
  }
  func plain(_ facts: Facts) -> [String] {
    ["\(title): \(line.text.isEmpty ? hint : line.text)"]
      + (trouble.map { [$0.description] } ?? (live?(line.text, facts) ?? []).map(\.text))
  }
}

extension Event {
  var isMouse: Bool { if case .mouse = self { true } else { false } }
}
