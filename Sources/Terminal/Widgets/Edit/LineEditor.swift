/// A line of text that is typed: the keys of readline, undo, what was typed earlier, sideways scrolling.
public struct LineEditor: Sendable {
  private var buffer: EditBuffer
  /// What was typed earlier, the newest last; up and down bring it back.
  public var history: [String] = []
  /// Signs stand for the letters.
  public var isSecret = false
  private var recalled: Int?, typed = ""
  /// The first column that is shown.
  private var scroll = 0
  /// Columns at hand, as of the last `reveal`; before it nothing is scrolled away.
  private var width = Int.max

  /// Makes a line; the cursor stands at its end.
  public init(_ text: String = "", isSecret: Bool = false) {
    buffer = EditBuffer(text, isOneLine: true)
    self.isSecret = isSecret
  }
  /// What is typed.
  public var text: String { buffer.text }
  /// Nothing is typed.
  public var isEmpty: Bool { buffer.isEmpty }
  /// The cursor's offset in UTF-8.
  public var cursor: Int { buffer.cursor.offset }

  /// Edits; up and down recall earlier lines where there are any. Enter is the owner's.
  public mutating func handle(_ key: Key) -> EditOutcome {
    switch (key.code, key.modifiers) {
    case (.up, []) where !history.isEmpty: return recall(-1)
    case (.down, []) where recalled != nil: return recall(1)
    case (.enter, _): return .ignored
    default: break
    }
    guard let command = EditCommand(key) else { return .ignored }
    return perform(command)
  }
  /// Does what a key would do.
  @discardableResult
  public mutating func perform(_ command: EditCommand) -> EditOutcome {
    let changed = buffer.apply(command)
    if changed { recalled = nil }
    reveal(width: width)
    return changed ? .changed : .moved
  }
  /// Puts text at the cursor; line ends become blanks, and what a line has no room for is left out.
  public mutating func paste(_ text: String) {
    let room = min(text.utf8.count, buffer.room)
    let fits = Clusters.slice(text, 0..<Clusters.boundary(in: text, at: room))
    buffer.replace(from: buffer.cursor, to: buffer.cursor, with: String(fits))
    recalled = nil
    reveal(width: width)
  }
  /// Puts another text in its place, which can be undone; the cursor stands at its end.
  public mutating func replace(with text: String) {
    buffer.replace(from: TextPlace(0, 0), to: buffer.end, with: text)
    reveal(width: width)
  }
  /// Puts another text in the place of some bytes; the cursor stands behind it.
  public mutating func replace(_ range: Range<Int>, with text: String) {
    let end = buffer.end.offset
    let start = Clusters.boundary(in: self.text, at: min(max(0, range.lowerBound), end))
    let stop = Clusters.boundary(in: self.text, at: min(max(start, range.upperBound), end))
    buffer.replace(from: TextPlace(0, start), to: TextPlace(0, stop), with: text)
    reveal(width: width)
  }
  /// Takes the columns there are and scrolls so that the cursor is seen.
  public mutating func reveal(width: Int) {
    self.width = max(1, width)
    scroll = scroll(for: self.width)
  }
  /// Puts the cursor where a click in the column fell.
  public mutating func click(column: Int) {
    let offset = Clusters.offset(in: text, from: 0, to: text.utf8.count, column: max(0, column + scroll))
    buffer.cursor = TextPlace(0, offset)
    buffer.pauseTyping()
  }

  private mutating func recall(_ step: Int) -> EditOutcome {
    let index = (recalled ?? history.count) + step
    guard index >= 0 else { return .moved }
    if recalled == nil { typed = text }
    replace(with: index < history.count ? history[index] : typed)
    recalled = index < history.count ? index : nil
    return .changed
  }
  /// The column in an area of that width in which a byte is drawn; beside the area where it is scrolled away.
  func column(at offset: Int, width: Int) -> Int {
    let end = Clusters.boundary(in: text, at: min(max(0, offset), text.utf8.count))
    return column(of: end) - scroll(for: width)
  }
  private func column(of offset: Int) -> Int {
    isSecret ? secretWidth(upTo: offset) : Clusters.columns(of: text, 0..<offset)
  }
  private func secretWidth(upTo offset: Int) -> Int { Clusters.slice(text, 0..<offset).count }
  private func scroll(for width: Int) -> Int {
    let column = column(of: cursor)
    if column < scroll { return column }
    return column - scroll >= width ? column - width + 1 : scroll
  }

  /// Draws the part around the cursor, and with the focus puts the screen's cursor there.
  /// - Parameter hint: shown faint while nothing is typed.
  public func draw(
    into surface: inout Surface, at area: Rect, role: ThemeRole = .text, hint: String = "",
    hasFocus: Bool = true
  ) {
    guard !area.isEmpty else { return }
    let scroll = scroll(for: area.width)
    let shown = isSecret ? String(repeating: surface.theme.isASCII ? "*" : "•", count: text.count) : text
    surface.clipped(to: Rect(area.x, area.y, area.width, 1)) { surface in
      if isEmpty { surface.putCut(hint, at: Point(area.x, area.y), .textFaint, width: area.width) }
      surface.put(shown, at: Point(area.x - scroll, area.y), role)
    }
    guard hasFocus else { return }
    let x = area.x + min(area.width - 1, column(of: cursor) - scroll)
    surface.cursor = Point(x, area.y)
  }
}
