/// Something that can be written next in a prompt.
public struct PromptCompletion: Hashable, Sendable {
  /// What is shown, and what is said about it.
  public var title: String, detail: String
  /// What is written, and the bytes of the line it takes the place of.
  public var text: String, range: Range<Int>
  /// Makes a completion.
  public init(_ title: String, detail: String = "", text: String, replacing range: Range<Int>) {
    (self.title, self.detail, self.text, self.range) = (title, detail, text, range)
  }
}

/// What is wrong with a line.
public struct PromptFlaw: Hashable, Sendable {
  /// The words for it.
  public var text: String
  /// The bytes of the line that are wrong, where it is not all of it.
  public var range: Range<Int>?
  /// Describes a flaw.
  public init(_ text: String, at range: Range<Int>? = nil) { (self.text, self.range) = (text, range) }
}

/// What a prompt came to.
public enum PromptOutcome: Hashable, Sendable {
  case none
  /// The line is another: give completions, a flaw and what it means.
  case changed(String)
  /// This line is wanted.
  case submitted(String)
  case close
}

/// A question answered by a line: a filter, a search, a time. What it means is told while one types, completions stand
/// below it, a flaw has a mark under its place, and a line that was refused is still there.
public struct Prompt: Sendable {
  /// The words in the frame.
  public var title: String
  /// What stands before the line; nil stands for the sign of lines one types in.
  public var sign: String?
  /// The line.
  public private(set) var editor: LineEditor
  /// What can be written next, from the owner.
  public var completions: [PromptCompletion] = [] {
    didSet { (choice, isChosen) = (Choice(), false) }
  }
  /// What is wrong, from the owner; the next change takes it away.
  public var flaw: PromptFlaw?
  /// What the line means as it stands, from the owner.
  public var told: [TextRun] = []
  /// Shown faint while nothing is typed.
  public var hint: String
  /// Ready answers; Tab goes through them.
  public var offers: [String]
  /// What was typed earlier, the latest last; Ctrl-R brings it back.
  public var history: [String]
  /// Rows kept for completions, so that nothing jumps while one types.
  public var completionRows: Int
  /// Where it stands in its area.
  public var stand = Popup.Stand.lower
  /// Columns of the frame, where there are as many.
  public var width = 76
  private(set) var choice = Choice()
  private(set) var isChosen = false
  private var offered: Int?, recalled: Int?

  /// Makes a prompt.
  public init(
    _ title: String, sign: String? = nil, text: String = "", hint: String = "", offers: [String] = [],
    history: [String] = [], completionRows: Int = 0
  ) {
    (self.title, self.sign, self.hint, self.offers) = (title, sign, hint, offers)
    (self.history, self.completionRows) = (history, completionRows)
    editor = LineEditor(text)
  }
  /// What is typed.
  public var text: String { editor.text }
  /// The byte the cursor stands at.
  public var cursor: Int { editor.cursor }
  /// Keys that work in it, for a footer.
  public var hints: [Hint] {
    var pairs = [("Enter", "done"), ("Esc", "leave")]
    if completionRows > 0 {
      pairs = [("Tab", "complete"), ("Enter", "done"), ("Ctrl-U", "clear"), ("Esc", "leave")]
    }
    if !history.isEmpty { pairs.insert(("Ctrl-R", "earlier"), at: pairs.count - 1) }
    if !offers.isEmpty { pairs.insert(("Tab", "offers"), at: 0) }
    return Hint.row(pairs)
  }

  /// Takes a key, a paste or a click.
  public mutating func handle(_ event: Event, in area: Rect) -> PromptOutcome {
    let line = line(in: area)
    defer { editor.reveal(width: line.width) }
    switch event {
    case .paste(let text):
      editor.paste(text)
      return changed()
    case .key(let key): return handle(key)
    case .mouse(let mouse):
      guard case .press(1) = mouse.action, line.contains(mouse.at) else { return .none }
      editor.click(column: mouse.at.x - line.x)
      return .none
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> PromptOutcome {
    if key.leaves { return .close }
    switch (key.code, key.modifiers) {
    case (.tab, []): return completions.isEmpty ? offer() : complete()
    case (.backTab, _):
      choice.move(-1, of: completions.count)
      isChosen = !completions.isEmpty
      return .none
    case (.enter, _): return isChosen ? complete() : .submitted(text)
    case (.character("r"), .control): return recall()
    default: break
    }
    let count = completions.count
    if count > 0 {
      if !isChosen, key == Key(.down) || key == Key(.character("n"), .control) {
        isChosen = true
        return .none
      }
      if isChosen, choice.handle(key, of: count, rows: max(1, completionRows)) { return .none }
    }
    return editor.handle(key) == .changed ? changed() : .none
  }
  private mutating func complete() -> PromptOutcome {
    guard completions.indices.contains(choice.index) else { return .none }
    let completion = completions[choice.index]
    editor.replace(completion.range, with: completion.text)
    return changed()
  }
  private mutating func offer() -> PromptOutcome {
    guard !offers.isEmpty else { return .none }
    let next = offered.map { ($0 + 1) % offers.count } ?? 0
    editor.replace(with: offers[next])
    let outcome = changed()
    offered = next
    return outcome
  }
  private mutating func recall() -> PromptOutcome {
    guard let place = history[..<(recalled ?? history.count)].indices.last else { return .none }
    editor.replace(with: history[place])
    let outcome = changed()
    recalled = place
    return outcome
  }
  private mutating func changed() -> PromptOutcome {
    (choice, isChosen, recalled, offered, flaw) = (Choice(), false, nil, nil, nil)
    return .changed(text)
  }
  /// The line in words, what is wrong with it or what it means, and what may follow.
  public var plain: [String] {
    let meaning = flaw?.text ?? told.plain.trimmingBlanks
    let next =
      completions.isEmpty ? [] : ["May follow: " + completions.prefix(8).map(\.title).joined(separator: ", ")]
    let line = "\(title): \(text.isEmpty ? hint : text)"
    return ([line] + (meaning.isEmpty ? [] : [meaning]) + next).map { Clean.line($0) }
  }
}
