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
  private var line: LineEditor
  private var flaw: FilterFlaw?
  private var count: Found?
  private var cursor: Int?
  private var tags: [String] = []
  /// The text is another than the one that was read and counted last.
  private var isUnread = true

  init(text: String, _ facts: Facts) {
    line = LineEditor(text.isEmpty ? "" : text + " ")
  }
  var hints: [Hint] {
    Hint.row([("Tab", "complete"), ("Enter", "show"), ("Ctrl-U", "clear"), ("Esc", "leave")])
  }
  private func completion(_ facts: Facts) -> FilterCompletion {
    FilterCompletion(
      of: line.text, at: charactersBeforeCursor,
      using: FilterVocabulary(directory: facts.directory, tags: tags))
  }
  private var charactersBeforeCursor: Int {
    let text = line.text
    return text.utf8.index(text.startIndex, offsetBy: line.cursor, limitedBy: text.endIndex).map {
      text[..<$0].count
    } ?? text.count
  }
  private func candidates(_ facts: Facts) -> [FilterCompletion.Candidate] {
    Array(completion(facts).candidates.prefix(8))
  }
  mutating func appear(_ facts: Facts) -> [Effect] {
    [.read(Ask("tags") { desk in try desk.look { try $0.tags().map(\.name) } })]
  }

  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .paste(let text): line.paste(text)
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss]
      case (.down, _), (.character("n"), .control):
        let offers = candidates(facts)
        cursor = offers.isEmpty ? nil : min(offers.count - 1, (cursor ?? -1) + 1); return []
      case (.up, _), (.character("p"), .control): cursor = cursor.flatMap { $0 > 0 ? $0 - 1 : nil }; return []
      case (.tab, _):
        let offers = candidates(facts)
        guard let offer = offers.indices.contains(cursor ?? 0) ? offers[cursor ?? 0] : nil else { return [] }
        accept(offer, facts)
        return []
      case (.enter, _):
        let offers = cursor == nil ? [] : candidates(facts)
        if let cursor, offers.indices.contains(cursor) {
          accept(offers[cursor], facts)
          return []
        }
        let text = line.text.trimmedBlanks
        do throws(FilterFlaw) {
          _ = try Filter(text, using: FilterVocabulary(directory: facts.directory))
        } catch {
          flaw = error
          return []
        }
        return [.dismiss, .tell("filter", text)]
      default: _ = line.handle(key)
      }
    default: return event.isMouse ? [] : nil
    }
    cursor = nil
    isUnread = true
    return []
  }
  private mutating func accept(_ offer: FilterCompletion.Candidate, _ facts: Facts) {
    let range = completion(facts).replaced, text = line.text
    func offset(_ characters: Int) -> Int { text.prefix(characters).utf8.count }
    line.replace(offset(range.lowerBound)..<offset(range.upperBound), with: offer.text)
    cursor = nil
    isUnread = true
  }
  /// Reads the filter and counts what it would show.
  mutating func settle(_ facts: Facts) -> [Effect] {
    guard isUnread else { return [] }
    isUnread = false
    let text = line.text.trimmedBlanks, me = facts.me.id, now = facts.now, zone = facts.zone
    do throws(FilterFlaw) {
      let filter = try Filter(text, using: FilterVocabulary(directory: facts.directory))
      flaw = nil
      return [
        .read(
          Ask("count") { desk in
            Found(
              text: text,
              count: try desk.look { try $0.count(filter, viewer: me, now: now, zone: zone, cap: 1000) })
          })
      ]
    } catch {
      flaw = error
      return []
    }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard case .success(let value) = answer else { return [] }
    if let found = value as? Found { count = found }
    if let found = value as? [String] { tags = found }
    return []
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw("Filter", into: &surface, area: area, width: 100, height: 14, low: true)
    Popup.put("/ ", .accent, into: &surface, at: inner.x, inner.y, width: 2)
    line.draw(
      into: &surface, at: Rect(inner.x + 2, inner.y, inner.width - 2, 1),
      hint: "status:open priority:high from:ozan  or any words")
    if let flaw, !line.isEmpty {
      let start = inner.x + 2 + min(inner.width - 3, TextWidth.of(String(line.text.prefix(flaw.column - 1))))
      let marks = String(
        repeating: surface.theme.isASCII ? "^" : "▔", count: max(1, min(flaw.length, inner.right - start)))
      Popup.put(marks, .error, into: &surface, at: start, inner.y + 1, width: max(0, inner.right - start))
      Popup.put(
        "Column \(flaw.column): \(flaw.problem) \(flaw.remedy ?? "")", .error, into: &surface,
        at: inner.x + 2, inner.y + 2, width: inner.width - 2)
    } else if let count, count.text == line.text.trimmedBlanks {
      Popup.put(
        "\(count.count) tickets", .statusOK, into: &surface, at: inner.x + 2, inner.y + 2,
        width: inner.width - 2)
    }
    for (row, offer) in candidates(facts).prefix(inner.height - 4).enumerated() {
      let y = inner.y + 4 + row, isHere = cursor == row
      let used = Popup.put(
        offer.text, isHere ? .textBright : .text, into: &surface, at: inner.x + 2, y, width: 30)
      Popup.put(
        offer.help, .textMuted, into: &surface, at: inner.x + 2 + max(used + 2, 24), y,
        width: max(0, inner.width - 28))
      if isHere { surface.tint(Rect(inner.x, y, inner.width, 1), .selection) }
    }
  }
  func plain(_ facts: Facts) -> [String] {
    ["Filter: \(line.text)"]
      + (flaw.map { ["Column \($0.column): \($0.problem)"] } ?? count.map { ["\($0.count) tickets"] } ?? [])
      + candidates(facts).map(\.text)
  }
}
