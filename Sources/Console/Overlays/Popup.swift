import Terminal

/// The ground that layers are drawn on: a quiet sheet over the view, with a title, framed where colours cannot tell.
enum Popup {
  /// Draws the sheet and answers where its content goes.
  /// - Parameter low: it stands at the lower end, so that what it asks about stays visible.
  static func draw(
    _ title: String, into surface: inout Surface, area: Rect, width: Int, height: Int, low: Bool = false
  ) -> Rect {
    let wide = max(1, min(width, min(104, area.width - 4))), high = max(1, min(height, area.height - 4))
    let x = area.x + (area.width - wide) / 2
    let y = low ? max(area.y + 1, area.bottom - high - 3) : area.y + max(1, (area.height - high) / 3)
    let sheet = Rect(x, y, wide, high)
    surface.fill(sheet, .dialog)
    frame(sheet, into: &surface)
    surface.putCut(
      " \(title) ", at: Point(x + 2, y), surface.theme[.textBright].on(surface.theme[.dialog].background),
      width: wide - 4)
    return Rect(x + 2, y + 1, wide - 4, high - 2)
  }
  private static func frame(_ sheet: Rect, into surface: inout Surface) {
    guard sheet.width > 2, sheet.height > 2 else { return }
    let ascii = surface.theme.isASCII
    let style = surface.theme[.separator].on(surface.theme[.dialog].background)
    let across = String(repeating: ascii ? "-" : "─", count: sheet.width - 2)
    surface.put((ascii ? "+" : "╭") + across + (ascii ? "+" : "╮"), at: Point(sheet.x, sheet.y), style)
    surface.put(
      (ascii ? "+" : "╰") + across + (ascii ? "+" : "╯"), at: Point(sheet.x, sheet.bottom - 1), style)
    for row in (sheet.y + 1)..<(sheet.bottom - 1) {
      surface.put(ascii ? "|" : "│", at: Point(sheet.x, row), style)
      surface.put(ascii ? "|" : "│", at: Point(sheet.right - 1, row), style)
    }
  }
  /// Text on the sheet's ground.
  @discardableResult
  static func put(
    _ text: String, _ role: ThemeRole, into surface: inout Surface, at x: Int, _ y: Int, width: Int
  ) -> Int {
    surface.putCut(
      text, at: Point(x, y), surface.theme[role].on(surface.theme[.dialog].background), width: width)
  }
}
