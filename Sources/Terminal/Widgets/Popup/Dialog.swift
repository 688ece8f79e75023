/// Something to press in a dialog.
public struct DialogButton: Hashable, Sendable, Identifiable {
  /// What the owner knows it by.
  public var id: String
  /// The word on it.
  public var title: String
  /// Pressing it changes nothing: the focus stands on it first.
  public var isSafe: Bool
  /// Makes a button.
  public init(_ id: String, _ title: String, isSafe: Bool = false) {
    (self.id, self.title, self.isSafe) = (id, title, isSafe)
  }
}

/// A line to fill in before a dialog can be answered.
public struct DialogField: Sendable, Identifiable {
  /// What the owner knows it by.
  public var id: String
  /// The words before it, and those behind it.
  public var label: String, note: String
  /// Columns to type in.
  public var width: Int
  /// The dialog cannot be confirmed while it is empty.
  public var isRequired: Bool
  var editor: LineEditor
  /// Makes a field.
  public init(
    _ id: String, _ label: String, text: String = "", note: String = "", width: Int = 24,
    isRequired: Bool = true,
    isSecret: Bool = false
  ) {
    (self.id, self.label, self.note, self.width) = (id, label, note, width)
    self.isRequired = isRequired
    editor = LineEditor(text, isSecret: isSecret)
  }
}

/// Asks before something that cannot simply be taken back.
///
/// The focus stands on the safe button, or on the first field. A button that is not safe is shut until all required
/// fields are filled and the word, where one is asked for, is typed. `y` and `n` answer only where there is nothing
/// to type, and `y` only where the act can be undone.
public struct Dialog: Sendable {
  /// What a dialog came to.
  public enum Outcome: Hashable, Sendable {
    case none
    /// A button was pressed, with what the fields hold by their ids.
    case pressed(String, values: [String: String])
    /// Nothing is to happen.
    case cancelled
    /// Why the button cannot be pressed yet.
    case refused(String)
  }
  private enum Focus: Hashable { case field(Int), word, button(Int) }

  /// The words in the frame.
  public var title: String
  /// What is asked, a paragraph an element; wrapped.
  public var message: [[TextRun]]
  /// Lines to fill in.
  public private(set) var fields: [DialogField]
  /// What must be typed to confirm.
  public let word: String?
  /// From the left.
  public let buttons: [DialogButton]
  /// The act can be taken back, so that one key may confirm it.
  public let canBeUndone: Bool
  /// Said below the fields: why the last answer was not taken. What was typed stays.
  public var flaw: String?
  private var typed = LineEditor()
  private var focus: Focus

  /// Makes a question.
  public init(
    _ title: String, message: [[TextRun]] = [], fields: [DialogField] = [], word: String? = nil,
    buttons: [DialogButton], canBeUndone: Bool = false
  ) {
    (self.title, self.message, self.fields, self.word) = (title, message, fields, word)
    (self.buttons, self.canBeUndone) = (buttons, canBeUndone)
    focus = .button(0)
    focus =
      fields.isEmpty ? word == nil ? .button(buttons.firstIndex(where: \.isSafe) ?? 0) : .word : .field(0)
  }
  /// What the fields hold by their ids.
  public var values: [String: String] {
    Dictionary(fields.map { ($0.id, $0.editor.text) }) { first, _ in first }
  }
  /// Why a button cannot be pressed yet; `nil` where it can.
  public func reasonShut(_ button: DialogButton) -> String? {
    if button.isSafe { return nil }
    if let empty = fields.first(where: { $0.isRequired && $0.editor.text.trimmingBlanks.isEmpty }) {
      return "\(empty.label) is needed first."
    }
    if let word, typed.text.trimmingBlanks != word { return "Type \(word) first." }
    return nil
  }

  /// Takes a key, a paste or a click.
  public mutating func handle(_ event: Event, in area: Rect, avoiding avoided: Rect? = nil) -> Outcome {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text):
      edit { $0.paste(text) }
      return .none
    case .mouse(let mouse):
      guard case .press(1) = mouse.action else { return .none }
      return click(mouse.at, layout(in: area, avoiding: avoided))
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> Outcome {
    switch (key.code, key.modifiers) {
    case (.escape, []): return .cancelled
    case (.tab, _), (.down, []): move(1)
    case (.backTab, _), (.up, []): move(-1)
    case (.enter, _):
      guard case .button(let index) = focus else { move(1); return .none }
      return press(index)
    case (.left, []) where isOnButton: move(-1)
    case (.right, []) where isOnButton: move(1)
    case (.character("n"), []) where hasNothingToType: return .cancelled
    case (.character("y"), []) where hasNothingToType && canBeUndone:
      guard let index = buttons.firstIndex(where: { !$0.isSafe }) else { return .none }
      return press(index)
    default: edit { _ = $0.handle(key) }
    }
    return .none
  }
  private var isOnButton: Bool { if case .button = focus { true } else { false } }
  private var hasNothingToType: Bool { fields.isEmpty && word == nil }
  private var order: [Focus] {
    fields.indices.map { .field($0) } + (word == nil ? [] : [.word]) + buttons.indices.map { .button($0) }
  }
  private mutating func move(_ distance: Int) {
    let order = order
    guard let index = order.firstIndex(of: focus) else { return }
    focus = order[(index + distance + order.count) % order.count]
  }
  private mutating func edit(_ change: (inout LineEditor) -> Void) {
    switch focus {
    case .field(let index): change(&fields[index].editor)
    case .word: change(&typed)
    case .button: break
    }
  }
  private func press(_ index: Int) -> Outcome {
    guard buttons.indices.contains(index) else { return .none }
    let button = buttons[index]
    if let reason = reasonShut(button) { return .refused(reason) }
    return button.isSafe ? .cancelled : .pressed(button.id, values: values)
  }
  private mutating func click(_ point: Point, _ layout: Layout) -> Outcome {
    for (index, place) in layout.fields.enumerated() where place.contains(point) { focus = .field(index) }
    if layout.word.contains(point) { focus = .word }
    for (index, place) in layout.buttons.enumerated() where place.contains(point) {
      // The first click only moves the focus there: a slip does nothing.
      if focus == .button(index) { return press(index) }
      focus = .button(index)
    }
    return .none
  }

  // MARK: drawing

  private struct Layout {
    var frame: Rect, message: Rect, fields: [Rect], word: Rect, flaw: Rect, buttons: [Rect]
  }
  private var labelWidth: Int { fields.map { TextWidth.of($0.label) }.max() ?? 0 }
  private func title(of button: DialogButton) -> String {
    reasonShut(button) == nil ? button.title : "\(button.title) (shut)"
  }
  private func layout(in area: Rect, avoiding avoided: Rect?) -> Layout {
    let fieldWidths = fields.map {
      labelWidth + 3 + $0.width + ($0.note.isEmpty ? 0 : 2 + TextWidth.of($0.note))
    }
    let buttonsWidth = buttons.reduce(0) { $0 + TextWidth.of($1.title) + 12 }
    let wide = [
      message.map(\.width).max() ?? 0, fieldWidths.max() ?? 0, buttonsWidth, TextWidth.of(title) + 4, 40,
    ]
    let width = min((wide.max() ?? 40) + 4, area.width, Popup.widest)
    let inner = max(1, width - 4)
    let messageRows = message.reduce(0) { $0 + Wrap.starts(of: $1.plain, width: inner).count }
    let gap = messageRows > 0 && (!fields.isEmpty || word != nil) ? 1 : 0
    let fieldRows = fields.count + (word == nil ? 0 : 1) + (flaw == nil ? 0 : 1)
    let height = messageRows + gap + fieldRows + 2 + 2
    let frame = Popup.place(Size(width, height), in: area, avoiding: avoided)
    let inside = frame.inset(2, 1)
    let (buttonRow, rest) = inside.cutBottom(1)
    let (messageArea, below) = rest.cutTop(messageRows)
    var y = below.y + gap
    func row() -> Rect {
      defer { y += 1 }
      return y < rest.bottom ? Rect(inside.x, y, inside.width, 1) : Rect(inside.x, rest.bottom, 0, 0)
    }
    let fieldAreas = fields.map { field in
      let row = row()
      return Rect(
        row.x + labelWidth + 2, row.y, min(field.width, max(0, row.width - labelWidth - 2)), row.height)
    }
    let wordArea = word == nil ? Rect(0, 0, 0, 0) : row()
    let flawArea = flaw == nil ? Rect(0, 0, 0, 0) : row()
    var x = inside.right
    var places: [Rect] = []
    for button in buttons.reversed() {
      let width = min(TextWidth.of(title(of: button)) + 4, inside.width)
      x -= width
      places.append(Rect(max(inside.x, x), buttonRow.y, width, buttonRow.height))
      x -= 2
    }
    return Layout(
      frame: frame, message: messageArea, fields: fieldAreas, word: wordArea, flaw: flawArea,
      buttons: places.reversed())
  }
  /// Draws it in the middle, or where it leaves free what it asks about.
  public func draw(into surface: inout Surface, area: Rect, avoiding avoided: Rect? = nil) {
    let layout = layout(in: area, avoiding: avoided)
    guard !layout.frame.isEmpty else { return }
    Popup.draw([TextRun(title, .textBright)], into: &surface, area: layout.frame)
    if !layout.message.isEmpty {
      var view = TextView(paragraphs: message.map { Paragraph($0) })
      view.resize(Size(layout.message.width, layout.message.height))
      view.draw(into: &surface, area: layout.message)
    }
    for (index, (field, place)) in zip(fields, layout.fields).enumerated() where !place.isEmpty {
      let isFocused = focus == .field(index)
      surface.put(
        field.label, at: Point(place.x - labelWidth - 2, place.y), isFocused ? .textBright : .textMuted)
      draw(field.editor, into: &surface, at: place, isFocused)
      surface.putCut(
        field.note, at: Point(place.right + 2, place.y), .textFaint,
        width: max(0, layout.frame.right - 2 - place.right - 2))
    }
    if let word, !layout.word.isEmpty {
      let used = surface.put(
        [TextRun("Type ", .textMuted), TextRun(word, .textBright), TextRun("  ")],
        at: Point(layout.word.x, layout.word.y), width: layout.word.width)
      let place = Rect(
        layout.word.x + used, layout.word.y, min(TextWidth.of(word) + 4, layout.word.width - used), 1)
      draw(typed, into: &surface, at: place, focus == .word)
    }
    if let flaw, !layout.flaw.isEmpty {
      let sign = surface.theme.glyph(.error) ?? "x"
      surface.putCut(
        "\(sign) \(flaw)", at: Point(layout.flaw.x, layout.flaw.y), .error, width: layout.flaw.width)
    }
    for (index, (button, place)) in zip(buttons, layout.buttons).enumerated() where !place.isEmpty {
      let isFocused = focus == .button(index),
        role: ThemeRole = reasonShut(button) == nil ? .text : .textFaint
      if isFocused { surface.fill(place, .inputFocus) }
      let text = isFocused ? "> \(title(of: button)) <" : "  \(title(of: button))  "
      surface.putCut(text, at: Point(place.x, place.y), isFocused ? .inputFocus : role, width: place.width)
      // Readers that speak and magnifiers follow the cursor: it stands on the focus.
      if isFocused { surface.cursor = Point(place.x + min(2, place.width - 1), place.y) }
    }
  }
  private func draw(_ editor: LineEditor, into surface: inout Surface, at place: Rect, _ isFocused: Bool) {
    guard !place.isEmpty else { return }
    surface.fill(place, isFocused ? .inputFocus : .input)
    editor.draw(into: &surface, at: place, role: isFocused ? .inputFocus : .input, hasFocus: isFocused)
  }
  /// The question in words, and what has the focus.
  public var plain: [String] {
    let here =
      switch focus {
      case .field(let index):
        "\(fields[index].label): " + (fields[index].editor.isSecret ? "" : fields[index].editor.text)
      case .word: "Type \(word ?? ""): \(typed.text)"
      case .button(let index): "Button \(buttons.indices.contains(index) ? title(of: buttons[index]) : "")"
      }
    return ([title] + message.map(\.plain) + (flaw.map { ["Not taken: \($0)"] } ?? []) + [here]).map {
      Clean.line($0)
    }
  }
}
