/// What a text view can be told to do.
public enum TextMove: String, CaseIterable, Sendable {
  case up, down, halfUp, halfDown, pageUp, pageDown, first, last, nextHeading, previousHeading
  /// The first fold on the screen.
  case toggleFold
  case openFolds, closeFolds, nextMatch, previousMatch

  /// The move of a key where no key map is asked.
  public init?(_ key: Key) {
    switch (key.code, key.modifiers) {
    case (.up, []), (.character("k"), []): self = .up
    case (.down, []), (.character("j"), []): self = .down
    case (.character("u"), .control): self = .halfUp
    case (.character("d"), .control): self = .halfDown
    case (.pageUp, []), (.character("b"), .control): self = .pageUp
    case (.pageDown, []), (.character("f"), .control), (.character(" "), []): self = .pageDown
    case (.home, []): self = .first
    case (.end, []), (.character("G"), []): self = .last
    case (.character("}"), []): self = .nextHeading
    case (.character("{"), []): self = .previousHeading
    case (.character("n"), []): self = .nextMatch
    case (.character("N"), []): self = .previousMatch
    default: return nil
    }
  }
}

/// Wrapped text in roles that one reads: scrolling, folds, search.
///
/// Tell it its size with `resize`; a change of size or of content keeps the paragraph at the top where it is.
public struct TextView: Sendable {
  struct Row: Sendable { var paragraph: Int, start: Int, end: Int, isFirst: Bool }
  struct Shown: Sendable {
    var paragraph: Paragraph
    var text: String
    /// The fold it belongs to, and whether it stands for the whole of it.
    var fold: String?, isSummary = false
  }
  private(set) var blocks: [TextBlock] = []
  private(set) var shown: [Shown] = []
  private(set) var rows: [Row] = []
  /// The first row on the screen.
  public private(set) var top = 0
  /// The size it was told last.
  public private(set) var size = Size(80, 20)
  private(set) var openFolds: Set<String> = []
  /// What is searched for; empty finds nothing.
  public private(set) var query = ""
  private(set) var matches: [Match] = []
  private(set) var currentMatch: Int?

  struct Match: Sendable, Equatable { var paragraph: Int, range: Range<Int> }

  /// Makes a view of some blocks.
  public init(_ blocks: [TextBlock] = []) { setContent(blocks) }
  /// Makes a view of paragraphs.
  public init(paragraphs: [Paragraph]) { self.init(paragraphs.map { .paragraph($0) }) }

  /// Takes other content; the paragraph at the top stays there if it is still in it (by id), open folds stay open.
  public mutating func setContent(_ blocks: [TextBlock]) {
    self.blocks = blocks
    rebuild()
  }
  /// Takes the size of the area.
  public mutating func resize(_ size: Size) {
    guard size != self.size else { return }
    let isNarrower = size.width != self.size.width
    self.size = size
    if isNarrower { rebuild() } else { clamp() }
  }
  /// Rows in all, and whether there is more than the screen shows.
  public var rowCount: Int { rows.count }
  /// The text goes on below the screen.
  public var hasMoreBelow: Bool { top + size.height < rows.count }
  /// How far one has read, from 0 to 1.
  public var fraction: Double {
    rows.count <= size.height ? 1 : Double(top + size.height) / Double(rows.count)
  }

  /// Scrolls, folds or goes to what was found; a count repeats it. `false` where it could do nothing.
  @discardableResult
  public mutating func perform(_ move: TextMove, count: Int? = nil) -> Bool {
    let times = max(1, count ?? 1), old = top
    switch move {
    case .up: top -= times
    case .down: top += times
    case .halfUp: top -= max(1, size.height / 2) * times
    case .halfDown: top += max(1, size.height / 2) * times
    case .pageUp: top -= max(1, size.height - 1) * times
    case .pageDown: top += max(1, size.height - 1) * times
    case .first: top = 0
    case .last: top = rows.count
    case .nextHeading: for _ in 0..<times { goToHeading(after: top) }
    case .previousHeading: for _ in 0..<times { goToHeading(before: top) }
    case .toggleFold: return toggleFirstFold()
    case .openFolds: openFolds = Set(blocks.compactMap(\.foldID)); rebuild(); return true
    case .closeFolds: openFolds = []; rebuild(); return true
    case .nextMatch: return step(times)
    case .previousMatch: return step(-times)
    }
    clamp()
    return top != old
  }
  /// Scrolls under the mouse.
  public mutating func wheel(_ lines: Int) { top += lines; clamp() }
  /// Opens or closes a fold.
  public mutating func toggleFold(_ id: String) {
    if openFolds.remove(id) == nil { openFolds.insert(id) }
    rebuild()
  }
  /// The paragraph in a row of the screen, and the fold it belongs to.
  public func paragraph(atRow row: Int) -> (id: String, fold: String?)? {
    guard rows.indices.contains(top + row), row >= 0, row < size.height else { return nil }
    let shown = shown[rows[top + row].paragraph]
    return (shown.paragraph.id, shown.fold)
  }
  /// Scrolls so that a paragraph is the first on the screen; `false` where there is none of this id.
  @discardableResult
  public mutating func reveal(_ id: String) -> Bool {
    guard let row = rows.firstIndex(where: { shown[$0.paragraph].paragraph.id == id }) else { return false }
    top = row
    clamp()
    return true
  }

  // MARK: search

  /// Looks for a text (letters in either case) in everything, folds too, and goes to the first place from the top.
  /// - Returns: how many places there are.
  @discardableResult
  public mutating func search(_ query: String) -> Int {
    self.query = query
    if !query.isEmpty {
      let needle = Array(query.lowercased().utf8)
      for case .fold(let id, _, let body) in blocks
      where body.contains(where: { !TextView.places(of: needle, in: $0.text).isEmpty }) {
        openFolds.insert(id)
      }
    }
    currentMatch = nil
    rebuild()
    if !matches.isEmpty {
      currentMatch = matches.firstIndex { row(of: $0) >= top } ?? 0
      showCurrent()
    }
    return matches.count
  }
  /// How many places there are, and which one is shown, from 1.
  public var found: (number: Int?, of: Int) { (currentMatch.map { $0 + 1 }, matches.count) }

  static func places(of needle: [UInt8], in text: String) -> [Range<Int>] {
    guard !needle.isEmpty else { return [] }
    let lower = text.lowercased()
    // Where lower case changes lengths, places would not fit the text: then letters must match as they are.
    let hay = Array((lower.utf8.count == text.utf8.count ? lower : text).utf8)
    var found: [Range<Int>] = [], place = 0
    while place + needle.count <= hay.count {
      if hay[place] == needle[0], hay[place..<(place + needle.count)].elementsEqual(needle) {
        found.append(place..<(place + needle.count))
        place += needle.count
      } else {
        place += 1
      }
    }
    return found
  }
  private func row(of match: Match) -> Int {
    rows.lastIndex { $0.paragraph == match.paragraph && $0.start <= match.range.lowerBound } ?? 0
  }
  private mutating func step(_ distance: Int) -> Bool {
    guard !matches.isEmpty else { return false }
    let next = (currentMatch ?? (distance > 0 ? -1 : 0)) + distance
    currentMatch = ((next % matches.count) + matches.count) % matches.count
    showCurrent()
    return true
  }
  private mutating func showCurrent() {
    guard let currentMatch else { return }
    let row = row(of: matches[currentMatch])
    if row < top || row >= top + size.height { top = row - size.height / 3 }
    clamp()
  }

  // MARK: rows

  private mutating func clamp() { top = max(0, min(top, rows.count - size.height)) }
  private mutating func toggleFirstFold() -> Bool {
    let onScreen = rows[min(top, rows.count)..<min(rows.count, top + max(1, size.height))]
    guard let row = onScreen.first(where: { shown[$0.paragraph].fold != nil }),
      let fold = shown[row.paragraph].fold
    else { return false }
    toggleFold(fold)
    return true
  }
  private mutating func goToHeading(after row: Int) {
    top = rows.indices.first { $0 > row && isHeading($0) } ?? rows.count
    clamp()
  }
  private mutating func goToHeading(before row: Int) {
    top = rows.indices.last { $0 < row && isHeading($0) } ?? 0
  }
  private func isHeading(_ row: Int) -> Bool {
    rows[row].isFirst && shown[rows[row].paragraph].paragraph.isHeading
  }
  private mutating func rebuild() {
    let anchor = rows.indices.contains(top) ? rows[top] : nil
    let old = anchor.map { shown[$0.paragraph].paragraph.id } ?? ""
    let oldIndex = anchor?.paragraph ?? 0
    shown = visibleParagraphs()
    rows = TextView.rows(of: shown, width: size.width)
    findMatches()
    if let anchor {
      let index =
        (old.isEmpty ? nil : shown.firstIndex { $0.paragraph.id == old }) ?? min(oldIndex, shown.count - 1)
      top = rows.lastIndex { $0.paragraph == index && $0.start <= anchor.start } ?? 0
    }
    clamp()
  }
  private func visibleParagraphs() -> [Shown] {
    blocks.flatMap { block -> [Shown] in
      switch block {
      case .paragraph(let paragraph): return [Shown(paragraph: paragraph, text: paragraph.text)]
      case .fold(let id, let summary, let body):
        let head = Shown(paragraph: summary, text: summary.text, fold: id, isSummary: true)
        return openFolds.contains(id)
          ? [head] + body.map { Shown(paragraph: $0, text: $0.text, fold: id) } : [head]
      }
    }
  }
  static func rows(of shown: [Shown], width: Int) -> [Row] {
    var rows: [Row] = []
    for (index, item) in shown.enumerated() {
      let starts = Wrap.starts(of: item.text, width: max(1, width - item.paragraph.indent))
      for (place, start) in starts.enumerated() {
        let end = place + 1 < starts.count ? starts[place + 1] : item.text.utf8.count
        rows.append(Row(paragraph: index, start: start, end: end, isFirst: place == 0))
      }
    }
    return rows
  }
  private mutating func findMatches() {
    matches = []
    guard !query.isEmpty else { return }
    let needle = Array(query.lowercased().utf8)
    for (index, item) in shown.enumerated() {
      matches += TextView.places(of: needle, in: item.text).map { Match(paragraph: index, range: $0) }
    }
    if let current = currentMatch, current >= matches.count { currentMatch = matches.isEmpty ? nil : 0 }
  }
}

extension TextBlock {
  var foldID: String? { if case .fold(let id, _, _) = self { id } else { nil } }
}
