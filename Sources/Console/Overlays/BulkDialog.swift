import Acts
import Domain
import Operations
import Store
import Terminal

/// Before an act on everything that matches: to how many tickets it would be done, and which it would leave alone and
/// why. It is tried in a transaction that is rolled back, so what is shown is what would happen.
struct BulkDialog: Overlay {
  /// What the trial came to; the act is the one that will be run, on exactly these tickets.
  struct Found: Sendable {
    let act: BulkTickets, outcome: BulkTickets.Outcome
  }
  /// From here on a yes is not enough: the number of tickets has to be typed.
  nonisolated static let wide = 1000
  /// What an empty filter means, in words: an act on all that match says what matches.
  nonisolated static let everything =
    "status:" + Ticket.Status.allCases.map(\.rawValue).joined(separator: ",")

  let title: String, filter: String
  private let except: Set<Ticket.ID>
  private let make: @Sendable ([Ticket.ID]) -> BulkTickets
  private var found: Found?
  private var trouble: String?
  private var onRisky = false
  private var typed = LineEditor()

  /// - Parameters:
  ///   - except: tickets that match but were unmarked.
  ///   - act: the act, made for no ticket in particular.
  init<A: Act>(filter: String, except: Set<Ticket.ID>, like act: A) {
    (title, self.filter, self.except) = (A.about.title, filter, except)
    make = { BulkTickets(filter: filter.isEmpty ? Self.everything : filter, like: act, tickets: $0) }
  }
  var dropsTypeAhead: Bool { true }
  var hints: [(key: String, word: String)] {
    let keys = [("Tab", "other button"), ("Enter", "press"), ("Esc", "cancel")]
    return isWide ? [("type", "the number")] + keys : keys + [("y", "do it")]
  }
  private var isWide: Bool { (found?.outcome.matched ?? 0) > Self.wide }
  private var isOpen: Bool {
    guard let found, found.outcome.done > 0 else { return false }
    return !isWide || typed.text.filter(\.isNumber) == "\(found.outcome.matched)"
  }

  mutating func appear(_ facts: Facts) -> [Effect] {
    let filter = filter, except = except, make = make
    return [
      .read(
        Ask("trial") { desk in
          var ids: [Ticket.ID] = []
          if !except.isEmpty {
            let context = desk.context, wanted = try Filter(filter)
            ids = try desk.look {
              try $0.ticketIDs(
                wanted, viewer: context.actor.id, now: context.now, zone: context.zone, cap: 200_000)
            }.filter { !except.contains($0) }
          }
          let act = make(ids)
          return Found(act: act, outcome: try desk.preview(act).output)
        })
    ]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch answer {
    case .success(let value): found = value as? Found ?? found
    case .failure(let error): trouble = "\(error)"
    }
    return []
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .paste(let text) where isWide: typed.paste(text)
    case .mouse(let mouse):
      guard mouse.action == .press(1) else { return [] }
      let buttons = buttons(in: inner(Rect(facts.size)))
      if buttons.safe.contains(mouse.at) { return [.dismiss] }
      if buttons.risky.contains(mouse.at) { return run() }
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss]
      case (.tab, _), (.backTab, _), (.left, _), (.right, _): onRisky.toggle()
      case (.enter, _): return onRisky ? run() : [.dismiss]
      case (.character("y"), []) where !isWide: return run()
      case (.character("n"), []) where !isWide: return [.dismiss]
      default:
        if isWide, typed.handle(key) == .changed { onRisky = isOpen }
      }
    default: break
    }
    return []
  }
  private func run() -> [Effect] {
    guard isOpen, let found else { return [] }
    return [.dismiss, .act(.bulk(found.act, of: found.outcome.matched, title: title))]
  }

  // MARK: what it says

  /// The reasons with the tickets they hold for, the commonest first.
  static func reasons(_ outcome: BulkTickets.Outcome) -> [(reason: String, tickets: [String])] {
    var tickets: [String: [String]] = [:], order: [String] = []
    for one in outcome.exceptions {
      let reason = one.reason.replacing(one.ticket + " ", with: "").replacing(one.ticket, with: "it")
      if tickets[reason] == nil { order.append(reason) }
      tickets[reason, default: []].append(one.ticket)
    }
    return order.map { ($0, tickets[$0] ?? []) }.sorted { $0.1.count > $1.1.count }
  }
  private func told() -> [(text: String, role: ThemeRole)] {
    var lines: [(String, ThemeRole)] = [
      ("all that match  \(filter.isEmpty ? "everything" : filter)", .text)
    ]
    if !except.isEmpty { lines.append(("but for \(except.count) that you unmarked", .text)) }
    lines.append(("", .text))
    if let trouble { return lines + [(trouble, .error)] }
    guard let outcome = found?.outcome else { return lines + [("Trying it …", .textMuted)] }
    let tried = Digits.grouped(outcome.tried), matched = Digits.grouped(outcome.matched)
    lines.append(
      outcome.tried < outcome.matched
        ? (
          "\(matched) tickets. Tried on the first \(tried): \(Digits.grouped(outcome.done)) can.", .textBright
        )
        : ("\(Digits.grouped(outcome.done)) of \(matched) tickets.", .textBright))
    if outcome.left > 0 {
      lines.append(("\(Digits.grouped(outcome.left)) are left alone:", .statusWarn))
      for (reason, tickets) in Self.reasons(outcome).prefix(4) {
        let names = tickets.prefix(3).joined(separator: " ") + (tickets.count > 3 ? " …" : "")
        lines.append(("  \(names)  \(reason)", .textMuted))
      }
    }
    if outcome.done > 0 { lines.append(("One u takes all of it back.", .textMuted)) }
    return lines
  }

  // MARK: drawing

  private func sheet(_ area: Rect, into surface: inout Surface) -> Rect {
    Popup.draw(
      title + " on all that match", into: &surface, area: area, width: 84,
      height: told().count + (isWide ? 8 : 6), low: true)
  }
  private func inner(_ area: Rect) -> Rect {
    var scratch = Surface(Size(area.width, area.height), theme: .builtIn)
    return sheet(area, into: &scratch)
  }
  private func buttons(in inner: Rect) -> (safe: Rect, risky: Rect) {
    let y = inner.bottom - 2
    return (Rect(inner.x, y, 10, 1), Rect(inner.x + 13, y, 9, 1))
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = sheet(area, into: &surface), lines = told()
    for (row, line) in lines.enumerated() where row + 4 < inner.height {
      Popup.put(line.text, line.role, into: &surface, at: inner.x, inner.y + 1 + row, width: inner.width)
    }
    let buttons = buttons(in: inner)
    if isWide, let matched = found?.outcome.matched {
      let y = inner.bottom - 4, words = "Type \(matched) to do it  "
      let used = Popup.put(words, .text, into: &surface, at: inner.x, y, width: inner.width)
      typed.draw(into: &surface, at: Rect(inner.x + used, y, 12, 1), hint: "")
    }
    for (word, place, isHere, isShut) in [
      ("Cancel", buttons.safe, !onRisky, false), ("Do it", buttons.risky, onRisky, !isOpen),
    ] {
      Popup.put(
        isHere ? "> \(word) <" : "  \(word)  ", isShut ? .textFaint : isHere ? .accent : .textMuted,
        into: &surface, at: place.x, place.y, width: place.width)
      if isHere { surface.tint(place, .selection) }
    }
    if !isOpen, found != nil {
      Popup.put(
        isWide ? "shut until the number is typed" : "none of them can", .textFaint, into: &surface,
        at: buttons.risky.right + 2, buttons.risky.y, width: max(0, inner.right - buttons.risky.right - 2))
    }
    if !isWide { surface.cursor = Point((onRisky ? buttons.risky : buttons.safe).x, buttons.safe.y) }
  }
  func plain(_ facts: Facts) -> [String] {
    [title] + told().map(\.text).filter { !$0.isEmpty }
      + (isWide ? ["Type \(found?.outcome.matched ?? 0) to do it: \(typed.text)"] : [])
      + ["focus: \(onRisky ? "Do it" : "Cancel")"]
  }
}

extension Order {
  /// One act on all that match, batch after batch, with its progress; stopping leaves what was done, with one undo.
  static func bulk(_ act: BulkTickets, of matched: Int, title: String) -> Order {
    let progress = Progress()
    var order = Order(title: title, slot: "act") { desk in
      var pipeline = desk.pipeline
      pipeline.onBatch = { done, of in progress.report(matched * done / max(1, of), of: matched) }
      let receipt = try pipeline.run(act, desk.context)
      let stopped = progress.isStopping ? "Stopped. " : ""
      return Outcome(
        sentence: stopped + BulkTickets.sentence(receipt.output), audit: receipt.audit,
        canUndo: receipt.canUndo, output: receipt.output)
    }
    order.progress = progress
    return order
  }
}
