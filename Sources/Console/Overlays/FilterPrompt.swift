import Domain
import Operations
import Store
import Terminal

/// The `/` line: a filter with completion below it, and a mark under the column where something is wrong.
struct FilterPrompt: Overlay {
  /// What the store answers while one types.
  struct Found: Sendable {
    let text: String, count: ViewCount
  }
  private var prompt: Prompt
  private var tags: [String] = []
  /// The text is another than the one that was read and counted last.
  private var isUnread = true

  init(text: String, _ facts: Facts) {
    prompt = Prompt(
      "Filter", sign: "/", text: text.isEmpty ? "" : text + " ",
      hint: "status:open priority:high from:ozan  or any words", history: facts.earlier["filter"] ?? [],
      completionRows: 8)
    prompt.width = 100
    complete(facts)
  }
  var hints: [Hint] { prompt.hints }
  mutating func appear(_ facts: Facts) -> [Effect] {
    [.read(Ask("tags") { desk in try desk.look { try $0.tags().map(\.name) } })]
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    let cursor = prompt.cursor
    switch prompt.handle(event, in: Rect(facts.size).forLayers) {
    case .changed:
      isUnread = true
      prompt.told = []
      complete(facts)
    case .none: if prompt.cursor != cursor { complete(facts) }
    case .close: return [.dismiss]
    case .submitted(let line):
      let text = line.trimmedBlanks
      do throws(FilterFlaw) {
        _ = try Filter(text, using: FilterVocabulary(directory: facts.directory))
        return [.dismiss, .remember(text, for: "filter"), .tell("filter", text)]
      } catch { show(error) }
    }
    return []
  }
  /// What may be written where the cursor stands.
  private mutating func complete(_ facts: Facts) {
    let text = prompt.text
    let before = text.utf8.index(text.startIndex, offsetBy: prompt.cursor, limitedBy: text.endIndex)
    let completion = FilterCompletion(
      of: text, at: before.map { text[..<$0].count } ?? text.count,
      using: FilterVocabulary(directory: facts.directory, tags: tags))
    let range = bytes(completion.replaced)
    prompt.completions = completion.candidates.map {
      PromptCompletion($0.text, detail: $0.help, text: $0.text, replacing: range)
    }
  }
  private func bytes(_ characters: Range<Int>) -> Range<Int> {
    func offset(_ characters: Int) -> Int { prompt.text.prefix(max(0, characters)).utf8.count }
    return offset(characters.lowerBound)..<offset(characters.upperBound)
  }
  private mutating func show(_ flaw: FilterFlaw) {
    guard !prompt.text.isEmpty else { return }
    let words = ["Column \(flaw.column): \(flaw.problem)", flaw.remedy].compactMap { $0 }
    let start = flaw.column - 1
    prompt.flaw = PromptFlaw(
      words.joined(separator: " "), at: bytes(start..<(start + max(1, flaw.length))))
  }
  /// Reads the filter and counts what it would show.
  mutating func settle(_ facts: Facts) -> [Effect] {
    guard isUnread else { return [] }
    isUnread = false
    let text = prompt.text.trimmedBlanks, me = facts.me.id, now = facts.now, zone = facts.zone
    do throws(FilterFlaw) {
      let filter = try Filter(text, using: FilterVocabulary(directory: facts.directory))
      return [
        .read(
          Ask("count") { desk in
            Found(
              text: text,
              count: try desk.look { try $0.count(filter, viewer: me, now: now, zone: zone, cap: 1000) })
          })
      ]
    } catch {
      show(error)
      return []
    }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard case .success(let value) = answer else { return [] }
    if let found = value as? Found, found.text == prompt.text.trimmedBlanks {
      prompt.told = [TextRun("\(found.count) tickets", .statusOK)]
    }
    if let found = value as? [String] {
      tags = found
      complete(facts)
    }
    return []
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    prompt.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { prompt.plain }
}
