import Domain
import Operations
import Store
import Terminal

/// The audit log: every act with who, when, on what, and what it changed.
struct AuditPane: Pane {
  /// One row of the log.
  struct Row: Identifiable, Sendable {
    let row: AuditRow
    var id: Int64 { row.id }
  }
  /// An answer under the slot `place`: the row to go to, if there is one.
  struct Place: Sendable { let row: Int64? }
  var scope: Scope
  var list = ListState<Row>()
  var verdict: String?
  var isTailing = false

  init(scope: Scope = Scope()) { self.scope = scope }

  var contexts: [String] { ["audit", "list", "global"] }
  var title: String { "Audit" }
  var name: String { "audit" }
  var subjects: [Ticket.ID] { list.selected?.row.subjects.compactMap { Ticket.ID($0) } ?? [] }

  private var table: Table {
    Table(
      [
        TableColumn("when", "WHEN", .fixed(15), isSortable: false),
        TableColumn("who", "WHO", Track(minimum: 6, maximum: 10, weight: 1), isSortable: false),
        TableColumn("act", "ACT", Track(minimum: 14, maximum: 24, weight: 3), isSortable: false),
        TableColumn("on", "ON", .flexible(10, weight: 4), isSortable: false),
        TableColumn("door", "DOOR", .fixed(8, priority: 2), isSortable: false),
        TableColumn("result", "RESULT", .fixed(7, priority: 3), isSortable: false),
      ],
      emptyText: scope.words.isEmpty
        ? [TextRun("Nothing has been done in this store yet.", .textMuted)]
        : [
          TextRun("No row matches.  ", .textMuted), TextRun("/", .accent),
          TextRun(" changes the filter, ", .textMuted), TextRun("Esc", .accent),
          TextRun(" shows everything", .textMuted),
        ])
  }
  private func areas(_ facts: Facts) -> (list: Rect, detail: Rect) {
    let content = Frame(facts.size).content
    if facts.size.width >= 110 {
      let (right, left) = content.cutRight(content.width * 2 / 5)
      return (left, right)
    }
    let (below, above) = content.cutBottom(min(10, content.height / 2))
    return (above, below)
  }
  mutating func appear(_ facts: Facts) -> [Effect] {
    list.resize(rows: table.rows(in: areas(facts).list.height))
    if list.isLoaded { list.refresh() }
    return reading(facts)
  }
  mutating func refresh(_ facts: Facts) -> [Effect] {
    list.refresh()
    if isTailing { list.perform(.first) }
    return reading(facts)
  }
  private mutating func reading(_ facts: Facts) -> [Effect] {
    let scope = scope
    return list.reading { desk, request in try desk.readAudit(scope, request) }
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("rows", .success(let value)):
      guard let rows = value as? RowsAnswer<Row> else { return [] }
      do {
        _ = try list.take(rows)
        return reading(facts)
      } catch { return [.say("\(error)", .bad)] }
    case ("time", .success(let value)):
      guard let instant = value as? Instant else { return [] }
      let scope = scope
      return [.read(Ask("place") { desk in Place(row: try desk.auditRow(scope, at: instant)) })]
    case ("place", .success(let value)):
      guard let place = value as? Place else { return [] }
      guard let row = place.row else { return [.say("Nothing was written before that.", .plain)] }
      isTailing = false
      list.select(row)
      return reading(facts)
    case ("verify", .success(let value)):
      verdict = value as? String
      return [.say(verdict ?? "", .good)]
    case ("filter", .success(let value)):
      guard let text = value as? String else { return [] }
      do throws(Refusal) { return show(try Scope(text), facts) } catch {
        return [.say(error.description, .bad)]
      }
    case (_, .failure(let error)): return [.say("\(error)", .bad)]
    default: return []
    }
  }
  private mutating func show(_ new: Scope, _ facts: Facts) -> [Effect] {
    scope = new
    list.reset()
    list.resize(rows: table.rows(in: areas(facts).list.height))
    return reading(facts)
  }
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    list.resize(rows: table.rows(in: areas(facts).list.height))
    if list.move(command, count: count) != nil { return reading(facts) }
    let row = list.selected?.row
    switch command {
    case "filter": return [.layer(LinePrompt.auditFilter(scope.words))]
    case "time":
      return [.layer(LinePrompt.time(facts, title: "Go to a time", slot: "time", leaning: .back))]
    case "filter.actor": return changed(facts) { $0.actor = $0.actor == nil ? row?.handle : nil }
    case "filter.object": return changed(facts) { $0.object = $0.object == nil ? row?.subjects.first : nil }
    case "follow": return changed(facts) { $0.correlation = $0.correlation == nil ? row?.correlation : nil }
    case "tail":
      isTailing.toggle()
      if isTailing { list.perform(.first) }
      return reading(facts) + [
        .say(isTailing ? "Following the newest rows." : "No longer following.", .plain)
      ]
    case "verify":
      return [.say("Verifying the chain …", .plain), .read(Ask("verify") { desk in try desk.verifyAudit() })]
    case "ticket.open":
      guard let ticket = subjects.first else { return [.say("This row is about no ticket.", .plain)] }
      return [.open(TicketPane(ticket, trail: Trail(origin: "Audit")))]
    case "copy": return row.map { [.copy("#\($0.id) \($0.hash)", named: "row and hash")] } ?? []
    case "back": return scope.words.isEmpty ? nil : show(Scope(), facts)
    default: return nil
    }
  }
  private mutating func changed(_ facts: Facts, _ change: (inout Scope) -> Void) -> [Effect] {
    var new = scope
    change(&new)
    return new == scope ? [] : show(new, facts)
  }

  func hints(_ facts: Facts) -> [String] {
    [
      "ticket.open", "filter", "filter.actor", "filter.object", "follow", "time", "tail", "verify", "back",
      "help",
    ]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    var right: [TextRun] = []
    if isTailing { right.append(TextRun("following   ", .statusInfo)) }
    if let verdict { right.append(TextRun(verdict + "   ", .statusOK)) }
    if let row = list.selected { right.append(TextRun("row \(Digits.grouped(Int(row.id)))", .textMuted)) }
    surface.put(right, at: Point(area.right - right.width - 1, area.y), width: right.width)
    surface.putCut(
      [
        TextRun("Audit   ", .textBright), TextRun(scope.words.isEmpty ? "everything" : scope.words, .accent),
        TextRun("   / ", .textMuted), TextRun("to change", .textFaint),
      ], at: Point(area.x + 1, area.y), width: max(0, area.width - right.width - 4))
  }
  private func cell(_ facts: Facts) -> (Row, TableColumn, RowState) -> TableCell {
    { entry, column, _ in
      let row = entry.row
      return switch column.id {
      case "when": TableCell(row.at.stamp(at: facts.now, in: facts.zone), .textMuted)
      case "who": TableCell(row.handle.isEmpty ? "-" : row.handle, .text)
      case "act": TableCell((row.direction == .act ? "" : row.direction.rawValue + " ") + row.act, .text)
      case "on":
        TableCell(
          row.subjects.prefix(4).joined(separator: " ")
            + (row.subjects.count > 4 ? " +\(row.subjects.count - 4)" : ""), .link)
      case "door": TableCell(row.door, .textMuted)
      default: row.result == .ok ? TableCell("ok", .textMuted) : TableCell("REFUSED", .statusBreached)
      }
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let areas = areas(facts)
    table.draw(list, into: &surface, area: areas.list, cell: cell(facts))
    guard let row = list.selected?.row, !areas.detail.isEmpty else { return }
    let inner: Rect
    if areas.detail.y == areas.list.y {
      let line = surface.theme.isASCII ? "|" : "│"
      for y in areas.detail.y..<areas.detail.bottom {
        surface.put(line, at: Point(areas.detail.x, y), .separator)
      }
      inner = areas.detail.cutLeft(2).rest
    } else {
      let line = surface.theme.isASCII ? "-" : "─"
      surface.put(
        String(repeating: line, count: areas.detail.width), at: Point(areas.detail.x, areas.detail.y),
        .separator)
      inner = Rect(areas.detail.x + 1, areas.detail.y + 1, areas.detail.width - 2, areas.detail.height - 1)
    }
    surface.clipped(to: inner) {
      AuditDetail(row: row, facts: facts).lines(width: inner.width).draw(into: &$0, area: inner)
    }
  }
  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    let place = areas(facts).list
    list.resize(rows: table.rows(in: place.height))
    switch mouse.action {
    case .wheelDown: list.wheel(3)
    case .wheelUp: list.wheel(-3)
    case .press(1):
      guard case .row(let line, _) = table.hit(mouse.at, in: place) else { return [] }
      let before = list.selection
      if list.click(line: line), list.selection == before {
        return handle("ticket.open", count: nil, facts) ?? []
      }
    default: break
    }
    return reading(facts)
  }
  func plain(_ facts: Facts) -> [String] {
    let head = "Audit, \(scope.words.isEmpty ? "everything" : scope.words)"
    guard let row = list.selected?.row else { return [head, table.emptyText.plain] }
    return [head]
      + AuditDetail(row: row, facts: facts).lines(width: 200).map(\.plain).filter { !$0.isEmpty }
  }
}
