/// Fields to fill in, judged while one types, with what would come of it beside them.
///
/// The owner reads `texts` after each change and answers with `setFlaws`, `setSuggestions` and `effect`. Flaws are
/// shown below fields that were touched, and below all of them once saving was tried. What was typed is never lost:
/// a refusal keeps the text and puts the cursor on the first flawed field.
public struct FormView: Sendable {
  /// The fields in order.
  public let fields: [FormField]
  /// What would come of it; drawn beside the fields on wide screens, else below them.
  public var effect: [TextBlock] = []
  /// Short words behind a field by its id, as `free` behind a name.
  public var notes: [String: String] = [:]
  /// The effect has the whole area.
  public private(set) var showsEffectAlone = false
  var contents: [FieldContent]
  private(set) var focus = 0
  private var touched: Set<String> = []
  private var showsAll = false
  private var flaws: [String: String] = [:]
  private var generalFlaw: String?
  private var suggestions: (id: String, items: [PickerItem])?
  private var choice = Choice()
  private var isChoosing = false, isAfterX = false

  /// Makes a form.
  /// - Parameter texts: what the fields hold at first, by their ids.
  public init(_ fields: [FormField], texts: [String: [String]] = [:]) {
    self.fields = fields
    contents = fields.map { FieldContent($0, texts[$0.id] ?? []) }
  }
  /// What the fields hold, by their ids; an empty field holds nothing.
  public var texts: [String: [String]] {
    Dictionary(zip(fields, contents).map { ($0.id, $1.texts($0)) }) { first, _ in first }
  }
  /// The most suggestions that are seen at once, a row each below the field.
  public static let suggestionRows = 5
  /// Rows that all of it takes while nothing is suggested; in fewer it scrolls with the focus.
  public var height: Int { fields.indices.reduce(0) { $0 + inputRows(of: $1) + 1 } }
  /// Keys that work in it, for a footer.
  public var hints: [Hint] {
    var pairs = [("Tab", "field"), ("Ctrl-S", "do it"), ("Esc", "leave")]
    switch focused?.kind {
    case .choice: pairs.insert(("Left Right", "choose"), at: 0)
    case .flag: pairs.insert(("Space", "yes or no"), at: 0)
    case .prose: pairs.insert(("Ctrl-X Ctrl-E", "editor"), at: 2)
    default: break
    }
    if !effect.isEmpty { pairs.insert(("Ctrl-G", "preview"), at: pairs.count - 1) }
    return Hint.row(pairs)
  }
  /// The field with the focus.
  public var focused: FormField? { fields.indices.contains(focus) ? fields[focus] : nil }
  /// Puts the focus on a field.
  public mutating func focus(on id: String) {
    if let index = fields.firstIndex(where: { $0.id == id }) { go(to: index) }
  }
  /// Puts another text in a field, as when an editor or a draft gives one back.
  public mutating func setTexts(_ texts: [String], of id: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
    if case .prose(var editor) = contents[index] {
      // What stood there can be brought back by undo.
      editor.replace(with: texts.joined(separator: "\n"))
      contents[index] = .prose(editor)
    } else {
      contents[index] = FieldContent(fields[index], texts)
    }
    touched.insert(id)
  }
  /// Takes what is wrong, by field; an empty id is about the whole form.
  public mutating func setFlaws(_ flaws: [(field: String, text: String)]) {
    self.flaws = Dictionary(flaws.filter { !$0.field.isEmpty }.map { ($0.field, $0.text) }) { first, _ in
      first
    }
    generalFlaw = flaws.first { $0.field.isEmpty }?.text
  }
  /// Takes suggestions for what is typed in a field of references.
  public mutating func setSuggestions(_ items: [PickerItem], for id: String) {
    suggestions = items.isEmpty ? nil : (id, items)
    (choice, isChoosing) = (Choice(), false)
  }
  /// What is wrong with a field, where it is to be shown now.
  public func visibleFlaw(of field: FormField) -> String? {
    touched.contains(field.id) || showsAll ? flaws[field.id] : nil
  }
  /// Everything that is wrong in one line, or `nil`.
  public var summary: String? {
    let labels = fields.filter { flaws[$0.id] != nil }.map(\.label)
    if labels.isEmpty { return generalFlaw }
    return "\(labels.count) to mend: \(labels.joined(separator: ", "))"
  }

  /// Takes a key, a paste or a click; F1, Ctrl-S and Ctrl-G are the form's.
  public mutating func handle(_ event: Event, in area: Rect) -> FormOutcome {
    switch event {
    case .key(let key): return handle(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse):
      guard case .press(1) = mouse.action else { return .none }
      let layout = layout(in: area)
      guard let index = layout.fields.firstIndex(where: { $0.contains(mouse.at) }) else { return .none }
      go(to: index)
      return toggleByClick()
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> FormOutcome {
    if isAfterX {
      isAfterX = false
      if key == Key(.character("e"), .control), let focused { return .edit(focused.id) }
    }
    switch (key.code, key.modifiers) {
    case (.character("c"), .control): return .close
    case (.escape, _):
      if isChoosing || shownSuggestions != nil { suggestions = nil; isChoosing = false; return .none }
      if showsEffectAlone { showsEffectAlone = false; return .none }
      return .close
    case (.character("s"), .control): return submit()
    case (.character("g"), .control):
      guard !effect.isEmpty else { return .none }
      showsEffectAlone.toggle()
      return .preview
    case (.character("x"), .control): isAfterX = true
    case (.function(1), _): return focused.map { .help($0.id) } ?? .none
    case (.tab, _): return isChoosing ? takeSuggestion() : leave(1)
    case (.backTab, _): return leave(-1)
    default: return edit(key)
    }
    return .none
  }
  private mutating func submit() -> FormOutcome {
    showsAll = true
    if let index = fields.firstIndex(where: { flaws[$0.id] != nil }) {
      focus = index
      return .refused(summary ?? "")
    }
    if let generalFlaw { return .refused(generalFlaw) }
    return .submitted
  }
  /// Enter goes on; in the last field there is nothing left but to do it.
  private mutating func enter() -> FormOutcome {
    touched.insert(fields[focus].id)
    return focus == fields.count - 1 ? submit() : leave(1)
  }
  private mutating func leave(_ distance: Int) -> FormOutcome {
    guard !fields.isEmpty else { return .none }
    touched.insert(fields[focus].id)
    go(to: (focus + distance + fields.count) % fields.count)
    return .none
  }
  private mutating func go(to index: Int) {
    focus = index
    (suggestions, isChoosing) = (nil, false)
  }
  private mutating func edit(_ key: Key) -> FormOutcome {
    // Where nothing is asked, Enter does it.
    guard fields.indices.contains(focus) else { return key.code == .enter ? submit() : .none }
    if let items = shownSuggestions, key.code == .up || key.code == .down {
      if !isChoosing { isChoosing = true; return .none }
      _ = choice.handle(key, of: items.count, rows: 5)
      return .none
    }
    if key.code == .enter, isChoosing { return takeSuggestion() }
    switch contents[focus] {
    case .prose(var editor):
      let outcome = editor.handle(key)
      contents[focus] = .prose(editor)
      return outcome == .changed ? changed() : .none
    case .line(var editor):
      if key.code == .enter { return enter() }
      if key.code == .down { return leave(1) }
      if key.code == .up { return leave(-1) }
      let outcome = editor.handle(key)
      contents[focus] = .line(editor)
      return outcome == .changed ? changed() : .none
    case .flag(let isOn):
      switch key.code {
      case .character(" "): contents[focus] = .flag(!isOn)
      case .character("y"): contents[focus] = .flag(true)
      case .character("n"): contents[focus] = .flag(false)
      case .enter: return enter()
      case .down: return leave(1)
      case .up: return leave(-1)
      default: return .none
      }
      return changed()
    case .choice(let words, let index): return choose(key, words, index)
    }
  }
  private mutating func choose(_ key: Key, _ words: [String], _ index: Int?) -> FormOutcome {
    guard !words.isEmpty else { return key.code == .up ? leave(-1) : leave(1) }
    var next = index
    switch key.code {
    case .enter: return enter()
    case .down: return leave(1)
    case .up: return leave(-1)
    case .right, .character(" "): next = index.map { ($0 + 1) % words.count } ?? 0
    case .left: next = index.map { ($0 - 1 + words.count) % words.count } ?? words.count - 1
    case .backspace, .delete: next = fields[focus].isRequired ? index : nil
    case .character(let letter):
      let order = words.indices.map { ($0 + (index ?? -1) + 1) % words.count }
      next = order.first { words[$0].lowercased().hasPrefix(letter.lowercased()) } ?? index
    default: return .none
    }
    contents[focus] = .choice(words, next)
    return next == index ? .none : changed()
  }
  private mutating func toggleByClick() -> FormOutcome {
    guard case .flag(let isOn) = contents[focus] else { return .none }
    contents[focus] = .flag(!isOn)
    return changed()
  }
  private mutating func paste(_ text: String) -> FormOutcome {
    guard fields.indices.contains(focus) else { return .none }
    switch contents[focus] {
    case .prose(var editor):
      editor.paste(text)
      contents[focus] = .prose(editor)
    case .line(var editor):
      editor.paste(text)
      contents[focus] = .line(editor)
    default: return .none
    }
    return changed()
  }
  private mutating func changed() -> FormOutcome {
    touched.insert(fields[focus].id)
    isChoosing = false
    return .changed(fields[focus].id)
  }
  /// Writes the chosen suggestion in the place of the last word.
  private mutating func takeSuggestion() -> FormOutcome {
    guard let items = shownSuggestions, items.indices.contains(choice.index),
      case .line(var editor) = contents[focus]
    else { return .none }
    let text = editor.text
    let lastWord =
      text.utf8.count
      - (text.lastIndex(of: " ").map { text.utf8.distance(from: text.startIndex, to: $0) + 1 } ?? 0)
    let start = fields[focus].takesSeveral ? text.utf8.count - lastWord : 0
    editor.replace(
      start..<text.utf8.count, with: items[choice.index].id + (fields[focus].takesSeveral ? " " : ""))
    contents[focus] = .line(editor)
    suggestions = nil
    return changed()
  }
  /// The suggestions of the field with the focus.
  var shownSuggestions: [PickerItem]? {
    guard let suggestions, suggestions.id == focused?.id else { return nil }
    return suggestions.items
  }
  var chosenSuggestion: Int? { isChoosing ? choice.index : nil }
  var suggestionsTop: Int { choice.visibleTop(of: shownSuggestions?.count ?? 0, rows: 5) }
}
