/// Numbers in rows and columns as five steps of one colour; an ASCII screen has ` .:+#@`.
public struct HeatMap: Sendable {
  /// What rows and columns are called.
  public var rows: [String], columns: [String]
  /// The numbers by row; missing ones count as zero.
  public var values: [[Double]]
  /// Cells of one number.
  public var cellWidth: Int
  /// Every so many columns one is named above them.
  public var namedEvery = 1
  /// Makes a map.
  public init(rows: [String], columns: [String], values: [[Double]], cellWidth: Int = 2) {
    (self.rows, self.columns, self.values, self.cellWidth) = (rows, columns, values, max(1, cellWidth))
  }
  private func value(_ row: Int, _ column: Int) -> Double {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return 0 }
    let value = values[row][column]
    return value.isFinite ? max(0, value) : 0
  }
  private var highest: Double {
    rows.indices.flatMap { row in columns.indices.map { value(row, $0) } }.max() ?? 0
  }
  /// The upper bounds of the steps: nothing, and quarters of the largest number.
  public var bounds: [Double] { [0] + (1...4).map { highest * Double($0) / 4 } }
  /// The step of a number, 0 for nothing to 4 for the most.
  public func step(_ value: Double) -> Int {
    guard value > 0, highest > 0 else { return 0 }
    return min(4, max(1, Int((value / highest * 4).rounded(.up))))
  }
  /// The largest number and where it is.
  public var peak: (row: String, column: String, value: Double)? {
    var found: (String, String, Double)?
    for row in rows.indices {
      for column in columns.indices where value(row, column) > found?.2 ?? 0 {
        found = (rows[row], columns[column], value(row, column))
      }
    }
    return found.map { (row: $0.0, column: $0.1, value: $0.2) }
  }

  private func sign(_ step: Int, _ theme: Theme) -> String {
    if theme.isASCII { return [" ", ".", ":", "+", "@"][step] }
    // Without colours the steps are shades.
    let shade = theme.charts.shade
    return theme.depth == .mono && shade.indices.contains(step) ? shade[step] : "█"
  }
  /// Draws names, cells, and below them the scale and the peak where there is room.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    let labels = min(area.width / 3, (rows.map { TextWidth.of($0) }.max() ?? 0) + 2)
    surface.clipped(to: area) { surface in
      drawColumnNames(into: &surface, area, labels)
      for (row, name) in rows.enumerated() where row + 1 < area.height {
        let y = area.y + row + 1
        surface.putCut(name, at: Point(area.x, y), .textMuted, width: max(0, labels - 1))
        for column in columns.indices {
          let x = area.x + labels + column * cellWidth
          guard x < area.right else { break }
          let step = step(value(row, column))
          surface.put(
            String(repeating: sign(step, surface.theme), count: cellWidth), at: Point(x, y),
            ThemeRole.heat[step],
            width: area.right - x)
        }
      }
    }
    guard area.height > rows.count + 2 else { return }
    drawScale(into: &surface, Rect(area.x + labels, area.y + rows.count + 2, max(0, area.width - labels), 1))
  }
  private func drawColumnNames(into surface: inout Surface, _ area: Rect, _ labels: Int) {
    var free = area.x + labels
    for (index, name) in columns.enumerated() {
      let x = area.x + labels + index * cellWidth
      // A name is left out where the one before it reaches into its place.
      guard index % max(1, namedEvery) == 0, x >= free, !name.isEmpty else { continue }
      free = x + surface.put(name, at: Point(x, area.y), .textMuted, width: max(0, area.right - x)) + 1
    }
  }
  private func drawScale(into surface: inout Surface, _ area: Rect) {
    var runs = [TextRun("fewer ", .textFaint)]
    runs += (0...4).map { TextRun(String(repeating: sign($0, surface.theme), count: 2), ThemeRole.heat[$0]) }
    runs.append(TextRun(" more", .textFaint))
    if let peak {
      runs += [
        TextRun("   "), TextRun("peak \(peak.row) \(peak.column), \(Series.written(peak.value))", .textMuted),
      ]
    }
    surface.putCut(runs, at: Point(area.x, area.y), width: area.width)
  }
  /// The numbers as a table: a line a row, columns to the right.
  public var table: [[TextRun]] {
    let texts = rows.indices.map { row in columns.indices.map { Series.written(value(row, $0)) } }
    let labels = rows.map { TextWidth.of($0) }.max() ?? 0
    let widths = columns.indices.map { column in
      max(TextWidth.of(columns[column]), texts.map { TextWidth.of($0[column]) }.max() ?? 0)
    }
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - TextWidth.of(text)) + 1) + text
    }
    let head =
      [TextRun(String(repeating: " ", count: labels))]
      + columns.indices.map { TextRun(right(columns[$0], widths[$0]), .textMuted) }
    return [head]
      + rows.indices.map { row in
        let name = rows[row] + String(repeating: " ", count: labels - TextWidth.of(rows[row]))
        return [TextRun(name, .textMuted)]
          + columns.indices.map { TextRun(right(texts[row][$0], widths[$0])) }
      }
  }
  /// The rows in words.
  public var plain: [String] {
    rows.indices.map { row in
      Clean.line(
        "\(rows[row]): "
          + columns.indices.map { "\(columns[$0]) \(Series.written(value(row, $0)))" }.joined(separator: ", ")
      )
    }
  }
}
