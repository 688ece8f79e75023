import Domain
import Operations
import Terminal

/// The locked console: nothing of the store is seen, and nothing typed does anything but unlock.
struct LockOverlay: Overlay {
  private let isDemo: Bool, me: Agent
  private var line = LineEditor("", isSecret: true)
  private var trouble: String?
  private var isAsking = false

  init(isDemo: Bool, me: Agent) { (self.isDemo, self.me) = (isDemo, me) }
  var dropsTypeAhead: Bool { true }
  var hints: [(key: String, word: String)] { [("Enter", "unlock")] }

  mutating func appear(_ facts: Facts) -> [Effect] {
    guard !isDemo else { return [] }
    var order = Order(LockSession(), slot: "lock")
    order.isQuiet = true
    return [.act(order)]
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .key(let key):
      guard key.code == .enter else {
        trouble = nil
        _ = line.handle(key)
        return []
      }
      if isDemo { return [.dismiss] }
      guard !isAsking else { return [] }
      isAsking = true
      let password = Secret(line.text)
      line.replace(with: "")
      var order = Order(UnlockSession(password: password), slot: "unlock")
      order.isQuiet = true
      return [.act(order)]
    case .paste(let text):
      line.paste(text)
      return []
    default: return []
    }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard slot == "unlock" else { return [] }
    isAsking = false
    switch answer {
    case .success: return [.dismiss]
    case .failure(let error):
      trouble = "\(error)"
      return []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    surface.fill(area, .ground)
    let inner = Popup.draw("opsdeck is locked", into: &surface, area: area, width: 60, height: 9)
    Popup.put(
      "\(me.handle), \(me.role.rawValue)", .text, into: &surface, at: inner.x, inner.y + 1, width: inner.width
    )
    if isDemo {
      Popup.put(
        "The demo has no password: Enter unlocks.", .textMuted, into: &surface, at: inner.x, inner.y + 3,
        width: inner.width)
      surface.cursor = Point(inner.x, inner.y + 4)
    } else {
      Popup.put("Password", .textMuted, into: &surface, at: inner.x, inner.y + 3, width: 9)
      line.draw(into: &surface, at: Rect(inner.x + 10, inner.y + 3, inner.width - 10, 1), hint: "not echoed")
    }
    if isAsking {
      Popup.put("checking …", .textMuted, into: &surface, at: inner.x, inner.y + 5, width: inner.width)
    }
    if let trouble {
      Popup.put(trouble, .error, into: &surface, at: inner.x, inner.y + 5, width: inner.width)
    }
  }
  func plain(_ facts: Facts) -> [String] {
    ["opsdeck is locked", trouble ?? (isDemo ? "Enter unlocks" : "type the password and Enter")]
  }
}
