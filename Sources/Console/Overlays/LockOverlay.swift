import Domain
import Operations
import Terminal

/// The locked console: nothing of the store is seen, and nothing typed does anything but unlock.
struct LockOverlay: Overlay {
  private let isDemo: Bool, me: Agent
  private var dialog: Dialog
  private var isAsking = false

  init(isDemo: Bool, me: Agent) {
    (self.isDemo, self.me) = (isDemo, me)
    dialog = Dialog(
      "opsdeck is locked",
      fields: isDemo
        ? [] : [DialogField("password", "Password", note: "never echoed", width: 28, isSecret: true)],
      buttons: [DialogButton("unlock", "Unlock")])
    dialog.stand = .upper
    dialog.width = 60
    tell()
  }
  private mutating func tell() {
    let who = TextRun("\(me.handle), \(me.role.rawValue)")
    let what =
      isDemo ? "The demo has no password: Enter unlocks." : isAsking ? "The password is checked." : ""
    dialog.message = [[who], [TextRun(what, .textMuted)]]
  }
  var dropsTypeAhead: Bool { true }
  var hints: [Hint] { Hint.row([("Enter", "unlock")]) }

  mutating func appear(_ facts: Facts) -> [Effect] {
    guard !isDemo else { return [] }
    var order = Order(LockSession(), slot: "lock")
    order.isQuiet = true
    return [.act(order)]
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    if case .key = event { dialog.flaw = nil }
    // There is no way past it: what would cancel another dialog does nothing here.
    let outcome = dialog.handle(event, in: Rect(facts.size).forLayers)
    if case .refused(let reason) = outcome { dialog.flaw = reason }
    guard case .pressed(_, let values) = outcome, !isAsking else { return [] }
    if isDemo { return [.dismiss] }
    isAsking = true
    tell()
    dialog.setText("", of: "password")
    var order = Order(UnlockSession(password: Secret(values["password"] ?? "")), slot: "unlock")
    order.isQuiet = true
    return [.act(order)]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard slot == "unlock" else { return [] }
    isAsking = false
    tell()
    switch answer {
    case .success: return [.dismiss]
    case .failure(let error):
      dialog.flaw = "\(error)"
      return []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    surface.fill(area, .ground)
    dialog.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { dialog.plain }
}
