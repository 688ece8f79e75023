import Domain
import Operations
import Store
import Terminal

/// Everything that happened to a ticket, event by event; any of them opens the ticket as it was then.
struct HistoryPane: Pane {
  /// One event as a row.
  struct Row: Identifiable, Sendable {
    let event: TicketEvent
    var id: Int64 { event.id }
  }
  /// An answer under the slot `events`.
  struct Found: Sendable {
    let ticket: Ticket?, customer: String, events: [TicketEvent], messages: [Message]
  }
  let ticket: Ticket.ID
  var found: Found?
  var list = ListState<Row>()

  init(_ ticket: Ticket.ID) { self.ticket = ticket }

  var contexts: [String] { ["history", "list", "global"] }
  var title: String { "\(ticket) history" }
  var name: String { "history:\(ticket.rawValue)" }
  var subjects: [Ticket.ID] { [ticket] }

  private static let table = Table(
    [
      TableColumn("when", "WHEN", .fixed(24), isSortable: false),
      TableColumn("who", "WHO", Track(minimum: 8, maximum: 20, weight: 1, priority: 3), isSortable: false),
      TableColumn("what", "WHAT", .flexible(20, weight: 6), isSortable: false),
      TableColumn("audit", "AUDIT", .fixed(9, priority: 2), .right, isSortable: false),
    ], emptyText: [TextRun("Nothing has happened to this ticket.", .textMuted)])

  mutating func appear(_ facts: Facts) -> [Effect] {
    list.resize(rows: Self.table.rows(in: listArea(facts).height))
    let id = ticket
    return [
      .read(
        Ask("events") { desk in
          try desk.look { store in
            let ticket = try store.ticket(id)
            return Found(
              ticket: ticket, customer: try ticket.flatMap { try store.customer($0.requester) }?.name ?? "",
              events: try store.events(of: id), messages: try store.messages(of: id))
          }
        })
    ]
  }
  mutating func refresh(_ facts: Facts) -> [Effect] { appear(facts) }
  private func listArea(_ facts: Facts) -> Rect {
    let content = Frame(facts.size).content
    return content.cutBottom(min(6, content.height / 3)).rest
  }

  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("events", .success(let value)):
      guard let value = value as? Found else { return [] }
      let isFirst = found == nil
      found = value
      if !isFirst { list.refresh() }
      fill()
      if isFirst { list.perform(.last) }
      fill()
      return []
    case ("time", .success(let value)):
      guard let instant = value as? Instant, let found else { return [] }
      guard let event = found.events.last(where: { $0.at <= instant }) else {
        return [
          .say(
            "\(ticket) did not exist then; it was made \(found.events.first?.at.short(at: facts.now, in: facts.zone) ?? "later").",
            .warn)
        ]
      }
      list.select(event.id)
      fill()
      return []
    case (_, .failure(let error)): return [.say("\(error)", .bad)]
    default: return []
    }
  }
  private mutating func fill() { list.show((found?.events ?? []).map(Row.init)) }

  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    list.resize(rows: Self.table.rows(in: listArea(facts).height))
    if list.move(command, count: count) != nil {
      fill()
      return []
    }
    switch command {
    case "time": return [.layer(LinePrompt.time(facts, title: "Go to a time", slot: "time", leaning: .back))]
    case "ticket.asOf":
      guard let event = list.selected?.event else { return [] }
      return [.open(TicketPane(ticket, asOf: event.at))]
    case "copy":
      return list.selected.map { [.copy(words(facts).sentence($0.event), named: "the event")] } ?? []
    default: return nil
    }
  }
  private func words(_ facts: Facts) -> EventWords {
    EventWords(directory: facts.directory, now: facts.now, zone: facts.zone)
  }
  private func sentence(_ event: TicketEvent, _ facts: Facts) -> String {
    switch event.field {
    case "created": "made the ticket"
    case "message": message(of: event).map(said) ?? "wrote what is not there any more"
    default: words(facts).sentence(event)
    }
  }
  private func said(_ message: Message) -> String {
    (message.kind == .note ? "private note: " : "wrote: ") + message.body.firstWords(80)
  }
  private func message(of event: TicketEvent) -> Message? {
    guard let number = event.after.flatMap({ Int64($0) }) else { return nil }
    return found?.messages.first { $0.id.rawValue == number }
  }
  private func who(_ event: TicketEvent, _ facts: Facts) -> String {
    switch event.actor {
    case .agent(let id): facts.directory.handle(of: id)
    case .customer: found.flatMap { $0.customer.isEmpty ? nil : $0.customer } ?? "customer"
    case .system: "opsdeck"
    }
  }

  func hints(_ facts: Facts) -> [String] { ["ticket.asOf", "time", "row.down", "copy", "back", "help"] }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let arrow = surface.theme.isASCII ? " > " : " › "
    surface.putCut(
      [
        TextRun("\(ticket)", .textMuted), TextRun(arrow, .textFaint), TextRun("History  ", .textBright),
        TextRun(found?.ticket?.subject ?? "", .textMuted),
      ], at: Point(area.x + 1, area.y), width: area.width - 12)
    let count = found?.events.count ?? 0
    let right = "\(Digits.grouped(count)) \(count == 1 ? "event" : "events")"
    surface.put(right, at: Point(area.right - TextWidth.of(right) - 1, area.y), .textMuted)
  }
  private func cell(_ facts: Facts) -> (Row, TableColumn, RowState) -> TableCell {
    { row, column, _ in
      switch column.id {
      case "when": TableCell(row.event.at.long(in: facts.zone), .textMuted)
      case "who": TableCell(self.who(row.event, facts), .text)
      case "what": TableCell(self.sentence(row.event, facts), .text)
      default: TableCell(row.event.audit > 0 ? "#\(row.event.audit)" : "", .textFaint)
      }
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let (below, above) = area.cutBottom(min(6, area.height / 3))
    Self.table.draw(list, into: &surface, area: above, cell: cell(facts))
    guard let event = list.selected?.event, !below.isEmpty else { return }
    let line = surface.theme.isASCII ? "-" : "─"
    surface.put(String(repeating: line, count: below.width), at: Point(below.x, below.y), .separator)
    let inner = below.cutTop(1).rest
    if let message = message(of: event), event.field == "message" {
      var lines: [TextLine] = []
      lines.add(message.body, message.kind == .note ? .notePrivate : .text, indent: 2, width: inner.width - 2)
      lines.draw(into: &surface, area: inner)
      return
    }
    let field = TicketField(event.field)
    func text(_ value: String?) -> String {
      field.map { words(facts).value($0, value) } ?? value ?? "nothing"
    }
    let rows: [TextLine] = [
      TextLine(
        [TextRun("- \(event.field)   ", .diffRemove), TextRun(text(event.before), .diffRemove)], indent: 2),
      TextLine([TextRun("+ \(event.field)   ", .diffAdd), TextRun(text(event.after), .diffAdd)], indent: 2),
    ]
    rows.draw(into: &surface, area: inner)
  }
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    list.resize(rows: Self.table.rows(in: listArea(facts).height))
    switch mouse.action {
    case .wheelDown: list.wheel(3)
    case .wheelUp: list.wheel(-3)
    case .press(1):
      guard case .row(let line, _) = Self.table.hit(mouse.at, in: listArea(facts)) else { return [] }
      let before = list.selection
      if list.click(line: line), list.selection == before {
        return handle("ticket.asOf", count: nil, facts) ?? []
      }
    default: break
    }
    fill()
    return []
  }
  func plain(_ facts: Facts) -> [String] {
    guard let event = list.selected?.event else { return ["\(ticket): nothing has happened."] }
    let number = (list.position ?? list.cursor + 1)
    return [
      "History of \(ticket) \(found?.ticket?.subject ?? "")",
      "Event \(number) of \(found?.events.count ?? 0). \(event.at.long(in: facts.zone)), "
        + "\(who(event, facts)) \(sentence(event, facts))",
    ]
  }
}
