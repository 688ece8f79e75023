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

/// What a prompt came to.
public enum PromptOutcome: Hashable, Sendable {
  case none
  /// The line is another: give completions, a flaw and a count for it.
  case changed(String)
  /// This line is wanted.
  case submitted(String)
  case close
}

/// The line for a filter or a search: completions while one types, and a flaw that points at its column.
public struct Prompt: Sendable {
  /// What stands before the line: `/`.
  public var sign: String
  /// The line.
  public private(set) var editor: LineEditor
  /// What can be written next, from the owner.
  public var completions: [PromptCompletion] = [] {
    didSet { choice.clamp(to: completions.count, rows: 8); isChosen = false }
  }
  /// What is wrong, and the byte of the line at which it begins.
  public var flaw: (text: String, offset: Int)?
  /// What is said at the right: how many fit.
  public var note = ""
  /// Shown faint while nothing is typed.
  public var hint: String
  private var choice = Choice()
  private var isChosen = false

  /// Makes a prompt.
  /// - Parameter history: what was typed earlier, the latest last; Ctrl-R brings it back.
  public init(_ sign: String, text: String = "", hint: String = "", history: [String] = []) {
    (self.sign, self.hint) = (sign, hint)
    editor = LineEditor(text)
    self.history = history
  }
  /// What was typed earlier, the latest last.
  public var history: [String]
  private var recalled: Int?
  /// What is typed.
  public var text: String { editor.text }
  /// The byte the cursor stands at.
  public var cursor: Int { editor.cursor }

  /// Takes a key or a paste.
  public mutating func handle(_ event: Event) -> PromptOutcome {
    switch event {
    case .paste(let text):
      editor.paste(text)
      return changed()
    case .key(let key): return handle(key)
    default: return .none
    }
  }
  private mutating func handle(_ key: Key) -> PromptOutcome {
    switch (key.code, key.modifiers) {
    case (.escape, []): return .close
    case (.tab, []): return complete()
    case (.backTab, _):
      choice.move(-1, of: completions.count)
      isChosen = true
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
      if choice.handle(key, of: count, rows: 8) { isChosen = true; return .none }
    }
    return editor.handle(key) == .changed ? changed() : .none
  }
  private mutating func complete() -> PromptOutcome {
    guard completions.indices.contains(choice.index) else { return .none }
    let completion = completions[choice.index]
    editor.replace(completion.range, with: completion.text)
    return changed()
  }
  private mutating func recall() -> PromptOutcome {
    guard let place = history[..<(recalled ?? history.count)].indices.last else { return .none }
    editor.replace(with: history[place])
    let outcome = changed()
    recalled = place
    return outcome
  }
  private mutating func changed() -> PromptOutcome {
    (choice, isChosen, recalled) = (Choice(), false, nil)
    return .changed(text)
  }

  /// Rows it wants: the line, the flaw, the completions.
  public var height: Int { 1 + (flaw == nil ? 0 : 1) + min(8, completions.count) }
  /// Draws the line in the first row, what is wrong and what may follow below it.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    surface.fill(Rect(area.x, area.y, area.width, min(area.height, height)), .dialog)
    let start = surface.put(" \(sign) ", at: Point(area.x, area.y), .accent, width: area.width)
    let noteWidth = note.isEmpty || area.width < 40 ? 0 : TextWidth.of(note) + 2
    let line = Rect(area.x + start, area.y, max(0, area.width - start - noteWidth), 1)
    surface.fill(line, .inputFocus)
    editor.draw(into: &surface, at: line, role: .inputFocus, hint: hint)
    if noteWidth > 0 { surface.put(note, at: Point(area.right - noteWidth + 1, area.y), .textMuted) }
    var y = area.y + 1
    if let flaw, y < area.bottom {
      let column = Clusters.columns(of: text, 0..<min(max(0, flaw.offset), text.utf8.count))
      // A flaw far to the right has its words before the pointer, so that they are seen.
      let width = TextWidth.of(flaw.text), x = min(column, max(0, area.width - start - 1))
      let fits = start + x + 2 + width <= area.width
      if fits || x < width {
        surface.putCut(
          "^ \(flaw.text)", at: Point(area.x + start + x, y), .error, width: area.width - start - x)
      } else {
        surface.put("\(flaw.text) ^", at: Point(area.x + start + x - width - 1, y), .error)
      }
      y += 1
    }
    let top = choice.visibleTop(of: completions.count, rows: max(1, area.bottom - y))
    for index in top..<completions.count where y < area.bottom && index < top + 8 {
      let completion = completions[index]
      let runs = [
        TextRun(completion.title, isChosen && index == choice.index ? .textBright : .text), TextRun("  "),
        TextRun(completion.detail, .textMuted),
      ]
      let row = Rect(area.x, y, area.width, 1)
      surface.putCut(runs, at: Point(row.x + start, y), width: row.width - start)
      if index == choice.index {
        surface.tint(row, isChosen ? .selection : .chip)
        if isChosen {
          surface.put(
            surface.theme.glyph(.selectionBar) ?? ">", at: Point(row.x, y), .selectionBar, width: row.width)
        }
      }
      y += 1
    }
  }
  /// The line in words, what is wrong with it, and what may follow.
  public var plain: [String] {
    let flaw = flaw.map {
      [
        "Flaw at character \(Clusters.columns(of: text, 0..<min(max(0, $0.offset), text.utf8.count)) + 1): \($0.text)"
      ]
    }
    let next =
      completions.isEmpty ? [] : ["May follow: " + completions.prefix(8).map(\.title).joined(separator: ", ")]
    return (["\(sign) \(text)" + (note.isEmpty ? "" : "  \(note)")] + (flaw ?? []) + next).map {
      Clean.line($0)
    }
  }
}
