/// Draws what a theme looks like at work: a piece of each kind of pane.
public enum ThemePreview {
  /// The size it is drawn for.
  public static let size = Size(100, 30)

  /// The picture.
  public static func surface(_ theme: Theme, size: Size = size) -> Surface {
    var surface = Surface(size, theme: theme)
    drawBars(&surface)
    let rest = Rect(0, 2, size.width, size.height - 4)
    let (left, right) = rest.cutLeft(size.width / 2)
    drawList(&surface, left)
    drawStates(&surface, right.cutLeft(2).rest)
    return surface
  }

  private static func drawBars(_ surface: inout Surface) {
    let (width, height) = (surface.size.width, surface.size.height)
    surface.fill(Rect(0, 0, width, 1), .barTop)
    var x = 1 + surface.put(surface.theme.name, at: Point(1, 0), .accent) + 2
    x += surface.put(" Active ", at: Point(x, 0), .barTopActive)
    x += surface.put(" Other ", at: Point(x, 0), .barTop)
    surface.put("other people", at: Point(x + 1, 0), .personOther)
    surface.fill(Rect(0, height - 1, width, 1), .barFooter)
    x = 1
    for (key, word) in [("Enter", "open"), ("a", "assign"), ("?", "help")] {
      x += surface.put(key, at: Point(x, height - 1), .accent) + 1
      x += surface.put(word, at: Point(x, height - 1), .textMuted) + 2
    }
    surface.fill(Rect(0, height - 2, width, 1), .incident)
    surface.put("INCIDENT SEV2 since 13:47", at: Point(1, height - 2), .incident)
  }

  private static func drawList(_ surface: inout Surface, _ area: Rect) {
    let theme = surface.theme
    let rows: [(ThemeRole, ThemeRole, String)] = [
      (.textBright, .statusBreached, "Refund for double charge"), (.textBright, .statusWarn, "Cannot log in"),
      (.text, .statusPending, "解約について (cancellation)"), (.text, .statusOK, "Invoice PDF is empty"),
      (.text, .statusOnHold, "Delivery of the July report"), (.textBright, .statusNew, "API returns 429"),
      (.textMuted, .statusSolved, "Please add a second VAT id"),
      (.text, .statusInfo, "Seats: 25 paid, 22 used"),
    ]
    surface.put("SUBJECT", at: Point(area.x + 6, area.y), .textMuted)
    for (i, row) in rows.enumerated() where i + 1 < area.height {
      let y = area.y + 1 + i
      surface.put(theme.glyph(row.1) ?? " ", at: Point(area.x + 3, y), row.1)
      surface.putCut(row.2, at: Point(area.x + 6, y), row.0, width: max(0, area.width - 16))
      surface.put(" chip ", at: Point(area.right - 8, y), .chip)
      guard i == 1 else { continue }
      surface.tint(Rect(area.x, y, area.width, 1), .selection)
      surface.put(theme.glyph(.selectionBar) ?? ">", at: Point(area.x, y), .selectionBar)
      surface.put(theme.glyph(.mark) ?? "*", at: Point(area.x + 1, y), .mark)
    }
    drawGauges(&surface, Rect(area.x + 3, area.y + 11, area.width - 6, area.height - 11))
    for y in area.y..<area.bottom {
      surface.put(theme.glyph(.separator) ?? "|", at: Point(area.right - 1, y), .separator)
    }
  }

  private static func drawGauges(_ surface: inout Surface, _ area: Rect) {
    let theme = surface.theme
    for (i, (role, part)) in [(ThemeRole.gaugeOK, 3), (.gaugeWarn, 7), (.gaugeBreached, 10)].enumerated() {
      for x in 0..<10 {
        let used = x < part ? role : .gaugeTrack
        surface.put(theme.glyph(used) ?? "-", at: Point(area.x + x, area.y + i), used)
      }
      surface.put("\(part)0 %", at: Point(area.x + 12, area.y + i), role)
    }
    for (i, role) in ThemeRole.heat.enumerated() {
      let shade = theme.charts.shade
      let sign = theme.depth >= .indexed256 && !theme.isASCII ? "█" : shade[min(i, shade.count - 1)]
      surface.put(sign + sign, at: Point(area.x + 20 + 2 * i, area.y), role)
    }
    surface.put(theme.charts.blocks.joined(), at: Point(area.x + 20, area.y + 2), .accent)
  }

  private static func drawStates(_ surface: inout Surface, _ area: Rect) {
    let theme = surface.theme
    var y = area.y
    let states: [ThemeRole] =
      ThemeCheck.states + [.priorityUrgent, .priorityHigh, .priorityNormal, .priorityLow, .error]
    for (i, role) in states.enumerated() {
      let x = area.x + (i % 2) * 24
      let column = surface.put(theme.glyph(role) ?? " ", at: Point(x, y), role)
      surface.put(role.name, at: Point(x + max(2, column) + 1, y), role)
      if i % 2 == 1 { y += 1 }
    }
    y += 2
    for role: ThemeRole in [.textBright, .text, .textMuted, .textFaint, .link, .match] {
      surface.put(role.name, at: Point(area.x, y), role)
      y += 1
    }
    surface.fill(Rect(area.x, y, area.width - 1, 2), .notePrivate)
    surface.put(
      "\(theme.glyph(.notePrivateBar) ?? "|") bo  PRIVATE NOTE", at: Point(area.x, y), .notePrivateBar)
    surface.put("  The mapping is missing.", at: Point(area.x, y + 1), .text)
    surface.put("\(theme.glyph(.diffRemove) ?? "-") percent_off 10", at: Point(area.x, y + 3), .diffRemove)
    surface.put("\(theme.glyph(.diffAdd) ?? "+") percent_off 15", at: Point(area.x, y + 4), .diffAdd)
    surface.put(" field          ", at: Point(area.x + 20, y + 3), .input)
    surface.put(" with the focus ", at: Point(area.x + 20, y + 4), .inputFocus)
    surface.fill(Rect(area.x, y + 6, 20, 1), .dialog)
    surface.put(" dialog", at: Point(area.x, y + 6), .dialog)
    surface.put(" toast  u undo ", at: Point(area.x + 20, y + 6), .toast)
  }
}
