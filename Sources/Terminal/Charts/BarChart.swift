/// Numbers as bars, one a row, each with its name before and its number behind.
public struct BarChart: Sendable {
  /// A bar.
  public struct Bar: Hashable, Sendable {
    /// The name, the number, and what is said behind it (a share).
    public var point: Series.Point, note: String
    /// The role it is drawn in.
    public var role: ThemeRole
    /// Makes a bar.
    public init(
      _ label: String, _ value: Double, text: String? = nil, note: String = "",
      _ role: ThemeRole = .statusInfo
    ) {
      (self.point, self.note, self.role) = (Series.Point(label, value, text: text), note, role)
    }
  }
  /// In order.
  public var bars: [Bar]
  /// Makes a chart.
  public init(_ bars: [Bar]) { self.bars = bars }
  /// The numbers as a table.
  public func series(_ title: String) -> Series { Series(title, bars.map(\.point)) }

  /// Draws as many bars as there are rows.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    let labels = min(area.width / 3, bars.map { TextWidth.of($0.point.label) }.max() ?? 0)
    let behind =
      bars.map { TextWidth.of($0.point.text) + ($0.note.isEmpty ? 0 : TextWidth.of($0.note) + 2) + 1 }.max()
      ?? 0
    let room = max(0, area.width - labels - 2 - behind)
    let highest = bars.map { $0.point.value.isFinite ? $0.point.value : 0 }.max() ?? 0
    for (index, bar) in bars.prefix(area.height).enumerated() {
      let y = area.y + index
      surface.putCut(bar.point.label, at: Point(area.x, y), .text, width: labels)
      let length = BarChart.length(bar.point.value, of: highest, room)
      let sign = surface.theme.isASCII ? "#" : "█"
      var x = area.x + labels + 2
      x += surface.put(String(repeating: sign, count: length), at: Point(x, y), bar.role, width: room)
      let runs = [
        TextRun(" \(bar.point.text)"), TextRun(bar.note.isEmpty ? "" : "  \(bar.note)", .textMuted),
      ]
      surface.putCut(runs, at: Point(x, y), width: area.right - x)
    }
  }
  /// Cells of a bar: something has one cell at least.
  static func length(_ value: Double, of highest: Double, _ room: Int) -> Int {
    guard value.isFinite, highest > 0, value > 0 else { return 0 }
    return min(room, max(1, Int((value / highest * Double(room)).rounded())))
  }
}

/// How often numbers fall between bounds, as columns side by side.
public struct Histogram: Sendable {
  /// How many in each, in order.
  public var counts: [Int]
  /// The role it is drawn in.
  public var role: ThemeRole
  /// Makes a histogram of counts.
  public init(_ counts: [Int], _ role: ThemeRole = .statusInfo) { (self.counts, self.role) = (counts, role) }
  /// Counts numbers in `count` equal parts between the smallest and the largest.
  public init(of values: [Double], parts: Int, _ role: ThemeRole = .statusInfo) {
    let values = values.filter(\.isFinite)
    var counts = [Int](repeating: 0, count: max(1, parts))
    if let low = values.min(), let high = values.max() {
      for value in values {
        let place = high > low ? Int((value - low) / (high - low) * Double(counts.count)) : 0
        counts[min(max(0, place), counts.count - 1)] += 1
      }
    }
    self.init(counts, role)
  }
  /// Draws columns over the whole area, the highest as high as it is; a row of blocks has eight steps.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty, let highest = counts.max(), highest > 0 else { return }
    let isASCII = surface.theme.isASCII
    let blocks = isASCII ? ["#"] : surface.theme.charts.blocks
    guard !blocks.isEmpty else { return }
    let steps = blocks.count, shown = Sparkline.condensed(counts.map(Double.init), to: area.width)
    let wide = max(1, area.width / max(1, shown.count))
    for (index, count) in shown.enumerated() {
      var level = Int((count / Double(highest) * Double(area.height * steps)).rounded())
      if count > 0 { level = max(1, level) }
      for row in 0..<area.height where level > row * steps {
        let block = blocks[min(level - row * steps, steps) - 1]
        surface.put(
          String(repeating: block, count: wide), at: Point(area.x + index * wide, area.bottom - 1 - row),
          role,
          width: area.right - area.x - index * wide)
      }
    }
  }
}
