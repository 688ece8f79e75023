import Acts
import Domain
import Operations
import Store
import Terminal

/// What one was told of, the newest first; Enter goes to the ticket.
struct NoticesPane: Pane {
  /// One notice as a row, with the subject of its ticket.
  struct Row: Identifiable, Sendable {
    let notice: Notice, subject: String, isMuted: Bool
    var id: Notice.ID { notice.id }
  }
  var list = ListState<Row>()
  var onlyUnread = false

  var contexts: [String] { ["notices", "list", "global"] }
  var title: String { "Notices" }
  var name: String { "notices" }
  var subjects: [Ticket.ID] { list.selected?.notice.ticket.map { [$0] } ?? [] }

  private var table: Table {
    Table(
      [
        TableColumn("when", "WHEN", .fixed(12), isSortable: false),
        TableColumn("kind", "KIND", .fixed(11), isSortable: false),
        TableColumn("ticket", "TICKET", Track(minimum: 6, maximum: 8, weight: 1), isSortable: false),
        TableColumn("what", "WHAT", .flexible(24, weight: 5), isSortable: false),
        TableColumn("by", "BY", .fixed(8, priority: 3), isSortable: false),
        TableColumn("subject", "SUBJECT", .flexible(14, weight: 4, priority: 2), isSortable: false),
      ],
      emptyText: [
        TextRun(
          onlyUnread ? "You have read everything." : "Nobody has told you anything yet.", .textMuted)
      ])
  }
  mutating func appear(_ facts: Facts) -> [Effect] {
    list.resize(rows: table.rows(in: Frame(facts.size).content.height))
    if list.isLoaded { list.refresh() }
    return reading()
  }
  mutating func refresh(_ facts: Facts) -> [Effect] { appear(facts) }
  private mutating func reading() -> [Effect] {
    let onlyUnread = onlyUnread
    return list.reading { desk, request in try desk.readNotices(onlyUnread: onlyUnread, request) }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("rows", .success(let value)):
      guard let rows = value as? RowsAnswer<Row> else { return [] }
      do {
        _ = try list.take(rows)
        return reading()
      } catch { return [.say("\(error)", .bad)] }
    case (_, .failure(let error)): return [.say("\(error)", .bad)]
    default: return []
    }
  }
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    list.resize(rows: table.rows(in: Frame(facts.size).content.height))
    if list.move(command, count: count) != nil { return reading() }
    switch command {
    case "ticket.open": return open(facts)
    case "notice.read":
      let ids = list.marks.isEmpty ? list.subjects.map(\.id) : list.chosen
      guard !ids.isEmpty else { return [.say("There is no notice here.", .plain)] }
      return [.act(Order(ReadNotices(notices: ids.map { Int($0.rawValue) })))]
    case "notice.readAll": return [.act(Order(ReadNotices()))]
    case "notice.mute":
      guard let row = list.selected, let ticket = row.notice.ticket else {
        return [.say("This notice is of no single ticket.", .plain)]
      }
      return row.isMuted
        ? [.act(Order(UnmuteTicket(ticket: ticket)))] : [.act(Order(MuteTicket(ticket: ticket)))]
    case "ticket.acknowledge":
      guard !subjects.isEmpty else { return [.say("This notice is of no single ticket.", .plain)] }
      return [.act(Order(AcknowledgeTickets(tickets: subjects)))]
    case "filter":
      onlyUnread.toggle()
      list.reset()
      list.resize(rows: table.rows(in: Frame(facts.size).content.height))
      return reading()
    case "back" where onlyUnread: return handle("filter", count: nil, facts)
    default: return nil
    }
  }
  private func open(_ facts: Facts) -> [Effect] {
    guard let row = list.selected else { return [] }
    var effects: [Effect] = []
    if row.notice.read == nil, !facts.isReadOnly {
      var order = Order(ReadNotices(notices: [Int(row.id.rawValue)]), slot: "seen")
      order.isQuiet = true
      effects.append(.act(order))
    }
    guard let ticket = row.notice.ticket else {
      // What stands for many leads to the own tickets, the most pressing first.
      guard let filter = try? Filter("assignee:me is:active") else { return effects }
      return effects + [
        .open(
          QueuePane(
            scope: .init(
              view: nil, text: "assignee:me is:active", filter: filter, order: TicketOrder(.due))))
      ]
    }
    return effects + [.open(TicketPane(ticket, trail: Trail(origin: "Notices")))]
  }
  func reason(against command: String, _ facts: Facts) -> String? {
    let writes = ["notice.read", "notice.readAll", "notice.mute", "ticket.acknowledge"]
    if facts.isReadOnly, writes.contains(command) { return "This store is open to look only." }
    guard command == "ticket.acknowledge" else { return nil }
    return Gate(role: facts.me.role).refusal(of: AcknowledgeTickets.self)?.description
  }
  func hints(_ facts: Facts) -> [String] {
    ["ticket.open", "notice.read", "notice.readAll", "ticket.acknowledge", "notice.mute", "filter", "help"]
  }

  // MARK: Drawing

  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let unread = facts.unread
    let right = [
      TextRun(
        unread == 0 ? "all read" : Bell.number(unread) + " unread", unread == 0 ? .textMuted : .statusWarn)
    ]
    surface.put(right, at: Point(area.right - right.width - 1, area.y), width: right.width)
    surface.putCut(
      [
        TextRun("Notices   ", .textBright), TextRun(onlyUnread ? "unread" : "everything", .accent),
        TextRun("   / ", .textMuted), TextRun("to change", .textFaint),
      ], at: Point(area.x + 1, area.y), width: max(0, area.width - right.width - 4))
  }
  private static func role(_ kind: Notice.Kind) -> ThemeRole {
    switch kind {
    case .breached, .page: .statusBreached
    case .warning, .escalated, .digest: .statusWarn
    case .mentioned, .assigned: .accent
    default: .text
    }
  }
  private func cell(_ facts: Facts, ascii: Bool) -> (Row, TableColumn, RowState) -> TableCell {
    { row, column, _ in
      let notice = row.notice, isNew = notice.read == nil
      let plain: ThemeRole = isNew ? .textBright : .textMuted
      return switch column.id {
      case "when":
        TableCell([
          TextRun(isNew ? (ascii ? "* " : "● ") : "  ", .statusNew),
          TextRun(notice.at.short(at: facts.now, in: facts.zone), .textMuted),
        ])
      case "kind": TableCell(notice.kind.rawValue, isNew ? Self.role(notice.kind) : .textMuted)
      case "ticket": TableCell(notice.ticket?.description ?? "-", .link)
      case "what":
        TableCell(
          [TextRun(Self.words(notice, facts), plain)]
            + (row.isMuted ? [TextRun(" (mute)", .textFaint)] : []))
      case "by": TableCell(Self.by(notice, facts), .textMuted)
      default: TableCell(row.subject, plain)
      }
    }
  }
  private static func words(_ notice: Notice, _ facts: Facts) -> String {
    guard let due = notice.due else { return notice.words }
    return notice.words + ", due " + due.short(at: facts.now, in: facts.zone)
  }
  private static func by(_ notice: Notice, _ facts: Facts) -> String {
    switch notice.actor {
    case .agent(let id): facts.directory.handle(of: id)
    case .customer: "customer"
    default: "-"
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    table.draw(list, into: &surface, area: area, cell: cell(facts, ascii: surface.theme.isASCII))
  }
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    list.resize(rows: table.rows(in: area.height))
    switch mouse.action {
    case .wheelDown: list.wheel(3)
    case .wheelUp: list.wheel(-3)
    case .press(1):
      guard case .row(let line, _) = table.hit(mouse.at, in: area) else { return [] }
      let before = list.selection
      if list.click(line: line), list.selection == before { return open(facts) }
    default: break
    }
    return reading()
  }
  func plain(_ facts: Facts) -> [String] {
    let head = "Notices, \(facts.unread) unread"
    guard let row = list.selected else { return [head, table.emptyText.plain] }
    let notice = row.notice
    return [
      head,
      [
        notice.read == nil ? "new" : "read", notice.kind.rawValue, notice.ticket?.description ?? "",
        Self.words(notice, facts), row.subject, notice.at.short(at: facts.now, in: facts.zone),
      ].filter { !$0.isEmpty }.joined(separator: ", "),
    ]
  }
}

/// The bell of the top bar: how much one was told of and has not read.
enum Bell {
  /// More than this many are told as `99+`.
  static let most = 100
  /// `3`, `99+`.
  static func number(_ unread: Int) -> String { unread >= most ? "\(most - 1)+" : "\(unread)" }
}

extension Desk {
  /// Notices of whoever sits here, for a list.
  func readNotices(
    onlyUnread: Bool, _ request: ListRequest<NoticesPane.Row>
  ) throws -> RowPage<NoticesPane.Row> {
    let context = context, me = context.actor.id, limit = request.limit + 1
    return try look { store in
      func read(older: Notice? = nil, newer: Notice? = nil) throws -> [Notice] {
        try store.notices(
          of: me, at: context.now, onlyUnread: onlyUnread, olderThan: older, newerThan: newer, limit: limit)
      }
      var found: [Notice], isNewer = false
      switch request.start {
      case .top: found = try read()
      case .bottom:
        // What is oldest of all: nothing is older than the epoch.
        found = try read(newer: Notice(agent: me, kind: .updated, ticket: nil, at: .epoch, detail: ""))
        isNewer = true
      case .after(let row): found = try read(older: row.notice)
      case .before(let row):
        found = try read(newer: row.notice)
        isNewer = true
      case .around(let id, _):
        let near = try store.notice(id)
        found = try read(older: near.map { Self.justAfter($0) })
      }
      let hasMore = found.count > request.limit
      if hasMore { found = Array(isNewer ? found.suffix(request.limit) : found.prefix(request.limit)) }
      let rows = try rows(found, of: me, in: store)
      return switch request.start {
      case .top: RowPage(rows, isStart: true, isEnd: !hasMore)
      case .bottom: RowPage(rows, isStart: !hasMore, isEnd: true)
      case .before: RowPage(rows, isStart: !hasMore, isEnd: false)
      case .after, .around: RowPage(rows, isStart: false, isEnd: !hasMore)
      }
    }
  }
  private static func justAfter(_ notice: Notice) -> Notice {
    var next = notice
    next.id = Notice.ID(notice.id.rawValue + 1)
    return next
  }
  private func rows(
    _ notices: [Notice], of me: Agent.ID, in store: ReadTransaction
  ) throws -> [NoticesPane.Row] {
    let tickets = Set(notices.compactMap(\.ticket)).sorted()
    let mutes = try store.noticeMutes(of: tickets)
    return try notices.map { notice in
      NoticesPane.Row(
        notice: notice, subject: try notice.ticket.flatMap { try store.ticket($0)?.subject } ?? "",
        isMuted: notice.ticket.flatMap { mutes[$0]?.contains(me) } ?? false)
    }
  }
}
