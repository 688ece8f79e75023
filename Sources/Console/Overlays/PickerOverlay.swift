import Domain
import Terminal

/// One line to choose.
struct Choice: Sendable {
  var id: String, title: String, note: String
  /// Why it cannot be chosen now; it is shown grey with this.
  var reason: String?
  init(_ id: String, _ title: String, note: String = "", reason: String? = nil) {
    (self.id, self.title, self.note, self.reason) = (id, title, note, reason)
  }
}

/// A list to choose from by typing a few letters. `Enter` takes the one under the cursor, or the ticked ones.
struct PickerOverlay: Overlay {
  let title: String
  private(set) var choices: [Choice]
  let isMulti: Bool
  private var marked: Set<String>
  private var line = LineEditor()
  private var cursor = 0
  private var trouble: String?
  private let onLeave: [Effect]
  private let done: @MainActor ([String]) -> [Effect]

  init(
    _ title: String, _ choices: [Choice], isMulti: Bool = false, marked: Set<String> = [],
    onLeave: [Effect] = [],
    done: @escaping @MainActor ([String]) -> [Effect]
  ) {
    (self.title, self.choices, self.isMulti, self.marked) = (title, choices, isMulti, marked)
    (self.onLeave, self.done) = (onLeave, done)
  }
  var hints: [(key: String, word: String)] {
    isMulti
      ? [("type", "find"), ("Space", "tick"), ("Enter", "take the ticked"), ("Esc", "leave")]
      : [("type", "find"), ("Enter", "take"), ("Esc", "leave")]
  }
  /// The choices that fit what is typed, the best first.
  private var shown: [(choice: Choice, places: [Int])] {
    guard !line.isEmpty else { return choices.map { ($0, []) } }
    return Fuzzy(line.text).ranked(choices) { $0.title + " " + $0.note }.map { ($0.item, $0.match.positions) }
  }
  mutating func put(_ new: [Choice]) { choices = new; cursor = 0 }

  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    let rows = shown
    switch event {
    case .paste(let text):
      line.paste(text)
      cursor = 0
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss] + onLeave
      case (.enter, _): return take(rows.map(\.choice))
      case (.down, _), (.character("n"), .control), (.tab, _):
        cursor = min(max(0, rows.count - 1), cursor + 1)
      case (.up, _), (.character("p"), .control), (.backTab, _): cursor = max(0, cursor - 1)
      case (.pageDown, _): cursor = min(max(0, rows.count - 1), cursor + 10)
      case (.pageUp, _): cursor = max(0, cursor - 10)
      case (.character(" "), []) where isMulti:
        guard rows.indices.contains(cursor), rows[cursor].choice.reason == nil else { return [] }
        if marked.remove(rows[cursor].choice.id) == nil { marked.insert(rows[cursor].choice.id) }
        cursor = min(rows.count - 1, cursor + 1)
      default:
        if line.handle(key) == .changed { cursor = 0 }
      }
      trouble = nil
    case .mouse(let mouse):
      if case .press = mouse.action { return click(mouse.at, facts) }
      if mouse.action == .wheelDown { cursor = min(max(0, rows.count - 1), cursor + 1) }
      if mouse.action == .wheelUp { cursor = max(0, cursor - 1) }
    default: return nil
    }
    return []
  }
  private mutating func take(_ rows: [Choice]) -> [Effect] {
    if isMulti, !marked.isEmpty { return [.dismiss] + done(choices.map(\.id).filter(marked.contains)) }
    guard rows.indices.contains(cursor) else {
      trouble = "Nothing here fits “\(line.text)”."
      return []
    }
    if let reason = rows[cursor].reason, !isMulti {
      trouble = reason
      return []
    }
    return [.dismiss] + done([rows[cursor].id])
  }
  private func height(_ area: Rect) -> Int { min(choices.count + 5, max(8, min(24, area.height - 6))) }
  private func width(_ area: Rect) -> Int { min(84, area.width - 6) }
  private mutating func click(_ point: Point, _ facts: Facts) -> [Effect] {
    var scratch = Surface(facts.size, theme: .builtIn)
    let inner = Popup.draw(
      title, into: &scratch, area: Rect(facts.size), width: width(Rect(facts.size)),
      height: height(Rect(facts.size)))
    let rows = shown, first = first(rows.count, inner)
    let place = first + point.y - inner.y - 2
    guard inner.contains(point), rows.indices.contains(place), point.y >= inner.y + 2 else { return [] }
    if cursor == place { return take(rows.map(\.choice)) }
    cursor = place
    return []
  }
  private func first(_ count: Int, _ inner: Rect) -> Int {
    let room = max(1, inner.height - 3)
    return max(0, min(cursor - room / 2, count - room))
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw(title, into: &surface, area: area, width: width(area), height: height(area))
    let marker = surface.theme.isASCII ? "> " : "› "
    Popup.put(marker, .accent, into: &surface, at: inner.x, inner.y, width: 2)
    line.draw(into: &surface, at: Rect(inner.x + 2, inner.y, inner.width - 2, 1), hint: "type to find")
    let rows = shown, first = first(rows.count, inner), room = max(1, inner.height - 3)
    let wide = min(28, rows.map { TextWidth.of($0.choice.title) }.max() ?? 0)
    for (offset, row) in rows.dropFirst(first).prefix(room).enumerated() {
      let y = inner.y + 2 + offset, isHere = first + offset == cursor
      let choice = row.choice, isShut = choice.reason != nil
      var x = inner.x
      if isMulti {
        let box =
          surface.theme.isASCII
          ? (marked.contains(choice.id) ? "[x] " : "[ ] ") : marked.contains(choice.id) ? "■ " : "□ "
        x += Popup.put(
          box, marked.contains(choice.id) ? .accent : .textMuted, into: &surface, at: x, y, width: 4)
      } else {
        x += 1
      }
      Popup.put(
        choice.title, isShut ? .textFaint : isHere ? .textBright : .text, into: &surface, at: x, y,
        width: max(0, min(wide, inner.right - x)))
      let note = choice.reason ?? choice.note
      if inner.right - x - wide - 3 > 4 {
        Popup.put(
          note, isShut ? .textFaint : .textMuted, into: &surface, at: x + wide + 3, y,
          width: inner.right - x - wide - 3)
      }
      if isHere {
        surface.tint(Rect(inner.x - 1, y, inner.width + 2, 1), .selection)
        surface.put(surface.theme.isASCII ? ">" : "▌", at: Point(inner.x - 1, y), .selectionBar)
      }
    }
    if rows.isEmpty {
      Popup.put("nothing fits", .textMuted, into: &surface, at: inner.x + 1, inner.y + 2, width: inner.width)
    }
    if let trouble {
      Popup.put(trouble, .error, into: &surface, at: inner.x, inner.bottom - 1, width: inner.width)
    }
  }
  func plain(_ facts: Facts) -> [String] {
    let rows = shown
    let here = rows.indices.contains(cursor) ? rows[cursor].choice : nil
    return ["\(title): \(rows.count) choices"] + [
      here.map { "\($0.title), \($0.reason ?? $0.note)" } ?? "nothing fits"
    ]
  }
}

/// A picker whose choices are read from the store when it opens.
struct ReadingPicker: Overlay {
  private var picker: PickerOverlay
  private let read: @Sendable (Desk) throws -> [Choice]

  init(
    _ title: String, _ read: @escaping @Sendable (Desk) throws -> [Choice],
    done: @escaping @MainActor ([String]) -> [Effect]
  ) {
    picker = PickerOverlay(title, [], done: done)
    self.read = read
  }
  var hints: [(key: String, word: String)] { picker.hints }
  mutating func appear(_ facts: Facts) -> [Effect] {
    let read = read
    return [.read(Ask("choices") { desk in try read(desk) })]
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? { picker.handle(event, facts) }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch answer {
    case .success(let value):
      if let choices = value as? [Choice] { picker.put(choices) }
      return []
    case .failure(let error): return [.dismiss, .say("\(error)", .bad)]
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    picker.draw(into: &surface, area: area, facts)
  }
  func plain(_ facts: Facts) -> [String] { picker.plain(facts) }
}
