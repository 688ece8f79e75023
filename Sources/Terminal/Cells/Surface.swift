/// Cells to draw on; a screen shows them.
///
/// **Grounds.** `fill` and `tint` lay a ground; a style whose background is `.standard` keeps the ground it is put
/// on. So a row is filled or tinted once and its words need only their own colour.
///
/// **Text** is cleaned while it is put: nothing from outside can act on the terminal. Wide characters are whole or
/// not there: one that would be cut, or is half overwritten, leaves blanks.
public struct Surface: Sendable {
  /// Columns and rows.
  public let size: Size
  /// Gives roles their styles.
  public let theme: Theme
  /// Where the terminal's cursor stands, so that screen readers and input methods find the focus; nil hides it.
  public var cursor: Point?
  /// Nothing is drawn outside. Set it by `clipped`.
  public private(set) var clip: Rect
  /// How joined clusters are drawn.
  public var emoji: EmojiMode = .simple

  var cells: [Cell]
  var styles: StyleTable
  var clusters = ClusterTable()
  /// What was drawn in parts, and the number of the frame.
  var parts: [PartName: DrawnPart] = [:], frame = 0
  var numbers: [String: (basis: PartBasis, number: Int)] = [:]

  /// An empty surface on the theme's ground.
  public init(_ size: Size, theme: Theme) {
    self.size = size
    self.theme = theme
    clip = Rect(size)
    styles = StyleTable(first: theme.ground)
    cells = Array(repeating: .blank(0), count: size.width * size.height)
  }

  /// The whole of it.
  public var bounds: Rect { Rect(size) }

  /// What a cell shows and how; an empty text for what a wide character to the left covers, a blank outside.
  public subscript(x: Int, y: Int) -> (text: String, style: Style) {
    guard bounds.contains(Point(x, y)) else { return (" ", .plain) }
    let cell = cells[y * size.width + x]
    return (string(of: cell), styles[cell.style])
  }

  /// Draws with everything outside `area` protected.
  public mutating func clipped(to area: Rect, _ draw: (inout Surface) -> Void) {
    let before = clip
    clip = clip.intersection(area)
    draw(&self)
    clip = before
  }

  /// Blanks of a style. One without a ground of its own gets the theme's.
  public mutating func fill(_ area: Rect, _ style: Style) {
    let area = area.intersection(clip)
    guard !area.isEmpty else { return }
    let index = styles.index(of: style.over(theme.ground))
    for y in area.y..<area.bottom {
      openCells(from: area.x, to: area.right, row: y)
      let start = y * size.width
      for i in (start + area.x)..<(start + area.right) { cells[i] = .blank(index) }
    }
  }

  /// Blanks of a role.
  public mutating func fill(_ area: Rect, _ role: ThemeRole) { fill(area, theme[role]) }

  /// Puts the ground and the attributes of a style under what is there.
  public mutating func tint(_ area: Rect, _ style: Style) {
    let area = area.intersection(clip)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      var known: (from: UInt16, to: UInt16)?
      let start = y * size.width
      for i in (start + area.x)..<(start + area.right) {
        let old = cells[i].style
        if known?.from != old { known = (old, styles.index(of: styles[old].tinted(by: style))) }
        if let known { cells[i].style = known.to }
      }
    }
  }

  /// Puts the ground and the attributes of a role under what is there.
  public mutating func tint(_ area: Rect, _ role: ThemeRole) { tint(area, theme[role]) }

  /// Draws text of one line and returns the columns it took.
  ///
  /// The text begins at `point`, which may lie left of the surface; at most `width` columns are taken, and a
  /// character that does not fit whole is left out.
  @discardableResult
  public mutating func put(_ text: String, at point: Point, _ style: Style, width: Int = .max) -> Int {
    place(written(text), at: point, style, width: width, mark: nil)
  }

  /// Draws text of one line in a role's style and returns the columns it took.
  @discardableResult
  public mutating func put(_ text: String, at point: Point, _ role: ThemeRole, width: Int = .max) -> Int {
    place(written(text), at: point, theme[role], width: width, mark: nil)
  }

  /// The same as `put`, and text that does not fit ends in `…` (`~` where the screen is ASCII).
  @discardableResult
  public mutating func putCut(_ text: String, at point: Point, _ style: Style, width: Int) -> Int {
    place(written(text), at: point, style, width: width, mark: theme.isASCII ? 0x7E : 0x2026)
  }

  /// The same as `put`, and text that does not fit ends in `…` (`~` where the screen is ASCII).
  @discardableResult
  public mutating func putCut(_ text: String, at point: Point, _ role: ThemeRole, width: Int) -> Int {
    putCut(text, at: point, theme[role], width: width)
  }

  /// The text as this screen can say it, in as many columns.
  private func written(_ text: String) -> String { theme.isASCII ? ASCIIFallback.of(text) : text }

  /// The code points of a cell as text.
  func string(of cell: Cell) -> String {
    guard cell.width > 0 else { return "" }
    var text = ""
    if let index = cell.cluster {
      for scalar in clusters[index] { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    } else {
      text.unicodeScalars.append(Unicode.Scalar(cell.content) ?? "\u{FFFD}")
    }
    return text
  }

  /// Rows as text, blanks at the ends of rows and empty rows at the end cut: what snapshot tests compare.
  public var text: String {
    var rows: [String] = []
    for y in 0..<size.height {
      var row = ""
      for x in 0..<size.width { row += string(of: cells[y * size.width + x]) }
      while row.utf8.last == 0x20 { row.removeLast() }
      rows.append(row)
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows.joined(separator: "\n")
  }
}
