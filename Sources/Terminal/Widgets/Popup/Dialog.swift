/// Something to press in a dialog.
public struct DialogButton: Hashable, Sendable, Identifiable {
  /// What the owner knows it by.
  public var id: String
  /// The word on it.
  public var title: String
  /// Pressing it changes nothing: the focus stands on it first.
  public var isSafe: Bool
  /// Why it cannot be pressed, whatever is typed.
  public var unavailable: String?
  /// Makes a button.
  public init(_ id: String, _ title: String, isSafe: Bool = false, unavailable: String? = nil) {
    (self.id, self.title, self.isSafe, self.unavailable) = (id, title, isSafe, unavailable)
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
/// fields are filled and the word, where one is asked for, is typed; whoever types it types it from any button, and
/// with the whole word there Enter presses. `y` and `n` answer only where there is nothing to type, and `y` only
/// where the act can be undone.
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
  enum Focus: Hashable { case field(Int), word, button(Int) }

  /// The words in the frame.
  public var title: String
  /// What is asked, a paragraph an element; wrapped.
  public var message: [[TextRun]]
  /// Lines to fill in.
  public private(set) var fields: [DialogField]
  /// What must be typed to confirm; of a number the signs between its digits do not count.
  public var word: String?
  /// From the left.
  public var buttons: [DialogButton]
  /// The act can be taken back, so that one key may confirm it.
  public let canBeUndone: Bool
  /// Said below the fields: why the last answer was not taken. What was typed stays.
  public var flaw: String?
  /// Where it stands in its area.
  public var stand = Popup.Stand.lower
  /// Columns of the frame at the least, where there are as many.
  public var width = 44
  private(set) var typed = LineEditor()
  private(set) var focus: Focus

  /// Makes a question.
  public init(
    _ title: String, message: [[TextRun]] = [], fields: [DialogField] = [], word: String? = nil,
    buttons: [DialogButton], canBeUndone: Bool = false
  ) {
    (self.title, self.message, self.fields, self.word) = (title, message, fields, word)
    (self.buttons, self.canBeUndone) = (buttons, canBeUndone)
    focus = fields.isEmpty ? .button(buttons.firstIndex(where: \.isSafe) ?? 0) : .field(0)
  }
  /// Puts another text in a field, as an empty one for a password that was wrong.
  public mutating func setText(_ text: String, of id: String) {
    if let index = fields.firstIndex(where: { $0.id == id }) { fields[index].editor.replace(with: text) }
  }
  /// Keys that answer it, for a footer.
  public var hints: [Hint] {
    var pairs = [("Enter", "press"), ("Esc", buttons.first(where: \.isSafe)?.title.lowercased() ?? "leave")]
    if buttons.count + fields.count > 1 {
      pairs.insert(("Tab", fields.isEmpty ? "other button" : "next"), at: 0)
    }
    if let word { pairs.insert(("type", word.allSatisfy(\.isNumber) ? "the number" : word), at: 0) }
    if hasNothingToType, canBeUndone, let risky = buttons.first(where: { !$0.isSafe }) {
      pairs.append(("y", risky.title.lowercased()))
    }
    return Hint.row(pairs)
  }
  /// What the fields hold by their ids.
  public var values: [String: String] {
    Dictionary(fields.map { ($0.id, $0.editor.text) }) { first, _ in first }
  }
  /// Why a button cannot be pressed yet; `nil` where it can.
  public func reasonShut(_ button: DialogButton) -> String? {
    if button.isSafe { return nil }
    if let reason = button.unavailable { return reason }
    if let empty = fields.first(where: { $0.isRequired && $0.editor.text.trimmingBlanks.isEmpty }) {
      return "\(empty.label) is needed first."
    }
    if let word, !isTyped(word) { return "Type \(word) first." }
    return nil
  }
  private func isTyped(_ word: String) -> Bool {
    word.allSatisfy(\.isNumber) ? typed.text.filter(\.isNumber) == word : typed.text.trimmingBlanks == word
  }

  /// Takes a key, a paste or a click.
  public mutating func handle(_ event: Event, in area: Rect, avoiding avoided: Rect? = nil) -> Outcome {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text):
      if isOnButton, word != nil { focus = .word }
      edit { $0.paste(text) }
      return .none
    case .mouse(let mouse):
      guard case .press(1) = mouse.action else { return .none }
      return click(mouse.at, layout(in: area, avoiding: avoided))
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> Outcome {
    if key.leaves { return .cancelled }
    switch (key.code, key.modifiers) {
    case (.tab, _), (.down, []): move(1)
    case (.backTab, _), (.up, []): move(-1)
    case (.enter, _): return enter()
    case (.left, []) where isOnButton: move(-1)
    case (.right, []) where isOnButton: move(1)
    case (.character("h"), []) where hasNothingToType: move(-1)
    case (.character("l"), []) where hasNothingToType: move(1)
    case (.character("n"), []) where hasNothingToType: return .cancelled
    case (.character("y"), []) where hasNothingToType && canBeUndone:
      guard let index = buttons.firstIndex(where: { !$0.isSafe }) else { return .none }
      return press(index)
    default:
      var line = typed
      if isOnButton, word != nil, line.handle(key) != .ignored { focus = .word }
      edit { _ = $0.handle(key) }
    }
    return .none
  }
  /// In a line Enter goes on, but where the whole word stands, or nothing else can be pressed, it presses.
  private mutating func enter() -> Outcome {
    if case .button(let index) = focus { return press(index) }
    let last = fields.isEmpty || focus == .field(fields.count - 1)
    let isAnswer = focus == .word || (word == nil && last && !buttons.contains(where: \.isSafe))
    if isAnswer, let index = buttons.firstIndex(where: { !$0.isSafe && reasonShut($0) == nil }) {
      return press(index)
    }
    if isAnswer, focus != .word, let reason = shut {
      return .refused(reason)
    }
    move(1)
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
}
