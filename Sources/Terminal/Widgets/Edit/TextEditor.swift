/// Text of many lines that is typed: soft wrap by width, the keys of readline, undo.
///
/// It is told its size by `resize`; drawing touches only the rows on the screen.
public struct TextEditor: Sendable {
  var buffer: EditBuffer
  /// The size of the area it is drawn in.
  public private(set) var size = Size(40, 5)
  /// The first row on the screen: a line and the row within it.
  var top = (line: 0, row: 0)
  private var goal: Int?
  private(set) var known = WrapOfLongLines()

  /// Makes an editor; the cursor stands at the beginning.
  public init(_ text: String = "") {
    buffer = EditBuffer(text, isOneLine: false)
    buffer.cursor = TextPlace(0, 0)
  }
  /// What is typed, with a line feed between lines.
  public var text: String { buffer.text }
  /// The lines.
  public var lines: [String] { buffer.lines }
  /// Nothing is typed.
  public var isEmpty: Bool { buffer.isEmpty }
  /// Where the cursor is.
  public var cursor: TextPlace { buffer.cursor }
  /// Counts changes: a draft is kept when it is another than at the last keeping.
  public var version: Int { buffer.version }

  /// Takes the size of the area and scrolls so that the cursor is seen.
  public mutating func resize(_ size: Size) {
    self.size = Size(max(1, size.width), max(1, size.height))
    reveal()
  }
  /// Edits or moves.
  public mutating func handle(_ key: Key) -> EditOutcome {
    switch (key.code, key.modifiers) {
    case (.up, []), (.character("p"), .control): return moveRows(-1)
    case (.down, []), (.character("n"), .control): return moveRows(1)
    case (.pageUp, []): return moveRows(1 - size.height)
    case (.pageDown, []): return moveRows(size.height - 1)
    default: break
    }
    guard let command = EditCommand(key) else { return .ignored }
    return perform(command)
  }
  /// Does what a key would do.
  @discardableResult
  public mutating func perform(_ command: EditCommand) -> EditOutcome {
    let changed = buffer.apply(command)
    goal = nil
    reveal()
    return changed ? .changed : .moved
  }
  /// Puts text at the cursor, as one step that can be undone.
  public mutating func paste(_ text: String) {
    buffer.replace(from: buffer.cursor, to: buffer.cursor, with: text)
    goal = nil
    reveal()
  }
  /// Puts another text in its place (an editor's, a template's), which can be undone; the cursor goes to the end.
  public mutating func replace(with text: String) {
    buffer.replace(from: TextPlace(0, 0), to: buffer.end, with: text)
    goal = nil
    reveal()
  }
  /// Puts another text in the place of what lies between.
  public mutating func replace(from start: TextPlace, to end: TextPlace, with text: String) {
    buffer.replace(from: start, to: end, with: text)
    reveal()
  }
  /// What lies between two places.
  public func text(from start: TextPlace, to end: TextPlace) -> String { buffer.text(from: start, to: end) }
  /// Puts the cursor where a click fell, in cells of the area.
  public mutating func click(_ point: Point) {
    var place = top
    for _ in 0..<max(0, point.y) {
      if place.row + 1 < starts(of: place.line).count {
        place.row += 1
      } else if place.line + 1 < lines.count {
        place = (place.line + 1, 0)
      }
    }
    buffer.cursor = self.place(in: place, column: point.x)
    buffer.pauseTyping()
    goal = nil
    reveal()
  }
  /// Scrolls without the cursor leaving the screen.
  public mutating func wheel(_ rows: Int) { _ = moveRows(rows) }

  // MARK: rows

  /// One column stays free at the right, so that the cursor has a place behind a full row.
  var wrapWidth: Int { max(1, size.width - 1) }
  func starts(of line: Int, width: Int? = nil) -> [Int] {
    let width = width ?? wrapWidth
    return known.starts(of: buffer.lines[line], width: width)
      ?? Wrap.starts(of: buffer.lines[line], width: width)
  }
  func row(of place: TextPlace, in starts: [Int]) -> Int {
    var low = 0, high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= place.offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
  private func place(in target: (line: Int, row: Int), column: Int) -> TextPlace {
    let starts = starts(of: target.line), text = buffer.lines[target.line]
    let isLast = target.row + 1 >= starts.count
    let end = isLast ? text.utf8.count : starts[target.row + 1]
    let offset = Clusters.offset(in: text, from: starts[target.row], to: end, column: max(0, column))
    // The place behind the last cluster of a row is the first of the next row.
    let last = isLast ? offset : min(offset, Clusters.previous(in: text, before: end))
    return TextPlace(target.line, max(last, starts[target.row]))
  }
  private mutating func moveRows(_ distance: Int) -> EditOutcome {
    known.keep(buffer, line: cursor.line, width: wrapWidth)
    var target = (line: cursor.line, row: row(of: cursor, in: starts(of: cursor.line)))
    let column =
      goal ?? Clusters.columns(of: buffer.line, starts(of: target.line)[target.row]..<cursor.offset)
    for _ in 0..<abs(distance) {
      if distance < 0 {
        if target.row > 0 {
          target.row -= 1
        } else if target.line > 0 {
          target = (target.line - 1, starts(of: target.line - 1).count - 1)
        } else {
          buffer.cursor = TextPlace(0, 0); break
        }
      } else if target.row + 1 < starts(of: target.line).count {
        target.row += 1
      } else if target.line + 1 < lines.count {
        target = (target.line + 1, 0)
      } else {
        buffer.cursor = buffer.end; goal = nil; reveal(); return .moved
      }
    }
    buffer.cursor = place(in: target, column: column)
    buffer.pauseTyping()
    goal = column
    reveal()
    return .moved
  }
  private mutating func reveal() {
    known.keep(buffer, line: cursor.line, width: wrapWidth)
    let here = (line: cursor.line, row: row(of: cursor, in: starts(of: cursor.line)))
    top.line = min(top.line, lines.count - 1)
    known.keep(buffer, line: top.line, width: wrapWidth)
    top.row = min(top.row, starts(of: top.line).count - 1)
    if here < top { top = here; return }
    // Walk up from the cursor: the screen's first row is at most that far above it.
    var first = here
    for _ in 1..<size.height {
      if first == top { return }
      if first.row > 0 {
        first.row -= 1
      } else if first.line > 0 {
        known.keep(buffer, line: first.line - 1, width: wrapWidth)
        first = (first.line - 1, starts(of: first.line - 1).count - 1)
      } else {
        break
      }
    }
    if first > top { top = first }
  }
}
