import Domain
import Operations
import Terminal

/// A number of the dashboard that one can stand on, and what is behind it.
struct DashboardSpot: Equatable, Sendable {
  /// The figure, as commands name it; what it is and how much, in words; where it is.
  let figure: String, title: String, words: String, area: Rect
}

/// A part of the dashboard.
struct DashboardCard: Equatable, Sendable {
  enum Kind: Equatable, Sendable { case heads, times, hours, backlog, promises, outcomes, agents }
  let kind: Kind, area: Rect
  var spots: [DashboardSpot]
}

/// Where everything of a dashboard is, on a sheet as wide as the window and as high as it takes; a window that is lower
/// shows the part of it in which one stands. Follows from the report and the width alone.
struct DashboardLayout: Equatable, Sendable {
  private(set) var cards: [DashboardCard] = []
  private(set) var height = 0
  var spots: [DashboardSpot] { cards.flatMap(\.spots) }
  /// From this width on there are two columns.
  static let wide = 100
  let width: Int
  var isWide: Bool { width >= Self.wide }

  init(_ report: SupportReport, width: Int) {
    self.width = width
    if isWide {
      let left = Rect(2, 0, 56, 0), right = Rect(64, 0, width - 66, 0), across = Rect(2, 0, width - 4, 0)
      heads(report, across, columns: 5)
      let y = height + 1
      hours(report, left, y)
      let below = backlog(report, right, y)
      promises(report, right, below + 1)
      let second = height + 1
      times(report, across.cutLeft(76).0, second)
      outcomes(report, Rect(79, 0, width - 80, 0), second)
      agents(report, across, height + 1)
    } else {
      let across = Rect(2, 0, width - 4, 0)
      heads(report, across, columns: 5)
      times(report, across, height + 1)
      let y = height + 1, half = across.width / 2 - 1
      backlog(report, Rect(2, 0, half, 0), y)
      promises(report, Rect(4 + half, 0, width - half - 6, 0), y)
      outcomes(report, across, height + 1)
      hours(report, across, height + 1)
      agents(report, across, height + 1)
    }
  }
  @discardableResult
  private mutating func add(
    _ kind: DashboardCard.Kind, _ column: Rect, _ y: Int, rows: Int, _ spots: [DashboardSpot]
  ) -> Int {
    cards.append(DashboardCard(kind: kind, area: Rect(column.x, y, column.width, rows), spots: spots))
    height = max(height, y + rows)
    return y + rows
  }
  private mutating func heads(_ report: SupportReport, _ column: Rect, columns: Int) {
    let step = column.width / columns
    let first = report.times[0]
    let all: [(String, String, String)] = [
      ("backlog", "Open", Digits.grouped(report.backlog)),
      ("created", "Made", Digits.grouped(report.created)),
      ("solves", "Solved", Digits.grouped(report.solves)),
      ("first_response", isWide ? "First reply p50" : "Reply p50", FigureWords.span(first.calendar?.p50)),
      ("sla", isWide ? "Promises broken" : "Broken", Digits.grouped(report.breached)),
    ]
    let spots = all.enumerated().map { place, one in
      DashboardSpot(
        figure: one.0, title: one.1, words: "\(one.1): \(one.2)",
        area: Rect(column.x + place * step, 0, step - 2, 3))
    }
    add(.heads, column, 0, rows: 3, spots)
  }
  private mutating func hours(_ report: SupportReport, _ column: Rect, _ y: Int) {
    let days = DashboardLayout.days, cell = 2
    let spots = days.indices.flatMap { day in
      (0..<24).map { hour in
        let name = Figure.hour(day * 24 + hour).name { _ in "" }, n = report.hours[day][hour]
        return DashboardSpot(
          figure: name, title: "\(days[day]) \(hour):00",
          words: "\(days[day]) \(hour):00, \(n) \(n == 1 ? "ticket" : "tickets") made",
          area: Rect(column.x + 5 + hour * cell, y + 2 + day, cell, 1))
      }
    }
    add(.hours, column, y, rows: 11, spots)
  }
  static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private func rows(
    _ column: Rect, _ y: Int, _ all: [(figure: String, title: String, words: String)]
  ) -> [DashboardSpot] {
    all.enumerated().map { place, one in
      DashboardSpot(
        figure: one.figure, title: one.title, words: "\(one.title): \(one.words)",
        area: Rect(column.x - 1, y + place, column.width + 1, 1))
    }
  }
  @discardableResult
  private mutating func backlog(_ report: SupportReport, _ column: Rect, _ y: Int) -> Int {
    let all = zip(BacklogAge.allCases, report.ages).map {
      ($1.figure, "Open \($0.title)", "\($1.n) tickets, \(FigureWords.share($1.share))")
    }
    return add(.backlog, column, y, rows: 1 + all.count, rows(column, y + 1, all))
  }
  private mutating func promises(_ report: SupportReport, _ column: Rect, _ y: Int) {
    let all = report.promises.map { one in
      (
        "sla.\(one.metric).breached", FigureWords.title(one.metric),
        "kept \(FigureWords.share(one.attainment)), \(one.met) met, \(one.breached) not, \(one.unknown) unknown"
      )
    }
    add(.promises, column, y, rows: 1 + all.count, rows(column, y + 1, all))
  }
  private mutating func times(_ report: SupportReport, _ column: Rect, _ y: Int) {
    let all = report.times.map { time in
      (
        time.figure, FigureWords.title(time.figure),
        "p50 \(FigureWords.span(time.calendar?.p50)), p90 \(FigureWords.span(time.calendar?.p90)) of \(time.n)"
          + (time.business.map { ", in business time \(FigureWords.span($0.p50))" } ?? "")
      )
    }
    add(.times, column, y, rows: 2 + all.count, rows(column, y + 2, all))
  }
  private mutating func outcomes(_ report: SupportReport, _ column: Rect, _ y: Int) {
    let all = DashboardLayout.outcomes(report).map { ($0.figure, $0.title, "\($0.n), \($0.note)") }
    add(.outcomes, column, y, rows: 1 + all.count, rows(column, y + 1, all))
  }
  static func outcomes(
    _ report: SupportReport
  ) -> [(figure: String, title: String, n: Int, note: String)] {
    [
      ("waiting", "No reply yet", report.waiting, "of \(Digits.grouped(report.created)) made"),
      ("reopened", "Reopened", report.reopened, FigureWords.share(report.reopenRate)),
      ("one_touch", "One reply", report.touches.oneTouch, FigureWords.share(report.touches.oneTouchShare)),
      (
        "touches", "Solved for good", report.touches.n,
        "replies p50 \(FigureWords.tenth(report.touches.replies?.p50))"
      ),
    ]
  }
  private mutating func agents(_ report: SupportReport, _ column: Rect, _ y: Int) {
    let all = report.agents.map { one in
      (
        "agent.\(one.agent).handled", one.agent,
        "\(one.handled) handled, \(one.owned) owned, \(one.open) open, first reply p50 \(FigureWords.span(one.firstResponse.calendar?.p50))"
      )
    }
    add(.agents, column, y, rows: 2 + max(1, all.count), rows(column, y + 2, all))
  }

  /// The spot one comes to from another.
  func step(from place: Int, _ move: DashboardMove) -> Int {
    let spots = spots
    guard spots.indices.contains(place) else { return 0 }
    let here = spots[place].area
    switch move {
    case .card(let by):
      let card = cards.firstIndex { $0.spots.contains(spots[place]) } ?? 0
      let next = ((card + by) % cards.count + cards.count) % cards.count
      return cards[..<next].reduce(0) { $0 + $1.spots.count }
    case .first: return 0
    case .last: return spots.count - 1
    case .down, .up:
      let sign = move == .down ? 1 : -1
      func far(_ other: Rect) -> Int { sign > 0 ? other.y - here.y : here.y - other.y }
      func aside(_ other: Rect) -> Int { max(0, other.x - here.x, here.x - other.right + 1) }
      let ahead = spots.indices.filter { far(spots[$0].area) > 0 }
      // Straight ahead first, however far; only then aside.
      return ahead.min {
        let (a, b) = (spots[$0].area, spots[$1].area)
        return (far(a) + 4 * aside(a), a.x) < (far(b) + 4 * aside(b), b.x)
      } ?? place
    case .right, .left:
      let sign = move == .right ? 1 : -1
      func far(_ other: Rect) -> Int { sign > 0 ? other.x - here.x : here.x - other.x }
      return spots.indices.filter { far(spots[$0].area) > 0 && abs(spots[$0].area.y - here.y) < 3 }.min {
        let (a, b) = (spots[$0].area, spots[$1].area)
        return (far(a) + 40 * abs(a.y - here.y), a.y) < (far(b) + 40 * abs(b.y - here.y), b.y)
      } ?? place
    }
  }
}

enum DashboardMove: Hashable { case up, down, left, right, first, last, card(Int) }
