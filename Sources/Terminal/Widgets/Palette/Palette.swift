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
  /// The words in the frame, and those that stand faint in the line while nothing is typed.
  public var title: String, hint = "what is to be done"
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
  /// Why the chosen entry was not done; said in the last row until the next key.
  public private(set) var trouble: String?
  private var rows = 10

  /// Makes a palette.
  public init(
    _ title: String, _ entries: [PaletteEntry], recent: [String] = [], history: [String] = []
  ) {
    (self.title, self.entries, self.recent, self.history) = (title, entries, recent, history)
    find()
  }
  /// Keys that work in it, for a footer.
  public var hints: [Hint] {
    var pairs = [("type", "find"), ("Enter", "run"), ("Tab", "complete"), ("Ctrl-Y", "copy the command")]
    if !history.isEmpty { pairs.append(("Ctrl-R", "earlier")) }
    return Hint.row(pairs + [("Esc", "leave")])
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
    rows = max(1, list(in: area).height)
    trouble = nil
    let outcome = react(to: event, in: area)
    if case .refused(let reason) = outcome { trouble = reason }
    return outcome
  }
  private mutating func react(to event: Event, in area: Rect) -> PaletteOutcome {
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
    if key.leaves { return .close }
    if choice.handle(key, of: found.count, rows: rows) { return .none }
    switch (key.code, key.modifiers) {
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
      let list = list(in: area), index = choice.visibleTop(of: found.count, rows: rows) + mouse.at.y - list.y
      guard list.contains(mouse.at), found.indices.contains(index) else { return .none }
      // The first click only chooses.
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
    // A reference stands there already as it is written.
    guard let chosen, !jumps.contains(chosen) else { return .none }
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
    Popup.place(Size(Popup.widest, 22), in: area, standing: .upper)
  }
  /// The rows of the entries, a column wider at both sides than the text: below the line and a blank row, above a
  /// row for what lies beyond and one for the command line of the chosen.
  private func list(in area: Rect) -> Rect {
    let rows = frame(in: area).inset(1, 1).cutTop(2).rest
    return rows.height > 2 ? rows.cutBottom(2).rest : rows
  }
  /// Draws it over the upper part of the area.
  public func draw(into surface: inout Surface, area: Rect) {
    let frame = frame(in: area)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw(title, into: &surface, area: frame)
    guard !inner.isEmpty else { return }
    let sign = surface.put(": ", at: Point(inner.x, inner.y), .accent, width: inner.width)
    editor.draw(into: &surface, at: Rect(inner.x + sign, inner.y, inner.width - sign, 1), hint: hint)
    let list = list(in: area)
    drawEntries(into: &surface, list)
    guard list.bottom + 1 < inner.bottom else { return }
    let room = max(0, inner.width - 2)
    surface.putCut(
      choice.beyond(of: found.count, rows: list.height) ?? "", at: Point(inner.x + 1, list.bottom),
      .textFaint,
      width: room)
    surface.putCut(
      trouble ?? chosen?.command ?? "", at: Point(inner.x + 1, inner.bottom - 1),
      trouble == nil ? .textMuted : .error, width: room)
  }
  private func drawEntries(into surface: inout Surface, _ list: Rect) {
    guard !list.isEmpty else { return }
    if found.isEmpty {
      surface.putCut("nothing fits", at: Point(list.x + 2, list.y), .textMuted, width: list.width - 2)
    }
    let top = choice.visibleTop(of: found.count, rows: list.height)
    for (line, index) in (top..<found.count).prefix(list.height).enumerated() {
      drawRow(found[index], index == choice.index, into: &surface, Rect(list.x, list.y + line, list.width, 1))
    }
  }
  /// The title, its key, and on wide screens its command line.
  private func drawRow(
    _ found: (entry: PaletteEntry, match: Fuzzy.Match), _ isChosen: Bool, into surface: inout Surface,
    _ row: Rect
  ) {
    let entry = found.entry, isShut = entry.unavailable != nil, isWide = row.width >= 92
    var runs = found.match.runs(
      of: surface.theme.written(entry.title), isShut ? .textFaint : isChosen ? .textBright : .text)
    if let reason = entry.unavailable { runs.append(TextRun("  (\(reason))", .textFaint)) }
    let titleWidth = isWide ? 44 : max(0, row.width - 14)
    surface.putCut(runs, at: Point(row.x + 2, row.y), width: titleWidth)
    let x = row.x + 3 + titleWidth
    surface.putCut(
      entry.key, at: Point(x, row.y), isShut ? .textFaint : .accent, width: max(0, min(9, row.right - 1 - x)))
    if isWide {
      surface.putCut(
        entry.command, at: Point(x + 10, row.y), .textMuted, width: max(0, row.right - 11 - x))
    }
    if isChosen { surface.choose(row) }
  }
  /// The entries in words, the chosen one first.
  public var plain: [String] {
    let order = found.isEmpty ? [] : Array(choice.index..<found.count) + Array(0..<choice.index)
    return [Clean.line("\(title): \(text)")]
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
