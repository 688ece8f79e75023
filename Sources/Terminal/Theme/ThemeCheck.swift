/// Looks whether a theme can be read: contrast of text, focus and faint text, and states that can be told apart by
/// everybody. Colours that are the terminal's own are not known and not judged.
public enum ThemeCheck {
  /// Something that falls short.
  public struct Finding: Equatable, Sendable, CustomStringConvertible {
    /// The depth it was seen at.
    public let depth: ColorDepth
    /// The sentence.
    public let description: String
  }

  /// Contrast that text needs on its ground, and what focus and faint text need.
  public static let textContrast = 4.5, focusContrast = 3.0
  /// Distance (CIE76) that two states need, in four kinds of sight.
  public static let stateDistance = 20.0

  static let texts: [(ThemeRole, on: [ThemeRole])] = [
    (.text, [.ground, .selection, .notePrivate, .dialog, .chip]),
    (.textBright, [.ground, .selection, .barTopActive, .dialog]), (.textMuted, [.ground]),
    (.accent, [.ground, .selection, .barTop, .barFooter, .dialog]), (.link, [.ground]),
    (.personOther, [.ground, .barTop]), (.error, [.ground, .dialog]), (.priorityUrgent, [.ground]),
    (.priorityHigh, [.ground]), (.notePrivateBar, [.notePrivate]), (.incident, []), (.diffAdd, []),
    (.diffRemove, []), (.input, []), (.inputFocus, []), (.toast, []), (.barTopActive, []),
    (.inputSelection, []),
  ]
  static let lines: [(ThemeRole, on: [ThemeRole])] = [
    (.textFaint, [.ground]), (.borderFocus, [.ground]), (.selectionBar, [.ground]),
    (.textMuted, [.barTop, .chip]),
    (.gaugeOK, [.ground]), (.gaugeWarn, [.ground]), (.gaugeBreached, [.ground]), (.mark, [.ground]),
  ]
  /// States whose colours must be told apart in every theme. Those of a ticket that is new, on hold or solved have a
  /// sign and a word as well; only the safe themes keep them all apart.
  static let coreStates: [ThemeRole] = [.statusOK, .statusInfo, .statusWarn, .statusBreached, .statusPending]
  static let states: [ThemeRole] = coreStates + [.statusOnHold, .statusNew, .statusSolved]

  /// All that falls short, at 24 bits and at 256 colours.
  public static func findings(_ definition: ThemeDefinition) -> [Finding] {
    [ColorDepth.trueColor, .indexed256].flatMap { depth in
      let theme = Theme(definition, depth: depth)
      return contrasts(theme, texts, textContrast) + contrasts(theme, lines, focusContrast)
        + contrasts(theme, states.map { ($0, [.ground]) }, textContrast)
        + (depth == .indexed256 ? distances(theme) : [])
    }
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
        return Finding(
          depth: theme.depth,
          description: "\(role) on \(under) has a contrast of \(tenths(contrast)) at \(theme.depth); "
            + "it needs \(tenths(needed)).")
      }
    }
  }

  /// States that are too near to each other for some eyes.
  static func distances(_ theme: Theme, among states: [ThemeRole] = coreStates) -> [Finding] {
    var found: [Finding] = []
    for (i, first) in states.enumerated() {
      for second in states[(i + 1)...] {
        guard let a = known(theme[first].foreground), let b = known(theme[second].foreground) else {
          continue
        }
        for sight in ColorSight.allCases {
          let distance = sight.distance(a, b)
          guard distance < stateDistance else { continue }
          let eyes = sight == .all ? "all eyes" : "\(sight)opia"
          found.append(
            Finding(
              depth: theme.depth,
              description: "\(first) and \(second) are \(tenths(distance)) apart for \(eyes); they need 20."))
        }
      }
    }
    return found
  }

  private static func tenths(_ value: Double) -> String {
    let n = Int((value * 10).rounded(.down))
    return "\(n / 10).\(n % 10)"
  }
}
