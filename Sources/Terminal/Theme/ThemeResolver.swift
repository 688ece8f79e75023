/// Works out the style of a role at a depth: own face or a derived one, then parents by dots, then `text`.
struct ThemeResolver {
  private let definition: ThemeDefinition
  private let depth: ColorDepth
  private var known: [ThemeRole: Style] = [:]

  init(_ definition: ThemeDefinition, _ depth: ColorDepth) {
    (self.definition, self.depth) = (definition, depth)
  }

  mutating func style(_ role: ThemeRole) -> Style {
    if let style = known[role] { return style }
    let under: Style
    if let parent = role.parent {
      under = style(parent)
    } else {
      under = role == .text ? .plain : Style(style(.text).foreground)
    }
    var style = under
    if let face = definition.roles[role].flatMap({ face(of: $0, role) }) {
      if let color = face.foreground { style.foreground = color }
      if let color = face.background { style.background = color }
      if let attributes = face.attributes { style.attributes = attributes }
    }
    known[role] = style
    return style
  }

  private func face(of role: ThemeDefinition.Role, _ name: ThemeRole) -> ThemeDefinition.Face? {
    switch depth {
    case .trueColor: role.rgb ?? role.c256 ?? role.c16
    case .indexed256: role.c256 ?? role.rgb.map(Self.rounded256) ?? role.c16
    case .ansi16: role.c16 ?? (role.rgb ?? role.c256).map { Self.rounded16($0, name) }
    case .mono: .init(.standard, on: .standard, role.mono ?? (role.rgb ?? role.c256 ?? role.c16)?.attributes)
    }
  }

  private static func rounded256(_ face: ThemeDefinition.Face) -> ThemeDefinition.Face {
    .init(
      face.foreground.map(ColorRounding.indexed), on: face.background.map(ColorRounding.indexed),
      face.attributes)
  }

  /// In 16 colours nobody knows the ground, so no ground is set and muted text stays the terminal's own.
  private static func rounded16(_ face: ThemeDefinition.Face, _ role: ThemeRole) -> ThemeDefinition.Face {
    .init(
      face.foreground.map(ColorRounding.ansi), on: face.background.map { _ in .standard }, face.attributes)
  }
}
