import Acts
import Domain
import Operations
import Store
import Terminal

/// How support went in a period: each number is a place to stand on, and opens the tickets behind it.
struct DashboardPane: Pane {
  /// What is looked at: how far back, or from when to when, and which tickets.
  struct Scope: Equatable, Sendable {
    /// A span such as `7d`, or two times with `..` between them.
    var period = ReportSupport.usual, filter = ""
    var report: ReportSupport {
      let parts = period.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
      let filter = filter.isEmpty ? nil : filter
      guard period.contains(".."), parts.count == 2 else {
        return ReportSupport(filter: filter, last: period)
      }
      return ReportSupport(filter: filter, from: parts[0].trimmedBlanks, to: parts[1].trimmedBlanks)
    }
    func tickets(_ figure: String, limit: Int) -> ReportSupport {
      let report = report
      return ReportSupport(
        filter: report.filter, from: report.from, to: report.to, last: report.last, tickets: figure,
        limit: limit)
    }
    var words: String {
      let report = report
      return report.last.map { "the last \($0)" } ?? "\(report.from ?? "") to \(report.to ?? "now")"
    }
  }
  /// An answer under the slot `report`.
  struct Found: Sendable { let scope: Scope, report: SupportReport, at: Instant, took: Int64 }
  /// An answer under the slot `tickets`.
  struct Behind: Sendable { let title: String, ids: [Ticket.ID] }

  var scope = Scope()
  private(set) var found: Found?
  private(set) var isReading = false
  /// What stands in the store may be newer than what is shown.
  private(set) var isOld = false
  var place = 0
  var isTable = false
  var tableTop = 0
  /// Why nothing can be shown.
  private(set) var trouble: String?

  /// A list takes no more than so many tickets by their numbers.
  nonisolated static let most = 400

  var contexts: [String] { ["dashboard", "global"] }
  var title: String { "Dashboard" }
  var name: String { "dashboard" }
  var report: SupportReport? { found?.report }

  mutating func appear(_ facts: Facts) -> [Effect] { found == nil || isOld ? read(facts) : [] }
  mutating func refresh(_ facts: Facts) -> [Effect] {
    isOld = true
    return tick(facts)
  }
  /// What others do all the time does not make one read all the time: at most a tenth of it is spent reading.
  private func pause(_ found: Found) -> Int64 { max(.seconds(5), found.took * 10) }
  mutating func tick(_ facts: Facts) -> [Effect] {
    guard isOld, !isReading, found.map({ facts.now - $0.at >= pause($0) }) ?? true else { return [] }
    return read(facts)
  }
  func wakesAt(_ facts: Facts) -> Instant? {
    guard isOld, !isReading, let found else { return nil }
    return found.at + pause(found)
  }
  private mutating func read(_ facts: Facts) -> [Effect] {
    (isReading, isOld, trouble) = (true, false, nil)
    let scope = scope
    return [
      .read(
        Ask("report") { desk in
          let begun = desk.context.now
          guard case .report(let report) = try desk.ask(scope.report) else { return Nothing() }
          let now = desk.context.now
          return Found(scope: scope, report: report, at: now, took: now - begun)
        })
    ]
  }
  /// No answer, where there can be none.
  private struct Nothing: Sendable {}

  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("report", .success(let value)):
      isReading = false
      found = value as? Found ?? found
      if let layout = layout(facts) { place = min(place, max(0, layout.spots.count - 1)) }
    case ("report", .failure(let error)):
      isReading = false
      trouble = "\(error)"
      return [.say("\(error)", .bad)]
    case ("tickets", .success(let value)): return open(value as? Behind)
    case ("period", .success(let value)):
      scope.period = value as? String ?? scope.period
      return read(facts)
    case ("filter", .success(let value)):
      scope.filter = value as? String ?? scope.filter
      return read(facts)
    case (_, .failure(let error)): return [.say("\(error)", .bad)]
    default: break
    }
    return []
  }
  private func open(_ behind: Behind?) -> [Effect] {
    guard let behind, !behind.ids.isEmpty else {
      return [.say("No ticket is behind this number.", .plain)]
    }
    let ids = behind.ids.map(\.rawValue).sorted()
    let filter = Filter.test(.reference(ids.map { $0...$0 }))
    var scope = QueuePane.Scope(
      view: nil, text: "\(filter)", filter: filter, order: TicketOrder(.updated, descending: true))
    let isCut = behind.ids.count == Self.most
    scope.name = behind.title + (isCut ? ", the first \(Self.most)" : "")
    return [.open(QueuePane(scope: scope))]
  }

  func layout(_ facts: Facts) -> DashboardLayout? {
    report.map { DashboardLayout($0, width: facts.size.width) }
  }
  func spot(_ facts: Facts) -> DashboardSpot? {
    layout(facts).flatMap { layout in
      let spots = layout.spots
      return spots.indices.contains(place) ? spots[place] : nil
    }
  }

  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    switch command {
    case "report.period": return [.layer(DashboardPrompt.period(scope.period))]
    case "filter": return [.layer(FilterPrompt(text: scope.filter, facts))]
    case "report.table":
      (isTable, tableTop) = (!isTable, 0)
      return []
    case "reload": return read(facts)
    case "report.open": return drill(facts)
    case "back":
      if isTable { isTable = false; return [] }
      guard !scope.filter.isEmpty else { return nil }
      scope.filter = ""
      return read(facts)
    default: break
    }
    guard let move = Self.moves[command] else { return nil }
    if isTable {
      let step = [.down: 1, .up: -1, .card(1): 10, .card(-1): -10, .first: -10_000, .last: 10_000][move] ?? 0
      let last = max(0, tableLines.count - Frame(facts.size).content.height)
      tableTop = max(0, min(last, tableTop + step))
      return []
    }
    guard let layout = layout(facts) else { return [] }
    for _ in 0..<max(1, min(count ?? 1, 200)) { place = layout.step(from: place, move) }
    return []
  }
  private static let moves: [String: DashboardMove] = [
    "spot.down": .down, "spot.up": .up, "spot.left": .left, "spot.right": .right, "spot.first": .first,
    "spot.last": .last, "card.next": .card(1), "card.previous": .card(-1),
  ]
  private func drill(_ facts: Facts) -> [Effect] {
    guard let spot = spot(facts), let found else { return [] }
    let scope = found.scope
    let title = "\(spot.title), \(scope.words)"
    // A number that is the sum of some others has all of their tickets.
    let figures: [String] =
      switch spot.figure {
      case "backlog": found.report.ages.map(\.figure)
      case "sla": found.report.promises.map { "sla.\($0.metric).breached" }
      default: [spot.figure]
      }
    return [
      .read(
        Ask("tickets") { desk in
          var ids: [Ticket.ID] = []
          for figure in figures {
            guard case .tickets(let tickets) = try desk.ask(scope.tickets(figure, limit: Self.most)) else {
              continue
            }
            ids += tickets.compactMap { Ticket.ID($0.ticket) }
          }
          var seen: Set<Ticket.ID> = []
          return Behind(title: title, ids: Array(ids.filter { seen.insert($0).inserted }.prefix(Self.most)))
        })
    ]
  }

  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    switch mouse.action {
    case .wheelDown: return handle(isTable ? "spot.down" : "card.next", count: nil, facts) ?? []
    case .wheelUp: return handle(isTable ? "spot.up" : "card.previous", count: nil, facts) ?? []
    case .press(1):
      guard !isTable, let layout = layout(facts) else { return [] }
      let at = Point(mouse.at.x, mouse.at.y - area.y + top(layout, area))
      guard let hit = layout.spots.firstIndex(where: { $0.area.contains(at) }) else { return [] }
      if hit == place { return drill(facts) }
      place = hit
    default: break
    }
    return []
  }
  func hints(_ facts: Facts) -> [String] {
    ["report.open", "card.next", "report.table", "report.period", "filter", "back", "help"]
  }
  func plain(_ facts: Facts) -> [String] {
    guard let report else { return ["Dashboard. " + (trouble ?? "Reading.")] }
    let here = spot(facts).map { [$0.words + "."] } ?? []
    let head =
      "Dashboard, \(found?.scope.words ?? ""), \(report.filter.isEmpty ? "all tickets" : report.filter)."
    return [head] + here + tableLines.dropFirst().filter { !$0.isEmpty }
  }
  func plainFocus(_ facts: Facts) -> Point? { report == nil ? nil : Point(0, 1) }
  /// The numbers as lines of text.
  var tableLines: [String] {
    report.map {
      ReportSupport.sentence(.report($0)).split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
    } ?? []
  }
}

/// What the dashboard asks.
@MainActor enum DashboardPrompt {
  static func period(_ now: String) -> any Overlay {
    LineOverlay(
      "Period", text: now, hint: "7d, 24h, 90d, 2026-11-01..2026-11-30",
      offers: ["24h", "7d", "28d", "90d", "365d"], purpose: "period"
    ) { text, _ in
      let text = text.trimmedBlanks
      do throws(Refusal) {
        if text.contains("..") {
          for part in text.split(separator: ".", omittingEmptySubsequences: true) {
            _ = try WrittenTime(String(part).trimmedBlanks)
          }
        } else if case .offset(let length) = try WrittenTime(text), length > 0 {
        } else {
          throw Refusal(
            .invalid, "“\(text)” is no period.", remedy: "Write 7d, or two times with .. between.")
        }
        return .success([.tell("period", text)])
      } catch { return .failure(error) }
    }
  }
}
