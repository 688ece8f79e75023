import Domain
import Operations
import Terminal

extension DashboardPane {
  func drawCrumb(into surface: inout Surface, area: Rect, _ facts: Facts) {
    var right: [TextRun] = []
    if isReading {
      right = [TextRun("reading …", .statusInfo)]
    } else if let found {
      right = [TextRun("as of \(found.at.clock(in: facts.zone))", isOld ? .textFaint : .textMuted)]
    }
    surface.put(right, at: Point(area.right - right.width - 1, area.y), width: right.width)
    var runs = [
      TextRun("Support", .textBright), TextRun(surface.theme.isASCII ? " v  " : " ▾  ", .textFaint),
      TextRun(scope.words, .accent), TextRun("   "),
      TextRun(
        scope.filter.isEmpty ? "all tickets" : scope.filter, scope.filter.isEmpty ? .textMuted : .statusWarn),
    ]
    if report?.before != nil, area.width >= DashboardLayout.wide {
      runs.append(TextRun("   compared with as long before", .textFaint))
    }
    surface.putCut(runs, at: Point(area.x + 1, area.y), width: max(0, area.width - right.width - 4))
  }

  /// The first row of the sheet that is in the window: so far down that the whole of where one stands is seen.
  func top(_ layout: DashboardLayout, _ area: Rect) -> Int {
    let spots = layout.spots
    guard layout.height > area.height, spots.indices.contains(place) else { return 0 }
    let spot = spots[place].area
    let card = layout.cards.first { $0.spots.contains(spots[place]) }?.area ?? spot
    // The whole part of the sheet where it fits, else as much as leads to the spot.
    let end = card.height <= area.height ? card.bottom : spot.bottom + 1
    return max(0, min(layout.height - area.height, end - area.height))
  }

  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    guard let report, let layout = layout(facts) else {
      let words = trouble ?? "Reading what happened …"
      surface.putCut(words, at: Point(area.x + 2, area.y), .textMuted, width: area.width - 4)
      return
    }
    if isTable {
      for (row, line) in tableLines.dropFirst(tableTop).prefix(area.height).enumerated() {
        surface.putCut(
          line, at: Point(area.x + 1, area.y + row), line == line.uppercased() ? .textMuted : .text,
          width: area.width - 2)
      }
      return
    }
    let top = top(layout, area)
    let sheet = DashboardSheet(report: report, layout: layout, place: place, shift: area.y - top)
    sheet.draw(into: &surface)
    guard layout.height > area.height else { return }
    // How far down one is.
    let mark = surface.theme.isASCII ? "|" : "▐"
    let size = max(1, area.height * area.height / layout.height)
    let y = area.y + (area.height - size) * top / max(1, layout.height - area.height)
    for row in y..<(y + size) { surface.put(mark, at: Point(area.right - 1, row), .textFaint, width: 1) }
  }
}

/// Draws the sheet; what lies outside of the window is cut by the surface.
struct DashboardSheet {
  let report: SupportReport, layout: DashboardLayout, place: Int, shift: Int

  private func moved(_ area: Rect) -> Rect { Rect(area.x, area.y + shift, area.width, area.height) }
  private var chosen: DashboardSpot? {
    let spots = layout.spots
    return spots.indices.contains(place) ? spots[place] : nil
  }

  func draw(into surface: inout Surface) {
    for card in layout.cards {
      let area = moved(card.area)
      switch card.kind {
      case .heads: heads(card, into: &surface)
      case .hours: hours(card, area, into: &surface)
      case .backlog: backlog(area, into: &surface)
      case .promises: promises(area, into: &surface)
      case .times: times(area, into: &surface)
      case .outcomes: outcomes(area, into: &surface)
      case .agents: agents(area, into: &surface)
      }
      guard card.kind != .hours, let chosen, card.spots.contains(chosen) else { continue }
      let place = moved(chosen.area)
      surface.choose(card.kind == .heads ? Rect(place.x - 2, place.y, place.width + 2, 2) : place)
    }
  }
  private func title(_ text: String, _ note: String, _ area: Rect, into surface: inout Surface) {
    surface.putCut(
      [TextRun(text, .textBright), TextRun("   " + note, .textFaint)], at: Point(area.x, area.y),
      width: area.width)
  }

  // MARK: numbers with their course

  private func heads(_ card: DashboardCard, into surface: inout Surface) {
    let before = report.before, first = report.times[0].calendar?.p50
    let changes: [(text: String, role: ThemeRole)] = [
      ("", .textMuted), change(Double(report.created), before.map { Double($0.created) }, isGoodDown: nil),
      change(Double(report.solves), before.map { Double($0.solves) }, isGoodDown: false),
      change(first, before?.firstResponse, isGoodDown: true),
      change(Double(report.breached), before.map { Double($0.breached) }, isGoodDown: true),
    ]
    let courses: [[Double]] = [
      [], report.parts.map { Double($0.created) }, report.parts.map { Double($0.solves) },
      report.parts.map { $0.firstResponse ?? .nan }, report.parts.map { Double($0.breached) },
    ]
    for (index, spot) in card.spots.enumerated() {
      let area = moved(spot.area), number = spot.words.dropFirst(spot.title.count + 2)
      surface.putCut(spot.title.uppercased(), at: Point(area.x, area.y), .textMuted, width: area.width)
      let isBad = spot.figure == "sla" && report.breached > 0
      surface.putCut(
        [
          TextRun(String(number), isBad ? .statusBreached : .textBright),
          TextRun("  " + changes[index].text, changes[index].role),
        ], at: Point(area.x, area.y + 1), width: area.width)
      if courses[index].isEmpty {
        surface.putCut(
          layout.isWide ? "\(Digits.grouped(report.waiting)) without a reply" : "\(report.waiting) waiting",
          at: Point(area.x, area.y + 2), .textFaint,
          width: area.width)
      } else {
        let role: ThemeRole = spot.figure == "sla" ? .statusBreached : .statusInfo
        Sparkline(courses[index], role).draw(
          into: &surface, area: Rect(area.x, area.y + 2, min(area.width, 24), 1))
      }
    }
  }
  /// `+8 %` against the time before, with a colour where one direction is better.
  private func change(_ now: Double?, _ before: Double?, isGoodDown: Bool?) -> (String, ThemeRole) {
    guard let now, let before, before > 0 else { return ("", .textMuted) }
    let percent = Int(((now - before) / before * 100).rounded())
    guard percent != 0 else { return ("=", .textMuted) }
    // What has grown many times over is told so.
    let text =
      percent >= 300 ? "\(Int((now / before).rounded()))-fold" : (percent > 0 ? "+" : "") + "\(percent) %"
    guard let isGoodDown else { return (text, .textMuted) }
    return (text, (percent < 0) == isGoodDown ? .statusOK : .statusWarn)
  }

  // MARK: charts

  private func hours(_ card: DashboardCard, _ area: Rect, into surface: inout Surface) {
    let isHere = chosen.map { card.spots.contains($0) } ?? false
    title("Load by hour", isHere ? chosen?.words ?? "" : "tickets made", area, into: &surface)
    var map = HeatMap(
      rows: DashboardLayout.days, columns: (0..<24).map { ($0 < 10 ? "0" : "") + "\($0)" },
      values: report.hours.map { $0.map(Double.init) })
    map.namedEvery = 3
    map.draw(into: &surface, area: Rect(area.x, area.y + 1, area.width, area.height - 1))
    guard isHere, let chosen else { return }
    let cell = moved(chosen.area)
    surface.put(surface.theme.isASCII ? "[]" : "◀▶", at: Point(cell.x, cell.y), .selection, width: 2)
  }
  private func backlog(_ area: Rect, into surface: inout Surface) {
    title("Backlog by age", "\(Digits.grouped(report.backlog)) open now", area, into: &surface)
    let roles: [ThemeRole] = [.statusOK, .statusInfo, .statusInfo, .statusWarn, .statusBreached]
    let bars = zip(zip(BacklogAge.allCases, report.ages), roles).map { one, role in
      BarChart.Bar(one.0.title, Double(one.1.n), note: FigureWords.share(one.1.share), role)
    }
    BarChart(bars).draw(into: &surface, area: Rect(area.x, area.y + 1, area.width, bars.count))
  }
  private func promises(_ area: Rect, into surface: inout Surface) {
    let unknown = report.promises.reduce(0) { $0 + $1.unknown }
    title(
      "SLA kept", unknown > 0 ? "\(Digits.grouped(unknown)) unknown, not counted" : "of what can be told",
      area, into: &surface)
    for (row, one) in report.promises.enumerated() {
      let y = area.y + 1 + row, label = 15, behind = area.width >= 44 ? 18 : 8
      let role: ThemeRole =
        one.attainment.map { $0 >= 0.95 ? .statusOK : $0 >= 0.8 ? .statusWarn : .statusBreached }
        ?? .textMuted
      let gauge: ThemeRole = role == .statusOK ? .gaugeOK : role == .statusWarn ? .gaugeWarn : .gaugeBreached
      surface.putCut(FigureWords.title(one.metric), at: Point(area.x, y), .text, width: label)
      let room = Rect(area.x + label, y, max(0, area.width - label - behind - 2), 1)
      Gauge(one.attainment ?? 0, gauge).draw(into: &surface, area: room)
      var runs = [TextRun(padded(FigureWords.share(one.attainment), 7), role)]
      if behind > 8 { runs.append(TextRun("  \(one.breached) broken", .textFaint)) }
      surface.putCut(runs, at: Point(room.right + 1, y), width: behind + 1)
    }
  }

  // MARK: tables

  private func times(_ area: Rect, into surface: inout Surface) {
    let note = report.schedule.map { "by the calendar, then in open time of “\($0)”" } ?? "by the calendar"
    title("Times", note, area, into: &surface)
    let heads = ["n", "p50", "p90", "p95", "mean"] + (report.schedule == nil ? [] : ["p50", "p90"])
    let label = 18, wide = max(6, min(8, (area.width - label) / heads.count))
    func line(_ name: String, _ cells: [String], _ y: Int, _ roles: [ThemeRole]) {
      surface.putCut(name, at: Point(area.x, y), roles[0], width: label)
      for (index, cell) in cells.enumerated() {
        surface.putCut(
          padded(cell, wide), at: Point(area.x + label + index * wide, y),
          index == 0 ? roles[1] : index > 4 ? roles[3] : roles[2], width: wide)
      }
    }
    line("", heads, area.y + 1, [.textMuted, .textMuted, .textMuted, .textMuted])
    for (row, time) in report.times.enumerated() {
      let calendar = time.calendar, open = time.business
      let cells =
        [Digits.grouped(time.n)]
        + [calendar?.p50, calendar?.p90, calendar?.p95, calendar?.mean].map(short)
        + (report.schedule == nil ? [] : [open?.p50, open?.p90].map(short))
      line(
        FigureWords.title(time.figure), cells, area.y + 2 + row,
        [.text, .textMuted, .textBright, .statusInfo])
    }
  }
  /// At most seven cells.
  private func short(_ seconds: Double?) -> String {
    let text = FigureWords.span(seconds)
    return text.utf8.count <= 7 ? text : String(text.prefix { $0 != " " })
  }
  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextWidth.of(text))) + text
  }
  private func outcomes(_ area: Rect, into surface: inout Surface) {
    title("Outcomes", "", area, into: &surface)
    for (row, one) in DashboardLayout.outcomes(report).enumerated() {
      surface.putCut(
        [
          TextRun(one.title + String(repeating: " ", count: max(1, 16 - one.title.count))),
          TextRun(padded(Digits.grouped(one.n), 6), .textBright), TextRun("  " + one.note, .textMuted),
        ], at: Point(area.x, area.y + 1 + row), width: area.width)
    }
  }
  private func agents(_ area: Rect, into surface: inout Surface) {
    title("Agents", "handled: wrote in it; owned: theirs, and solved", area, into: &surface)
    let columns: [(String, Int)] = [
      ("HANDLED", 9), ("OWNED", 8), ("OPEN", 7), ("REOPENED", 10), ("FIRST REPLY p50", 17), ("p90", 9),
    ]
    var x = area.x + 12
    surface.put("WHO", at: Point(area.x, area.y + 1), .textMuted, width: 10)
    for (name, width) in columns {
      surface.putCut(padded(name, width), at: Point(x, area.y + 1), .textMuted, width: width)
      x += width
    }
    let most = max(1, report.agents.map(\.handled).max() ?? 1)
    for (row, one) in report.agents.enumerated() {
      let y = area.y + 2 + row
      surface.putCut(one.agent, at: Point(area.x, y), .text, width: 11)
      let cells = [
        "\(one.handled)", "\(one.owned)", "\(one.open)", "\(one.reopened)",
        FigureWords.span(one.firstResponse.calendar?.p50), FigureWords.span(one.firstResponse.calendar?.p90),
      ]
      x = area.x + 12
      for (cell, column) in zip(cells, columns) {
        surface.putCut(padded(cell, column.1), at: Point(x, y), .text, width: column.1)
        x += column.1
      }
      let room = area.right - x - 3
      guard room >= 8 else { continue }
      Gauge(Double(one.handled) / Double(most)).draw(
        into: &surface, area: Rect(x + 3, y, min(30, room), 1))
    }
    if report.agents.isEmpty {
      surface.put("Nobody did anything here.", at: Point(area.x, area.y + 2), .textMuted)
    }
  }
}
