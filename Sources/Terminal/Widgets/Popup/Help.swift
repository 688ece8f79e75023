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
        entries[place].keys += "  \(binding.keys)"
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
  /// Why the chosen command was not done; said below the line until the next key.
  public private(set) var trouble: String?

  /// Makes a help.
  public init(_ title: String, _ entries: [HelpEntry]) {
    (self.title, self.entries) = (title, entries)
    find()
  }
  /// What is searched for.
  public var text: String { editor.text }
  /// The chosen line.
  public var chosen: HelpEntry? { order.indices.contains(choice.index) ? entries[order[choice.index]] : nil }

  /// Keys that work in it, for a footer.
  public var hints: [Hint] {
    Hint.row([("type", "search"), ("Up Down", "choose"), ("Enter", "do it"), ("Esc", "close")])
  }

  /// Takes a key.
  public mutating func handle(_ event: Event, in area: Rect) -> Outcome {
    trouble = nil
    let outcome = react(to: event, rows: columnsAndRows(in: area).rows)
    if case .refused(let reason) = outcome { trouble = reason }
    return outcome
  }
  private mutating func react(to event: Event, rows: Int) -> Outcome {
    switch event {
    case .key(let key):
      // Esc first ends the search; what opened the help closes it at once.
      if key == Key(.character("c"), .control) || key.code == .function(1) { return .close }
      if choice.handle(key, of: order.count, rows: rows) { return .none }
      switch (key.code, key.modifiers) {
      case (.escape, _):
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
    (lines, order, matches) = ([], [], [:])
    if editor.isEmpty {
      arrange()
    } else {
      search()
      lines = order.map { .entry($0) }
    }
    choice.clamp(to: order.count, rows: 1000)
  }
  /// All of them under their headings, groups in the order in which they come.
  private mutating func arrange() {
    var groups: [String] = []
    for entry in entries where !groups.contains(entry.group) { groups.append(entry.group) }
    for group in groups {
      let mine = entries.indices.filter { entries[$0].group == group }
      if !lines.isEmpty { lines.append(.blank) }
      if !group.isEmpty { lines.append(.heading(group)) }
      lines += mine.map { .entry($0) }
      order += mine
    }
  }
  /// What fits, the best first: keys are found as they are written, words by their letters.
  private mutating func search() {
    let exact = entries.indices.filter { entries[$0].keys.split(separator: " ").contains(Substring(text)) }
    let found = Fuzzy(text).ranked(Array(entries.indices)) { "\(entries[$0].title) \(entries[$0].group)" }
    for (index, match) in found { matches[index] = match }
    order = exact + found.map(\.item).filter { !exact.contains($0) }
  }

  // MARK: drawing

  private func frame(in area: Rect) -> Rect {
    let wide = area.width >= 74
    return Popup.place(
      Size(100, max(8, lines.count / (wide ? 2 : 1) + 6, entries.count / (wide ? 2 : 1) + 6)), in: area,
      standing: .upper)
  }
  private func columnsAndRows(in area: Rect) -> (columns: Int, rows: Int) {
    let inner = frame(in: area).inset(2, 1)
    return (inner.width >= 68 ? 2 : 1, max(1, inner.height - 2))
  }
  /// Draws it over the area.
  public func draw(into surface: inout Surface, area: Rect) {
    let frame = frame(in: area)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw(title, into: &surface, area: frame)
    guard !inner.isEmpty else { return }
    let (columns, rows) = columnsAndRows(in: area)
    let at =
      order.indices.contains(choice.index)
      ? lines.firstIndex { if case .entry(let index) = $0 { index == order[choice.index] } else { false } }
        ?? 0 : 0
    let page = at / (columns * rows)
    let (_, body) = inner.cutTop(min(2, inner.height))
    let width = body.width / columns - (columns - 1)
    let keyWidth = min(19, max(10, (entries.map { TextWidth.of($0.keys) }.max() ?? 8) + 2), width / 3)
    // What is cut in its column is whole below the line once it is chosen.
    let whole = chosen.map { words(of: $0, nil, surface.theme) }.flatMap {
      $0.width > width - keyWidth - 1 ? $0.plain : nil
    }
    drawHead(
      page, of: (lines.count + columns * rows - 1) / (columns * rows), whole: whole, into: &surface, inner)
    for (offset, line) in lines.dropFirst(page * columns * rows).prefix(columns * rows).enumerated() {
      let y = body.y + offset % rows
      guard y < body.bottom else { continue }
      draw(
        line, into: &surface, at: Rect(body.x + offset / rows * (width + 2), y, width, 1), keyWidth: keyWidth,
        isChosen: page * columns * rows + offset == at)
    }
    if lines.isEmpty {
      surface.putCut("no key does that", at: Point(body.x + 1, body.y), .textMuted, width: body.width - 1)
    }
  }
  private func drawHead(
    _ page: Int, of pages: Int, whole: String?, into surface: inout Surface, _ inner: Rect
  ) {
    let sign = surface.put(
      Popup.typingSign(surface.theme), at: Point(inner.x, inner.y), .accent, width: inner.width)
    let words = pages > 1 ? "page \(page + 1) of \(pages)" : ""
    let room = max(0, inner.width - sign - TextWidth.of(words))
    editor.draw(
      into: &surface, at: Rect(inner.x + sign, inner.y, min(room, inner.width / 2), 1), hint: "type to search"
    )
    surface.put(
      words, at: Point(inner.right - TextWidth.of(words), inner.y), .textMuted,
      width: room > 20 ? inner.width : 0)
    if let words = trouble ?? whole, inner.height > 1 {
      surface.putCut(
        words, at: Point(inner.x + sign, inner.y + 1), trouble == nil ? .textMuted : .error,
        width: inner.width - sign)
    }
  }
  private func words(of entry: HelpEntry, _ match: Fuzzy.Match?, _ theme: Theme) -> [TextRun] {
    let role: ThemeRole = entry.unavailable == nil ? .text : .textFaint
    let title = theme.written(entry.title)
    var runs = match?.runs(of: title, role) ?? [TextRun(title, role)]
    if let reason = entry.unavailable { runs.append(TextRun(": \(reason)", .textFaint)) }
    if let origin = entry.origin { runs.append(TextRun("  (\(origin))", .textFaint)) }
    return runs
  }
  private func draw(
    _ line: Line, into surface: inout Surface, at row: Rect, keyWidth: Int, isChosen: Bool
  ) {
    switch line {
    case .blank: break
    case .heading(let text): surface.putCut(text, at: Point(row.x, row.y), .textBright, width: row.width)
    case .entry(let index):
      let entry = entries[index], isShut = entry.unavailable != nil
      surface.putCut(
        entry.keys, at: Point(row.x + 1, row.y), isShut ? .textFaint : .accent, width: max(0, keyWidth - 1))
      surface.putCut(
        words(of: entry, matches[index], surface.theme), at: Point(row.x + keyWidth + 1, row.y),
        width: max(0, row.width - keyWidth - 1))
      if isChosen, !order.isEmpty { surface.choose(row) }
    }
  }
  /// The chosen line first, then all of it in words, by heading.
  public var plain: [String] {
    let here = chosen.map { [Clean.line("\(title): \(Help.told($0))")] } ?? [title]
    return here
      + lines.compactMap { line in
        switch line {
        case .blank: nil
        case .heading(let text): Clean.line(text + ":")
        case .entry(let index): Clean.line(Help.told(entries[index]))
        }
      }
  }
  private static func told(_ entry: HelpEntry) -> String {
    "\(entry.keys): \(entry.title)" + (entry.unavailable.map { ", not now: \($0)" } ?? "")
  }
}
