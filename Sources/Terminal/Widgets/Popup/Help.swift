/// A line of the help: keys, and what they do.
public struct HelpEntry: Hashable, Sendable {
  /// The keys as one writes them, several with blanks between, and what they do.
  public var keys: String, title: String
  /// The heading it stands under.
  public var group: String
  /// The command it runs; empty where there is nothing to run.
  public var command: String
  /// Why it cannot be done now.
  public var unavailable: String?
  /// Where the binding was written, for those changed in a file.
  public var origin: String?
  /// Makes a line.
  public init(
    _ keys: String, _ title: String, group: String, command: String = "", unavailable: String? = nil,
    origin: String? = nil
  ) {
    (self.keys, self.title, self.group, self.command) = (keys, title, group, command)
    (self.unavailable, self.origin) = (unavailable, origin)
  }
  /// The lines for the contexts that hold: one for each command, with all its keys.
  /// - Parameter unavailable: why a command cannot be done now.
  public static func entries(
    from map: KeyMap, in contexts: [String], unavailable: (String) -> String? = { _ in nil }
  ) -> [HelpEntry] {
    var entries: [HelpEntry] = [], places: [String: Int] = [:]
    for binding in map.bindings(in: contexts) {
      if let place = places[binding.command] {
        entries[place].keys += " \(binding.keys)"
      } else {
        places[binding.command] = entries.count
        var origin: String?
        if case .file = binding.origin { origin = binding.origin.description }
        entries.append(
          HelpEntry(
            binding.keys.description, binding.title, group: binding.group, command: binding.command,
            unavailable: unavailable(binding.command), origin: origin))
      }
    }
    return entries
  }
}

/// The help over a pane: made from the key map, searched by typing, and what is chosen can be run at once.
public struct Help: Sendable {
  /// What the help came to.
  public enum Outcome: Hashable, Sendable {
    case none
    /// This command is wanted; the help goes.
    case run(String)
    /// The chosen act cannot be done, for this reason; the help stays.
    case refused(String)
    case close
  }
  private enum Line: Sendable { case heading(String), entry(Int), blank }

  /// The words in the frame.
  public var title: String
  /// All lines.
  public let entries: [HelpEntry]
  private var editor = LineEditor()
  private var lines: [Line] = []
  private var order: [Int] = []
  private var choice = Choice()
  private var matches: [Int: Fuzzy.Match] = [:]

  /// Makes a help.
  public init(_ title: String, _ entries: [HelpEntry]) {
    (self.title, self.entries) = (title, entries)
    find()
  }
  /// What is searched for.
  public var text: String { editor.text }
  /// The chosen line.
  public var chosen: HelpEntry? { order.indices.contains(choice.index) ? entries[order[choice.index]] : nil }

  /// Takes a key.
  public mutating func handle(_ event: Event, in area: Rect) -> Outcome {
    let rows = columnsAndRows(in: area).rows
    switch event {
    case .key(let key):
      if choice.handle(key, of: order.count, rows: rows) { return .none }
      switch (key.code, key.modifiers) {
      case (.escape, []):
        if editor.isEmpty { return .close }
        editor.replace(with: "")
        find()
      case (.enter, _):
        guard let chosen, !chosen.command.isEmpty else { return .none }
        if let reason = chosen.unavailable { return .refused(reason) }
        return .run(chosen.command)
      case (.left, []) where editor.isEmpty: choice.page(-rows, of: order.count)
      case (.right, []) where editor.isEmpty: choice.page(rows, of: order.count)
      default: if editor.handle(key) == .changed { choice = Choice(); find() }
      }
    case .paste(let text):
      editor.paste(text)
      choice = Choice()
      find()
    case .mouse(let mouse):
      if mouse.action == .wheelUp { choice.page(-3, of: order.count) }
      if mouse.action == .wheelDown { choice.page(3, of: order.count) }
    default: break
    }
    return .none
  }
  private mutating func find() {
    let pattern = Fuzzy(editor.text)
    (lines, order, matches) = ([], [], [:])
    var groups: [String] = []
    for entry in entries where !groups.contains(entry.group) { groups.append(entry.group) }
    for group in groups {
      let fitting = entries.indices.filter { index in
        guard entries[index].group == group else { return false }
        // Keys are found as they are written, words by their letters.
        if !pattern.isEmpty, entries[index].keys.split(separator: " ").contains(Substring(editor.text)) {
          return true
        }
        guard let match = pattern.match(entries[index].title) else { return false }
        matches[index] = match
        return true
      }
      guard !fitting.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      if !group.isEmpty { lines.append(.heading(group)) }
      lines += fitting.map { .entry($0) }
      order += fitting
    }
    choice.clamp(to: order.count, rows: 1000)
  }

  // MARK: drawing

  private func frame(in area: Rect) -> Rect {
    let width = min(area.width - min(area.width, 4), 116)
    let columns = max(1, (width - 4) / 36)
    let wanted = (lines.count + columns - 1) / columns + 4
    let height = min(max(8, max(wanted, (entries.count + columns) / columns + 4)), max(0, area.height - 2))
    return Rect(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
  }
  private func columnsAndRows(in area: Rect) -> (columns: Int, rows: Int) {
    let inner = frame(in: area).inset(2, 1)
    return (max(1, inner.width / 36), max(1, inner.height - 2))
  }
  /// Draws it over the area.
  public func draw(into surface: inout Surface, area: Rect) {
    let frame = frame(in: area)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw(title, into: &surface, area: frame)
    guard !inner.isEmpty else { return }
    let label = surface.put("type to search ", at: Point(inner.x, inner.y), .textMuted, width: inner.width)
    let field = Rect(inner.x + label, inner.y, max(0, min(24, inner.width - label)), 1)
    surface.fill(field, .inputFocus)
    editor.draw(into: &surface, at: field, role: .inputFocus)
    let (columns, rows) = columnsAndRows(in: area)
    let count = "\(order.isEmpty ? 0 : choice.index + 1) of \(order.count)"
    if inner.width > label + 26 + count.count {
      surface.put(count, at: Point(inner.right - count.count, inner.y), .textMuted)
    }
    let (_, body) = inner.cutTop(min(2, inner.height))
    guard !body.isEmpty else { return }
    let at =
      order.indices.contains(choice.index)
      ? lines.firstIndex { if case .entry(let index) = $0 { index == order[choice.index] } else { false } }
        ?? 0 : 0
    let page = at / (columns * rows) * (columns * rows)
    let width = body.width / columns
    for (offset, line) in lines[page...].prefix(columns * rows).enumerated() {
      let y = body.y + offset % rows
      guard y < body.bottom else { continue }
      draw(
        line, into: &surface, at: Rect(body.x + offset / rows * width, y, width - 1, 1),
        isChosen: page + offset == at)
    }
    if lines.isEmpty {
      surface.putCut("no key does that", at: Point(body.x, body.y), .textMuted, width: body.width)
    }
  }
  private func draw(_ line: Line, into surface: inout Surface, at row: Rect, isChosen: Bool) {
    switch line {
    case .blank: break
    case .heading(let text):
      surface.putCut(text, at: Point(row.x + 1, row.y), .textBright, width: row.width - 1)
    case .entry(let index):
      let entry = entries[index], isShut = entry.unavailable != nil
      let keyWidth = min(12, row.width / 3)
      surface.putCut(entry.keys, at: Point(row.x + 1, row.y), isShut ? .textFaint : .accent, width: keyWidth)
      var runs =
        matches[index]?.runs(of: entry.title, isShut ? .textFaint : .text) ?? [
          TextRun(entry.title, isShut ? .textFaint : .text)
        ]
      if let reason = entry.unavailable { runs.append(TextRun("  \(reason)", .textFaint)) }
      if let origin = entry.origin { runs.append(TextRun("  \(origin)", .textFaint)) }
      surface.putCut(runs, at: Point(row.x + keyWidth + 2, row.y), width: row.width - keyWidth - 2)
      if isChosen, !order.isEmpty {
        surface.tint(row, .selection)
        surface.put(
          surface.theme.glyph(.selectionBar) ?? ">", at: Point(row.x, row.y), .selectionBar, width: row.width)
      }
    }
  }
  /// All of it in words, by heading.
  public var plain: [String] {
    lines.compactMap { line in
      switch line {
      case .blank: return nil
      case .heading(let text): return Clean.line(text + ":")
      case .entry(let index):
        let entry = entries[index]
        return Clean.line(
          "\(entry.keys): \(entry.title)" + (entry.unavailable.map { ", not now: \($0)" } ?? ""))
      }
    }
  }
}

/// What may follow a half-typed sequence, in a few rows at the bottom of an area.
public enum WhichKey {
  /// Draws it over the lowest rows of the area.
  public static func draw(_ pending: KeyReader.Pending, into surface: inout Surface, area: Rect) {
    let choices = pending.next.map { (key: $0.key.description, word: $0.binding?.title ?? "…") }
    guard !choices.isEmpty, area.width > 8, area.height > 1 else { return }
    let width = min(
      area.width - 2, max(18, (choices.map { TextWidth.of($0.key) + TextWidth.of($0.word) + 4 }.max() ?? 18)))
    let columns = max(1, (area.width - 2) / width)
    let rows = min((choices.count + columns - 1) / columns, max(1, area.height / 2))
    let (place, _) = area.cutBottom(rows + 1)
    surface.fill(place, .dialog)
    Divider.drawAcross(
      into: &surface, area: place, title: [TextRun(pending.written, .accent), TextRun(" …", .textMuted)])
    for (index, choice) in choices.prefix(rows * columns).enumerated() {
      let x = place.x + 1 + index / rows * width, y = place.y + 1 + index % rows
      let used = surface.put(choice.key, at: Point(x, y), .accent, width: width - 1) + 1
      surface.putCut(
        choice.word, at: Point(x + used, y), .textMuted,
        width: max(0, min(width - used - 1, place.right - x - used)))
    }
  }
  /// In words.
  public static func plain(_ pending: KeyReader.Pending) -> String {
    Clean.line(
      "\(pending.written), then "
        + pending.next.map { "\($0.key) \($0.binding?.title ?? "…")" }.joined(separator: ", "))
  }
}
