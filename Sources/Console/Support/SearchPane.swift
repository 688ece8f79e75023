import Domain
import Operations
import Store
import Terminal

/// Full text over all tickets: the best hits first, each with the words marked in their place.
struct SearchPane: Pane {
  let text: String
  private let filter: Filter
  private(set) var result: SearchResult?
  var list = ListState<SearchResult.Hit>()

  /// Rows of the screen that a hit takes, with the blank one below it.
  private static let rowsOfHit = 3
  /// Hits that are read; who wants others writes more words.
  nonisolated private static let most = 100

  init(_ text: String) throws(FilterFlaw) {
    self.text = text
    filter = try Filter(text)
  }
  var contexts: [String] { ["search", "verbs", "list", "global"] }
  var title: String { "Search" }
  var name: String { "search:" + text }
  var subjects: [Ticket.ID] { list.chosen }

  mutating func appear(_ facts: Facts) -> [Effect] { refresh(facts) }
  mutating func refresh(_ facts: Facts) -> [Effect] {
    fit(facts)
    let filter = filter, me = facts.me.id, now = facts.now, zone = facts.zone
    return [
      .read(
        Ask("hits") { desk in
          try desk.look {
            try $0.search(SearchQuery(filter, limit: Self.most, viewer: me, now: now, zone: zone))
          }
        })
    ]
  }
  private mutating func fit(_ facts: Facts) {
    list.resize(rows: max(1, Frame(facts.size).content.height / Self.rowsOfHit))
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("hits", .success(let value)):
      guard let found = value as? SearchResult else { return [] }
      // The cursor stays on its ticket when the ranks change.
      if result != nil { list.refresh() }
      result = found
      list.show(found.hits)
    case ("hits", .failure(let error)): return [.say("\(error)", .bad)]
    case ("act", .success): if list.rangeStart != nil { _ = list.escape() }
    default: break
    }
    return []
  }
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    fit(facts)
    // All hits are at hand: marking all of them marks rows, not a filter.
    if command == "row.markAll" {
      list.rows.forEach { list.marks.set($0.id, to: true) }
      return []
    }
    if list.move(command, count: count) != nil {
      list.show(result?.hits ?? [])
      return []
    }
    switch command {
    case "ticket.open": return open()
    case "search.everywhere": return [.layer(LinePrompt.everywhere(text))]
    case "back": return list.escape() ? [] : nil
    default: return TicketCommands.effects(command, for: selection, facts)
    }
  }
  private func open() -> [Effect] {
    guard let id = list.selection else { return [.say("There is no ticket here to open.", .plain)] }
    return [.open(TicketPane(id, trail: trail))]
  }
  private var trail: Trail { Trail(list.rows.map(\.id), origin: "Search") }
  private var selection: TicketCommands.Selection {
    var selection = TicketCommands.Selection(ids: list.chosen)
    (selection.focus, selection.trail) = (list.selection, trail)
    return selection
  }
  func reason(against command: String, _ facts: Facts) -> String? {
    TicketCommands.reason(against: command, selection, facts)
  }
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    fit(facts)
    switch mouse.action {
    case .wheelDown: list.wheel(1)
    case .wheelUp: list.wheel(-1)
    case .press(1):
      let before = list.selection
      guard list.click(line: (mouse.at.y - area.y) / Self.rowsOfHit) else { return [] }
      if list.selection == before { return open() }
    default: break
    }
    return []
  }

  func hints(_ facts: Facts) -> [String] {
    ["ticket.open", "search.everywhere", "ticket.assign", "ticket.reply", "ticket.status", "back", "help"]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    var right = ""
    if let result {
      right = Self.told(shown: result.hits.count, found: result.found, isComplete: result.isComplete)
    }
    surface.put(
      right, at: Point(area.right - TextWidth.of(right) - 1, area.y),
      result?.isComplete == false ? .statusWarn : .textMuted)
    surface.putCut(
      [TextRun("Search   ", .textBright), TextRun(text, .accent)], at: Point(area.x + 1, area.y),
      width: max(0, area.width - TextWidth.of(right) - 4))
  }
  /// How many tickets there are, and whether a word more would show others.
  static func told(shown: Int, found: Int, isComplete: Bool) -> String {
    if !isComplete, shown < found { return "the \(shown) best of at least \(found): add a word" }
    if !isComplete { return "\(shown) tickets, more not searched: add a word" }
    return shown < found ? "the \(shown) best of \(found), a word more narrows" : "\(shown) tickets"
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    guard let result else {
      surface.put("Searching …", at: Point(area.x + 2, area.y), .textMuted)
      return
    }
    if result.hits.isEmpty {
      surface.putCut(
        "Nothing has these words. g/ searches for others.", at: Point(area.x + 2, area.y), .textMuted,
        width: area.width - 2)
      return
    }
    for (place, index) in list.visible.enumerated() {
      draw(
        list.rows[index], RowState(isSelected: index == list.cursor, isMarked: list.isMarked(at: index)),
        into: &surface,
        at: Rect(area.x, area.y + place * Self.rowsOfHit, area.width, Self.rowsOfHit), facts)
    }
  }
  private func draw(
    _ hit: SearchResult.Hit, _ state: RowState, into surface: inout Surface, at place: Rect, _ facts: Facts
  ) {
    let row = hit.row, theme = surface.theme
    // Wide windows have room for who asked and who answers, each in a column of its own.
    let isWide = place.width >= 100
    let who = row.assignee.map(facts.directory.handle(of:)) ?? (theme.isASCII ? "-" : "—")
    let columns =
      (isWide ? [(MixedScripts.marked(row.requesterName, ascii: theme.isASCII), 20, true)] : [])
      + [(who, 8, true), (row.updated.age(at: facts.now), 5, false)]
    let rightWidth = columns.reduce(1) { $0 + $1.1 + 2 }
    let head = [
      TextRun(Look.sign(row.priority, theme), Look.role(row.priority)), TextRun(" \(row.id)  ", .textMuted),
      TextRun(Look.sign(row.status, theme), Look.role(row.status)), TextRun(" ", .text),
    ]
    let space = place.width - rightWidth - 4
    var x = place.x + 2
    x += surface.putCut(head, at: Point(x, place.y), width: max(0, space))
    surface.putCut(
      Self.marked(hit.row.subject, hit.subjectHighlights, .textBright), at: Point(x, place.y),
      width: max(0, place.x + space - x))
    var right = place.right - rightWidth + 2
    for (text, width, isLeft) in columns {
      let used = min(width, TextWidth.of(text))
      surface.putCut(
        text, at: Point(isLeft ? right : right + width - used, place.y), .textMuted, width: width)
      right += width + 2
    }
    surface.putCut(second(hit), at: Point(place.x + 14, place.y + 1), width: max(0, place.width - 16))
    if state.isMarked { surface.put("*", at: Point(place.x + 1, place.y), .mark) }
    guard state.isSelected else { return }
    surface.choose(Rect(place.x, place.y, place.width, min(2, place.height)))
  }
  /// What was said with the words in it; where only the subject has them, whose matter it is.
  private func second(_ hit: SearchResult.Hit) -> [TextRun] {
    if hit.snippet.isEmpty {
      let words = [hit.row.company, hit.row.status.word] + hit.row.tags
      return [TextRun(words.filter { !$0.isEmpty }.joined(separator: "  "), .textFaint)]
    }
    // A line end is one character, as the blank in its place: the marks stay where they are.
    return Self.marked(String(hit.snippet.map { $0.isNewline ? " " : $0 }), hit.highlights, .textMuted)
  }
  /// The text with the pieces in `ranges` (in characters) in the role of a match.
  static func marked(_ text: String, _ ranges: [Range<Int>], _ role: ThemeRole) -> [TextRun] {
    let characters = Array(text)
    var runs: [TextRun] = [], at = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let start = max(at, min(range.lowerBound, characters.count)),
        end = min(range.upperBound, characters.count)
      guard start < end else { continue }
      if start > at { runs.append(TextRun(String(characters[at..<start]), role)) }
      runs.append(TextRun(String(characters[start..<end]), .match))
      at = end
    }
    if at < characters.count { runs.append(TextRun(String(characters[at...]), role)) }
    return runs
  }
  func company(_ facts: Facts) -> String? { list.selection.flatMap { Company.sentence(on: $0, facts) } }
  func plain(_ facts: Facts) -> [String] {
    guard let result else { return ["Searching."] }
    guard let hit = list.selected else { return ["Nothing has these words."] }
    let row = hit.row
    return [
      "Search for \(text), "
        + Self.told(shown: result.hits.count, found: result.found, isComplete: result.isComplete),
      "Hit \(list.cursor + 1). \(row.id) \(row.subject). \(row.priority.rawValue), \(row.status.word), "
        + "\(row.assignee.map(facts.directory.handle(of:)) ?? "nobody yet"), from \(row.requesterName).",
    ] + (hit.snippet.isEmpty ? [] : [hit.snippet.firstWords(200)])
  }
}
