/// A piece of text in one role. Widgets take runs, never colours, so every theme and depth fits them.
public struct TextRun: Hashable, Sendable, ExpressibleByStringLiteral {
  /// What is written; outside text may be in it, the surface cleans it.
  public var text: String
  /// What it means.
  public var role: ThemeRole
  /// Makes a piece.
  public init(_ text: String, _ role: ThemeRole = .text) { (self.text, self.role) = (text, role) }
  /// A piece in the role of content.
  public init(stringLiteral value: String) { self.init(value) }
  /// Cells it takes.
  public var width: Int { TextWidth.of(text) }
}

extension [TextRun] {
  /// Cells all of them take.
  public var width: Int { reduce(0) { $0 + $1.width } }
  /// The words alone.
  public var plain: String { map(\.text).joined() }
}

extension Surface {
  /// Writes pieces one behind the other and answers the columns used; what does not fit is left out.
  @discardableResult
  public mutating func put(_ runs: [TextRun], at place: Point, width: Int = .max) -> Int {
    var used = 0
    for run in runs where used < width {
      used += put(run.text, at: Point(place.x + used, place.y), run.role, width: width - used)
    }
    return used
  }
  /// The same; where not all fits, the last cell shows that something is cut.
  @discardableResult
  public mutating func putCut(_ runs: [TextRun], at place: Point, width: Int) -> Int {
    guard width > 0, let last = runs.last else { return 0 }
    if runs.count == 1 { return putCut(last.text, at: place, last.role, width: width) }
    var left = width
    for run in runs where left >= 0 { left -= run.width }
    return left >= 0 ? put(runs, at: place, width: width) : putTooWide(runs, at: place, width: width)
  }
  private mutating func putTooWide(_ runs: [TextRun], at place: Point, width: Int) -> Int {
    var used = 0
    for (index, run) in runs.enumerated() {
      let here = Point(place.x + used, place.y), left = width - used, needed = run.width
      if needed > left { return used + putCut(run.text, at: here, run.role, width: left) }
      if needed == left, runs[(index + 1)...].contains(where: { $0.width > 0 }) {
        // A blank more makes a piece that just fits be cut as well: something follows it.
        return used + putCut(run.text + " ", at: here, run.role, width: left)
      }
      used += put(run.text, at: here, run.role, width: left)
    }
    return used
  }
}
