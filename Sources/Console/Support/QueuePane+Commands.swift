import Acts
import Domain
import Operations
import Store
import Terminal

extension QueuePane {
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    fit(facts)
    if command == "row.next" { return nextFree(facts) }
    if let effects = move(command, count: count, facts) { return effects }
    if command.hasPrefix("line.") { return scroll(String(command.dropFirst(5)), count: count) }
    switch command {
    case "ticket.open": return open()
    case "focus":
      focusOnPreview.toggle()
      return []
    case "preview.down": return scroll("down", count: count ?? 3)
    case "preview.up": return scroll("up", count: count ?? 3)
    case "zoom":
      split.zoom = split.zoom == .neither ? .list : split.zoom == .list ? .preview : .neither
      focusOnPreview = split.zoom == .preview
      fit(facts)
      return []
    case "fold":
      foldsOpen = foldsOpen.isEmpty ? Set(0..<200) : []
      return []
    case "filter": return [.layer(FilterPrompt(text: scope.text, facts))]
    case "views": return [readViews(facts)]
    case "order": return [.layer(OrderPicker.make(scope.order))]
    case "order.reverse": return setOrder(scope.order.reversed, facts)
    case "columns": return [.layer(ColumnPicker.make(columns))]
    case "view.save": return [.layer(LinePrompt.saveView(scope, columns: columns))]
    case "back":
      if list.escape() { return [] }
      if focusOnPreview { focusOnPreview = false; return [] }
      if scope.isChanged, let view = scope.view { return show(view, facts) }
      return nil
    case "reload": return reload(facts)
    case "export": return [export(facts)]
    default: return TicketCommands.effects(command, for: selection(facts), facts)
    }
  }

  /// What verbs work on: the marked tickets, or the one under the cursor.
  private func selection(_ facts: Facts) -> TicketCommands.Selection {
    var selection = TicketCommands.Selection(list, filter: scope.text)
    selection.detail = detail.flatMap { $0.ticket.id == list.selection ? $0 : nil }
    selection.trail = Trail(list, scope)
    return selection
  }
  func reason(against command: String, _ facts: Facts) -> String? {
    TicketCommands.reason(against: command, selection(facts), facts)
  }
  func areShut(_ commands: [String], _ facts: Facts) -> [Bool] {
    let selection = selection(facts)
    return commands.map { TicketCommands.reason(against: $0, selection, facts) != nil }
  }

  private mutating func move(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    if command == "row.first", list.newAbove > 0 {
      list.reset()
      fit(facts)
      isCountWanted = true
      return reading(facts)
    }
    let start = list.selection, place = list.cursor
    guard let news = list.move(command, count: count) else { return nil }
    var effects = reading(facts)
    if news.selectionChanged {
      previewTop = 0
      let step = list.selection == start ? 0 : list.cursor - place
      effects += abs(step) == 1 ? look(after: step, facts) : look(facts)
    }
    return effects
  }
  /// Next-in-queue: the next row below that nobody has and nobody is reading; from the top when there is none.
  private mutating func nextFree(_ facts: Facts) -> [Effect] {
    let busy = Set(
      facts.presence.filter { $0.agent != facts.me.id && $0.isFresh(at: facts.now) }.map(\.ticket))
    func isFree(_ row: TicketRow) -> Bool {
      row.status.isActive && (row.assignee == nil || row.assignee == facts.me.id) && !busy.contains(row.id)
    }
    let below = list.rows.indices.dropFirst(list.cursor + 1).first { isFree(list.rows[$0]) }
    guard let place = below ?? list.rows.indices.prefix(list.cursor).first(where: { isFree(list.rows[$0]) })
    else {
      return [.say("No other ticket here is free.", .plain)]
    }
    list.select(list.rows[place].id)
    previewTop = 0
    return reading(facts) + look(facts)
  }
  private mutating func scroll(_ word: String, count: Int?) -> [Effect] {
    let page = max(1, Frame(size).content.height - 4)
    switch word {
    case "down": previewTop += count ?? 1
    case "up": previewTop -= count ?? 1
    case "halfDown": previewTop += page / 2
    case "halfUp": previewTop -= page / 2
    case "pageDown": previewTop += page
    case "pageUp": previewTop -= page
    case "first": previewTop = 0
    default: previewTop = 100_000
    }
    previewTop = max(0, min(previewTop, 100_000))
    return []
  }
  private func open() -> [Effect] {
    guard let id = list.selection else { return [.say("There is no ticket here to open.", .plain)] }
    return [.open(TicketPane(id, trail: Trail(list, scope)))]
  }

  // MARK: what is listed

  mutating func show(_ view: SavedView, _ facts: Facts) -> [Effect] {
    guard let filter = try? Filter(view.filter) else {
      return [.say("The filter of the view “\(view.title)” cannot be read: \(view.filter)", .bad)]
    }
    columns = Self.columns(of: view, facts.habits)
    return show(Scope(view: view, text: view.filter, filter: filter, order: view.order), facts)
  }
  mutating func show(_ new: Scope, _ facts: Facts) -> [Effect] {
    scope = new
    (detail, total, previewTop, isCountWanted) = (nil, nil, 0, true)
    list.reset()
    fit(facts)
    return appear(facts)
  }
  mutating func setOrder(_ order: TicketOrder, _ facts: Facts) -> [Effect] {
    scope.order = order
    list.reset(selecting: list.selection)
    fit(facts)
    return reading(facts)
  }
  private func readViews(_ facts: Facts) -> Effect {
    let me = facts.me, now = facts.now, zone = facts.zone
    return .read(
      Ask("views") { desk in
        try desk.look { store in
          let views = try store.savedViews(for: me)
          return Views(
            views: views,
            counts: try store.viewCounts(
              views.map { (try? Filter($0.filter)) ?? .everything }, viewer: me.id, now: now, zone: zone))
        }
      })
  }
  private func export(_ facts: Facts) -> Effect {
    .say("In a shell: opsdeck export tickets --filter '\(scope.text)' --format csv", .plain)
  }

  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    fit(facts)
    let areas = split.areas(in: area, screen: facts.size)
    switch mouse.action {
    case .wheelDown, .wheelUp:
      let step = mouse.action == .wheelDown ? 3 : -3
      if areas.preview.contains(mouse.at) {
        previewTop = max(0, previewTop + step)
        return []
      }
      return list.wheel(step).selectionChanged ? reading(facts) + look(facts) : reading(facts)
    case .press(1):
      if areas.preview.contains(mouse.at) { focusOnPreview = true; return [] }
      switch table.hit(mouse.at, in: areas.list) {
      case .title(let id):
        guard let key = QueueColumn(rawValue: id)?.key else { return [] }
        return setOrder(scope.order.key == key ? scope.order.reversed : TicketOrder(key), facts)
      case .row(let line, _):
        let before = list.selection
        focusOnPreview = false
        guard list.click(line: line) else { return [] }
        if list.selection == before { return open() }
        previewTop = 0
        return look(facts)
      case nil: return []
      }
    default: return []
    }
  }
}
