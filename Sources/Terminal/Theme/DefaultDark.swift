extension ThemeDefinition {
  /// The theme that needs no file, so that the first frame reads none. `themes/default-dark.yaml` says the same.
  public static let defaultDark = ThemeDefinition(
    name: "default-dark", appearance: .dark,
    roles: DefaultDark.all,
    charts: Charts(
      ramp: [.statusNew, .statusOK, .statusWarn, .statusBreached, .personOther],
      blocks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], shade: [" ", "░", "▒", "▓", "█"],
      ascii: [" ", ".", ":", "+", "#", "@"]))
}

/// The roles of the built-in theme by what they are for.
private enum DefaultDark {
  static var all: Roles {
    var roles = texts
    for part in [grounds, states, work] { roles.merge(part) { first, _ in first } }
    return roles
  }

  typealias Role = ThemeDefinition.Role
  typealias Roles = [ThemeRole: Role]
  typealias Face = ThemeDefinition.Face
  typealias Attributes = Style.Attributes

  static func hex(_ n: UInt32) -> Color { .rgb(UInt8(n >> 16 & 255), UInt8(n >> 8 & 255), UInt8(n & 255)) }
  static func role(
    _ foreground: Color? = nil, on background: Color? = nil, _ attributes: Attributes? = nil,
    c256: Face? = nil,
    c16: Face? = nil, mono: Attributes? = nil, glyph: (String, String)? = nil
  ) -> Role {
    Role(
      rgb: Face(foreground, on: background, attributes), c256: c256, c16: c16, mono: mono,
      glyph: glyph.map { ThemeDefinition.Glyph($0.0, $0.1) })
  }

  static let bar = hex(0x1B1E25)
  static let raised = hex(0x262B35)
  static let chosen = hex(0x233247)
  static let note = hex(0x262218)
  static let track = hex(0x2B303A)
  static let bright = hex(0xEEF0F4)
  static let ink = hex(0xC8CCD4)
  static let muted = hex(0x7A8290)
  static let faint = hex(0x626A7A)
  static let accent = hex(0x7FB4E6)
  static let mint = hex(0x8FC9B0)
  static let amber = hex(0xE0B568)
  static let coral = hex(0xF08A7E)
  static let violet = hex(0xB9A3E3)
  static let reverse = Face(.standard, on: .standard, .reverse)
  static let own = Face(.standard)

  static var texts: Roles {
    var roles: Roles = [:]
    roles[.ground] = role(on: hex(0x14161B), c256: Face(on: .indexed(233)))
    roles[.text] = role(ink, c16: own)
    roles[.textBright] = role(bright, .bold, c16: Face(.standard, .bold), mono: .bold)
    roles[.textMuted] = role(muted)
    roles[.textFaint] = role(faint, mono: .dim)
    roles[.accent] = role(accent, .bold, mono: .bold)
    roles[.link] = role(accent, mono: .underline)
    roles[.error] = role(coral, mono: .bold, glyph: ("✗", "x"))
    roles[.match] = role(hex(0xFFE2A8), .underline, mono: .underline)
    roles[.mark] = role(accent, .bold, mono: .bold, glyph: ("*", "*"))
    return roles
  }

  static var grounds: Roles {
    var roles: Roles = [:]
    roles[.selection] = role(on: chosen, c256: Face(on: .indexed(236)), c16: reverse, mono: .reverse)
    roles[.selectionBar] = role(
      accent, on: chosen, c16: Face(.indexed(12), .bold), mono: .bold, glyph: ("▌", ">"))
    roles[.barTop] = role(muted, on: bar)
    roles[.barFooter] = role(muted, on: bar)
    roles[.barTopActive] = role(bright, on: raised, .bold, mono: [.bold, .underline])
    roles[.chip] = role(muted, on: raised)
    roles[.separator] = role(track, c16: own, mono: [], glyph: ("│", "|"))
    roles[.border] = role(faint, c16: own, mono: [])
    roles[.borderFocus] = role(accent, mono: .bold)
    roles[.input] = role(ink, on: bar, mono: .underline)
    roles[.inputFocus] = role(bright, on: raised, mono: [.underline, .bold])
    roles[.inputSelection] = role(bright, on: hex(0x2F608A), c16: reverse, mono: .reverse)
    roles[.dialog] = role(ink, on: bar)
    roles[.toast] = role(bright, on: raised, mono: .bold)
    roles[.incident] = role(
      hex(0xFFFFFF), on: hex(0xA83200), .bold, c256: Face(.indexed(231), on: .indexed(130), .bold),
      c16: Face(.standard, on: .standard, [.reverse, .bold]), mono: [.reverse, .bold])
    return roles
  }

  static var states: Roles {
    var roles: Roles = [:]
    roles["status"] = role(ink, glyph: ("●", "o"))
    roles[.statusOK] = role(
      hex(0x91E7CD), c256: Face(.indexed(158)), glyph: ("✓", "ok"))
    roles[.statusInfo] = role(
      hex(0x2CA6C6), c256: Face(.indexed(87)), glyph: ("i", "i"))
    roles[.statusWarn] = role(
      hex(0xFFDA96), c256: Face(.indexed(222)), glyph: ("!", "!"))
    roles[.statusBreached] = role(
      hex(0xEF8975), .bold, c256: Face(.indexed(173), .bold), mono: .bold, glyph: ("‼", "!!"))
    roles[.statusPending] = role(
      hex(0xD2A43D), c256: Face(.indexed(142)), glyph: ("◐", "p"))
    roles[.statusOnHold] = role(
      hex(0x8993F0), c256: Face(.indexed(141)), glyph: ("◑", "h"))
    roles[.statusNew] = role(
      hex(0xCED6FF), c256: Face(.indexed(74)), glyph: ("●", "n"))
    roles[.statusSolved] = role(
      hex(0x9F989B), c256: Face(.indexed(109)), glyph: ("✔", "v"))
    roles["gauge"] = role(mint, glyph: ("━", "="))
    roles[.gaugeOK] = role(hex(0x91E7CD), c256: Face(.indexed(158)))
    roles[.gaugeWarn] = role(hex(0xFFDA96), c256: Face(.indexed(222)))
    roles[.gaugeBreached] = role(hex(0xEF8975), c256: Face(.indexed(173)), mono: .bold)
    roles[.gaugeTrack] = role(track, c16: own, mono: .dim, glyph: ("─", "-"))
    roles["priority"] = role(muted)
    roles[.priorityUrgent] = role(hex(0xFF7A6B), .bold, mono: .bold, glyph: ("‼", "!!"))
    roles[.priorityHigh] = role(amber, .bold, mono: .bold, glyph: ("!", "!"))
    roles[.priorityNormal] = role(faint, glyph: ("·", "."))
    roles[.priorityLow] = role(faint, glyph: ("↓", "-"))
    return roles
  }

  static var work: Roles {
    var roles: Roles = [:]
    roles["note"] = role()
    roles[.notePrivate] = role(on: note, c16: own, mono: [])
    roles[.notePrivateBar] = role(amber, on: note, .bold, mono: .bold, glyph: ("▎", "|"))
    roles["person"] = role(accent, .bold)
    roles[.personOther] = role(violet, [])
    roles[.diffAdd] = role(
      hex(0x8FD3FF), on: hex(0x0B2A3F), c16: Face(.indexed(6)), mono: .underline, glyph: ("+", "+"))
    roles[.diffRemove] = role(
      hex(0xFFB38A), on: hex(0x40210F), c16: Face(.indexed(3)), mono: .dim, glyph: ("-", "-"))
    roles[ThemeRole.heat[0]] = role(track, c16: own, mono: .dim)
    roles[ThemeRole.heat[1]] = role(hex(0x26435C), c16: Face(.indexed(4)))
    roles[ThemeRole.heat[2]] = role(hex(0x2F608A), c16: Face(.indexed(4)))
    roles[ThemeRole.heat[3]] = role(hex(0x4F8FC4), c16: Face(.indexed(6)))
    roles[ThemeRole.heat[4]] = role(hex(0x9FD0F5), c16: Face(.indexed(14)))
    return roles
  }
}
