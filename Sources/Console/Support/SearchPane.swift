import Domain
import Operations
import Store
import Terminal

/// Full text over all tickets: the best hits first, each with the words marked in their place.
struct SearchPane: Pane {
  let text: String
  private let filter: Filter
  private var result: SearchResult?
  private var cursor = 0, top = 0

  init(_ text: String) throws(FilterFlaw) {
    self.text = text
    filter = try Filter(text)
  }
  var contexts: [String] { ["search", "verbs", "list", "global"] }
  var title: String { "Search" }
  var name: String { "search:" + text }
  private var hit: SearchResult.Hit? {
    result.flatMap { $0.hits.indices.contains(cursor) ? $0.hits[cursor] : nil }
  }
  var subjects: [Ticket.ID] { hit.map { [$0.id] } ?? [] }

  mutating func appear(_ facts: Facts) -> [Effect] { refresh(facts) }
  mutating func refresh(_ facts: Facts) -> [Effect] {
    let filter = filter, me = facts.me.id, now = facts.now, zone = facts.zone
    return [
      .read(
        Ask("hits") { desk in
          try desk.look {
            try $0.search(SearchQuery(filter, limit: 100, viewer: me, now: now, zone: zone))
          }
        })
    ]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch answer {
    case .success(let value):
      guard let found = value as? SearchResult else { return [] }
      // The cursor stays on its ticket when the ranks change.
      let old = hit?.id
      result = found
      cursor = found.hits.firstIndex { $0.id == old } ?? min(cursor, max(0, found.hits.count - 1))
      return []
    case .failure(let error): return slot == "hits" ? [.say("\(error)", .bad)] : []
    }
  }
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    let hits = result?.hits ?? [], page = max(1, rows(facts))
    let steps = [
      "row.down": 1, "row.up": -1, "row.halfDown": page / 2, "row.halfUp": -page / 2, "row.pageDown": page,
      "row.pageUp": -page,
    ]
    if let step = steps[command] {
      cursor = max(0, min(hits.count - 1, cursor + step * (count ?? 1)))
    } else if command == "row.first" {
      cursor = 0
    } else if command == "row.last" {
      cursor = max(0, hits.count - 1)
    } else if command == "ticket.open" {
      guard let id = hit?.id else { return [.say("There is no ticket here to open.", .plain)] }
      return [.open(TicketPane(id, neighbours: hits.map(\.id), origin: "Search"))]
    } else if command == "search.everywhere" {
      return [.layer(LinePrompt.everywhere(text))]
    } else {
      return TicketCommands.effects(command, for: selection, facts)
    }
    let room = max(1, rows(facts))
    top = max(0, min(top, cursor), cursor - room + 1)
    return []
  }
  private var selection: TicketCommands.Selection { TicketCommands.Selection(ids: subjects) }
  func reason(against command: String, _ facts: Facts) -> String? {
    TicketCommands.reason(against: command, selection, facts)
  }
  /// Hits on the screen; each takes three rows.
  private func rows(_ facts: Facts) -> Int { Frame(facts.size).content.height / 3 }

  func hints(_ facts: Facts) -> [String] {
    ["ticket.open", "search.everywhere", "ticket.assign", "ticket.reply", "ticket.status", "back", "help"]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    var right = ""
    if let result {
      right =
        result.hits.count == 100
        ? "the 100 best, a word more narrows"
        : "\(result.hits.count) tickets" + (result.isComplete ? "" : ", more not searched: add a word")
    }
    surface.put(
      right, at: Point(area.right - TextWidth.of(right) - 1, area.y),
      result?.isComplete == false && result?.hits.count != 100 ? .statusWarn : .textMuted)
    surface.putCut(
      [TextRun("Search   ", .textBright), TextRun(text, .accent)], at: Point(area.x + 1, area.y),
      width: max(0, area.width - TextWidth.of(right) - 4))
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
    let room = max(1, area.height / 3)
    for (place, hit) in result.hits.dropFirst(top).prefix(room).enumerated() {
      draw(
        hit, isHere: top + place == cursor, into: &surface,
        at: Rect(area.x, area.y + place * 3, area.width, 3), facts)
    }
  }
  private func draw(
    _ hit: SearchResult.Hit, isHere: Bool, into surface: inout Surface, at place: Rect, _ facts: Facts
  ) {
    let row = hit.row, theme = surface.theme
    let right = [
      TextRun(row.requesterName + "   ", .textMuted),
      TextRun(row.assignee.map(facts.directory.handle(of:)) ?? (theme.isASCII ? "-" : "—"), .textMuted),
      TextRun("   \(row.updated.age(at: facts.now)) ", .textMuted),
    ]
    let head = [
      TextRun(Look.sign(row.priority, theme), Look.role(row.priority)), TextRun(" \(row.id)  ", .textMuted),
      TextRun(Look.sign(row.status, theme), Look.role(row.status)), TextRun(" ", .text),
    ]
    let space = place.width - right.width - 4
    var x = place.x + 2
    x += surface.putCut(head, at: Point(x, place.y), width: max(0, space))
    surface.putCut(
      Self.marked(hit.row.subject, hit.subjectHighlights, .textBright), at: Point(x, place.y),
      width: max(0, place.x + space - x))
    surface.put(right, at: Point(place.right - right.width, place.y), width: right.width)
    surface.putCut(
      Self.marked(
        hit.snippet.split(whereSeparator: \.isNewline).joined(separator: " "), hit.highlights, .textMuted),
      at: Point(place.x + 13, place.y + 1), width: max(0, place.width - 15))
    guard isHere else { return }
    surface.tint(Rect(place.x, place.y, place.width, min(2, place.height)), .selection)
    for y in place.y..<(place.y + 2) {
      surface.put(theme.isASCII ? ">" : "▌", at: Point(place.x, y), .selectionBar)
    }
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
  func company(_ facts: Facts) -> String? { hit.flatMap { Company.sentence(on: $0.id, facts) } }
  func plain(_ facts: Facts) -> [String] {
    guard let result else { return ["Searching."] }
    guard let hit else { return ["Nothing has these words."] }
    return ["hit \(cursor + 1) of \(result.hits.count): \(hit.id), \(hit.row.subject)", hit.snippet]
  }
}
