import Domain
import Operations
import Store
import Terminal

/// The audit log: every act with who, when, on what, and what it changed.
struct AuditPane: Pane {
  /// What is looked at: parts that must all hold.
  struct Scope: Sendable, Equatable {
    var actor: String?, act: String?, object: String?, correlation: String?
    var words: String {
      [
        actor.map { "who:\($0)" }, act.map { "act:\($0)" }, object.map { "on:\($0)" },
        correlation.map { "corr:\($0)" },
      ]
      .compactMap { $0 }.joined(separator: " ")
    }
    /// Reads `who:bo act:ticket.assign on:T-1042 corr:…`.
    init(_ text: String = "") throws(Refusal) {
      for word in text.split(separator: " ") {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw Refusal(
            .invalid, "“\(word)” is no part of an audit filter.",
            remedy: "Write who:NAME act:NAME on:T-1042 corr:ID.")
        }
        switch parts[0] {
        case "who": actor = parts[1]
        case "act": act = parts[1]
        case "on": object = parts[1]
        case "corr": correlation = parts[1]
        default:
          throw Refusal(
            .invalid, "There is no audit field “\(parts[0])”.",
            remedy: "Write who:NAME act:NAME on:T-1042 corr:ID.")
        }
      }
    }
  }
  /// One row of the log.
  struct Row: Identifiable, Sendable {
    let row: AuditRow
    var id: Int64 { row.id }
  }
  struct Rows: Sendable {
    let request: ListRequest<Row>, page: RowPage<Row>
  }
  var scope: Scope
  var list = ListState<Row>()
  var asking: ListRequest<Row>?
  var verdict: String?
  var isTailing = false

  init(scope: Scope? = nil) { self.scope = scope ?? AuditPane.everything }
  private static let everything: Scope =
    (try? Scope()) ?? { preconditionFailure("the empty filter is valid") }()

  var contexts: [String] { ["audit", "list", "global"] }
  var title: String { "Audit" }
  var name: String { "audit" }
  var subjects: [Ticket.ID] { list.selected?.row.subjects.compactMap { Ticket.ID($0) } ?? [] }

  private static let table = Table(
    [
      TableColumn("when", "WHEN", .fixed(24), isSortable: false),
      TableColumn("who", "WHO", .fixed(10), isSortable: false),
      TableColumn("act", "ACT", .fixed(20), isSortable: false),
      TableColumn("on", "ON", .flexible(10, weight: 1), isSortable: false),
      TableColumn("door", "DOOR", .fixed(8, priority: 2), isSortable: false),
      TableColumn("result", "RESULT", .fixed(8, priority: 3), isSortable: false),
    ], emptyText: [TextRun("No row matches.", .textMuted)])

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
    list.resize(rows: Self.table.rows(in: areas(facts).list.height))
    if list.isLoaded { list.refresh() }
    return reading(facts)
  }
  mutating func refresh(_ facts: Facts) -> [Effect] {
    list.refresh()
    if isTailing { list.perform(.first) }
    return reading(facts)
  }
  private mutating func reading(_ facts: Facts) -> [Effect] {
    guard let request = list.nextRequest() else { return [] }
    asking = request
    let scope = scope
    return [
      .read(
        Ask("rows") { desk in
          try desk.readAudit(scope, request)
        })
    ]
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("rows", .success(let value)):
      guard let rows = value as? Rows else { return [] }
      list.receive(rows.page, for: rows.request)
      return reading(facts)
    case ("rows", .failure(let error)):
      if let request = asking { list.fail(request) }
      return [.say("\(error)", .bad)]
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
    list.resize(rows: Self.table.rows(in: areas(facts).list.height))
    return reading(facts)
  }
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    list.resize(rows: Self.table.rows(in: areas(facts).list.height))
    if command.hasPrefix("row.") {
      guard let move = ListMove(rawValue: String(command.dropFirst(4))) else { return [] }
      list.perform(move, count: count)
      return reading(facts)
    }
    let row = list.selected?.row
    switch command {
    case "filter": return [.layer(LinePrompt.auditFilter(scope.words))]
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
      return [.read(Ask("verify") { desk in try desk.verifyAudit() }), .say("Verifying the chain …", .plain)]
    case "ticket.open":
      guard let ticket = subjects.first else { return [.say("This row is about no ticket.", .plain)] }
      return [.open(TicketPane(ticket, origin: "Audit"))]
    case "copy": return row.map { [.copy("#\($0.id) \($0.hash)", named: "row and hash")] } ?? []
    case "back": return scope.words.isEmpty ? nil : show(Self.everything, facts)
    default: return nil
    }
  }
  private mutating func changed(_ facts: Facts, _ change: (inout Scope) -> Void) -> [Effect] {
    var new = scope
    change(&new)
    return new == scope ? [] : show(new, facts)
  }

  func hints(_ facts: Facts) -> [String] {
    ["ticket.open", "filter", "filter.actor", "filter.object", "follow", "tail", "verify", "back", "help"]
  }
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    surface.putCut(
      [
        TextRun("Audit   ", .textBright), TextRun(scope.words.isEmpty ? "everything" : scope.words, .accent),
        TextRun("   / ", .textMuted), TextRun("to change", .textFaint),
      ], at: Point(area.x + 1, area.y), width: area.width - 2)
    if let verdict {
      surface.put(
        verdict, at: Point(max(area.x, area.right - TextWidth.of(verdict) - 1), area.y), .statusOK,
        width: area.width)
    }
  }
  private func cell(_ facts: Facts) -> (Row, TableColumn, RowState) -> TableCell {
    { entry, column, _ in
      let row = entry.row
      return switch column.id {
      case "when": TableCell(row.at.long(in: facts.zone), .textMuted)
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
    Self.table.draw(list, into: &surface, area: areas.list, cell: cell(facts))
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
  func plain(_ facts: Facts) -> [String] {
    guard let row = list.selected?.row else { return ["No audit row."] }
    return [Self.table.plain(list, at: list.cursor, cell: cell(facts))]
      + AuditDetail(row: row, facts: facts).lines(width: 200).map(\.plain)
  }
}

/// One audit row in full: who from where, what was asked, and the difference it made.
struct AuditDetail {
  let row: AuditRow, facts: Facts

  func lines(width: Int) -> [TextLine] {
    var lines: [TextLine] = []
    lines.append(
      TextLine([
        TextRun("#\(row.id)  ", .textMuted), TextRun(row.act, .textBright),
        TextRun("  by \(row.handle)", .text),
      ]))
    lines.append(
      TextLine([
        TextRun("\(row.door)\(row.address.isEmpty ? "" : " from \(row.address)")  ", .textMuted),
        TextRun("correlation \(row.correlation)", .textMuted),
      ]))
    if !row.reason.isEmpty {
      lines.append(
        TextLine([
          TextRun(row.result == .ok ? "why  " : "refused  ", .textMuted),
          TextRun(row.reason, row.result == .ok ? .text : .statusBreached),
        ]))
    }
    if let other = row.takesBack { lines.append(TextLine([TextRun("takes back #\(other)", .textMuted)])) }
    if let other = row.takenBackBy {
      lines.append(TextLine([TextRun("taken back by #\(other)", .textMuted)]))
    }
    lines.append(.blank)
    for (name, values) in row.inputs.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      let padding = String(repeating: " ", count: max(1, 12 - name.count))
      lines.append(
        TextLine([TextRun(name + padding, .textMuted), TextRun(values.joined(separator: " "), .text)]))
    }
    if !row.changes.isEmpty { lines.append(.blank) }
    for change in row.changes {
      let head = "\(change.thing).\(change.field)  "
      if let before = change.before { lines.append(TextLine([TextRun("- " + head + before, .diffRemove)])) }
      if let after = change.after { lines.append(TextLine([TextRun("+ " + head + after, .diffAdd)])) }
    }
    lines.append(.blank)
    lines.append(
      TextLine([TextRun("hash \(row.hash.prefix(16))  after \(row.previous.prefix(16))", .textFaint)]))
    return lines
  }
}
