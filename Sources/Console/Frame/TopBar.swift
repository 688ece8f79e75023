import Domain
import Terminal

/// The first row: where one may go, which store this is, who sits here, what time it is.
enum TopBar {
  /// A place that can be gone to from the bar.
  struct Place {
    let word: String, command: String, key: String
    let isCurrent: Bool
  }
  @MainActor static func places(_ shell: Shell) -> [Place] {
    [
      Place(
        word: "Queues", command: "go.queue", key: "F2",
        isCurrent: shell.pane is QueuePane || shell.pane is TicketPane),
      Place(word: "Audit", command: "go.audit", key: "F5", isCurrent: shell.pane is AuditPane),
    ]
  }
  @MainActor static func draw(_ shell: Shell, into surface: inout Surface, area: Rect) {
    surface.fill(area, .barTop)
    let ground = surface.theme[.barTop].background
    var right = area.right - 1
    func putRight(_ text: String, _ role: ThemeRole, gap: Int) {
      right -= TextWidth.of(text)
      guard right > area.x + 10 else { return }
      surface.put(text, at: Point(right, area.y), surface.theme[role].on(ground))
      right -= gap
    }
    let facts = shell.facts
    putRight(facts.now.clock(in: facts.zone), .textMuted, gap: 2)
    let dot = surface.theme.isASCII ? " - " : " · "
    putRight("\(facts.me.handle)\(dot)\(facts.me.role.rawValue)", .text, gap: 2)
    if shell.setting.isReadOnly { putRight("read only", .statusWarn, gap: 2) }
    putRight(shell.setting.store, shell.setting.isDemo ? .personOther : .textMuted, gap: 2)
    var x = area.x + 1
    x += surface.put("opsdeck", at: Point(x, area.y), surface.theme[.accent].on(ground).with(.bold)) + 2
    for place in places(shell) {
      let word = area.width >= 100 ? " \(place.word) " : " \(place.key.dropFirst())\(place.word.prefix(1)) "
      guard x + TextWidth.of(word) < right else { break }
      let style =
        place.isCurrent ? surface.theme[.barTopActive] : surface.theme[.textMuted].on(ground)
      x += surface.put(word, at: Point(x, area.y), style) + 1
    }
  }
  @MainActor static func command(at x: Int, _ shell: Shell) -> String? {
    var left = 1 + 7 + 2
    for place in places(shell) {
      let word =
        shell.facts.size.width >= 100
        ? " \(place.word) " : " \(place.key.dropFirst())\(place.word.prefix(1)) "
      if (left..<left + TextWidth.of(word)).contains(x) { return place.command }
      left += TextWidth.of(word) + 1
    }
    return nil
  }
}
