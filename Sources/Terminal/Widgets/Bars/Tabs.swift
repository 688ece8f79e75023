/// Tabs in one row: full words where they fit, their short forms where not, at last the open one alone.
public struct Tabs: Sendable {
  /// A tab.
  public struct Tab: Hashable, Sendable, Identifiable {
    /// What the owner knows it by.
    public var id: String
    /// The word, and what stands for it on narrow screens (`2Q`).
    public var title: String, short: String
    /// How many wait in it; not shown for `nil`.
    public var badge: Int?
    /// Makes a tab.
    public init(_ id: String, _ title: String, short: String, badge: Int? = nil) {
      (self.id, self.title, self.short, self.badge) = (id, title, short, badge)
    }
  }
  /// In order.
  public var tabs: [Tab]
  /// The open one.
  public var active: String
  /// Makes a row of tabs.
  public init(_ tabs: [Tab], active: String) { (self.tabs, self.active) = (tabs, active) }

  /// The tabs as they are shown in so many cells: words with one blank on both sides.
  func shown(in width: Int) -> [(tab: Tab, word: String, badge: String)] {
    let full = tabs.map { ($0, " \($0.title)", $0.badge.map { " \($0)" } ?? "") }
    if Tabs.width(full) <= width { return full }
    let short = tabs.map {
      ($0, $0.id == active ? " \($0.title)" : " \($0.short)", $0.badge.map { "*\($0)" } ?? "")
    }
    if Tabs.width(short) <= width { return short }
    let shortest = tabs.map { ($0, " \($0.short)", $0.badge.map { "*\($0)" } ?? "") }
    if Tabs.width(shortest) <= width { return shortest }
    return tabs.filter { $0.id == active }.map { ($0, " \($0.title)", "") }
  }
  private static func width(_ shown: [(Tab, String, String)]) -> Int {
    shown.reduce(0) { $0 + TextWidth.of($1.1) + TextWidth.of($1.2) + 1 }
  }
  /// Draws the row and answers the columns used.
  @discardableResult
  public func draw(into surface: inout Surface, area: Rect) -> Int {
    guard !area.isEmpty else { return 0 }
    var x = area.x
    for (tab, word, badge) in shown(in: area.width) {
      let isActive = tab.id == active
      let left = area.right - x
      let width = min(left, TextWidth.of(word) + TextWidth.of(badge) + 1)
      if isActive { surface.fill(Rect(x, area.y, width, 1), .barTopActive) }
      var end =
        x + surface.put(word, at: Point(x, area.y), isActive ? .barTopActive : .textMuted, width: left)
      end += surface.put(badge, at: Point(end, area.y), .statusWarn, width: area.right - end)
      x += width
    }
    return x - area.x
  }
  /// The tab under a place.
  public func tab(at point: Point, in area: Rect) -> String? {
    guard area.contains(point) else { return nil }
    var x = area.x
    for (tab, word, badge) in shown(in: area.width) {
      x += TextWidth.of(word) + TextWidth.of(badge) + 1
      if point.x < x { return tab.id }
    }
    return nil
  }
}

/// The row at the top: the name, the tabs, and at the right who and where one is.
public struct TopBar: Sendable {
  /// The product's name.
  public var name: String
  /// The tabs.
  public var tabs: Tabs
  /// Groups at the right, the last outermost; the first leaves first.
  public var right: [[TextRun]]
  /// Makes the row.
  public init(_ name: String, _ tabs: Tabs, right: [[TextRun]]) {
    (self.name, self.tabs, self.right) = (name, tabs, right)
  }
  private func parts(_ area: Rect) -> (tabs: Rect, right: [[TextRun]]) {
    let start = min(area.width, TextWidth.of(name) + 3)
    let room = area.width - start
    // Short tabs go before the groups at the right do.
    var right = right.filter { !$0.isEmpty }
    func width() -> Int { right.reduce(1) { $0 + $1.width + 2 } }
    let least = tabs.tabs.reduce(0) { $0 + TextWidth.of($1.short) + 2 + ($1.badge == nil ? 0 : 2) }
    while !right.isEmpty, width() + least > room { right.removeFirst() }
    return (
      Rect(area.x + start, area.y, max(0, room - (right.isEmpty ? 0 : width())), min(1, area.height)), right
    )
  }
  /// Draws the first row of the area.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    surface.fill(Rect(area.x, area.y, area.width, 1), .barTop)
    surface.put(name, at: Point(area.x + 1, area.y), .accent, width: area.width - 1)
    let (place, right) = parts(area)
    tabs.draw(into: &surface, area: place)
    var end = area.right - 1
    for group in right.reversed() {
      end -= group.width
      surface.put(group, at: Point(end, area.y))
      end -= 2
    }
  }
  /// The tab under a place.
  public func tab(at point: Point, in area: Rect) -> String? { tabs.tab(at: point, in: parts(area).tabs) }
}
