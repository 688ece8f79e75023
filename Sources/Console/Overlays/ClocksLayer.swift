import Acts
import Domain
import Operations
import Store
import Terminal

/// Why a ticket is due when it is: each clock with its policy, its schedule, when it stood still, and its sum.
struct ClocksLayer: Overlay {
  private let ticket: Ticket.ID
  private var explained: ExplainedClocks?
  private var trouble: String?
  private var top = 0
  private var height = 1

  init(_ ticket: Ticket.ID) { self.ticket = ticket }

  var hints: [Hint] { Hint.row([("j/k", "scroll"), ("Esc", "back")]) }
  mutating func appear(_ facts: Facts) -> [Effect] {
    let id = ticket
    return [
      .read(
        Ask("clocks") { desk in
          let context = desk.context
          let found = try desk.look { store in
            try store.ticket(id).map {
              try ExplainedClocks(of: $0, in: store, now: context.now, zone: context.zone)
            }
          }
          return found as any Sendable
        })
    ]
  }
  mutating func receive(
    _ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts
  ) -> [Effect] {
    switch answer {
    case .success(let value):
      explained = value as? ExplainedClocks
      if explained == nil { trouble = "There is no ticket \(ticket)." }
    case .failure(let error): trouble = "\(error)"
    }
    return []
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    guard case .key(let key) = event else { return [] }
    if key.code == .escape || key.code == .enter { return [.dismiss] }
    if case .character(let letter) = key.code {
      if "qx".contains(letter), key.modifiers == [] { return [.dismiss] }
      if letter == "c", key.modifiers == .control { return [.dismiss] }
    }
    height = max(1, Rect(facts.size).forLayers.height - 2)
    switch TextMove(key) {
    case .up: top -= 1
    case .down: top += 1
    case .halfUp: top -= height / 2
    case .halfDown: top += height / 2
    case .pageUp: top -= height - 1
    case .pageDown: top += height - 1
    case .first: top = 0
    case .last: top = .max / 2
    default: break
    }
    top = max(0, min(top, lines(.builtIn).count - height))
    return []
  }

  /// The lines, the head of each clock in the colour of its state with its sign.
  private func lines(_ theme: Theme) -> [[TextRun]] {
    if let trouble { return [[TextRun(trouble, .error)]] }
    guard let explained else { return [[TextRun("Counting", .textMuted)]] }
    var clocks = explained.clocks[...], lines: [[TextRun]] = []
    for line in explained.told.split(separator: "\n").map(String.init) {
      if !line.hasPrefix(" "), let clock = clocks.popFirst() {
        if !lines.isEmpty { lines.append([]) }
        let (sign, role) = Self.look(clock.state, theme)
        lines.append([TextRun(sign + " ", role), TextRun(line, role)])
      } else {
        lines.append([TextRun(line, line.hasPrefix("  +") ? .textMuted : .text)])
      }
    }
    return lines
  }
  private static func look(_ state: String, _ theme: Theme) -> (sign: String, role: ThemeRole) {
    switch SLAState(rawValue: state) {
    case .running: (Look.sign(Ticket.Status.open, theme), .statusOK)
    case .paused: (Look.sign(Ticket.Status.pending, theme), .statusPending)
    case .met: (Look.sign(Ticket.Status.solved, theme), .statusSolved)
    case .breached, .breachedPaused, .missed: ("!", .statusBreached)
    case .unknown, nil: ("?", .textMuted)
    }
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let lines = lines(surface.theme), room = area.forLayers
    let width = (lines.map(\.width).max() ?? 0) + 4
    let place = Popup.place(Size(max(48, width), lines.count + 2), in: room)
    let inner = Popup.draw("Clocks of \(ticket)", into: &surface, area: place)
    for (row, line) in lines.dropFirst(top).prefix(inner.height).enumerated() {
      surface.putCut(line, at: Point(inner.x, inner.y + row), width: inner.width)
    }
  }
  func plain(_ facts: Facts) -> [String] {
    ["Clocks of \(ticket)"] + lines(.builtIn).map(\.plain).filter { !$0.isEmpty }
  }
}
