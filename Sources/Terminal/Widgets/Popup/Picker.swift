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
  /// The items are still being read: that there are none yet is not said to be all.
  public var isWaiting = false
  /// Where it stands in its area.
  public var stand = Popup.Stand.upper
  /// Columns of the frame, where there are as many.
  public var width = 84
  /// Why the last key did nothing; said in the last row.
  public private(set) var trouble: String?
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
    isWaiting = false
    find()
  }
  /// What is typed.
  public var text: String { editor.text }
  /// The item under the bar.
  public var chosen: PickerItem? { found.indices.contains(choice.index) ? found[choice.index].item : nil }

  /// Keys that work in it, for a footer.
  public var hints: [Hint] {
    Hint.row(
      takesSeveral
        ? [("type", "find"), ("Space", "tick"), ("Enter", "take the ticked"), ("Esc", "leave")]
        : [("type", "find"), ("Enter", "take"), ("Esc", "leave")])
  }

  /// Takes a key, a paste or a click. A click moves the bar; one on the bar takes, or marks where several are taken.
  public mutating func handle(_ event: Event, in area: Rect, avoiding avoided: Rect? = nil) -> PickerOutcome {
    trouble = nil
    let outcome = react(to: event, list(in: place(in: area, avoiding: avoided)))
    if case .refused(let reason) = outcome { trouble = reason }
    return outcome
  }
  private mutating func react(to event: Event, _ list: Rect) -> PickerOutcome {
    switch event {
    case .key(let key):
      if key.leaves { return .close }
      if choice.handle(key, of: found.count, rows: list.height) { return .none }
      switch (key.code, key.modifiers) {
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
        guard index == choice.index else { choice.index = index; return .none }
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
      if takesNew, !word.isEmpty { return .created(word) }
      return isWaiting
        ? .none : .refused(word.isEmpty ? "There is nothing to choose." : "Nothing here fits “\(word)”.")
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
    let rows = min(max(1, items.count), 19)
    return Popup.place(
      Size(width, max(8, rows + 5)), in: area, standing: stand, avoiding: avoided)
  }
  /// The rows of the items, a column wider at both sides than the text: below the line and a blank row, above the last.
  private func list(in frame: Rect) -> Rect {
    let rows = frame.inset(1, 1).cutTop(2).rest
    return rows.height > 1 ? rows.cutBottom(1).rest : rows
  }

  /// Draws it where it stands, or beside what it must not hide.
  public func draw(into surface: inout Surface, area: Rect, avoiding avoided: Rect? = nil) {
    let frame = place(in: area, avoiding: avoided)
    guard !frame.isEmpty else { return }
    let inner = Popup.draw(title, into: &surface, area: frame)
    guard !inner.isEmpty else { return }
    let sign = surface.put(
      Popup.typingSign(surface.theme), at: Point(inner.x, inner.y), .accent, width: inner.width)
    editor.draw(
      into: &surface, at: Rect(inner.x + sign, inner.y, inner.width - sign, 1), hint: "type to find")
    let list = list(in: frame)
    guard !list.isEmpty else { return }
    let top = choice.visibleTop(of: found.count, rows: list.height)
    for (line, index) in (top..<found.count).prefix(list.height).enumerated() {
      drawRow(found[index], index == choice.index, into: &surface, Rect(list.x, list.y + line, list.width, 1))
    }
    if found.isEmpty {
      let word = text.trimmingBlanks
      let words =
        isWaiting ? "one moment" : takesNew && !word.isEmpty ? "Enter makes “\(word)”" : "nothing fits"
      surface.putCut(words, at: Point(list.x + 2, list.y), .textMuted, width: list.width - 2)
    }
    guard list.bottom < inner.bottom else { return }
    let last = trouble ?? choice.beyond(of: found.count, rows: list.height) ?? ""
    surface.putCut(
      last, at: Point(inner.x + 1, inner.bottom - 1), trouble == nil ? .textMuted : .error,
      width: inner.width - 1)
  }
  /// Columns of the titles: what is said about them stands in a column of its own.
  private var titleWidth: Int? {
    guard items.contains(where: { !$0.detail.isEmpty || $0.unavailable != nil }) else { return nil }
    return min(28, found.map { TextWidth.of($0.item.title) }.max() ?? 0)
  }
  private func drawRow(
    _ found: (item: PickerItem, match: Fuzzy.Match), _ isChosen: Bool, into surface: inout Surface,
    _ row: Rect
  ) {
    let item = found.item, isShut = item.unavailable != nil
    var x = row.x + 2
    if takesSeveral {
      let isMarked = marked.contains(item.id), isASCII = surface.theme.isASCII
      let box = isASCII ? isMarked ? "[x]" : "[ ]" : isMarked ? "■" : "□"
      x = row.x + 1
      x +=
        surface.put(box, at: Point(x, row.y), isMarked ? .accent : .textMuted, width: max(0, row.right - x))
        + 1
    }
    if let sign = item.sign {
      x += surface.put(sign.text, at: Point(x, row.y), sign.role, width: max(0, row.right - x)) + 1
    }
    let (title, detail) = Picker.parts(
      of: item, found.match, isShut ? .textFaint : isChosen ? .textBright : .text)
    let room = max(0, row.right - 1 - x), wide = min(room, titleWidth ?? room)
    surface.putCut(title, at: Point(x, row.y), width: wide)
    if room - wide > 7 {
      let words = item.unavailable.map { [TextRun($0, .textFaint)] } ?? detail
      surface.putCut(words, at: Point(x + wide + 3, row.y), width: room - wide - 3)
    }
    if isChosen { surface.choose(row) }
  }
  /// Title and detail apart, each with what was found in it.
  private static func parts(
    of item: PickerItem, _ match: Fuzzy.Match, _ role: ThemeRole
  ) -> (title: [TextRun], detail: [TextRun]) {
    let all = match.runs(of: item.detail.isEmpty ? item.title : "\(item.title) \(item.detail)", role)
    var left = item.title.count, title: [TextRun] = [], detail: [TextRun] = []
    for run in all {
      let head = String(run.text.prefix(max(0, left))), tail = String(run.text.dropFirst(max(0, left)))
      left -= run.text.count
      if !head.isEmpty { title.append(TextRun(head, run.role)) }
      if !tail.isEmpty { detail.append(TextRun(tail, run.role == .match ? .match : .textMuted)) }
    }
    // The blank between both.
    if detail.first?.text.first == " " { detail[0].text.removeFirst() }
    return (title, detail)
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
