import Terminal

/// One row of a document, already no wider than it may be.
struct TextLine: Sendable, Equatable {
  var runs: [TextRun]
  /// Columns left free before the runs.
  var indent = 0
  /// The ground of the whole row and the bar at its left edge: private notes have both.
  var ground: ThemeRole?, bar: ThemeRole?
  /// The message (its place in the conversation) and the fold this row belongs to: where `}` and `za` go.
  var anchor: Int?, fold: Int?
  /// At the right end, such as the key that changes a property.
  var right: [TextRun] = []

  init(_ runs: [TextRun], indent: Int = 0, anchor: Int? = nil, fold: Int? = nil) {
    (self.runs, self.indent, self.anchor, self.fold) = (runs, indent, anchor, fold)
  }
  static let blank = TextLine([])

  /// Pieces side by side, two blanks between them, in as few rows as a width allows; none is torn apart.
  static func flowing(_ pieces: [[TextRun]], indent: Int, width: Int) -> [TextLine] {
    var lines: [TextLine] = []
    for piece in pieces {
      if let last = lines.last, indent + last.runs.width + 2 + piece.width <= width {
        lines[lines.count - 1].runs += [TextRun("  ", .text)] + piece
      } else {
        lines.append(TextLine(piece, indent: indent))
      }
    }
    return lines
  }

  /// What a reader would read out.
  var plain: String { runs.plain + (right.isEmpty ? "" : "  " + right.plain) }

  /// The same without signs that only an eye reads: the arrows of folds.
  var spoken: String {
    let text = plain
    guard fold != nil, let first = text.first, !first.isLetter, !first.isNumber else { return text }
    return "folded: " + text.dropFirst(2)
  }

  func draw(into surface: inout Surface, at x: Int, _ y: Int, width: Int) {
    guard width > 0 else { return }
    let rightWidth = right.isEmpty ? 0 : right.width + 1
    surface.putCut(runs, at: Point(x + indent, y), width: width - indent - rightWidth)
    if !right.isEmpty { surface.put(right, at: Point(x + width - right.width, y), width: right.width) }
    if let ground { surface.tint(Rect(x, y, width, 1), ground) }
    if let bar { surface.put(surface.theme.isASCII ? "|" : "▎", at: Point(x, y), bar, width: 1) }
  }
}

extension [TextLine] {
  /// Draws rows from `top` on, as far as the area goes.
  func draw(into surface: inout Surface, area: Rect, from top: Int = 0) {
    for (row, line) in dropFirst(Swift.max(0, top)).prefix(area.height).enumerated() {
      line.draw(into: &surface, at: area.x, area.y + row, width: area.width)
    }
  }
  /// Adds a text as rows of a width.
  mutating func add(_ text: String, _ role: ThemeRole, indent: Int, width: Int, anchor: Int? = nil) {
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for row in Wrap.rows(of: String(paragraph), width: Swift.max(1, width - indent)) {
        append(TextLine([TextRun(String(row), role)], indent: indent, anchor: anchor))
      }
    }
  }
}
