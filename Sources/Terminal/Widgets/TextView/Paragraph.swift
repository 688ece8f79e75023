/// A paragraph of a text view: words in roles, wrapped to the width that is left of its indent.
public struct Paragraph: Sendable {
  /// What the owner knows it by; the place on the screen is kept by it.
  public var id: String
  /// The words.
  public var runs: [TextRun]
  /// What stands in the indent of its first row: a time, a sign.
  public var lead: [TextRun]
  /// Columns at the left that stay free in every row.
  public var indent: Int
  /// The ground of its rows from edge to edge, where it has one of its own.
  public var ground: ThemeRole?
  /// A bar at the left edge of its rows.
  public var bar: ThemeRole?
  /// Something begins here (a message): `{` and `}` go from one to the next.
  public var isHeading: Bool

  /// Makes a paragraph.
  public init(
    _ runs: [TextRun] = [], id: String = "", lead: [TextRun] = [], indent: Int = 0, ground: ThemeRole? = nil,
    bar: ThemeRole? = nil, isHeading: Bool = false
  ) {
    (self.runs, self.id, self.lead, self.indent) = (runs, id, lead, max(0, indent))
    (self.ground, self.bar, self.isHeading) = (ground, bar, isHeading)
  }
  /// Makes a paragraph of one piece.
  public init(_ text: String, _ role: ThemeRole = .text, indent: Int = 0) {
    self.init([TextRun(text, role)], indent: indent)
  }
  var text: String { runs.count == 1 ? runs[0].text : runs.map(\.text).joined() }
}

/// What a text view shows: paragraphs, and parts that are folded to one row until they are opened.
public enum TextBlock: Sendable {
  case paragraph(Paragraph)
  /// Folded it is `summary`, open it is `summary` and `body`.
  case fold(id: String, summary: Paragraph, body: [Paragraph])
}
