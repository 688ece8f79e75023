/// A policy with the schedules it names: reads a ticket's clocks from its log.
///
/// Nothing is counted down or remembered. The same events and the same `now` always give the same clocks, and a
/// clock that has stopped keeps the row that was in force then, whatever changes later.
public struct SLARules: Sendable {
  /// What is promised.
  public let policy: SLAPolicy
  /// What is open, by name.
  public let schedules: [String: BusinessTime]

  /// Puts them together.
  /// - Throws: ``Refusal`` when a row names a schedule that is not there.
  public init(_ policy: SLAPolicy, schedules: [String: BusinessTime]) throws(Refusal) {
    (self.policy, self.schedules) = (policy, schedules)
    for (place, target) in policy.targets.enumerated() where schedules[target.schedule] == nil {
      let names = schedules.keys.sorted()
      throw Refusal(
        .unknown, "There is no schedule called “\(target.schedule)”.",
        remedy: Words.nearest(to: target.schedule, in: names).map { "Did you mean \($0)?" }
          ?? (names.isEmpty ? "Give the schedule." : "There are: \(names.joined(separator: ", "))."),
        field: "policy.targets[\(place)].schedule")
    }
  }

  /// How the clocks stand at `now`. Events may come in any order, those of one instant as they happened; later
  /// ones do not exist yet.
  /// - Throws: ``Refusal`` when there is no ticket at `now`, or a due is out of reach.
  public func read(_ events: [SLAEvent], now: Instant) throws(Refusal) -> SLAReading {
    var story = SLAStory(policy)
    for event in Self.inOrder(events, until: now) { try story.add(event) }
    return try reading(story, now)
  }
  /// How the clocks stood after each event until `now`, in their order.
  public func readAfterEach(_ events: [SLAEvent], now: Instant) throws(Refusal) -> [SLAReading] {
    var story = SLAStory(policy), readings: [SLAReading] = []
    for event in Self.inOrder(events, until: now) {
      try story.add(event)
      readings.append(try reading(story, event.at))
    }
    if readings.isEmpty { _ = try reading(story, now) }
    return readings
  }
  private static func inOrder(_ events: [SLAEvent], until now: Instant) -> [SLAEvent] {
    // Most logs are in order already; sorting keeps events of one instant as they are.
    let past = events.filter { $0.at <= now }
    if zip(past, past.dropFirst()).allSatisfy({ $0.at <= $1.at }) { return past }
    return past.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  private func reading(_ story: SLAStory, _ now: Instant) throws(Refusal) -> SLAReading {
    guard let created = story.created else {
      throw Refusal(
        .invalid, "There is no ticket yet at \(RFC3339.text(now)).",
        remedy: "Begin the events with created, not later than now.", field: "events")
    }
    var waits: [SLAClock] = []
    for wait in story.nextResponses {
      if let clock = try clock(.nextResponse, wait, story, now) { waits.append(clock) }
    }
    return SLAReading(
      state: story.state, priority: story.priority,
      firstResponse: try story.firstResponse.flatMap { wait throws(Refusal) in
        try clock(.firstResponse, wait, story, now)
      },
      nextResponses: waits,
      resolution: try story.resolution.flatMap { wait throws(Refusal) in
        try clock(.resolution, wait, story, now)
      },
      updateEvery: try clock(.updateEvery, SLAStory.Wait(start: story.lastUpdate ?? created), story, now))
  }

  private func clock(
    _ metric: SLAMetric, _ wait: SLAStory.Wait, _ story: SLAStory, _ now: Instant
  ) throws(Refusal) -> SLAClock? {
    let place = wait.stop.map(\.row) ?? story.row
    guard let row = place, let target = policy.targets[row].seconds[metric],
      let time = schedules[policy.targets[row].schedule]
    else { return nil }
    let pauses = story.pauses(of: metric, from: wait.start, to: wait.stop?.at ?? now),
      spans = pauses.map(\.span)
    let elapsed = try time.within(wait.start, wait.stop?.at ?? now, pauses: spans)
    let isOver = elapsed > target, stands = policy.pauses(metric, in: story.state)
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
      metric: metric, row: row, schedule: policy.targets[row].schedule, start: wait.start,
      stoppedAt: wait.stop?.at, pauses: pauses, target: target, elapsed: elapsed, status: status, due: due,
      warnAt: warnAt)
  }
}
