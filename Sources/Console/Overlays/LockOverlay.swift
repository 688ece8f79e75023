import Acts
import Domain
import Operations
import Terminal

/// The locked console: nothing of the store is seen, and nothing typed does anything but unlock.
struct LockOverlay: Overlay {
  private let isDemo: Bool, me: Agent, isReadOnly: Bool
  /// Where the store takes no note of wrong tries, they are counted here.
  private var unrecorded = UnrecordedLock()
  private var dialog: Dialog
  private var isAsking = false
  /// What helps against the last refusal; the line of the flaw has no room for it.
  private var remedy = ""

  /// - Parameter isReadOnly: the store may only be read: the lock stands in no row, and opens without one.
  init(isDemo: Bool, me: Agent, isReadOnly: Bool = false) {
    (self.isDemo, self.me, self.isReadOnly) = (isDemo, me, isReadOnly)
    dialog = Dialog(
      "opsdeck is locked",
      fields: isDemo
        ? [] : [DialogField("password", "Password", note: "never echoed", width: 28, isSecret: true)],
      buttons: [DialogButton("unlock", "Unlock")])
    dialog.stand = .upper
    dialog.width = 84
    tell()
  }
  private mutating func tell() {
    let who = TextRun("\(me.handle), \(me.role.rawValue)")
    let what =
      isDemo ? "The demo has no password: Enter unlocks." : isAsking ? "The password is checked." : remedy
    dialog.message = [[who], [TextRun(what, .textMuted)]]
  }
  var dropsTypeAhead: Bool { true }
  var hints: [Hint] { Hint.row([("Enter", "unlock")]) }

  mutating func appear(_ facts: Facts) -> [Effect] {
    guard !isDemo, !isReadOnly else { return [] }
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
    (isAsking, remedy) = (true, "")
    tell()
    dialog.setText("", of: "password")
    let password = Secret(values["password"] ?? "")
    if isReadOnly {
      let lock = unrecorded, agent = me.id
      return [
        .read(
          Ask("unlock") { desk in
            try lock.tried(password, of: agent, in: desk.database, at: desk.context.now)
          })
      ]
    }
    var order = Order(UnlockSession(password: password), slot: "unlock")
    order.isQuiet = true
    return [.act(order)]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    guard slot == "unlock" else { return [] }
    isAsking = false
    switch answer {
    case .success(let tried as UnrecordedLock):
      unrecorded = tried
      guard let refusal = tried.refusal else { return [.dismiss] }
      refuse(refusal)
    case .success: return [.dismiss]
    case .failure(let error): refuse(error)
    }
    return []
  }
  private mutating func refuse(_ error: any Error) {
    let refusal = error as? Refusal
    (dialog.flaw, remedy) = (refusal?.problem ?? "\(error)", refusal?.remedy ?? "")
    tell()
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    surface.fill(area, .ground)
    dialog.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { dialog.plain }
}
