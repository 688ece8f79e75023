extension TextEditor {
  /// Draws the rows on the screen, and with the focus puts the screen's cursor at its place.
  /// - Parameter hint: shown faint while nothing is typed.
  public func draw(
    into surface: inout Surface, area: Rect, role: ThemeRole = .text, hint: String = "", hasFocus: Bool = true
  ) {
    guard !area.isEmpty else { return }
    if isEmpty { surface.putCut(hint, at: Point(area.x, area.y), .textFaint, width: area.width) }
    let width = max(1, area.width - 1)
    var (line, row) = top, y = area.y
    while y < area.bottom, line < lines.count {
      let starts = starts(of: line, width: width), text = lines[line]
      // After a change of width that `resize` has not been told of, rows may be fewer.
      for index in min(row, starts.count - 1)..<starts.count where y < area.bottom {
        let end = index + 1 < starts.count ? starts[index + 1] : text.utf8.count
        surface.put(
          String(Clusters.slice(text, starts[index]..<end)), at: Point(area.x, y), role, width: area.width)
        if hasFocus, line == cursor.line, self.row(of: cursor, in: starts) == index {
          let column = Clusters.columns(of: text, starts[index]..<cursor.offset)
          surface.cursor = Point(area.x + min(column, area.width - 1), y)
        }
        y += 1
      }
      (line, row) = (line + 1, 0)
    }
  }
  /// The text in words, a line a line.
  public var plain: [String] { lines.map { Clean.line($0) } }
}
