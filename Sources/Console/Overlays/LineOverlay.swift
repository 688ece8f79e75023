import Domain
import Terminal

/// A question answered by one typed line; what it means is told while one types, and a refusal keeps the text.
struct LineOverlay: Overlay {
  private var prompt: Prompt
  private let purpose: String?
  private let live: (@MainActor (String, Facts) -> [TextRun])?
  private let done: @MainActor (String, Facts) -> Result<[Effect], Refusal>

  /// - Parameters:
  ///   - offers: ready answers; `Tab` goes through them.
  ///   - purpose: what lines are remembered under, so that `Ctrl-R` brings them back; nil: they are not.
  ///   - live: what the line means as it stands.
  ///   - done: what it comes to, or why it cannot be taken.
  init(
    _ title: String, text: String = "", hint: String, offers: [String] = [], purpose: String? = nil,
    live: (@MainActor (String, Facts) -> [TextRun])? = nil,
    done: @escaping @MainActor (String, Facts) -> Result<[Effect], Refusal>
  ) {
    prompt = Prompt(title, text: text, hint: hint, offers: offers)
    (self.purpose, self.live, self.done) = (purpose, live, done)
  }
  var hints: [Hint] { prompt.hints }
  mutating func appear(_ facts: Facts) -> [Effect] {
    prompt.told = live?(prompt.text, facts) ?? []
    prompt.history = purpose.flatMap { facts.earlier[$0] } ?? []
    return []
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch prompt.handle(event, in: Rect(facts.size).forLayers) {
    case .none: break
    case .changed(let text): prompt.told = live?(text, facts) ?? []
    case .close: return [.dismiss]
    case .submitted(let text):
      switch done(text, facts) {
      case .success(let effects):
        return [.dismiss] + (purpose.map { [.remember(text.trimmedBlanks, for: $0)] } ?? []) + effects
      case .failure(let refusal): prompt.flaw = PromptFlaw(refusal.description)
      }
    }
    return []
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    prompt.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { prompt.plain }
}
