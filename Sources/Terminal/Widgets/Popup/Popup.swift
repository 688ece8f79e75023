/// The frame of what lies over a screen for a while: a line around it, a title in the line, a ground of its own.
public enum Popup {
  /// The widest a dialog gets, also on a wide screen.
  public static let widest = 104

  /// Where a popup of that size goes: in the middle, or where it leaves `avoided` free.
  ///
  /// Places are tried below, above, right and left of the area to avoid; where none has room, the popup goes to the
  /// place that covers least of it.
  public static func place(_ size: Size, in area: Rect, avoiding avoided: Rect? = nil) -> Rect {
    let width = min(size.width, area.width, widest), height = min(size.height, area.height)
    let x = area.x + (area.width - width) / 2, y = area.y + (area.height - height) / 2
    let middle = Rect(x, y, width, height)
    guard let avoided = avoided?.intersection(area), !avoided.isEmpty else { return middle }
    let places = [
      middle, Rect(x, min(avoided.bottom, area.bottom - height), width, height),
      Rect(x, max(area.y, avoided.y - height), width, height),
      Rect(min(avoided.right, area.right - width), y, width, height),
      Rect(max(area.x, avoided.x - width), y, width, height),
    ]
    func covered(_ place: Rect) -> Int {
      let both = place.intersection(avoided)
      return both.width * both.height
    }
    var best = middle
    for place in places where covered(place) < covered(best) { best = place }
    return best
  }
  /// Draws the frame and answers the area inside: without the line and one column at each side.
  @discardableResult
  public static func draw(_ title: [TextRun], into surface: inout Surface, area: Rect) -> Rect {
    guard area.width >= 2, area.height >= 2 else {
      surface.fill(area, .dialog)
      return area
    }
    surface.fill(area, .dialog)
    let isASCII = surface.theme.isASCII
    let lines = isASCII ? ["-", "|", "+", "+", "+", "+"] : ["─", "│", "┌", "┐", "└", "┘"]
    let across = String(repeating: lines[0], count: area.width - 2)
    surface.put(lines[2] + across + lines[3], at: Point(area.x, area.y), .borderFocus, width: area.width)
    surface.put(
      lines[4] + across + lines[5], at: Point(area.x, area.bottom - 1), .borderFocus, width: area.width)
    for y in (area.y + 1)..<(area.bottom - 1) {
      surface.put(lines[1], at: Point(area.x, y), .borderFocus)
      surface.put(lines[1], at: Point(area.right - 1, y), .borderFocus)
    }
    if !title.isEmpty, area.width > 8 {
      let runs = [TextRun(" ")] + title + [TextRun(" ")]
      let room = area.width - 4
      surface.fill(Rect(area.x + 2, area.y, min(room, runs.width), 1), .dialog)
      surface.putCut(runs, at: Point(area.x + 2, area.y), width: room)
    }
    return area.inset(2, 1)
  }
}

/// A choice among rows with the one that is chosen, scrolled so that it is seen: what popups have in common.
struct Choice: Sendable {
  var index = 0
  var top = 0

  mutating func move(_ distance: Int, of count: Int) {
    guard count > 0 else { index = 0; return }
    index = ((index + distance) % count + count) % count
  }
  mutating func page(_ distance: Int, of count: Int) { index = max(0, min(count - 1, index + distance)) }
  mutating func clamp(to count: Int, rows: Int) {
    index = max(0, min(index, count - 1))
    top = visibleTop(of: count, rows: rows)
  }
  /// The first row to draw so that the chosen one is seen.
  func visibleTop(of count: Int, rows: Int) -> Int {
    let index = max(0, min(self.index, count - 1))
    return max(0, min(max(min(top, index), index - rows + 1), max(0, count - rows)))
  }
  /// Up, down, pages and the readline keys for them; `false` for other keys.
  mutating func handle(_ key: Key, of count: Int, rows: Int) -> Bool {
    switch (key.code, key.modifiers) {
    case (.up, []), (.character("p"), .control): move(-1, of: count)
    case (.down, []), (.character("n"), .control): move(1, of: count)
    case (.pageUp, []): page(-max(1, rows - 1), of: count)
    case (.pageDown, []): page(max(1, rows - 1), of: count)
    default: return false
    }
    clamp(to: count, rows: rows)
    return true
  }
}
