/// Numbers with names: what every chart is drawn from, and what its table shows.
public struct Series: Sendable {
  /// One number.
  public struct Point: Hashable, Sendable {
    /// What it is called, and the number.
    public var label: String, value: Double
    /// How the number is written.
    public var text: String
    /// Makes a point; without a text whole numbers are grouped and others have two digits.
    public init(_ label: String, _ value: Double, text: String? = nil) {
      (self.label, self.value) = (label, value)
      self.text = text ?? Series.written(value)
    }
  }
  /// What is shown.
  public var title: String
  /// In order.
  public var points: [Point]
  /// Makes a series.
  public init(_ title: String, _ points: [Point]) { (self.title, self.points) = (title, points) }
  /// Makes a series of numbers without names.
  public init(_ title: String, values: [Double]) {
    self.init(title, values.enumerated().map { Point("\($0 + 1)", $1) })
  }
  /// The numbers.
  public var values: [Double] { points.map(\.value) }

  static func written(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    if value == value.rounded(), abs(value) < 1e15 { return Figures.grouped(Int(value)) }
    let hundredths = (value * 100).rounded()
    guard abs(hundredths) < 1e15 else { return "\(value)" }
    let whole = Int(hundredths), rest = whole.magnitude % 100
    let sign = whole < 0 && whole / 100 == 0 ? "-" : ""
    return "\(sign)\(Figures.grouped(whole / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }
  /// The same numbers as lines of a table: names, then numbers to the right.
  public var table: [[TextRun]] {
    let labels = points.map { TextWidth.of($0.label) }.max() ?? 0,
      texts = points.map { TextWidth.of($0.text) }.max() ?? 0
    return points.map { point in
      let gap = labels - TextWidth.of(point.label) + 2 + texts - TextWidth.of(point.text)
      return [
        TextRun(point.label, .textMuted), TextRun(String(repeating: " ", count: gap)), TextRun(point.text),
      ]
    }
  }
  /// The numbers in words, for readers that speak.
  public var plain: [String] {
    [Clean.line(title)] + points.map { Clean.line("\($0.label): \($0.text)") }
  }
  /// Draws the table form.
  public func drawTable(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    surface.putCut(title, at: Terminal.Point(area.x, area.y), .textBright, width: area.width)
    for (index, line) in table.prefix(area.height - 1).enumerated() {
      surface.putCut(line, at: Terminal.Point(area.x, area.y + 1 + index), width: area.width)
    }
  }
}
