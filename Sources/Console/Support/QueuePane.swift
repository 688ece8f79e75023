import Acts
import Domain
import Operations
import Store
import Terminal

/// A queue: the tickets of a view or a filter as a list, and the one under the cursor as a preview.
struct QueuePane: Pane {
  /// What is listed: a saved view, or a filter somebody typed.
  struct Scope: Sendable, Equatable {
    var view: SavedView?
    var text: String, filter: Filter
    var order: TicketOrder
    /// What stands for a filter nobody wrote, such as the tickets behind a number.
    var name: String?
    var title: String { name ?? view?.title ?? "Search" }
    /// The view's own filter was changed by hand.
    var isChanged: Bool { view.map { $0.filter != text } ?? true }
  }
  /// An answer under the slot `again`: rows that were on the screen, as they are now.
  struct Again: Sendable {
    let window: [Ticket.ID], rows: [TicketRow], newcomers: Int
    let isStart: Bool, isEnd: Bool
  }
  /// An answer under the slot `views`.
  struct Views: Sendable { let views: [SavedView], counts: [ViewCount] }

  var scope: Scope
  var list = ListState<TicketRow>()
  var total: ViewCount?
  var columns: [QueueColumn] = QueueColumn.usual
  var detail: TicketDetail? { didSet { fitMacro() } }
  /// The ticket that a further step would come to, read while nobody waited for it; old as soon as anything changes.
  var ahead: TicketDetail?
  /// Goes up whenever something may have changed: what was asked for before that is no longer taken.
  var era = 0
  var split = Split()
  var focusOnPreview = false
  var previewTop = 0
  /// All macros, and the one that fits the ticket under the cursor.
  var macros = MacroFit([]) { didSet { fitMacro() } }
  private(set) var fittingMacro: Macro?
  var foldsOpen: Set<Int> = []
  /// Counting may read much more than a screen of rows: with the macros it is asked for behind rows and preview.
  var isCountWanted = true
  var size = Size(0, 0)

  init(scope: Scope, habits: Habits = Habits()) {
    self.scope = scope
    columns = Self.columns(of: scope.view, habits)
  }
  private mutating func fitMacro() {
    fittingMacro = detail.flatMap { macros.best(for: $0.ticket) }
  }
  /// The columns somebody chose for a view; else the view's own; else the usual ones.
  static func columns(of view: SavedView?, _ habits: Habits) -> [QueueColumn] {
    if let chosen = habits.columns[habit(view)] { return chosen }
    let own = view?.columns.compactMap(QueueColumn.init(rawValue:)) ?? []
    return own.isEmpty ? QueueColumn.usual : own
  }
  /// The name under which the columns of a view are kept.
  static func habit(_ view: SavedView?) -> String { view?.name ?? "search" }

  /// The queue the console opens with: a saved view, or all that is active.
  static func opening(_ view: SavedView?, _ habits: Habits = Habits()) throws -> QueuePane {
    let usual = TicketOrder(.updated, descending: true)
    // A view whose filter cannot be read any more must not keep the console from opening.
    if let view, let filter = try? Filter(view.filter) {
      return QueuePane(
        scope: Scope(view: view, text: view.filter, filter: filter, order: view.order), habits: habits)
    }
    return QueuePane(
      scope: Scope(view: nil, text: "is:active", filter: try Filter("is:active"), order: usual),
      habits: habits)
  }
  var contexts: [String] {
    focusOnPreview ? ["queue", "verbs", "detail", "global"] : ["queue", "verbs", "list", "global"]
  }
  var title: String { scope.title }
  var name: String { scope.view == nil ? "queue:" + scope.text : "queue" }
  var subjects: [Ticket.ID] { list.chosen }

  mutating func appear(_ facts: Facts) -> [Effect] {
    fit(facts)
    return list.isLoaded ? refresh(facts) + [readMacros] : reading(facts)
  }
  private var readMacros: Effect { .read(Ask("macros") { desk in try desk.look { try $0.macros() } }) }
  /// Reads the rows of the screen again where they stand: while somebody works through a queue nothing may move
  /// under the cursor. What came in above is announced; `gg` or Ctrl-R shows the list in its order.
  mutating func refresh(_ facts: Facts) -> [Effect] {
    guard list.isLoaded, !list.rows.isEmpty else {
      list.refresh()
      isCountWanted = true
      return reading(facts)
    }
    let first = max(0, list.top - list.height), last = min(list.rows.count, list.top + 2 * list.height)
    let window = Array(list.rows[first..<last]), scope = scope
    let (isStart, isEnd) = (list.isAtStart && first == 0, list.isAtEnd && last == list.rows.count)
    let (me, now, zone) = (facts.me.id, facts.now, facts.zone)
    return [
      .read(
        Ask("again") { desk in
          try desk.look { store in
            let rows = try store.ticketRows(
              again: window, matching: scope.filter, viewer: me, now: now, zone: zone)
            var newcomers: [TicketRow] = []
            if isStart, let top = window.first {
              newcomers = try store.ticketRows(
                TicketQuery(
                  filter: scope.filter, order: scope.order, start: .before(top.key), limit: 100, viewer: me,
                  now: now, zone: zone)
              ).rows
            }
            let known = Set(window.map(\.id))
            return Again(
              window: window.map(\.id), rows: rows, newcomers: newcomers.count { !known.contains($0.id) },
              isStart: isStart,
              isEnd: isEnd)
          }
        })
    ] + look(facts) + [count(facts)]
  }
  /// Reads the list anew in its order, at the same ticket.
  mutating func reload(_ facts: Facts) -> [Effect] {
    list.refresh()
    isCountWanted = true
    return reading(facts) + look(facts)
  }
  /// The number of rows follows from the window; called wherever the window may have changed.
  mutating func fit(_ facts: Facts) {
    size = facts.size
    let areas = split.areas(in: Frame(facts.size).content, screen: facts.size)
    list.resize(rows: max(1, table.rows(in: areas.list.height)))
  }
  var table: Table {
    var shown = columns
    // A column nothing stands in would only take room from the subject.
    if scope.order.key == .due, !shown.contains(.due) { shown.insert(.due, at: min(2, shown.count)) }
    let sorted = shown.first { $0.key == scope.order.key }
    return Table(
      shown.map(\.table), sortedBy: sorted.map { ($0.rawValue, !scope.order.descending) },
      emptyText: [
        TextRun("Nothing here matches.  ", .textMuted), TextRun("/", .accent),
        TextRun(" changes the filter", .textMuted),
      ])
  }

  // MARK: reading

  /// The next question of the list, if it has one.
  mutating func reading(_ facts: Facts) -> [Effect] {
    let scope = scope, (me, now, zone) = (facts.me.id, facts.now, facts.zone)
    return list.reading { desk, request in
      let page = try desk.look {
        try $0.ticketRows(Self.query(request, scope, viewer: me, now: now, zone: zone))
      }
      return RowPage(page.rows, isStart: !page.hasMoreBefore, isEnd: !page.hasMoreAfter)
    }
  }
  private mutating func take(_ rows: RowsAnswer<TicketRow>, _ facts: Facts) -> [Effect] {
    let hadSelection = list.selection, known: Set<Ticket.ID>
    switch rows.request.start {
    // A row whose order is held may turn up where it would stand now.
    case .after, .before: known = Set(list.rows.map(\.id))
    default: known = []
    }
    let answer = RowsAnswer(
      request: rows.request,
      page: rows.page.map { page in
        var page = page
        page.rows.removeAll { known.contains($0.id) }
        return page
      })
    do {
      let news = try list.take(answer)
      var effects = reading(facts)
      if news.selectionChanged || detail?.ticket.id != list.selection || hadSelection == nil {
        previewTop = 0
        effects += look(facts)
      }
      if isCountWanted {
        isCountWanted = false
        effects += [readMacros, count(facts)]
      }
      if let gone = news.gone {
        effects.append(.say("\(gone.id) left this view; the next one is selected.", .plain))
      }
      return effects
    } catch { return [.say("\(error)", .bad)] }
  }
  private mutating func take(_ again: Again, _ facts: Facts) -> [Effect] {
    // The list moved on meanwhile: the next change reads again.
    guard let place = list.rows.firstIndex(where: { $0.id == again.window.first }),
      list.rows[place...].prefix(again.window.count).map(\.id) == again.window
    else { return [] }
    list.refresh()
    guard let request = list.nextRequest() else { return [] }
    let news = list.receive(
      RowPage(
        again.rows, isStart: again.isStart && again.newcomers == 0, isEnd: again.isEnd,
        before: list.before.map { $0 + place }), for: request)
    if again.newcomers > 0 { list.announce(newAbove: again.newcomers) }
    var effects = reading(facts)
    if news.selectionChanged {
      previewTop = 0
      effects += look(facts)
    }
    if let gone = news.gone {
      effects.append(.say("\(gone.id) left this view; the next one is selected.", .plain))
    }
    return effects
  }
  nonisolated private static func query(
    _ request: ListRequest<TicketRow>, _ scope: Scope, viewer: Agent.ID, now: Instant, zone: any ZoneRules
  ) -> TicketQuery {
    let start: TicketQuery.Start =
      switch request.start {
      case .top: .top
      case .bottom: .bottom
      case .after(let row): .after(row.key)
      case .before(let row): .before(row.key)
      case .around(let id, _): .around(id)
      }
    return TicketQuery(
      filter: scope.filter, order: scope.order, start: start, limit: request.limit, viewer: viewer, now: now,
      zone: zone)
  }
  func count(_ facts: Facts) -> Effect {
    let filter = scope.filter, me = facts.me.id, now = facts.now, zone = facts.zone
    return .read(
      Ask("count") { desk in
        try desk.look { try $0.count(filter, viewer: me, now: now, zone: zone, cap: 10_000) }
      })
  }
  /// The ticket under the cursor, for the preview.
  mutating func look(_ facts: Facts) -> [Effect] {
    ahead = nil
    era += 1
    return list.selection.map { [.read(Self.question("detail", about: $0, facts))] } ?? []
  }
  /// The same after a step in the list: what was read ahead is there at once, and the next one is read.
  mutating func look(after step: Int, _ facts: Facts) -> [Effect] {
    let known = ahead
    var effects = look(facts)
    if let known, known.ticket.id == list.selection {
      take(known)
      effects = []
    }
    if list.rows.indices.contains(list.cursor + step) {
      var next = Self.question("ahead \(era)", about: list.rows[list.cursor + step].id, facts)
      next.isAhead = true
      effects.append(.read(next))
    }
    return effects
  }
  private static func question(_ slot: String, about id: Ticket.ID, _ facts: Facts) -> Ask {
    let me = facts.me.id, now = facts.now
    return Ask(slot) { desk in
      try desk.look { try TicketDetail.read(id, by: me, now: now, in: $0) } as any Sendable
    }
  }
  private mutating func take(_ found: TicketDetail) {
    if detail?.ticket.id != found.ticket.id { foldsOpen = [] }
    detail = found
  }

  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("rows", .success(let value)):
      guard let rows = value as? RowsAnswer<TicketRow> else { return [] }
      return take(rows, facts)
    case ("again", .success(let value)):
      guard let again = value as? Again else { return [] }
      return take(again, facts)
    case ("act", .success):
      // What was done to a range ends it: the next act is about the row under the cursor again, or the marks.
      if list.rangeStart != nil { _ = list.escape() }
      return []
    case ("count", .success(let value)):
      total = value as? ViewCount
      list.total = total.flatMap { $0.isCapped ? nil : $0.number }
      return []
    case ("detail", .success(let value)):
      guard let found = value as? TicketDetail, found.ticket.id == list.selection else { return [] }
      take(found)
      return []
    case ("ahead \(era)", .success(let value)):
      ahead = value as? TicketDetail
      return []
    case (let slot, _) where slot.hasPrefix("ahead"): return []
    case ("macros", .success(let value)):
      macros = MacroFit(value as? [Macro] ?? [])
      return []
    case ("views", .success(let value)):
      guard let found = value as? Views else { return [] }
      return [.layer(ViewPicker.make(found, current: scope.view?.id))]
    case (_, .failure(let error)) where slot != "act":
      return [.say("\(error)", .bad)]
    case (_, .success(let value)): return told(slot, value, facts)
    default: return []
    }
  }
}

extension QueuePane {
  /// What a layer over the queue told it.
  mutating func told(_ slot: String, _ value: any Sendable, _ facts: Facts) -> [Effect] {
    switch (slot, value) {
    case ("view", let view as SavedView): return show(view, facts)
    case ("order", let order as TicketOrder): return setOrder(order, facts)
    case ("columns", let wanted as [QueueColumn]):
      columns = wanted
      return [.keepColumns(view: Self.habit(scope.view), wanted)]
    case ("filter", let text as String):
      do throws(FilterFlaw) {
        let filter = try Filter(text)
        return show(Scope(view: scope.view, text: text, filter: filter, order: scope.order), facts)
      } catch { return [.say(error.refusal().description, .bad)] }
    default: return []
    }
  }
}
