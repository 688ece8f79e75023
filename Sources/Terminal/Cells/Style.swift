/// A colour as a theme means it; the screen rounds it down to what the terminal has.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the terminal's palette, 0 to 255; below 16 are the names of ANSI.
  case indexed(UInt8)
  /// 24 bits.
  case rgb(UInt8, UInt8, UInt8)
}

/// How a cell looks: its colours and its attributes.
public struct Style: Hashable, Sendable {
  /// Attributes that every depth has, mono too.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Takes the bits as they are.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier.
    public static let bold = Self(rawValue: 1)
    /// Fainter.
    public static let dim = Self(rawValue: 2)
    /// Slanted, where the terminal can.
    public static let italic = Self(rawValue: 4)
    /// With a line below.
    public static let underline = Self(rawValue: 8)
    /// Foreground and background change places.
    public static let reverse = Self(rawValue: 16)
  }
  /// The two colours.
  public var foreground: Color, background: Color
  /// See the type.
  public var attributes: Attributes
  /// Makes a style.
  public init(
    _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
  ) {
    (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
  }
  /// The terminal as it comes.
  public static let plain = Style()
  /// The same on another ground.
  public func on(_ background: Color) -> Style { Style(foreground, on: background, attributes) }
  /// The same with more attributes.
  public func with(_ more: Attributes) -> Style { Style(foreground, on: background, attributes.union(more)) }
}
