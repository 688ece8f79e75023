/// Looks whether a theme can be read: contrast of text, focus and faint text on every ground they stand on, and states
/// that can be told apart by everybody, at every depth of colour.
///
/// Colours that are the terminal's own are not known and not judged. Where colours are few or none, states are told
/// apart by their signs and attributes.
public enum ThemeCheck {
  /// Something that falls short.
  public struct Finding: Equatable, Sendable, CustomStringConvertible {
    /// The depth it was seen at.
    public let depth: ColorDepth
    /// Where the role was written that is to be changed; nil for what the program brings itself.
    public let source: ThemeDefinition.Source?
    /// What falls short, and what to do about it.
    public let problem: String, remedy: String
    /// `themes/mine.yaml line 12: …`
    public var description: String { "\(source.map { "\($0): " } ?? "")\(problem) \(remedy)" }
  }

  /// Contrast that text needs on its ground, and what focus and faint text need.
  public static let textContrast = 4.5, focusContrast = 3.0
  /// Contrast that the frame of a dialog needs: it is one line around much, and only has to be seen.
  public static let frameContrast = 2.0
  /// Distance (CIE76) that two states need, in four kinds of sight.
  public static let stateDistance = 20.0

  static let texts: [(ThemeRole, on: [ThemeRole])] = [
    (.text, [.ground, .selection, .notePrivate, .dialog, .chip]),
    (.textBright, [.ground, .selection, .barTopActive, .dialog, .notePrivate]),
    (.textMuted, [.ground]),
    (.accent, [.ground, .selection, .barTop, .barFooter, .dialog]), (.link, [.ground, .selection]),
    (.personOther, [.ground, .barTop]), (.error, [.ground, .dialog]), (.match, [.ground, .dialog]),
    (.priorityUrgent, [.ground, .selection]), (.priorityHigh, [.ground, .selection]),
    (.notePrivateBar, [.notePrivate]), (.incident, []), (.diffAdd, []), (.diffRemove, []), (.input, []),
    (.inputFocus, []), (.toast, []), (.barTopActive, []), (.inputSelection, []),
  ]
  static let lines: [(ThemeRole, on: [ThemeRole])] = [
    (.textFaint, [.ground]), (.borderFocus, [.ground]), (.selectionBar, [.ground]),
    (.textMuted, [.barTop, .chip, .dialog]),
    (.gaugeOK, [.ground]), (.gaugeWarn, [.ground]), (.gaugeBreached, [.ground]), (.mark, [.ground]),
  ]
  static let frames: [(ThemeRole, on: [ThemeRole])] = [(.border, [.dialog])]
  /// States of tickets and of deadlines: they stand in neighbouring columns of one row, so each beside each other.
  static let states: [ThemeRole] = [
    .statusOK, .statusInfo, .statusWarn, .statusBreached, .statusPending, .statusOnHold, .statusNew,
    .statusSolved,
  ]
  static let stateGrounds: [ThemeRole] = [.ground, .selection, .dialog]
  /// What else stands side by side and means something else.
  static let neighbours: [[ThemeRole]] = [
    states, [.gaugeOK, .gaugeWarn, .gaugeBreached], [.diffAdd, .diffRemove],
  ]
  /// What must not look alike where there are few colours, in groups.
  static let alike: [[ThemeRole]] = [
    states, [.priorityUrgent, .priorityHigh, .priorityNormal, .priorityLow], [.diffAdd, .diffRemove],
    [.text, .selection], [.text, .textBright], [.text, .incident], [.border, .borderFocus],
  ]

  /// All that falls short, from the deepest colours to none.
  public static func findings(_ definition: ThemeDefinition) -> [Finding] {
    [ColorDepth.trueColor, .indexed256].flatMap { depth in
      let theme = Theme(definition, depth: depth)
      let needed: [([(ThemeRole, on: [ThemeRole])], Double)] = [
        (texts, textContrast), (lines, focusContrast), (frames, frameContrast),
        (states.map { ($0, stateGrounds) }, textContrast),
      ]
      return needed.flatMap { contrasts(theme, $0.0, $0.1) }
        + neighbours.flatMap { distances(theme, among: $0) }
    }
      + [ColorDepth.ansi16, .mono].flatMap { depth in
        let theme = Theme(definition, depth: depth)
        return alike.flatMap { lookAlikes(theme, among: $0) } + (depth == .ansi16 ? ansi(theme) : [])
      }
  }

  private static func finding(
    _ theme: Theme, _ role: ThemeRole, _ problem: String, _ remedy: String
  ) -> Finding {
    Finding(depth: theme.depth, source: theme.definition.source(of: role), problem: problem, remedy: remedy)
  }

  /// Colours that a theme decides; the first 16 of the palette are the user's.
  private static func known(_ color: Color) -> (r: Int, g: Int, b: Int)? {
    if case .indexed(let n) = color, n < 16 { return nil }
    return ColorRounding.components(color)
  }

  private static func contrasts(
    _ theme: Theme, _ pairs: [(ThemeRole, on: [ThemeRole])], _ needed: Double
  ) -> [Finding] {
    pairs.flatMap { role, grounds in
      (grounds.isEmpty ? [role] : grounds).compactMap { under -> Finding? in
        let style = theme[role]
        let ground = theme[under].background == .standard ? theme.ground.background : theme[under].background
        guard let front = known(style.foreground), let back = known(ground),
          !theme[under].attributes.contains(.reverse)
        else { return nil }
        let contrast = ColorSight.contrast(front, back)
        guard contrast < needed else { return nil }
        let mended = ColorSight.mended(front, on: back, needed)
        return finding(
          theme, role,
          "\(role) on \(under) has a contrast of \(tenths(contrast)) at \(theme.depth.words); it needs \(tenths(needed)).",
          mended.map { "\(hex($0)) would do." } ?? "Change the ground: no colour is far enough from it.")
      }
    }
  }

  /// States that are too near to each other for some eyes; of each pair the sight that tells them apart worst.
  static func distances(_ theme: Theme, among states: [ThemeRole]) -> [Finding] {
    pairs(states).compactMap { first, second -> Finding? in
      guard let a = known(theme[first].foreground), let b = known(theme[second].foreground) else {
        return nil
      }
      let worst = ColorSight.allCases.map { (sight: $0, distance: $0.distance(a, b)) }.min {
        $0.distance < $1.distance
      }
      guard let worst, worst.distance < stateDistance else { return nil }
      let eyes = worst.sight == .all ? "all eyes" : "\(worst.sight)opia"
      return finding(
        theme, second,
        "\(first) and \(second) are \(tenths(worst.distance)) apart for \(eyes) at \(theme.depth.words); they need \(Int(stateDistance)).",
        "Make one of them lighter or darker, or give it another hue.")
    }
  }

  /// Roles that cannot be told apart where colours are few: same look and same sign, on some screen.
  static func lookAlikes(_ theme: Theme, among roles: [ThemeRole]) -> [Finding] {
    let ascii = theme.at(theme.depth, ascii: true)
    return pairs(roles).compactMap { first, second -> Finding? in
      guard theme[first] == theme[second],
        theme.glyph(first) == theme.glyph(second) || ascii.glyph(first) == ascii.glyph(second)
      else { return nil }
      return finding(
        theme, second, "\(first) and \(second) look alike at \(theme.depth.words).",
        "Give one of them another \(theme.depth == .mono ? "attribute under mono" : "name under c16"), or a glyph of its own."
      )
    }
  }

  /// In 16 colours nobody knows the grounds: none is set, and names that vanish on some of them are not used.
  private static func ansi(_ theme: Theme) -> [Finding] {
    theme.definition.roles.keys.sorted { $0.name < $1.name }.compactMap { role -> Finding? in
      let style = theme[role]
      if style.background != .standard {
        return finding(
          theme, role, "\(role) sets a ground at 16 colours.", "Use attr: [reverse] there, and bg: default.")
      }
      if style.foreground == .indexed(8) {
        return finding(
          theme, role, "\(role) is bright black at 16 colours, which some grounds hide.",
          "Use default, with attr: [dim] if it must be faint.")
      }
      if style.foreground == .indexed(4), theme.appearance == .dark, role.parent != "heat" {
        return finding(
          theme, role, "\(role) is blue at 16 colours, which cannot be read on black.", "Use blue-bright.")
      }
      return nil
    }
  }

  private static func pairs(_ roles: [ThemeRole]) -> [(ThemeRole, ThemeRole)] {
    roles.indices.flatMap { i in roles[(i + 1)...].map { (roles[i], $0) } }
  }
  private static func tenths(_ value: Double) -> String {
    let n = Int((value * 10).rounded(.down))
    return "\(n / 10).\(n % 10)"
  }
  private static func hex(_ color: (r: Int, g: Int, b: Int)) -> String {
    func two(_ n: Int) -> String { (n < 16 ? "0" : "") + String(n, radix: 16) }
    return "#\(two(color.r))\(two(color.g))\(two(color.b))"
  }
}

extension ColorDepth {
  /// As one says it: `24 bits`, `256 colours`.
  var words: String {
    switch self {
    case .mono: "no colours"
    case .ansi16: "16 colours"
    case .indexed256: "256 colours"
    case .trueColor: "24 bits"
    }
  }
}
