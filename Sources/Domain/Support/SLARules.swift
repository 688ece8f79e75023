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

  private var law: SLALaw { SLALaw(spans: [SLALaw.Span(from: .beginning, entries: [self])]) }

  /// How the clocks stand at `now`. Events may come in any order, those of one instant as they happened; later
  /// ones do not exist yet.
  /// - Throws: ``Refusal`` when there is no ticket at `now`, or a due is out of reach.
  public func read(_ events: [SLAEvent], now: Instant) throws(Refusal) -> SLAReading {
    try law.read(events, now: now)
  }
  /// How the clocks stood after each event until `now`, in their order.
  public func readAfterEach(_ events: [SLAEvent], now: Instant) throws(Refusal) -> [SLAReading] {
    var story = SLAStory(law), readings: [SLAReading] = []
    for event in SLALaw.inOrder(events, until: now) {
      try story.add(event)
      readings.append(try story.reading(at: event.at))
    }
    if readings.isEmpty { _ = try story.reading(at: now) }
    return readings
  }
}
