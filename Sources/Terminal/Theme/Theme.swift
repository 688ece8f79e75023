/// How many colours a screen has, from none upwards.
public enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
  case mono, ansi16, indexed256, trueColor
  /// By the number of colours.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Styles and signs of all roles at one depth of colour.
public struct Theme: Sendable {
  private final class Table: Sendable {
    let definition: ThemeDefinition
    let keys: [UInt64]
    let styles: [Style]
    let glyphs: [String?]
    let mask: Int
    init(_ definition: ThemeDefinition, _ entries: [(ThemeRole, Style, String?)]) {
      self.definition = definition
      var capacity = 64
      while capacity < entries.count * 3 { capacity *= 2 }
      mask = capacity - 1
      var keys = [UInt64](repeating: 0, count: capacity)
      var styles = [Style](repeating: .plain, count: capacity)
      var glyphs = [String?](repeating: nil, count: capacity)
      for (role, style, glyph) in entries {
        var i = Int(truncatingIfNeeded: role.key) & mask
        while keys[i] != 0 { i = (i + 1) & mask }
        (keys[i], styles[i], glyphs[i]) = (role.key, style, glyph)
      }
      (self.keys, self.styles, self.glyphs) = (keys, styles, glyphs)
    }
    func place(_ role: ThemeRole) -> Int? {
      var i = Int(truncatingIfNeeded: role.key) & mask
      while keys[i] != 0 {
        if keys[i] == role.key { return i }
        i = (i + 1) & mask
      }
      return nil
    }
  }

  private let table: Table
  /// The depth the styles are for.
  public let depth: ColorDepth
  /// No character outside ASCII can be shown.
  public let isASCII: Bool
  /// What the screen stands on: the colours of `ground` under those of `text`.
  let ground: Style

  /// Rounds a definition down to a depth.
  public init(_ definition: ThemeDefinition, depth: ColorDepth = .trueColor, ascii: Bool = false) {
    var resolver = ThemeResolver(definition, depth)
    var entries: [(ThemeRole, Style, String?)] = []
    for (role, content) in definition.roles {
      entries.append((role, resolver.style(role), content.glyph.map { ascii ? $0.ascii : $0.utf8 }))
    }
    table = Table(definition, entries)
    self.depth = depth
    isASCII = ascii
    ground = resolver.style(.text).on(resolver.style(.ground).background)
  }

  /// The theme that needs no file.
  public static let builtIn = Theme(.defaultDark)

  /// The same theme for another screen.
  public func at(_ depth: ColorDepth, ascii: Bool) -> Theme {
    Theme(table.definition, depth: depth, ascii: ascii)
  }

  /// What it was made from.
  public var definition: ThemeDefinition { table.definition }
  /// Its name.
  public var name: String { table.definition.name }
  /// Dark or light.
  public var appearance: ThemeDefinition.Appearance { table.definition.appearance }

  /// The style of a role, of its nearest parent, or of `text`.
  ///
  /// A background of `.standard` means that the role has no ground of its own.
  public subscript(role: ThemeRole) -> Style {
    var next: ThemeRole? = role
    while let role = next {
      if let place = table.place(role) { return table.styles[place] }
      next = role.parent
    }
    return table.place(.text).map { table.styles[$0] } ?? .plain
  }

  /// The sign of a role or of its nearest parent, nil where none is meant.
  public func glyph(_ role: ThemeRole) -> String? {
    var next: ThemeRole? = role
    while let role = next {
      if let place = table.place(role), let glyph = table.glyphs[place] { return glyph }
      next = role.parent
    }
    return nil
  }

  /// What charts are drawn with; `blocks` and `shade` are already those of the screen.
  public var charts: ThemeDefinition.Charts {
    var charts = table.definition.charts
    if isASCII { (charts.blocks, charts.shade) = (Array(charts.ascii.dropFirst()), charts.ascii) }
    return charts
  }
}
