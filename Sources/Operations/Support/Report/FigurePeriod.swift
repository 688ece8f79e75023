import Acts
import Domain
import Exchange
import Store

/// From when to when figures are taken, where, of which tickets and by which open time: what was written, read.
struct FigurePeriod {
  /// The period, the zone its hours are told in, the tickets, and the name of the schedule of open time.
  let scope: FigureScope, filter: Filter, schedule: String?
  private let viewer: Agent.ID?, now: Instant, here: any ZoneRules

  init(
    _ report: ReportSupport, _ directory: Directory, in store: ReadTransaction, _ context: Context
  ) throws {
    let now = context.now
    (viewer, self.now, here) = (context.actor.id, now, context.zone)
    let zone = try report.zone.map { name in
      guard let found = SystemZones.named(name) else {
        throw ReportSupport.refusal(
          at: \.zone, .unknown, "There is no time zone “\(name)”.",
          remedy: Words.nearest(to: name, in: SystemZones.names()).map { "Did you mean \($0)?" }
            ?? "Write it as Europe/Berlin.")
      }
      return found
    }
    let place = zone ?? context.zone
    let to = try report.to.map { text in
      try ReportSupport.at(\.to) { try WrittenTime(text) }.span(now: now, in: place, leaning: .back).end
    }
    let end = min(to ?? now, now)
    let from: Instant
    if let text = report.from {
      from = try ReportSupport.at(\.from) { try WrittenTime(text) }.span(now: now, in: place, leaning: .back)
        .start
    } else {
      from = end - (try Self.length(report.last ?? ReportSupport.usual))
    }
    guard from < end else {
      throw ReportSupport.refusal(
        at: report.from == nil ? \.to : \.from, .invalid,
        "The period would end (\(TimeWords.full(end, in: place))) before it begins (\(TimeWords.full(from, in: place))).",
        remedy: "Give the earlier time to --from.")
    }
    let levels = try LevelsNow(in: store)
    let text = try report.schedule.map { name in
      try ReportSupport.at(\.schedule) { () throws(Refusal) in try levels.schedule(name) }
    }
    let hours = text ?? levels.schedules.first { $0.name == "default" } ?? levels.schedules.first
    schedule = hours?.name
    scope = FigureScope(
      from: from, to: end, zone: place,
      time: try hours.map { BusinessTime(try LevelReader.schedule($0.body)) })
    let names = FilterVocabulary(directory: directory)
    do throws(FilterFlaw) { filter = try Filter(report.filter ?? "", using: names) } catch {
      throw error.refusal(at: "filter")
    }
  }
  /// Milliseconds of a span, such as `7d`.
  static func length(_ text: String) throws(Refusal) -> Int64 {
    guard case .offset(let length) = try WrittenTime(text), length > 0 else {
      throw Refusal(
        .invalid, "“\(text)” is no span of time.", remedy: "Write it as 7d, 24h or 90d.", field: "last")
    }
    return length
  }

  /// The period before it, as long; what it is compared with.
  var before: FigureScope {
    FigureScope(
      from: scope.from - (scope.to - scope.from), to: scope.from, zone: scope.zone, time: nil)
  }
  func query(from: Instant) -> FigureQuery {
    FigureQuery(filter, from: from, to: scope.to, viewer: viewer, now: now, zone: here)
  }

  /// Tells every ticket's part in every figure, of this period and of the one before where that is wanted.
  func tell(
    in store: ReadTransaction, before tellBefore: ((Figure, Measured) -> Void)? = nil,
    _ tell: (Figure, Measured) -> Void
  ) throws {
    let before = before, query = query(from: tellBefore == nil ? scope.from : before.from)
    try store.eachCourse(query) { course in
      try course.measure(scope, tell)
      if let tellBefore { try course.measure(before, tellBefore) }
    }
    try store.eachBrokenPromise(query) { ticket, metric, due in
      guard Figure.metrics.contains(metric) else { return }
      let measured = Measured(ticket, at: due)
      if scope.holds(due) {
        tell(.promise(metric, .breached), measured)
      } else {
        tellBefore?(.promise(metric, .breached), measured)
      }
    }
    try store.eachOpenTicket(query) { ticket, created, assignee in
      tell(.backlog(BacklogAge(now - created)), Measured(ticket, at: created, amount: (now - created) / 1000))
      if let assignee { tell(.open(assignee), Measured(ticket, at: created)) }
    }
  }
}
