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
  /// Only the short forms are shown, also where the words would fit.
  public var isShort = false
  /// Makes a row of tabs.
  public init(_ tabs: [Tab], active: String) { (self.tabs, self.active) = (tabs, active) }

  /// What is shown of the tabs, each with a blank at both sides of its word, and the cells between two.
  struct Shown {
    var tabs: [(tab: Tab, word: String, badge: String)], gap: Int
    /// Where each tab begins and how wide it is, from the left edge of the row.
    var places: [(x: Int, width: Int)] {
      var x = 0
      return tabs.map { tab in
        let width = TextWidth.of(tab.word) + TextWidth.of(tab.badge) + 1
        defer { x += width + gap }
        return (x, width)
      }
    }
  }
  /// As much as fits: full words, the open one alone in full, none; apart, then close together.
  func shown(in width: Int) -> Shown {
    func row(_ isWhole: (Tab) -> Bool, badge: String) -> [(tab: Tab, word: String, badge: String)] {
      tabs.map { tab in
        (tab, " " + (isWhole(tab) ? tab.title : tab.short), tab.badge.map { "\(badge)\($0)" } ?? "")
      }
    }
    let shortest = row({ _ in false }, badge: "*")
    let words = [row({ _ in true }, badge: " "), row({ $0.id == active }, badge: "*")]
    for tabs in isShort ? [shortest] : words + [shortest] {
      for gap in [1, 0] {
        let shown = Shown(tabs: tabs, gap: gap)
        if shown.places.last.map({ $0.x + $0.width <= width }) ?? true { return shown }
      }
    }
    return Shown(tabs: tabs.filter { $0.id == active }.map { ($0, " \($0.title)", "") }, gap: 0)
  }
  /// Draws the row.
  public func draw(into surface: inout Surface, area: Rect) {
    guard !area.isEmpty else { return }
    let shown = shown(in: area.width)
    for ((tab, word, badge), place) in zip(shown.tabs, shown.places) {
      let isActive = tab.id == active, x = area.x + place.x
      let left = max(0, area.right - x), width = min(left, place.width)
      if isActive { surface.fill(Rect(x, area.y, width, 1), .barTopActive) }
      let end =
        x + surface.put(word, at: Point(x, area.y), isActive ? .barTopActive : .textMuted, width: left)
      surface.put(badge, at: Point(end, area.y), .statusWarn, width: max(0, area.right - end))
    }
  }
  /// The tab under a place.
  public func tab(at point: Point, in area: Rect) -> String? {
    guard area.contains(point) else { return nil }
    let shown = shown(in: area.width)
    return zip(shown.tabs, shown.places).first { _, place in
      (place.x..<(place.x + place.width)).contains(point.x - area.x)
    }?.0.tab.id
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
