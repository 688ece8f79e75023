import Domain
import Terminal

/// The keys that work here, made from the key map itself; typing searches, `Enter` runs the one found.
struct HelpLayer: Overlay {
  /// One command with its keys.
  struct Row: Sendable {
    let group: String, keys: String, title: String, command: String
    let reason: String?, origin: String?
  }
  private let rows: [Row]
  private let title: String
  private var line = LineEditor()
  private var cursor = 0, top = 0

  @MainActor init(keys: KeyMap, pane: (any Pane)?, _ facts: Facts) {
    let contexts = pane?.contexts ?? ["global"]
    title = "Help: \(pane?.title ?? "")"
    var seen: Set<String> = [], rows: [Row] = []
    for binding in keys.bindings(in: contexts) where seen.insert(binding.command).inserted {
      let all = keys.keys(for: binding.command, in: contexts).map(\.description).joined(separator: "  ")
      let origin: String? = if case .file = binding.origin { binding.origin.description } else { nil }
      rows.append(
        Row(
          group: binding.group, keys: all, title: binding.title, command: binding.command,
          reason: pane?.reason(against: binding.command, facts), origin: origin))
    }
    let order = ["On the ticket", "Writing", "Mark", "Move", "Find", "Go to", "Everywhere"]
    self.rows = rows.enumerated().sorted {
      let (a, b) = (
        order.firstIndex(of: $0.element.group) ?? 99, order.firstIndex(of: $1.element.group) ?? 99
      )
      return a != b ? a < b : $0.offset < $1.offset
    }.map(\.element)
  }
  var hints: [Hint] {
    Hint.row([("type", "search"), ("Up Down", "choose"), ("Enter", "do it"), ("Esc", "close")])
  }

  private var shown: [Row] {
    line.isEmpty
      ? rows : Fuzzy(line.text).ranked(rows) { $0.keys + " " + $0.title + " " + $0.group }.map(\.item)
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    guard case .key(let key) = event else {
      if case .mouse(let mouse) = event {
        if mouse.action == .wheelDown { move(3) }
        if mouse.action == .wheelUp { move(-3) }
      }
      return []
    }
    switch (key.code, key.modifiers) {
    case (.escape, _), (.character("c"), .control), (.function(1), _): return [.dismiss]
    case (.down, _), (.character("n"), .control): move(1)
    case (.up, _), (.character("p"), .control): move(-1)
    case (.pageDown, _): move(10)
    case (.pageUp, _): move(-10)
    case (.enter, _):
      let rows = shown
      guard rows.indices.contains(cursor) else { return [] }
      return [.dismiss, .command(rows[cursor].command, count: nil)]
    default: if line.handle(key) == .changed { cursor = 0 }
    }
    return []
  }
  private mutating func move(_ step: Int) { cursor = max(0, min(shown.count - 1, cursor + step)) }

  /// Rows as they stand: with a heading for each group while nothing is searched.
  private func document(_ rows: [Row]) -> [(head: String?, row: Int?)] {
    var out: [(String?, Int?)] = [], last = ""
    for (index, row) in rows.enumerated() {
      if line.isEmpty, row.group != last {
        if !out.isEmpty { out.append((nil, nil)) }
        out.append((row.group, nil))
        last = row.group
      }
      out.append((nil, index))
    }
    return out
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let rows = shown, document = document(rows)
    let isTwo = area.width >= 76
    let inner = Popup.draw(
      title, into: &surface, area: area, width: 100,
      height: min(area.height - 4, document.count / (isTwo ? 2 : 1) + 6))
    Popup.put(surface.theme.isASCII ? "> " : "› ", .accent, into: &surface, at: inner.x, inner.y, width: 2)
    line.draw(into: &surface, at: Rect(inner.x + 2, inner.y, inner.width / 2, 1), hint: "type to search")
    let room = max(1, inner.height - 3)
    let columns = isTwo ? 2 : 1, wide = inner.width / columns - 1
    let at = document.firstIndex { $0.row == cursor } ?? 0
    let page = at / (room * columns)
    if document.count > room * columns {
      let words = "page \(page + 1) of \((document.count + room * columns - 1) / (room * columns))"
      Popup.put(words, .textMuted, into: &surface, at: inner.right - TextWidth.of(words), inner.y, width: 20)
    }
    for (offset, entry) in document.dropFirst(page * room * columns).prefix(room * columns).enumerated() {
      let x = inner.x + (offset / room) * (wide + 2), y = inner.y + 2 + offset % room
      if let head = entry.head { Popup.put(head, .textBright, into: &surface, at: x, y, width: wide) }
      guard let index = entry.row else { continue }
      let row = rows[index]
      let margin = min(19, max(10, (rows.map { TextWidth.of($0.keys) }.max() ?? 8) + 2), wide / 3)
      Popup.put(
        row.keys, row.reason == nil ? .accent : .textFaint, into: &surface, at: x + 1, y, width: margin - 1)
      let words =
        row.reason.map { "\(row.title): \($0)" } ?? row.title + (row.origin.map { "  (\($0))" } ?? "")
      Popup.put(
        words, row.reason == nil ? .text : .textFaint, into: &surface, at: x + margin + 1, y,
        width: max(0, wide - margin - 1))
      if index == cursor { surface.tint(Rect(x, y, wide, 1), .selection) }
    }
  }
  func plain(_ facts: Facts) -> [String] {
    let rows = shown
    return [title, "\(rows.count) keys"]
      + (rows.indices.contains(cursor)
        ? ["\(rows[cursor].keys): \(rows[cursor].reason ?? rows[cursor].title)"] : [])
  }
}

/// After a pause in a half-typed sequence: what may follow, at the lower end.
enum WhichKey {
  static func draw(_ pending: KeyReader.Pending, into surface: inout Surface, above message: Rect) {
    let choices = pending.next.map { ($0.key.description, $0.binding?.title ?? "…") }
    let wide = 30, columns = max(1, message.width / wide)
    let rows = max(1, (choices.count + columns - 1) / columns)
    let area = Rect(message.x, message.y - rows - 1, message.width, rows + 1)
    surface.fill(area, .dialog)
    Popup.put(" \(pending.written) …", .textBright, into: &surface, at: area.x, area.y, width: area.width)
    for (index, choice) in choices.enumerated() {
      let x = area.x + 2 + index / rows * wide, y = area.y + 1 + index % rows
      Popup.put(choice.0, .accent, into: &surface, at: x, y, width: 6)
      Popup.put(choice.1, .text, into: &surface, at: x + 7, y, width: wide - 8)
    }
  }
}
