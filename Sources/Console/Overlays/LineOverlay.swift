import Domain
import Terminal

/// A question answered by one typed line; what it means is told while one types, and a refusal keeps the text.
struct LineOverlay: Overlay {
  private var prompt: Prompt
  private let purpose: String?
  private let live: (@MainActor (String, Facts) -> [TextRun])?
  /// Names in the store that may follow, and those that were read.
  private let read: (@Sendable (Desk) throws -> [PickerItem])?
  private var names: [PickerItem] = []
  private let done: @MainActor (String, Facts) -> Result<[Effect], Refusal>

  /// - Parameters:
  ///   - offers: ready answers; `Tab` goes through them.
  ///   - purpose: what lines are remembered under, so that `Ctrl-R` brings them back; nil: they are not.
  ///   - read: names in the store, offered for the word that is being typed.
  ///   - live: what the line means as it stands.
  ///   - done: what it comes to, or why it cannot be taken.
  init(
    _ title: String, text: String = "", hint: String, offers: [String] = [], purpose: String? = nil,
    offering read: (@Sendable (Desk) throws -> [PickerItem])? = nil,
    live: (@MainActor (String, Facts) -> [TextRun])? = nil,
    done: @escaping @MainActor (String, Facts) -> Result<[Effect], Refusal>
  ) {
    prompt = Prompt(
      title, text: text, hint: hint, offers: offers, completionRows: read == nil ? 0 : FormView.suggestionRows
    )
    (self.purpose, self.read, self.live, self.done) = (purpose, read, live, done)
  }
  var hints: [Hint] { prompt.hints }
  mutating func appear(_ facts: Facts) -> [Effect] {
    prompt.told = live?(prompt.text, facts) ?? []
    prompt.history = purpose.flatMap { facts.earlier[$0] } ?? []
    return read.map { read in [.read(Ask("names") { desk in try read(desk) })] } ?? []
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    // Without them one types on.
    if case .success(let found as [PickerItem]) = answer {
      names = found
      complete()
    }
    return []
  }
  /// Offers names for the word before the cursor; a sign before it stays.
  private mutating func complete() {
    guard read != nil else { return }
    let bytes = Array(prompt.text.utf8.prefix(prompt.cursor))
    let start = bytes.lastIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }.map { $0 + 1 } ?? 0
    let word = bytes[start...].drop { "+-#".utf8.contains($0) }
    prompt.completions = FormNames.fitting(String(decoding: word, as: UTF8.self), in: names).map {
      PromptCompletion(
        $0.title, detail: $0.detail, text: $0.id + " ", replacing: word.startIndex..<bytes.count)
    }
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch prompt.handle(event, in: Rect(facts.size).forLayers) {
    case .none: break
    case .changed(let text):
      prompt.told = live?(text, facts) ?? []
      complete()
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
