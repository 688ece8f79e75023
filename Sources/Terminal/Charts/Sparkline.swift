/// The course of some numbers in one row, the latest at the right. The number itself stands beside it.
public struct Sparkline: Sendable {
  /// The numbers in order.
  public var values: [Double]
  /// The role it is drawn in.
  public var role: ThemeRole
  /// The smallest number is drawn as the lowest block; else blocks grow from zero.
  public var fromMinimum: Bool
  /// Makes a line.
  public init(_ values: [Double], _ role: ThemeRole = .statusInfo, fromMinimum: Bool = false) {
    (self.values, self.role, self.fromMinimum) = (values, role, fromMinimum)
  }
  /// The signs for so many cells: with more numbers than cells each cell has the mean of its share.
  public func text(width: Int, theme: Theme) -> String {
    let blocks = theme.isASCII ? Sparkline.ascii : theme.charts.blocks
    guard width > 0, !values.isEmpty, !blocks.isEmpty else { return "" }
    let shown = Sparkline.condensed(values, to: width)
    let finite = shown.filter(\.isFinite)
    let low = fromMinimum ? finite.min() ?? 0 : min(0, finite.min() ?? 0), high = finite.max() ?? 0
    return shown.map { value -> String in
      guard value.isFinite else { return " " }
      guard high > low else { return blocks[0] }
      let step = Int(((value - low) / (high - low) * Double(blocks.count - 1)).rounded())
      return blocks[min(max(0, step), blocks.count - 1)]
    }.joined()
  }
  private static let ascii = [".", ":", "-", "=", "+", "*", "#"]
  /// Draws one row; fewer numbers than cells leave cells free at the right.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    surface.put(
      text(width: area.width, theme: surface.theme), at: Point(area.x, area.y), role, width: area.width)
  }
  /// Not more numbers than there is room for.
  static func condensed(_ values: [Double], to count: Int) -> [Double] {
    guard values.count > count, count > 0 else { return values }
    return (0..<count).map { index in
      let share = values[(index * values.count / count)..<((index + 1) * values.count / count)].filter(
        \.isFinite)
      return share.isEmpty ? .nan : share.reduce(0, +) / Double(share.count)
    }
  }
}

/// A line of braille dots, two columns and four rows in a cell: more shape in less room.
public struct BrailleLine: Sendable {
  /// The numbers in order.
  public var values: [Double]
  /// The role it is drawn in.
  public var role: ThemeRole
  /// Makes a line.
  public init(_ values: [Double], _ role: ThemeRole = .statusInfo) {
    (self.values, self.role) = (values, role)
  }

  /// Rows of signs from the top; on an ASCII screen one sign a column at its height.
  public func rows(width: Int, height: Int, isASCII: Bool) -> [String] {
    guard width > 0, height > 0, !values.isEmpty else { return [] }
    let across = isASCII ? width : width * 2, down = isASCII ? height : height * 4
    let shown = Sparkline.condensed(values, to: across)
    let finite = shown.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return [] }
    func level(_ value: Double) -> Int {
      high > low ? Int(((value - low) / (high - low) * Double(down - 1)).rounded()) : 0
    }
    var dots = [[UInt32]](repeating: [UInt32](repeating: 0, count: width), count: height)
    var last: Int?
    for (x, value) in shown.enumerated() {
      guard value.isFinite else { last = nil; continue }
      let here = level(value)
      // A steep step is drawn as a stroke, so that the line does not fall apart.
      let from = isASCII ? here : last.map { $0 < here ? $0 + 1 : $0 > here ? $0 - 1 : here } ?? here
      for dot in min(from, here)...max(from, here) {
        let row = height - 1 - dot / (isASCII ? 1 : 4)
        dots[row][isASCII ? x : x / 2] |= isASCII ? 1 : BrailleLine.bit(x % 2, dot % 4)
      }
      last = here
    }
    return dots.map { row in
      var text = ""
      for dot in row {
        text.unicodeScalars.append(isASCII ? (dot > 0 ? "*" : " ") : Unicode.Scalar(0x2800 + dot) ?? " ")
      }
      return text
    }
  }
  private static func bit(_ column: Int, _ level: Int) -> UInt32 {
    let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    return bits[column][level]
  }
  /// Draws it over the whole area.
  public func draw(into surface: inout Surface, area: Rect) {
    let rows = rows(width: area.width, height: area.height, isASCII: surface.theme.isASCII)
    for (index, row) in rows.enumerated() {
      surface.put(row, at: Point(area.x, area.y + index), role, width: area.width)
    }
  }
}
