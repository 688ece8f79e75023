extension TextView {
  /// Draws the rows on the screen.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    // Drawn in another width than it was told: the rows are made for this frame only.
    let rows = area.width == size.width ? self.rows : TextView.rows(of: shown, width: area.width)
    let first = max(0, min(top, rows.count - 1))
    for y in 0..<area.height where first + y < rows.count {
      draw(rows[first + y], into: &surface, at: Rect(area.x, area.y + y, area.width, 1))
    }
  }
  private func draw(_ row: Row, into surface: inout Surface, at area: Rect) {
    let item = shown[row.paragraph], paragraph = item.paragraph
    if let ground = paragraph.ground { surface.fill(area, ground) }
    if row.isFirst { surface.putCut(paragraph.lead, at: Point(area.x, area.y), width: area.width) }
    if let bar = paragraph.bar {
      surface.put(surface.theme.glyph(bar) ?? "|", at: Point(area.x, area.y), bar, width: 1)
    }
    var x = min(paragraph.indent, area.width), offset = 0
    for run in paragraph.runs {
      let start = max(row.start, offset) - offset, end = min(row.end - offset, run.text.utf8.count)
      defer { offset += run.text.utf8.count }
      guard start < end else { continue }
      let text = String(Clusters.slice(run.text, start..<end))
      x += surface.put(text, at: Point(area.x + x, area.y), run.role, width: area.width - x)
    }
    highlight(row, into: &surface, at: area)
  }
  private func highlight(_ row: Row, into surface: inout Surface, at area: Rect) {
    guard !matches.isEmpty else { return }
    let item = shown[row.paragraph]
    for (index, match) in matches.enumerated() where match.paragraph == row.paragraph {
      let start = max(row.start, match.range.lowerBound), end = min(row.end, match.range.upperBound)
      guard start < end else { continue }
      let range = start..<end
      let before = Clusters.columns(of: item.text, row.start..<range.lowerBound)
      let x = item.paragraph.indent + before
      guard x < area.width else { continue }
      let text = String(Clusters.slice(item.text, range))
      surface.put(text, at: Point(area.x + x, area.y), .match, width: area.width - x)
      guard index == currentMatch else { continue }
      surface.tint(Rect(area.x + x, area.y, min(TextWidth.of(text), area.width - x), 1), .inputSelection)
    }
  }
  /// Everything in words, a line a paragraph; folded parts are named, not read.
  public var plain: [String] {
    let lines = shown.map { item in
      let lead = item.paragraph.lead.plain.trimmingBlanks
      return Clean.line((lead.isEmpty ? "" : lead + " ") + item.text.trimmingBlanks)
    }
    return lines.filter { !$0.isEmpty }
  }
}
