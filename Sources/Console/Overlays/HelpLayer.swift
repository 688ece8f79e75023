import Domain
import Terminal

/// The keys that work here, made from the key map itself; typing searches, `Enter` does the one found.
struct HelpLayer: Overlay {
  private var help: Help

  @MainActor init(keys: KeyMap, pane: (any Pane)?, _ facts: Facts) {
    let entries = HelpEntry.entries(from: keys, in: pane?.contexts ?? ["global"]) {
      pane?.reason(against: $0, facts)
    }
    // What one came for stands first.
    let order = ["On the ticket", "Writing", "Mark", "Move", "Find", "Go to", "Everywhere"]
    let sorted = (order.map(Optional.some) + [nil]).flatMap { group in
      entries.filter { group == nil ? !order.contains($0.group) : $0.group == group }
    }
    help = Help("Help: \(pane?.title ?? "")", sorted)
  }
  var hints: [Hint] { help.hints }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch help.handle(event, in: Rect(facts.size).forLayers) {
    case .run(let command): [.dismiss, .command(command, count: nil)]
    case .close: [.dismiss]
    case .none, .refused: []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    help.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { help.plain }
}
