/// How a frame differs from the one that was expected, as a person reads it: for tests that hold screens as text.
public enum FrameDifference {
  /// So many rows are told before it only says how many more there are.
  static let most = 12

  /// The rows that differ, each with the first column that does and both lines; nil where none does.
  ///
  /// Blanks at the end of rows and blank rows at the end of a frame do not count, as in `Surface.text`.
  public static func of(_ got: String, from expected: String) -> String? {
    tell(rows(got), rows(expected), "row") { got, expected, column in
      "expected \(quoted(expected, column)), got \(quoted(got, column))"
    }
  }

  /// The same for the looks of a frame: of each row the stretches of one style, by the names of its roles.
  /// - Parameter expected: as `Surface.styleNames` gives it, a line a row.
  public static func ofStyles(_ got: Surface, from expected: String) -> String? {
    tell(rows(got.styleNames), rows(expected), "styles of row") { _, _, _ in "" }
  }

  private static func tell(
    _ got: [String], _ expected: [String], _ what: String, _ first: (String, String, Int) -> String
  ) -> String? {
    var told: [String] = [], more = 0
    for row in 0..<max(got.count, expected.count) {
      let (is_, should) = (row < got.count ? got[row] : "", row < expected.count ? expected[row] : "")
      guard is_ != should else { continue }
      guard told.count < most else {
        more += 1
        continue
      }
      let place = zip(is_, should).prefix { $0 == $1 }.count
      let column = TextWidth.of(String(should.prefix(place)))
      let words = first(is_, should, place)
      told.append(
        """
        \(what) \(row)\(words.isEmpty ? "" : ", column \(column): \(words)")
          expected |\(should)|
          got      |\(is_)|
                    \(String(repeating: " ", count: column))^
        """)
    }
    guard !told.isEmpty else { return nil }
    if more > 0 { told.append("… and \(more) more rows") }
    return told.joined(separator: "\n")
  }
  private static func quoted(_ text: String, _ place: Int) -> String {
    text.dropFirst(place).first.map { "\"\($0)\"" } ?? "the end of the row"
  }
  /// Without blanks at the ends of rows, and without blank rows at the end.
  private static func rows(_ text: String) -> [String] {
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      var row = row
      while row.last == " " { row.removeLast() }
      return String(row)
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }
}

extension Surface {
  /// Of each row the stretches of one style by the names of roles that look like that: `0-4 text.bright, 5-79 text`.
  public var styleNames: String {
    (0..<size.height).map { y in
      var stretches: [(from: Int, to: Int, style: Style)] = []
      for x in 0..<size.width {
        let style = self[x, y].style
        if let last = stretches.last, last.style == style {
          stretches[stretches.count - 1].to = x
        } else {
          stretches.append((x, x, style))
        }
      }
      return stretches.map { "\($0.from)-\($0.to) \(theme.name(of: $0.style))" }.joined(separator: ", ")
    }.joined(separator: "\n")
  }
}

extension Theme {
  /// The plainest name of a role that has this style on the ground of the screen or a ground of its own; else what the
  /// style is made of.
  func name(of style: Style) -> String {
    let names = definition.roles.keys.filter { self[$0].over(ground) == style }.map(\.name)
    // Many roles look like text or like a state; those are the names one looks for.
    func rank(_ name: String) -> Int {
      (name.hasPrefix("text") ? 0 : name.hasPrefix("status") ? 100 : 200) + name.utf8.count
    }
    let best = names.min { rank($0) != rank($1) ? rank($0) < rank($1) : $0 < $1 }
    return best ?? "\(style.foreground) on \(style.background) \(style.attributes.rawValue)"
  }
}
