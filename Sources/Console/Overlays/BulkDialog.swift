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
  private var dialog: Dialog

  /// - Parameters:
  ///   - except: tickets that match but were unmarked.
  ///   - act: the act, made for no ticket in particular.
  init<A: Act>(filter: String, except: Set<Ticket.ID>, like act: A) {
    (title, self.filter, self.except) = (A.about.title, filter, except)
    make = { BulkTickets(filter: filter.isEmpty ? Self.everything : filter, like: act, tickets: $0) }
    let buttons = [DialogButton("safe", "Cancel", isSafe: true), DialogButton("do", "Do it")]
    dialog = Dialog(title + " on all that match", buttons: buttons, canBeUndone: true)
    dialog.width = 84
    ask()
  }
  var dropsTypeAhead: Bool { true }
  var hints: [Hint] { dialog.hints }

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
    ask()
    return []
  }
  /// Asks what is known by now: at first nothing, then how many it would be and which not.
  private mutating func ask() {
    dialog.message = told()
    let matched = found?.outcome.matched ?? 0
    dialog.word = matched > Self.wide ? "\(matched)" : nil
    dialog.buttons[1].unavailable =
      trouble != nil
      ? "it cannot be tried"
      : found == nil
        ? "it is being tried"
        : found?.outcome.done == 0 ? "none of them can" : nil
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch dialog.handle(event, in: Rect(facts.size).forLayers) {
    case .pressed:
      guard let found else { return [] }
      return [.dismiss, .act(.bulk(found.act, of: found.outcome.matched, title: title))]
    case .cancelled: return [.dismiss]
    case .none, .refused: return []
    }
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
  private func told() -> [[TextRun]] {
    var lines: [TextRun] = [TextRun("all that match  \(filter.isEmpty ? "everything" : filter)")]
    if !except.isEmpty { lines.append(TextRun("but for \(except.count) that you unmarked")) }
    lines.append(TextRun(""))
    if let trouble {
      lines.append(TextRun(trouble, .error))
    } else if let outcome = found?.outcome {
      lines += told(outcome)
    } else {
      lines.append(TextRun("Trying it, nothing is changed", .textMuted))
    }
    return lines.map { [$0] }
  }
  private func told(_ outcome: BulkTickets.Outcome) -> [TextRun] {
    let tried = Digits.grouped(outcome.tried), matched = Digits.grouped(outcome.matched)
    let done = Digits.grouped(outcome.done)
    var lines = [
      TextRun(
        outcome.tried < outcome.matched
          ? "\(matched) tickets. Tried on the first \(tried): \(done) can."
          : "\(done) of \(matched) tickets.",
        .textBright)
    ]
    if outcome.left > 0 {
      lines.append(TextRun("\(Digits.grouped(outcome.left)) are left alone:", .statusWarn))
      for (reason, tickets) in Self.reasons(outcome).prefix(4) {
        let names = tickets.prefix(3).joined(separator: " ") + (tickets.count > 3 ? " and others" : "")
        lines.append(TextRun("  \(names)  \(reason)", .textMuted))
      }
    }
    if outcome.done > 0 { lines.append(TextRun("One u takes all of it back.", .textMuted)) }
    return lines
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    dialog.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { dialog.plain }
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
