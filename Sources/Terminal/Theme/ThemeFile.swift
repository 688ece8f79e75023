/// What is wrong in a theme file or with a key map of the user: file, line, and the mend.
public struct FileTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as it was named, and the line from 1; nil where the whole file is meant.
  public let path: String, line: Int?
  /// What is wrong, and what to do about it, as sentences.
  public let problem: String, remedy: String
  /// Makes a trouble.
  public init(_ path: String, line: Int?, _ problem: String, remedy: String) {
    (self.path, self.line, self.problem, self.remedy) = (path, line, problem, remedy)
  }
  /// `themes/mine.yaml line 12: …`
  public var description: String { "\(path)\(line.map { " line \($0)" } ?? ""): \(problem) \(remedy)" }
}

/// Reads theme files.
public enum ThemeFile {
  /// Reads a theme from the text of a file.
  ///
  /// - Parameters:
  ///   - path: the file's name for messages; without its ending also the theme's name, if it says none.
  ///   - inherited: finds the theme that the file inherits from.
  /// - Throws: `FileTrouble` that names the line.
  public static func read(
    _ text: String, path: String, inherited: (String) throws -> ThemeDefinition?
  ) throws -> ThemeDefinition {
    var reader = ThemeReader(path: path)
    guard let root = try reader.document(text) else {
      throw FileTrouble(path, line: nil, "The file is empty.", remedy: "Give at least a name and one role.")
    }
    return try reader.theme(root, inherited: inherited)
  }
}

/// Reads one file; holds the palette while it does.
private struct ThemeReader {
  let path: String
  private var palette: [String: Color] = [:]
  private var sources: [ThemeRole: ThemeDefinition.Source] = [:]

  init(path: String) { self.path = path }

  func trouble(_ node: YAMLNode, _ problem: String, _ remedy: String) -> FileTrouble {
    FileTrouble(path, line: node.line, problem, remedy: remedy)
  }

  func document(_ text: String) throws -> YAMLNode? { try YAMLReading.document(text, path: path) }

  /// The pairs of a mapping whose keys must be among some.
  func pairs(_ node: YAMLNode, _ what: String, known: [String]? = nil) throws -> [(
    key: String, node: YAMLNode, at: YAMLNode
  )] {
    guard let mapping = node.mapping else {
      throw trouble(node, "\(what) must be a list of \"key: value\".", "Indent its keys below it.")
    }
    return try mapping.map { key, value in
      guard let name = key.string else {
        throw trouble(key, "A key of \(what) is not a word.", "Write it as text.")
      }
      if let known, !known.contains(name) {
        throw trouble(
          key, "\"\(name)\" is not known in \(what).", "Use one of: \(known.joined(separator: ", ")).")
      }
      return (name, value, key)
    }
  }

  mutating func theme(_ root: YAMLNode, inherited: (String) throws -> ThemeDefinition?) throws
    -> ThemeDefinition
  {
    let parts = try pairs(
      root, "a theme", known: ["name", "inherits", "appearance", "palette", "roles", "charts"])
    func part(_ name: String) -> YAMLNode? { parts.first { $0.key == name }?.node }
    let name =
      part("name")?.string ?? path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? path
    var base = ThemeDefinition.defaultDark
    if let node = part("inherits") {
      guard let wanted = node.string, let found = try inherited(wanted) else {
        throw trouble(
          node, "There is no theme \"\(node.string ?? "")\" to inherit from.",
          "Put its file beside this one, or take one that is shipped.")
      }
      base = found
    }
    var appearance = base.appearance
    if let node = part("appearance") {
      guard let known = node.string.flatMap(ThemeDefinition.Appearance.init) else {
        throw trouble(node, "appearance is \"\(node.string ?? "")\".", "Write dark or light.")
      }
      appearance = known
    }
    if let node = part("palette") { try readPalette(node) }
    let roles = try part("roles").map { try readRoles($0) } ?? [:]
    let charts = try part("charts").map { try readCharts($0, base.charts) } ?? base.charts
    var theme = ThemeDefinition(
      name: name, appearance: appearance, roles: Self.merged(roles, base.roles), charts: charts)
    theme.sources = base.sources.merging(sources) { _, own in own }
    return theme
  }

  /// A role that is not given comes from its parent by dots if that is given here, and only then from the base.
  private static func merged(
    _ own: [ThemeRole: ThemeDefinition.Role], _ base: [ThemeRole: ThemeDefinition.Role]
  ) -> [ThemeRole: ThemeDefinition.Role] {
    var out = own
    for (role, content) in base {
      if let given = own[role] {
        if given.glyph == nil { out[role]?.glyph = content.glyph }
        continue
      }
      var parent = role.parent
      while let next = parent, own[next] == nil { parent = next.parent }
      out[role] = parent == nil ? content : ThemeDefinition.Role(glyph: content.glyph)
    }
    return out
  }

  private mutating func readPalette(_ node: YAMLNode) throws {
    for (name, value, _) in try pairs(node, "the palette") { palette[name] = try color(value, .rgb) }
  }

  // MARK: roles

  private static let known: Set<String> = {
    var names = Set(ThemeDefinition.defaultDark.roles.keys.map(\.name))
    for role in ThemeDefinition.defaultDark.roles.keys {
      var parent = role.parent
      while let next = parent {
        names.insert(next.name)
        parent = next.parent
      }
    }
    return names
  }()

  private mutating func readRoles(_ node: YAMLNode) throws -> [ThemeRole: ThemeDefinition.Role] {
    var roles: [ThemeRole: ThemeDefinition.Role] = [:]
    for (name, value, key) in try pairs(node, "roles") {
      guard Self.known.contains(name) else {
        let near = Nearest.of(name, in: Self.known)
        throw trouble(
          key, "There is no role \"\(name)\".", near.map { "Did you mean \($0)?" } ?? "See the themes guide.")
      }
      roles[ThemeRole(name)] = try role(value)
      sources[ThemeRole(name)] = ThemeDefinition.Source(path, line: key.line)
    }
    return roles
  }

  private func role(_ node: YAMLNode) throws -> ThemeDefinition.Role {
    var role = ThemeDefinition.Role()
    var common: Style.Attributes?
    for (key, value, _) in try pairs(node, "a role", known: ["rgb", "c256", "c16", "mono", "glyph", "attr"]) {
      switch key {
      case "rgb": role.rgb = try face(value, .rgb)
      case "c256": role.c256 = try face(value, .c256)
      case "c16": role.c16 = try face(value, .c16)
      case "mono": role.mono = try attributes(value)
      case "attr": common = try attributes(value)
      default: role.glyph = try glyph(value)
      }
    }
    if let common {
      if role.rgb == nil && role.c256 == nil && role.c16 == nil { role.rgb = .init() }
      for path in [\ThemeDefinition.Role.rgb, \.c256, \.c16] where role[keyPath: path] != nil {
        if role[keyPath: path]?.attributes == nil { role[keyPath: path]?.attributes = common }
      }
    }
    return role
  }

  private enum Depth { case rgb, c256, c16 }

  private func face(_ node: YAMLNode, _ depth: Depth) throws -> ThemeDefinition.Face {
    guard node.mapping != nil else { return .init(try color(node, depth)) }
    var face = ThemeDefinition.Face()
    for (key, value, _) in try pairs(node, "a colour", known: ["fg", "bg", "attr"]) {
      switch key {
      case "fg": face.foreground = try color(value, depth)
      case "bg": face.background = try color(value, depth)
      default: face.attributes = try attributes(value)
      }
    }
    return face
  }

  private static let ansi = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  private func color(_ node: YAMLNode, _ depth: Depth) throws -> Color {
    let text = node.string ?? ""
    if text == "default" { return .standard }
    switch depth {
    case .rgb:
      if let named = palette[text] { return named }
      if text.hasPrefix("#"), text.utf8.count == 7, let n = UInt32(text.dropFirst(), radix: 16) {
        return .rgb(UInt8(n >> 16), UInt8(n >> 8 & 255), UInt8(n & 255))
      }
      throw trouble(
        node, "\"\(text)\" is not a colour.", "Write \"#rrggbb\" (quoted), or a name of the palette.")
    case .c256:
      if let n = UInt8(text) { return .indexed(n) }
      throw trouble(
        node, "\"\(text)\" is not a colour of the 256.", "Write a number from 0 to 255, or default.")
    case .c16:
      let isBright = text.hasSuffix("-bright")
      let name = isBright ? String(text.dropLast(7)) : text
      if let n = Self.ansi.firstIndex(of: name) { return .indexed(UInt8(n + (isBright ? 8 : 0))) }
      throw trouble(
        node, "\"\(text)\" is not a colour of the 16.",
        "Write default, or \(Self.ansi.joined(separator: ", ")), each also with -bright behind it.")
    }
  }

  private func attributes(_ node: YAMLNode) throws -> Style.Attributes {
    let names: [(String, Style.Attributes)] = [
      ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]
    guard let list = node.sequence else {
      throw trouble(node, "Attributes must be a list.", "Write them like [bold, underline].")
    }
    var out: Style.Attributes = []
    for item in list {
      guard let known = names.first(where: { $0.0 == item.string }) else {
        throw trouble(
          item, "\"\(item.string ?? "")\" is not an attribute.",
          "Use \(names.map(\.0).joined(separator: ", ")). Blinking is not supported.")
      }
      out.insert(known.1)
    }
    return out
  }

  private func glyph(_ node: YAMLNode) throws -> ThemeDefinition.Glyph {
    let pair = node.sequence?.compactMap(\.string) ?? []
    guard pair.count == 2 else {
      throw trouble(node, "A glyph is two texts, for UTF-8 and for ASCII.", "Write it like [\"✓\", \"ok\"].")
    }
    guard pair[1].utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else {
      throw trouble(
        node, "The second glyph, \"\(pair[1])\", is not ASCII.", "Use letters or signs of ASCII there.")
    }
    return .init(pair[0], pair[1])
  }

  private func readCharts(_ node: YAMLNode, _ base: ThemeDefinition.Charts) throws -> ThemeDefinition.Charts {
    var charts = base
    for (key, value, _) in try pairs(node, "charts", known: ["ramp", "blocks", "shade", "ascii"]) {
      let signs = value.string?.map { String($0) } ?? []
      switch key {
      case "ramp":
        charts.ramp = try (value.sequence.map { Array($0) } ?? []).map { item in
          guard let name = item.string, Self.known.contains(name) else {
            throw trouble(item, "\"\(item.string ?? "")\" is not a role.", "The ramp is a list of roles.")
          }
          return ThemeRole(name)
        }
      case _ where signs.count < 2:
        throw trouble(value, "\(key) needs at least two steps.", "Write them as one text, from low to full.")
      case "blocks": charts.blocks = signs
      case "shade": charts.shade = signs
      default: charts.ascii = signs
      }
    }
    if charts.ramp.isEmpty { throw trouble(node, "The ramp of charts is empty.", "List at least one role.") }
    return charts
  }
}
