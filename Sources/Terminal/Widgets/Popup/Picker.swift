/// One of several things to choose.
public struct PickerItem: Hashable, Sendable, Identifiable {
  /// What the owner knows it by.
  public var id: String
  /// What it is called, and what is said about it, muted.
  public var title: String, detail: String
  /// A sign before it, in its role.
  public var sign: TextRun?
  /// Why it cannot be chosen now.
  public var unavailable: String?
  /// Makes an item.
  public init(
    _ id: String, _ title: String, detail: String = "", sign: TextRun? = nil, unavailable: String? = nil
  ) {
    (self.id, self.title, self.detail, self.sign, self.unavailable) = (id, title, detail, sign, unavailable)
  }
}

/// What a picker came to.
public enum PickerOutcome: Hashable, Sendable {
  case none
  /// These ids were chosen, in the order of the items; with one choice there is exactly one.
  case picked([String])
  /// The typed text, where the picker takes a new word and nothing fits it.
  case created(String)
  /// What is chosen cannot be; the picker stays.
  case refused(String)
  /// The typed text is another: an owner that asks a store may give other items.
  case changed(String)
  case close
}

/// A short list over the screen, narrowed by typing: whom to assign to, which status, which tags.
public struct Picker: Sendable {
  /// The words in the frame.
  public var title: String
  /// Several can be chosen: Space marks, Enter takes all the marked.
  public var takesSeveral: Bool
  /// A word that fits nothing can be taken as a new one (a tag).
  public var takesNew: Bool
  /// What can be chosen.
  public private(set) var items: [PickerItem]
  /// Ids of the marked.
  public private(set) var marked: Set<String>
  private(set) var editor = LineEditor()
  private(set) var found: [(item: PickerItem, match: Fuzzy.Match)] = []
  private var choice = Choice()

  /// Makes a picker.
  /// - Parameter chosen: the id the bar stands on at first; with several, see `marked`.
  public init(
    _ title: String, _ items: [PickerItem], takesSeveral: Bool = false, takesNew: Bool = false,
    marked: Set<String> = [], chosen: String? = nil
  ) {
    (self.title, self.items, self.takesSeveral, self.takesNew) = (title, items, takesSeveral, takesNew)
    self.marked = marked
    find()
    choice.index = found.firstIndex { $0.item.id == chosen } ?? 0
  }
  /// Takes other items, as for a typed text that a store was asked about.
  public mutating func setItems(_ items: [PickerItem]) {
    self.items = items
    find()
  }
  /// What is typed.
  public var text: String { editor.text }
  /// The item under the bar.
  public var chosen: PickerItem? { found.indices.contains(choice.index) ? found[choice.index].item : nil }

  /// Takes a key, a paste or a click.
  public mutating func handle(_ event: Event, in area: Rect, avoiding avoided: Rect? = nil) -> PickerOutcome {
    let list = list(in: place(in: area, avoiding: avoided))
    switch event {
    case .key(let key):
      if choice.handle(key, of: found.count, rows: list.height) { return .none }
      switch (key.code, key.modifiers) {
      case (.escape, []): return .close
      case (.enter, _): return take()
      case (.character(" "), []) where takesSeveral: return mark()
      case (.tab, []):
        guard takesSeveral else { choice.move(1, of: found.count); return .none }
        return mark()
      case (.backTab, _): choice.move(-1, of: found.count); return .none
      default: return editor.handle(key) == .changed ? changed() : .none
      }
    case .paste(let text):
      editor.paste(text)
      return changed()
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: choice.page(-1, of: found.count)
      case .wheelDown: choice.page(1, of: found.count)
      case .press(1) where list.contains(mouse.at):
        let index = choice.visibleTop(of: found.count, rows: list.height) + mouse.at.y - list.y
        guard found.indices.contains(index) else { return .none }
        choice.index = index
        return takesSeveral ? mark() : take()
      default: break
      }
      return .none
    default: return .none
    }
  }
  private mutating func mark() -> PickerOutcome {
    guard let chosen else { return .none }
    if let reason = chosen.unavailable { return .refused(reason) }
    if marked.remove(chosen.id) == nil { marked.insert(chosen.id) }
    choice.page(1, of: found.count)
    return .none
  }
  private func take() -> PickerOutcome {
    if takesSeveral, !marked.isEmpty || (chosen == nil && !takesNew) {
      return .picked(items.filter { marked.contains($0.id) }.map(\.id))
    }
    guard let chosen else {
      let word = text.trimmingBlanks
      return takesNew && !word.isEmpty ? .created(word) : .none
    }
    if let reason = chosen.unavailable { return .refused(reason) }
    return .picked([chosen.id])
  }
  private mutating func changed() -> PickerOutcome {
    choice = Choice()
    find()
    return .changed(text)
  }
  private mutating func find() {
    found = Fuzzy(text).ranked(items) { $0.detail.isEmpty ? $0.title : "\($0.title) \($0.detail)" }.map {
      ($0.item, $0.match)
    }
    choice.clamp(to: found.count, rows: 1000)
  }

  // MARK: drawing

  private func place(in area: Rect, avoiding avoided: Rect?) -> Rect {
    let words = items.prefix(200).map {
      4 + TextWidth.of($0.title) + TextWidth.of($0.detail) + ($0.sign?.width ?? 0)
    }
    let width = max(32, TextWidth.of(title) + 20, (words.max() ?? 0) + 8)
    let rows = min(max(1, items.count), 12)
    return Popup.place(Size(min(width, 72), rows + 4), in: area, avoiding: avoided)
  }
  private func list(in frame: Rect) -> Rect { frame.inset(2, 1).cutTop(1).rest.cutBottom(1).rest }

  /// Draws it in the middle, or beside what it must not hide.
  public func draw(into surface: inout Surface, area: Rect, avoiding avoided: Rect? = nil) {
    let frame = place(in: area, avoiding: avoided)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw([TextRun(title, .textBright)], into: &surface, area: frame)
    guard !inner.isEmpty else { return }
    surface.fill(Rect(inner.x, inner.y, inner.width, 1), .inputFocus)
    editor.draw(
      into: &surface, at: Rect(inner.x, inner.y, inner.width, 1), role: .inputFocus, hint: "type to narrow")
    let list = list(in: frame)
    let top = choice.visibleTop(of: found.count, rows: max(1, list.height))
    for (line, index) in (top..<found.count).prefix(list.height).enumerated() {
      drawRow(
        found[index].item, found[index].match, index == choice.index, into: &surface,
        Rect(list.x, list.y + line, list.width, 1))
    }
    if found.isEmpty, !list.isEmpty {
      let word = text.trimmingBlanks
      surface.putCut(
        takesNew && !word.isEmpty ? "Enter makes “\(word)”" : "nothing is called that",
        at: Point(list.x + 2, list.y), .textMuted,
        width: list.width - 2)
    }
    guard inner.height > 2 else { return }
    var hints = [TextRun("Enter", .accent), TextRun(takesSeveral ? " take" : " choose", .textMuted)]
    if takesSeveral { hints += [TextRun("  Space", .accent), TextRun(" mark", .textMuted)] }
    hints += [TextRun("  Esc", .accent)]
    surface.putCut(hints, at: Point(inner.x, inner.bottom - 1), width: inner.width)
  }
  private func drawRow(
    _ item: PickerItem, _ match: Fuzzy.Match, _ isChosen: Bool, into surface: inout Surface, _ row: Rect
  ) {
    let role: ThemeRole = item.unavailable == nil ? (isChosen ? .textBright : .text) : .textFaint
    if takesSeveral, marked.contains(item.id) {
      surface.put(surface.theme.glyph(.mark) ?? "*", at: Point(row.x + 1, row.y), .mark, width: 1)
    }
    let all = match.runs(of: item.detail.isEmpty ? item.title : "\(item.title) \(item.detail)", role)
    var runs: [TextRun] = item.sign.map { [$0, TextRun(" ")] } ?? []
    runs += item.detail.isEmpty ? all : Picker.muting(all, after: item.title.count + 1)
    if let reason = item.unavailable { runs.append(TextRun("  \(reason)", .textFaint)) }
    let indent = takesSeveral ? 3 : 2
    surface.putCut(runs, at: Point(row.x + indent, row.y), width: row.width - indent)
    guard isChosen else { return }
    surface.tint(row, .selection)
    surface.put(
      surface.theme.glyph(.selectionBar) ?? ">", at: Point(row.x, row.y), .selectionBar, width: row.width)
  }
  /// The detail muted, but for what was found in it.
  private static func muting(_ runs: [TextRun], after count: Int) -> [TextRun] {
    var left = count
    return runs.flatMap { run -> [TextRun] in
      defer { left -= run.text.count }
      if left >= run.text.count { return [run] }
      if left <= 0 { return [run.role == .match ? run : TextRun(run.text, .textMuted)] }
      return [
        TextRun(String(run.text.prefix(left)), run.role),
        TextRun(String(run.text.dropFirst(left)), run.role == .match ? .match : .textMuted),
      ]
    }
  }
  /// The items in words, the chosen one first.
  public var plain: [String] {
    let order = found.isEmpty ? [] : Array(choice.index..<found.count) + Array(0..<choice.index)
    return [Clean.line("\(title): \(text)")]
      + order.prefix(12).map { index in
        let item = found[index].item
        let parts = [
          item.title, item.detail, marked.contains(item.id) ? "marked" : "", item.unavailable ?? "",
        ]
        return Clean.line(
          "\(index + 1) of \(found.count): " + parts.filter { !$0.isEmpty }.joined(separator: ", "))
      }
  }
}
