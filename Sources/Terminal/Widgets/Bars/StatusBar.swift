/// A row with something at its left and something at its right: titles, breadcrumbs, what was done last.
public struct StatusBar: Sendable {
  /// Pieces from the left edge; the last is cut where it does not fit.
  public var left: [TextRun]
  /// Groups at the right edge, the last outermost; where they do not fit the first leaves first.
  public var right: [[TextRun]]
  /// The ground of the row, where it has one.
  public var ground: ThemeRole?
  /// Cells between the groups at the right.
  public var gap: Int
  /// Cells that the left side keeps at least before groups at the right leave.
  public var leastLeft: Int

  /// Makes a row.
  public init(
    _ left: [TextRun] = [], right: [[TextRun]] = [], ground: ThemeRole? = nil, gap: Int = 3,
    leastLeft: Int = 12
  ) {
    (self.left, self.right, self.ground) = (left, right, ground)
    (self.gap, self.leastLeft) = (gap, leastLeft)
  }
  /// Draws the first row of the area.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    if let ground { surface.fill(Rect(area.x, area.y, area.width, 1), ground) }
    let least = min(left.width, leastLeft) + 1
    var groups = right.filter { !$0.isEmpty }, widths = groups.map(\.width)
    func needed() -> Int { widths.reduce(1) { $0 + $1 + gap } }
    while !groups.isEmpty, needed() + least > area.width {
      groups.removeFirst()
      widths.removeFirst()
    }
    var end = area.right - 1
    for (group, width) in zip(groups, widths).reversed() {
      end -= width
      surface.put(group, at: Point(end, area.y), width: width)
      end -= gap
    }
    let room = (groups.isEmpty ? area.right : end) - area.x - 1
    surface.putCut(left, at: Point(area.x + 1, area.y), width: max(0, room))
  }
  /// In words, the groups set apart by blanks.
  public var plain: String {
    Clean.line(([left] + right).map(\.plain).filter { !$0.isEmpty }.joined(separator: "   "))
  }
}

/// The way to where one is: each part can be clicked, the last one is where one is.
public struct Breadcrumb: Sendable {
  /// From the outermost.
  public var parts: [String]
  /// Makes a way.
  public init(_ parts: [String]) { self.parts = parts }
  /// The pieces to draw; `isASCII` takes `>` between them.
  public func runs(isASCII: Bool) -> [TextRun] {
    parts.enumerated().flatMap { index, part -> [TextRun] in
      let isLast = index + 1 == parts.count
      let piece = TextRun(part, isLast ? .textBright : .textMuted)
      return index == 0 ? [piece] : [TextRun(isASCII ? " > " : " › ", .textFaint), piece]
    }
  }
  /// The part at a column of the pieces, from 0.
  public func part(at column: Int) -> Int? {
    var x = 0
    for (index, part) in parts.enumerated() {
      let width = TextWidth.of(part)
      if (x..<(x + width)).contains(column) { return index }
      x += width + 3
    }
    return nil
  }
}

/// A faint line between parts of a screen.
public enum Divider {
  /// A line down the first column of the area.
  public static func drawDown(into surface: inout Surface, area: Rect) {
    guard area.width > 0 else { return }
    let sign = surface.theme.glyph(.separator) ?? "|"
    for y in area.y..<max(area.y, area.bottom) { surface.put(sign, at: Point(area.x, y), .separator) }
  }
  /// A line along the first row of the area with words in it.
  public static func drawAcross(into surface: inout Surface, area: Rect, title: [TextRun] = []) {
    guard !area.isEmpty else { return }
    let sign = surface.theme.isASCII ? "-" : "─"
    let line = String(repeating: sign, count: area.width)
    surface.put(line, at: Point(area.x, area.y), .separator)
    guard !title.isEmpty, area.width > 6 else { return }
    let runs = [TextRun(" ")] + title + [TextRun(" ")]
    surface.fill(Rect(area.x + 2, area.y, min(runs.width, area.width - 4), 1), .ground)
    surface.putCut(runs, at: Point(area.x + 2, area.y), width: area.width - 4)
  }
}
