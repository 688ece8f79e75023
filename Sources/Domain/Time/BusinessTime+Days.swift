/// Which way open time is looked for.
public enum TimeDirection: String, CaseIterable, Sendable { case forward, backward }

extension BusinessTime {
  /// Open time as the schedule tells it: a segment for each frame of each date, what breaks leave of it apart, what
  /// goes on overnight in one. The first is cut at `from` and the last at `to`.
  /// - Parameters:
  ///   - count: how many at most; nil for all as far as `to`.
  ///   - to: where to end; nil to go on until there are enough.
  /// - Throws: ``Refusal`` when there are not that many within a hundred years, or `to` is farther away.
  public func periods(
    _ direction: TimeDirection, from: Instant, count: Int? = nil, to: Instant? = nil
  ) throws(Refusal) -> [TimeSpan] {
    if let to, abs(to - from) > .days(Self.reach) {
      throw Refusal(
        .invalid, "From \(RFC3339.text(from)) to \(RFC3339.text(to)) is more than \(Self.reachInWords).",
        remedy: "Ask about a shorter time.", field: "to")
    }
    let found =
      direction == .forward
      ? forward(from.seconds, count ?? .max, to?.seconds) : backward(from.seconds, count ?? .max, to?.seconds)
    if let count, to == nil, found.count < count {
      throw Refusal(
        .invalid,
        "There are only \(found.count) open periods within \(Self.reachInWords) of \(RFC3339.text(from)).",
        remedy: "Ask for fewer, or give the schedule more open time.", field: "count")
    }
    return found.map { TimeSpan(from: Instant(seconds: $0.start), to: Instant(seconds: $0.end)) }
  }
  private func forward(_ from: Int64, _ count: Int, _ to: Int64?) -> [OpenStretch] {
    var found: [OpenStretch] = []
    let day = open.day(at: from), end = to ?? .max
    for number in OpenTime.number(ofDay: day - 1)...OpenTime.number(ofDay: day + Self.reach) {
      for stretch in open.weeks(number).stretches where stretch.end > from {
        if stretch.start >= end { return found }
        if stretch.isTail, let last = found.last, last.end == stretch.start {
          found[found.count - 1].end = min(stretch.end, end)
        } else if found.count == count {
          return found
        } else {
          found.append(
            OpenStretch(start: max(stretch.start, from), end: min(stretch.end, end), isTail: stretch.isTail))
        }
      }
    }
    return found
  }
  private func backward(_ from: Int64, _ count: Int, _ to: Int64?) -> [OpenStretch] {
    var found: [OpenStretch] = [], isOpenBehind = false
    let day = open.day(at: from), end = to ?? .min
    let first = OpenTime.number(ofDay: day + 1), last = OpenTime.number(ofDay: day - Self.reach)
    for number in stride(from: first, through: last, by: -1) {
      for stretch in open.weeks(number).stretches.reversed() where stretch.start < from {
        if stretch.end <= end { return found }
        let start = max(stretch.start, end)
        if isOpenBehind, let later = found.last, later.start == stretch.end {
          found[found.count - 1].start = start
        } else if found.count == count {
          return found
        } else {
          found.append(OpenStretch(start: start, end: min(stretch.end, from), isTail: stretch.isTail))
        }
        isOpenBehind = stretch.isTail
      }
    }
    return found
  }

  /// The same local time that many further dates with open time away, then the next open instant, or going back the
  /// last one.
  /// - Throws: ``Refusal`` when there are not that many such dates within a hundred years.
  public func addDays(_ days: Int, to from: Instant) throws(Refusal) -> Instant {
    let local = schedule.zone.local(from)
    guard let day = openDay(days, from: local.day.daysSinceEpoch) else {
      throw Refusal(
        .invalid, "There are not \(days.magnitude) dates with open time within \(Self.reachInWords).",
        remedy: "Ask for fewer days, or give the schedule more open time.", field: "days")
    }
    let there = schedule.zone.instant(Day(daysSinceEpoch: day), second: local.second)
    let usual = BusinessTime(sharing: self, conventions: BusinessConventions())
    return try days < 0 ? usual.subtract(0, from: there) : usual.add(0, to: there)
  }
  private func openDay(_ count: Int, from start: Int) -> Int? {
    guard (-Self.reach...Self.reach).contains(count) else { return nil }
    var rest = abs(count), day = start
    let step = count < 0 ? -1 : 1
    while rest > 0 {
      day += step
      guard abs(day - start) <= Self.reach else { return nil }
      let number = OpenTime.number(ofDay: day)
      let mask = open.weeks(number).openDays
      if mask & (1 << UInt32(day - number * OpenWeeks.days)) != 0 { rest -= 1 }
    }
    return day
  }

  /// What a person reads to follow a sum: the open, unpaused time of an interval piece by piece.
  /// - Parameter limit: how many pieces at most.
  public func steps(
    from: Instant, to: Instant, pauses: [TimeSpan] = [], limit: Int = 1000
  ) -> [BusinessStep] {
    var steps: [BusinessStep] = [], total: Int64 = 0
    var walk = Walk(open, from: from.seconds, pauses: Self.inOrder(pauses) { $0.seconds })
    walk.pieces(until: min(to.seconds, from.seconds + .days(Self.reach) / 1000)) { start, end in
      total += end - start
      steps.append(
        BusinessStep(
          span: TimeSpan(from: Instant(seconds: start), to: Instant(seconds: end)), seconds: end - start,
          total: total))
      return steps.count < limit
    }
    return steps
  }
}

/// A piece of a sum of open time.
public struct BusinessStep: Hashable, Sendable {
  /// When, how long in seconds, and what the sum is with it.
  public let span: TimeSpan, seconds: Int64, total: Int64
}
