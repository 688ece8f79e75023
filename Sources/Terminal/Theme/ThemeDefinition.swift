/// What a theme says of its roles, before it is rounded to what a terminal has.
public struct ThemeDefinition: Sendable, Equatable {
  /// A ground to work on by day or by night.
  public enum Appearance: String, Sendable { case dark, light }

  /// Colours and attributes at one depth; nil is taken from the parent role.
  public struct Face: Sendable, Equatable {
    /// The colours.
    public var foreground: Color?, background: Color?
    /// The attributes.
    public var attributes: Style.Attributes?
    /// Makes a face; what is left out is inherited.
    public init(
      _ foreground: Color? = nil, on background: Color? = nil, _ attributes: Style.Attributes? = nil
    ) {
      (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
    }
  }

  /// A sign that stands beside the colour, so that colour is never alone.
  public struct Glyph: Sendable, Equatable {
    /// For UTF-8 and for ASCII.
    public var utf8: String, ascii: String
    /// Makes a pair.
    public init(_ utf8: String, _ ascii: String) { (self.utf8, self.ascii) = (utf8, ascii) }
  }

  /// One role at all depths; a depth that is nil is derived from the next deeper one.
  public struct Role: Sendable, Equatable {
    /// 24 bits.
    public var rgb: Face?
    /// The palette of 256.
    public var c256: Face?
    /// The names of ANSI.
    public var c16: Face?
    /// Attributes only.
    public var mono: Style.Attributes?
    /// The sign.
    public var glyph: Glyph?
    /// Makes a role.
    public init(
      rgb: Face? = nil, c256: Face? = nil, c16: Face? = nil, mono: Style.Attributes? = nil,
      glyph: Glyph? = nil
    ) {
      (self.rgb, self.c256, self.c16, self.mono, self.glyph) = (rgb, c256, c16, mono, glyph)
    }
  }

  /// The file and line in which a role was written.
  public struct Source: Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named, and the line from 1.
    public var path: String, line: Int
    /// Makes a place in a file.
    public init(_ path: String, line: Int) { (self.path, self.line) = (path, line) }
    /// `themes/mine.yaml line 12`
    public var description: String { "\(path) line \(line)" }
  }

  /// What charts are drawn with.
  public struct Charts: Sendable, Equatable {
    /// Roles of series, in their order.
    public var ramp: [ThemeRole]
    /// Steps of a bar from low to full.
    public var blocks: [String]
    /// Steps of a shade from none to full.
    public var shade: [String]
    /// Steps of both where the screen is ASCII.
    public var ascii: [String]
    /// Makes the signs of charts.
    public init(ramp: [ThemeRole], blocks: [String], shade: [String], ascii: [String]) {
      (self.ramp, self.blocks, self.shade, self.ascii) = (ramp, blocks, shade, ascii)
    }
  }

  /// The name as in the file's name.
  public var name: String
  /// Dark or light.
  public var appearance: Appearance
  /// By name of role.
  public var roles: [ThemeRole: Role]
  /// What charts are drawn with.
  public var charts: Charts
  /// Where roles were written, for those that were read from a file.
  public var sources: [ThemeRole: Source] = [:]

  /// Where a role was written, or its nearest parent that was.
  public func source(of role: ThemeRole) -> Source? {
    var next: ThemeRole? = role
    while let role = next {
      if let source = sources[role] { return source }
      next = role.parent
    }
    return nil
  }

  /// Makes a definition.
  public init(name: String, appearance: Appearance, roles: [ThemeRole: Role], charts: Charts) {
    (self.name, self.appearance, self.roles, self.charts) = (name, appearance, roles, charts)
  }
}
