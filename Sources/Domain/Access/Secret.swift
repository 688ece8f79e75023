/// Text that is never printed and never stands in an audit row: its description is a mask.
public struct Secret: Hashable, Sendable, CustomStringConvertible {
  /// The text itself, asked for by name.
  public let revealed: String
  /// Takes the text as it is.
  public init(_ text: String) { revealed = text }
  /// A mask.
  public var description: String { "••••" }
}
