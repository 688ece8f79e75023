/// Where a row of targets stands among all that were ever in force for a ticket.
struct SLAPlace: Hashable, Sendable {
  /// The span of time, the policy in its order, and the row of it.
  let span: Int, entry: Int, row: Int
}

/// The policies that hold for one ticket, each set of them from an instant on until the next.
///
/// A clock that has stopped is under the row that was in force then; one that has not is under the row in force now,
/// counted again from its own start.
struct SLALaw: Sendable {
  struct Span: Sendable {
    let from: Instant
    /// In the order in which they are tried.
    let entries: [SLARules]
  }
  /// In order of time.
  let spans: [Span]

  private func span(at instant: Instant) -> Int? { spans.lastIndex { $0.from <= instant } }

  /// The first row that matches; nil when there is none, and then there are no clocks.
  func place(_ priority: Ticket.Priority, tier: String, at instant: Instant) -> SLAPlace? {
    guard let span = span(at: instant) else { return nil }
    for (place, rules) in spans[span].entries.enumerated() {
      if let row = rules.policy.row(priority, tier: tier) {
        return SLAPlace(span: span, entry: place, row: row)
      }
    }
    return nil
  }
  func rules(_ place: SLAPlace) -> SLARules { spans[place.span].entries[place.entry] }
  /// The policy of a row; without one the first there is, which says what counts as solved.
  func policy(_ place: SLAPlace?, at instant: Instant) -> SLAPolicy {
    if let place { return rules(place).policy }
    return span(at: instant).flatMap { spans[$0].entries.first?.policy } ?? SLAPolicy(targets: [])
  }

  func read(_ events: [SLAEvent], now: Instant) throws(Refusal) -> SLAReading {
    var story = SLAStory(self)
    for event in Self.inOrder(events, until: now) { try story.add(event) }
    return try story.reading(at: now)
  }
  static func inOrder(_ events: [SLAEvent], until now: Instant) -> [SLAEvent] {
    // Most logs are in order already; sorting keeps events of one instant as they are.
    let past = events.filter { $0.at <= now }
    if zip(past, past.dropFirst()).allSatisfy({ $0.at <= $1.at }) { return past }
    return past.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}
extension Instant {
  /// Before anything.
  static let beginning = Instant(milliseconds: .min)
}

extension SLAStory {
  /// The clocks as they stand at `now`, when no event of the log is later.
  func reading(at now: Instant) throws(Refusal) -> SLAReading {
    guard let created else {
      throw Refusal(
        .invalid, "There is no ticket yet at \(RFC3339.text(now)).",
        remedy: "Begin the events with created, not later than now.", field: "events")
    }
    return SLAReading(
      state: state, priority: priority,
      firstResponse: try firstResponse.flatMap { wait throws(Refusal) in
        try clock(.firstResponse, wait, now)
      },
      nextResponses: try clocks(.nextResponse, nextResponses, now),
      earlierResolutions: try clocks(.resolution, earlierResolutions, now),
      resolution: try resolution.flatMap { wait throws(Refusal) in try clock(.resolution, wait, now) },
      updateEvery: try clock(.updateEvery, Wait(start: lastUpdate ?? created), now))
  }
  private func clocks(_ metric: SLAMetric, _ waits: [Wait], _ now: Instant) throws(Refusal) -> [SLAClock] {
    var clocks: [SLAClock] = []
    for (cycle, wait) in waits.enumerated() {
      if let clock = try clock(metric, wait, now, cycle: cycle) { clocks.append(clock) }
    }
    return clocks
  }

  private func clock(
    _ metric: SLAMetric, _ wait: Wait, _ now: Instant, cycle: Int? = nil
  ) throws(Refusal) -> SLAClock? {
    guard let place = wait.stop.map(\.place) ?? place(at: now) else { return nil }
    let rules = law.rules(place), policy = rules.policy, row = policy.targets[place.row]
    guard let target = row.seconds[metric], let time = rules.schedules[row.schedule] else { return nil }
    let pauses = pauses(of: metric, by: policy, from: wait.start, to: wait.stop?.at ?? now),
      spans = pauses.map(\.span)
    let elapsed = try time.within(wait.start, wait.stop?.at ?? now, pauses: spans)
    let isOver = elapsed > target, stands = policy.pauses(metric, in: state)
    let status: SLAClock.Status =
      if wait.stop != nil {
        isOver ? .missed : .met
      } else if stands { isOver ? .breachedPaused : .paused } else { isOver ? .breached : .running }
    let due = status == .paused ? nil : try time.add(target, to: wait.start, pauses: spans)
    let warning = target.multipliedFullWidth(by: Int64(policy.warnPercent))
    let warnAt =
      due == nil || wait.stop != nil
      ? nil : try time.add(Int64(100).dividingFullWidth(warning).quotient, to: wait.start, pauses: spans)
    return SLAClock(
      metric: metric, place: place, cycle: cycle ?? (metric == .resolution ? earlierResolutions.count : 0),
      schedule: row.schedule, start: wait.start, stoppedAt: wait.stop?.at, pauses: pauses, target: target,
      elapsed: elapsed, status: status, due: due, warnAt: warnAt)
  }
}
