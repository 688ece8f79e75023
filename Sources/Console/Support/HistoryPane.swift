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
    let ticket: Ticket?, events: [TicketEvent], messages: [Message]
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
      TableColumn("who", "WHO", .fixed(12, priority: 3), isSortable: false),
      TableColumn("what", "WHAT", .flexible(20, weight: 1), isSortable: false),
      TableColumn("audit", "AUDIT", .fixed(9, priority: 2), .right, isSortable: false),
    ], emptyText: [TextRun("Nothing has happened to this ticket.", .textMuted)])

  mutating func appear(_ facts: Facts) -> [Effect] {
    list.resize(rows: Self.table.rows(in: listArea(facts).height))
    let id = ticket
    return [
      .read(
        Ask("events") { desk in
          try desk.look { store in
            Found(
              ticket: try store.ticket(id), events: try store.events(of: id),
              messages: try store.messages(of: id))
          }
        })
    ]
  }
  mutating func refresh(_ facts: Facts) -> [Effect] { appear(facts) }
  private func listArea(_ facts: Facts) -> Rect { Frame(facts.size).content.cutBottom(6).rest }

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
  private mutating func fill() {
    let rows = (found?.events ?? []).map(Row.init)
    list.total = rows.count
    list.fill { ArrayRows.page(of: rows, for: $0) }
  }

  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    list.resize(rows: Self.table.rows(in: listArea(facts).height))
    if command.hasPrefix("row.") {
      guard let move = ListMove(rawValue: String(command.dropFirst(4))) else { return [] }
      list.perform(move, count: count)
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
    case "message": message(of: event).map { $0.kind == .note ? "wrote a private note" : "wrote" } ?? "wrote"
    default: words(facts).sentence(event)
    }
  }
  private func message(of event: TicketEvent) -> Message? {
    guard let number = event.after.flatMap({ Int64($0) }) else { return nil }
    return found?.messages.first { $0.id.rawValue == number }
  }
  private func who(_ event: TicketEvent, _ facts: Facts) -> String {
    switch event.actor {
    case .agent(let id): facts.directory.handle(of: id)
    case .customer: "customer"
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
    let right = "\(list.rows.count) events"
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
  func plain(_ facts: Facts) -> [String] {
    guard !list.rows.isEmpty else { return ["No events."] }
    return [Self.table.plain(list, at: list.cursor, cell: cell(facts))]
  }
}

/// Pages of rows that are all at hand.
enum ArrayRows {
  static func page<Row: Identifiable & Sendable>(of rows: [Row], for request: ListRequest<Row>) -> RowPage<
    Row
  > where Row.ID: Sendable {
    let start: Int
    switch request.start {
    case .top: start = 0
    case .bottom: start = max(0, rows.count - request.limit)
    case .after(let row): start = (rows.firstIndex { $0.id == row.id } ?? -1) + 1
    case .before(let row): start = max(0, (rows.firstIndex { $0.id == row.id } ?? 0) - request.limit)
    case .around(let id, _): start = max(0, (rows.firstIndex { $0.id == id } ?? 0) - request.limit / 2)
    }
    var end = min(rows.count, start + request.limit)
    if case .before(let row) = request.start { end = min(end, rows.firstIndex { $0.id == row.id } ?? end) }
    let part = Array(rows[min(start, rows.count)..<max(min(start, rows.count), end)])
    return RowPage(part, isStart: start == 0, isEnd: end >= rows.count, before: start)
  }
}
