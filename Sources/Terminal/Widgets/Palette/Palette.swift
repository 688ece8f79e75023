/// Something the palette can do: an act, a pane, an object to go to.
public struct PaletteEntry: Hashable, Sendable, Identifiable {
  /// What the owner knows it by.
  public var id: String
  /// What it is called.
  public var title: String
  /// The key that does it, where there is one.
  public var key: String
  /// The command line that does it, where there is one.
  public var command: String
  /// Words it is found by that are not shown.
  public var keywords: String
  /// Why it cannot be done now.
  public var unavailable: String?
  /// Makes an entry.
  public init(
    _ id: String, _ title: String, key: String = "", command: String = "", keywords: String = "",
    unavailable: String? = nil
  ) {
    (self.id, self.title, self.key, self.command) = (id, title, key, command)
    (self.keywords, self.unavailable) = (keywords, unavailable)
  }
}

/// What the palette asks its owner for.
public enum PaletteOutcome: Hashable, Sendable {
  case none
  /// The typed text is another: give other entries or jump targets for it, if there are.
  case changed
  /// This is wanted; the palette goes.
  case run(PaletteEntry)
  /// The chosen entry cannot be done, for this reason; the palette stays.
  case refused(String)
  /// Put this command line on the clipboard.
  case copy(String)
  case close
}

/// Finds any act, pane or object by a few letters, and shows its key and its command line.
public struct Palette: Sendable {
  /// What is typed.
  public private(set) var editor = LineEditor()
  /// All there is.
  public private(set) var entries: [PaletteEntry]
  /// Entries for references in the typed text (T-1042, @kim, #tag), from the owner; they stand first.
  public var jumps: [PaletteEntry] = [] { didSet { find() } }
  /// Ids of what was done lately, the latest first: shown while nothing is typed.
  public var recent: [String] { didSet { find() } }
  /// What was typed earlier, the latest last; Ctrl-R goes back through it.
  public var history: [String]
  /// What fits the typed text, the best first.
  public private(set) var found: [(entry: PaletteEntry, match: Fuzzy.Match)] = []
  private var choice = Choice()
  private var searched: (text: String, place: Int)?
  private var rows = 10

  /// Makes a palette.
  public init(_ entries: [PaletteEntry], recent: [String] = [], history: [String] = []) {
    (self.entries, self.recent, self.history) = (entries, recent, history)
    find()
  }
  /// What is typed.
  public var text: String { editor.text }
  /// The chosen entry.
  public var chosen: PaletteEntry? { found.indices.contains(choice.index) ? found[choice.index].entry : nil }
  /// Words of the typed text that look like references: T-1042, S-77, @kim, #tag.
  public var jumpTokens: [String] { text.split(separator: " ").map(String.init).filter(Palette.isJump) }
  static func isJump(_ word: String) -> Bool {
    if word.hasPrefix("@") || word.hasPrefix("#") { return word.utf8.count > 1 }
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...4).contains(parts[0].count)
      && parts[0].allSatisfy { $0.isLetter && $0.isASCII }
      && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
  }

  /// Takes other entries: what can be done changed.
  public mutating func setEntries(_ entries: [PaletteEntry]) {
    self.entries = entries
    find()
  }
  /// Takes a key, a paste or a click.
  public mutating func handle(_ event: Event, in area: Rect = Rect(0, 0, 80, 24)) -> PaletteOutcome {
    rows = list(in: area).height
    switch event {
    case .paste(let text):
      editor.paste(text)
      return changed()
    case .key(let key): return handle(key)
    case .mouse(let mouse): return handle(mouse, in: area)
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> PaletteOutcome {
    if choice.handle(key, of: found.count, rows: rows) { return .none }
    switch (key.code, key.modifiers) {
    case (.escape, []): return .close
    case (.enter, _): return run()
    case (.tab, []): return complete()
    case (.character("r"), .control): return recall()
    case (.character("y"), .control):
      guard let command = chosen?.command, !command.isEmpty else { return .none }
      return .copy(command)
    default: return editor.handle(key) == .changed ? changed() : .none
    }
  }
  private mutating func handle(_ mouse: Mouse, in area: Rect) -> PaletteOutcome {
    switch mouse.action {
    case .wheelUp: choice.page(-1, of: found.count)
    case .wheelDown: choice.page(1, of: found.count)
    case .press(1):
      let list = list(in: area)
      guard list.contains(mouse.at), let index = index(atLine: mouse.at.y - list.y, rows: list.height) else {
        return .none
      }
      if index == choice.index { return run() }
      choice.index = index
    default: break
    }
    return .none
  }
  private mutating func run() -> PaletteOutcome {
    guard let chosen else { return .none }
    if let reason = chosen.unavailable { return .refused(reason) }
    return .run(chosen)
  }
  /// Writes the chosen title out, so that one can go on from it.
  private mutating func complete() -> PaletteOutcome {
    guard let chosen else { return .none }
    editor.replace(with: chosen.title)
    return changed()
  }
  /// The next older line that has in it what was typed before the search began.
  private mutating func recall() -> PaletteOutcome {
    let state = searched ?? (text, history.count)
    guard
      let place = history[..<state.place].lastIndex(where: { state.text.isEmpty || $0.contains(state.text) })
    else {
      return .none
    }
    editor.replace(with: history[place])
    find()
    searched = (state.text, place)
    return .changed
  }
  private mutating func changed() -> PaletteOutcome {
    searched = nil
    choice = Choice()
    find()
    return .changed
  }
  private mutating func find() {
    if text.trimmingBlanks.isEmpty {
      let none = Fuzzy.Match(score: 0, positions: [])
      let byID = Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
      let lately = recent.compactMap { byID[$0] }, known = Set(lately.map(\.id))
      found = (jumps + lately + entries.filter { !known.contains($0.id) }).map { ($0, none) }
    } else {
      let pattern = Fuzzy(text)
      let found = pattern.ranked(entries) { $0.keywords.isEmpty ? $0.title : "\($0.title) \($0.keywords)" }
        .map { (entry: $0.item, match: $0.match) }
      let jumps = jumps.map {
        (entry: $0, match: pattern.match($0.title) ?? Fuzzy.Match(score: 0, positions: []))
      }
      // Of what fits alike, what can be done stands before what cannot.
      self.found =
        jumps + found.filter { $0.entry.unavailable == nil } + found.filter { $0.entry.unavailable != nil }
    }
    choice.clamp(to: found.count, rows: rows)
  }

  // MARK: drawing

  private func frame(in area: Rect) -> Rect {
    let rows = min(max(6, area.height / 2), 16)
    let width = min(area.width - min(area.width, 4), Popup.widest)
    return Rect(
      area.x + (area.width - width) / 2, area.y + min(3, max(0, area.height - rows)), width,
      min(rows, area.height))
  }
  private func list(in area: Rect) -> Rect {
    let (inner, _) = frame(in: area).inset(2, 1).cutTop(max(0, frame(in: area).height - 3))
    return inner
  }
  private func isWide(_ area: Rect) -> Bool { frame(in: area).width >= 96 }
  /// On narrow screens the chosen entry takes a second row for its command line.
  private func index(atLine line: Int, rows: Int) -> Int? {
    let top = choice.visibleTop(of: found.count, rows: max(1, rows - 1))
    let after = choice.index - top
    let index = top + (line > after + 1 ? line - 1 : min(line, after + 1) == after + 1 ? after : line)
    return found.indices.contains(index) ? index : nil
  }

  /// Draws it over the upper part of the area.
  public func draw(into surface: inout Surface, area: Rect) {
    let frame = frame(in: area)
    guard !frame.isEmpty else { return }
    Popup.draw(":", into: &surface, area: frame)
    let title = Rect(frame.x + 5, frame.y, max(0, min(frame.width - 8, 60)), 1)
    if title.width > 4 {
      let width = min(title.width, max(TextWidth.of(text) + 2, 24))
      surface.fill(Rect(title.x, title.y, width, 1), .inputFocus)
      editor.draw(
        into: &surface, at: Rect(title.x, title.y, width, 1), role: .inputFocus,
        hint: "act, pane, T-1042, @kim, #tag")
    }
    let list = list(in: area)
    drawEntries(into: &surface, list, isWide: isWide(area))
    guard frame.height > 4 else { return }
    let foot = Point(frame.x + 2, frame.bottom - 2)
    let hints: [(String, String)] = [
      ("Enter", "run"), ("Tab", "complete"), ("Ctrl-R", "earlier"), ("Ctrl-Y", "copy command"), ("Esc", ""),
    ]
    var runs: [TextRun] = []
    for (key, word) in hints {
      runs += [TextRun(key, .accent), TextRun(word.isEmpty ? "" : " \(word)", .textMuted), TextRun("  ")]
    }
    surface.putCut(runs, at: foot, width: frame.width - 4)
  }
  private func drawEntries(into surface: inout Surface, _ list: Rect, isWide: Bool) {
    guard !list.isEmpty else { return }
    if found.isEmpty {
      surface.putCut(
        "nothing is called that", at: Point(list.x + 2, list.y), .textMuted, width: list.width - 2)
      return
    }
    let top = choice.visibleTop(of: found.count, rows: max(1, list.height - (isWide ? 0 : 1)))
    var y = list.y
    for index in top..<found.count {
      guard y < list.bottom else { break }
      let (entry, match) = found[index], isChosen = index == choice.index
      drawRow(entry, match, isChosen, into: &surface, Rect(list.x, y, list.width, 1), isWide: isWide)
      y += 1
      if isChosen, !isWide, !entry.command.isEmpty, y < list.bottom {
        surface.putCut(entry.command, at: Point(list.x + 4, y), .textMuted, width: list.width - 4)
        y += 1
      }
    }
  }
  private func drawRow(
    _ entry: PaletteEntry, _ match: Fuzzy.Match, _ isChosen: Bool, into surface: inout Surface, _ row: Rect,
    isWide: Bool
  ) {
    let role: ThemeRole = entry.unavailable == nil ? (isChosen ? .textBright : .text) : .textFaint
    var runs = match.runs(of: entry.title, role)
    if let reason = entry.unavailable { runs.append(TextRun("  \(reason)", .textFaint)) }
    let keyWidth = 10, titleWidth = isWide ? row.width * 2 / 5 : max(0, row.width - 2 - keyWidth)
    surface.putCut(runs, at: Point(row.x + 2, row.y), width: titleWidth - 1)
    let x = row.x + 2 + titleWidth
    surface.putCut(
      entry.key, at: Point(x, row.y), entry.unavailable == nil ? .accent : .textFaint,
      width: max(0, min(keyWidth, row.right - x)))
    if isWide {
      surface.putCut(
        entry.command, at: Point(x + keyWidth, row.y), .textMuted, width: max(0, row.right - x - keyWidth))
    }
    guard isChosen else { return }
    surface.tint(row, .selection)
    surface.put(
      surface.theme.glyph(.selectionBar) ?? ">", at: Point(row.x, row.y), .selectionBar, width: row.width)
  }
  /// The entries in words, the chosen one first.
  public var plain: [String] {
    let order = found.isEmpty ? [] : Array(choice.index..<found.count) + Array(0..<choice.index)
    return [Clean.line(": \(text)")]
      + order.prefix(12).map { index in
        let entry = found[index].entry
        let parts = [
          entry.title, entry.key.isEmpty ? "" : "key \(entry.key)", entry.command, entry.unavailable ?? "",
        ]
        return Clean.line(
          "\(index + 1) of \(found.count): " + parts.filter { !$0.isEmpty }.joined(separator: ", "))
      }
  }
}
