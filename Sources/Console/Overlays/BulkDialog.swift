import Domain
import Operations
import Store
import Terminal

/// Before an act on everything that matches: how many tickets that are, and what would become of them. The act is
/// tried in a transaction that is rolled back, so what is shown is what would happen.
struct BulkDialog: Overlay {
  /// What was found and tried.
  struct Found: Sendable {
    let ids: [Ticket.ID], isCapped: Bool
    let refusal: String?
  }
  /// More at once would hold the write lock too long for the others.
  nonisolated static let most = 2000

  let filter: String
  private let make: @Sendable ([Ticket.ID]) -> Order
  private var found: Found?
  private var onRisky = false

  init(filter: String, make: @escaping @Sendable ([Ticket.ID]) -> Order) {
    (self.filter, self.make) = (filter, make)
  }
  var dropsTypeAhead: Bool { true }
  var hints: [(key: String, word: String)] {
    [("Tab", "other button"), ("Enter", "press"), ("y", "do it"), ("Esc", "cancel")]
  }

  mutating func appear(_ facts: Facts) -> [Effect] {
    let text = filter, me = facts.me.id, now = facts.now, zone = facts.zone
    return [
      .read(
        Ask("found") { desk in
          let filter = try Filter(text)
          let ids = try desk.look {
            try $0.ticketIDs(filter, viewer: me, now: now, zone: zone, cap: Self.most + 1)
          }
          return Found(ids: Array(ids.prefix(Self.most)), isCapped: ids.count > Self.most, refusal: nil)
        })
    ]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch answer {
    case .success(let value):
      found = value as? Found ?? found
      return []
    case .failure(let error): return [.dismiss, .say("\(error)", .bad)]
    }
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    guard case .key(let key) = event else { return [] }
    switch (key.code, key.modifiers) {
    case (.escape, _), (.character("n"), []), (.character("c"), .control): return [.dismiss]
    case (.tab, _), (.backTab, _), (.left, _), (.right, _):
      onRisky.toggle()
      return []
    case (.character("y"), []): return run()
    case (.enter, _): return onRisky ? run() : [.dismiss]
    default: return []
    }
  }
  private func run() -> [Effect] {
    guard let found, !found.ids.isEmpty, !found.isCapped else { return [] }
    return [.dismiss, .act(make(found.ids))]
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw(make([]).title, into: &surface, area: area, width: 76, height: 11, low: true)
    Popup.put(
      "all that match  \(filter.isEmpty ? "everything" : filter)", .text, into: &surface, at: inner.x,
      inner.y + 1, width: inner.width)
    if let found {
      let words =
        found.isCapped
        ? "These are more than \(Digits.grouped(Self.most)) tickets, too many for one act. Narrow the filter."
        : "\(Digits.grouped(found.ids.count)) tickets: \(found.ids.prefix(6).map(\.description).joined(separator: " "))\(found.ids.count > 6 ? " …" : "")"
      Popup.put(
        words, found.isCapped ? .error : .textBright, into: &surface, at: inner.x, inner.y + 3,
        width: inner.width)
      if !found.isCapped {
        Popup.put(
          "All or none: if one of them cannot, nothing is done. One u takes it back.", .textMuted,
          into: &surface, at: inner.x, inner.y + 4, width: inner.width)
      }
    } else {
      Popup.put("counting …", .textMuted, into: &surface, at: inner.x, inner.y + 3, width: inner.width)
    }
    let y = inner.bottom - 2
    var x = inner.x
    for (word, isHere) in [("Cancel", !onRisky), ("Do it", onRisky)] {
      let text = isHere ? "> \(word) <" : "  \(word)  "
      x +=
        Popup.put(
          text, isHere ? .accent : .textMuted, into: &surface, at: x, y, width: max(0, inner.right - x)) + 3
    }
    surface.cursor = Point(inner.x + (onRisky ? 13 : 0), y)
  }
  func plain(_ facts: Facts) -> [String] {
    ["\(make([]).title), all that match \(filter)", found.map { "\($0.ids.count) tickets" } ?? "counting"]
  }
}
