/// A thin line that is filled as far as something is used up. The number stands beside it, never in it.
public struct Gauge: Sendable {
  /// From 0 to 1; more counts as full.
  public var fraction: Double
  /// The role of the filled part.
  public var role: ThemeRole
  /// Makes a gauge.
  public init(_ fraction: Double, _ role: ThemeRole = .gaugeOK) {
    self.fraction = fraction.isFinite ? min(1, max(0, fraction)) : 0
    self.role = role
  }
  /// Filled cells of so many: something is never nothing, and not all is never everything.
  public func filled(of width: Int) -> Int {
    guard width > 0, fraction > 0 else { return 0 }
    if fraction >= 1 { return width }
    return min(max(1, Int((fraction * Double(width)).rounded())), max(1, width - 1))
  }
  /// Draws one row as wide as the area.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    surface.put(runs(width: area.width, theme: surface.theme), at: Point(area.x, area.y), width: area.width)
  }
  /// The pieces of a gauge, for a table's cell or a line of words.
  public func runs(width: Int, theme: Theme) -> [TextRun] {
    let filled = filled(of: width), isASCII = theme.isASCII
    // Without colours the empty part must have another sign to be told from the filled one.
    let track = isASCII ? "-" : theme.depth == .mono ? "─" : "━"
    return [
      TextRun(String(repeating: isASCII ? "=" : "━", count: filled), role),
      TextRun(String(repeating: track, count: max(0, width - filled)), .gaugeTrack),
    ]
  }
}
