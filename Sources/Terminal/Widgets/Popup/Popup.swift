/// The frame of what lies over a screen for a while: a quiet line around it, a title in the line, a ground of its own.
public enum Popup {
  /// The widest a dialog gets, also on a wide screen.
  public static let widest = 104

  /// Where a popup stands in the area it is given.
  public enum Stand: Hashable, Sendable {
    /// What one looks for something in: higher than the middle, where the eye is.
    case upper
    case middle
    /// What asks about something: at the lower end, so that this stays visible.
    case lower
  }

  /// Where a popup of that size goes: where it stands, or where it leaves `avoided` free.
  ///
  /// Places are tried below, above, right and left of the area to avoid; where none has room, the popup goes to the
  /// place that covers least of it.
  public static func place(
    _ size: Size, in area: Rect, standing stand: Stand = .middle, avoiding avoided: Rect? = nil
  ) -> Rect {
    let width = min(size.width, area.width, widest), height = min(size.height, area.height)
    let x = area.x + (area.width - width) / 2, free = area.height - height
    let y =
      switch stand {
      case .upper: area.y + free / 3
      case .middle: area.y + free / 2
      case .lower: area.y + free
      }
    let usual = Rect(x, y, width, height)
    guard let avoided = avoided?.intersection(area), !avoided.isEmpty else { return usual }
    let places = [
      usual, Rect(x, min(avoided.bottom, area.bottom - height), width, height),
      Rect(x, max(area.y, avoided.y - height), width, height),
      Rect(min(avoided.right, area.right - width), y, width, height),
      Rect(max(area.x, avoided.x - width), y, width, height),
    ]
    func covered(_ place: Rect) -> Int {
      let both = place.intersection(avoided)
      return both.width * both.height
    }
    var best = usual
    for place in places where covered(place) < covered(best) { best = place }
    return best
  }
  /// Draws the frame and answers the area inside: without the line and one column at each side.
  @discardableResult
  public static func draw(_ title: String, into surface: inout Surface, area: Rect) -> Rect {
    surface.fill(area, .dialog)
    guard area.width >= 2, area.height >= 2 else { return area }
    let isASCII = surface.theme.isASCII
    let lines = isASCII ? ["-", "|", "+", "+", "+", "+"] : ["─", "│", "╭", "╮", "╰", "╯"]
    let across = String(repeating: lines[0], count: area.width - 2)
    surface.put(lines[2] + across + lines[3], at: Point(area.x, area.y), .border, width: area.width)
    surface.put(
      lines[4] + across + lines[5], at: Point(area.x, area.bottom - 1), .border, width: area.width)
    for y in (area.y + 1)..<(area.bottom - 1) {
      surface.put(lines[1], at: Point(area.x, y), .border)
      surface.put(lines[1], at: Point(area.right - 1, y), .border)
    }
    if !title.isEmpty, area.width > 8 {
      surface.putCut(" \(title) ", at: Point(area.x + 2, area.y), .textBright, width: area.width - 4)
    }
    return area.inset(2, 1)
  }
  /// The sign before a line in which one types.
  static func typingSign(_ theme: Theme) -> String { theme.isASCII ? "> " : "› " }
}

extension Key {
  /// Leaves a popup without doing anything.
  var leaves: Bool { code == .escape || self == Key(.character("c"), .control) }
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
  /// What lies beyond the rows that are seen, in words; nil where all is seen.
  func beyond(of count: Int, rows: Int) -> String? {
    let above = visibleTop(of: count, rows: rows), below = max(0, count - above - rows)
    return switch (above, below) {
    case (0, 0): nil
    case (0, _): "\(below) more below"
    case (_, 0): "\(above) more above"
    default: "\(above) more above, \(below) below"
    }
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
