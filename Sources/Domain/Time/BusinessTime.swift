/// How a desk counts, where desks differ. What is usual here: an amount ends at closing time, time is what passes,
/// and from a later to an earlier instant there is none.
public struct BusinessConventions: Hashable, Sendable {
  /// Where an amount ends that fills the open time to its last second.
  public enum Boundary: String, CaseIterable, Sendable {
    case closing
    case nextOpening = "next-opening"
  }
  /// What an hour is on the day clocks are changed.
  public enum Measure: String, CaseIterable, Sendable {
    /// What passes: a day of 25 hours that is open throughout holds 25.
    case elapsed
    /// What clocks show: the same day holds 24.
    case wallClock = "wall-clock"
  }
  /// What lies between a later and an earlier instant.
  public enum Reversed: String, CaseIterable, Sendable { case zero, negative, refused }
  /// See the types.
  public var boundary: Boundary, measure: Measure, reversed: Reversed
  /// Conventions; what is left out is as usual.
  public init(boundary: Boundary = .closing, measure: Measure = .elapsed, reversed: Reversed = .zero) {
    (self.boundary, self.measure, self.reversed) = (boundary, measure, reversed)
  }
}

/// A stretch of time from one instant to before another.
public struct TimeSpan: Hashable, Sendable {
  /// Its ends.
  public let from: Instant, to: Instant
  /// Makes a span; one that ends at or before its start holds nothing.
  public init(from: Instant, to: Instant) { (self.from, self.to) = (from, to) }
}

/// Arithmetic in the open time of a ``Schedule``, in whole seconds; fractions of instants are dropped.
///
/// Open time is worked out some weeks at a time and kept, so that asking again costs little and adding a year does
/// not walk through its days. Copies share what is kept.
public struct BusinessTime: Sendable {
  /// The hours it counts by.
  public let schedule: Schedule
  /// How it counts.
  public let conventions: BusinessConventions
  let open: OpenTime
  /// Open time by what clocks show, told as if they were never changed; nil where time is what passes.
  private let shown: OpenTime?

  /// How far open time is looked for.
  public static let reach = 36_525
  static let reachInWords = "100 years"

  /// Counts by a schedule.
  public init(_ schedule: Schedule, conventions: BusinessConventions = BusinessConventions()) {
    (self.schedule, self.conventions) = (schedule, conventions)
    open = OpenTime(schedule)
    shown = conventions.measure == .wallClock ? OpenTime(schedule.told(by: .utc)) : nil
  }
  /// Counts by the same open time in another way.
  init(sharing other: BusinessTime, conventions: BusinessConventions) {
    (schedule, self.conventions, open) = (other.schedule, conventions, other.open)
    shown = conventions.measure == .wallClock ? OpenTime(schedule.told(by: .utc)) : nil
  }

  /// When that many seconds of open time outside the pauses have passed since an instant. An amount that fills a
  /// frame ends as ``BusinessConventions/Boundary`` says; 0 is the next open instant.
  /// - Throws: ``Refusal`` when the amount is negative, or not reached within a hundred years.
  public func add(_ seconds: Int64, to from: Instant, pauses: [TimeSpan] = []) throws(Refusal) -> Instant {
    try check(seconds)
    var walk = Walk(counted, from: shownSecond(from), pauses: shownPauses(pauses))
    guard let second = walk.forward(seconds, stopsAtClosing: conventions.boundary == .closing) else {
      throw unreached(seconds, after: from)
    }
    return instant(ofShown: second)
  }
  /// When that many seconds of open time outside the pauses were still to pass until an instant; 0 is the last open
  /// instant, closing time when it is closed.
  /// - Throws: ``Refusal`` when the amount is negative, or not reached within a hundred years.
  public func subtract(_ seconds: Int64, from: Instant, pauses: [TimeSpan] = []) throws(Refusal) -> Instant {
    try check(seconds)
    let pauses = shownPauses(pauses), start = shownSecond(from)
    if seconds == 0, isOpen(from), !pauses.contains(where: { $0.start <= start && start < $0.end }) {
      return Instant(seconds: from.seconds)
    }
    var walk = Walk(counted, from: start, pauses: pauses)
    guard let second = walk.backward(seconds) else { throw unreached(seconds, before: from) }
    return instant(ofShown: second)
  }
  /// Seconds of open time outside the pauses from one instant to another.
  /// - Throws: ``Refusal`` when the instants are more than a hundred years apart, or in the wrong order where that
  ///   is refused.
  public func within(_ from: Instant, _ to: Instant, pauses: [TimeSpan] = []) throws(Refusal) -> Int64 {
    guard from <= to else {
      switch conventions.reversed {
      case .zero: return 0
      case .negative: return -(try within(to, from, pauses: pauses))
      case .refused:
        throw Refusal(
          .invalid, "\(RFC3339.text(to)) is before \(RFC3339.text(from)).",
          remedy: "Give the earlier instant first.", field: "to")
      }
    }
    guard to - from <= .days(Self.reach) else {
      throw Refusal(
        .invalid, "From \(RFC3339.text(from)) to \(RFC3339.text(to)) is more than \(Self.reachInWords).",
        remedy: "Ask about a shorter time.", field: "to")
    }
    var walk = Walk(counted, from: shownSecond(from), pauses: shownPauses(pauses))
    return walk.openSeconds(until: shownSecond(to))
  }
  /// The desk is open then.
  public func isOpen(_ at: Instant) -> Bool {
    let second = at.seconds
    let day = open.day(at: second)
    // A clock that is set back over midnight shows the date before again.
    for number in OpenTime.number(ofDay: day - 1)...OpenTime.number(ofDay: day + 1) {
      let weeks = open.weeks(number), place = weeks.firstPlace(endingAfter: second)
      if place < weeks.stretches.count, weeks.stretches[place].start <= second { return true }
    }
    return false
  }
  /// The local date is a holiday.
  public func isOnHoliday(_ at: Instant) -> Bool { schedule.holidays.contains(schedule.zone.day(of: at)) }
  /// A break of the local date holds the instant, whether or not the desk would be open otherwise.
  public func isOnBreak(_ at: Instant) -> Bool {
    let zone = schedule.zone, date = zone.day(of: at), second = at.seconds
    return (schedule.breaks[date] ?? []).contains {
      zone.instant(date, second: $0.opens).seconds <= second
        && second < zone.instant(date, second: $0.closes).seconds
    }
  }

  private func check(_ seconds: Int64) throws(Refusal) {
    guard seconds >= 0 else {
      throw Refusal(
        .invalid, "An amount of \(seconds) seconds is negative.",
        remedy: "Subtract a positive amount to go back.", field: "amount_seconds")
    }
  }
  private func unreached(_ seconds: Int64, after: Instant? = nil, before: Instant? = nil) -> Refusal {
    let place =
      after.map { "after \(RFC3339.text($0))" } ?? before.map { "before \(RFC3339.text($0))" } ?? "there"
    return Refusal(
      .invalid, "\(seconds) seconds of open time are not reached within \(Self.reachInWords) \(place).",
      remedy: "Ask for less, or give the schedule more open time.",
      field: seconds == 0 ? "schedule" : "amount_seconds")
  }
}

extension BusinessTime {
  var counted: OpenTime { shown ?? open }
  /// The second that is counted with: since the epoch, or what clocks showed since then.
  private func shownSecond(_ at: Instant) -> Int64 {
    shown == nil ? at.seconds : at.seconds + Int64(schedule.zone.offset(at: at))
  }
  private func instant(ofShown second: Int64) -> Instant {
    guard shown != nil else { return Instant(seconds: second) }
    let local = FixedZone.utc.local(Instant(seconds: second))
    return schedule.zone.instant(local.day, second: local.second)
  }
  private func shownPauses(_ pauses: [TimeSpan]) -> [Walk.Pause] { Self.inOrder(pauses, shownSecond) }
  /// The pauses in order, none touching another, none empty.
  static func inOrder(_ pauses: [TimeSpan], _ second: (Instant) -> Int64) -> [Walk.Pause] {
    guard !pauses.isEmpty else { return [] }
    let order = pauses.map { Walk.Pause(start: second($0.from), end: second($0.to)) }
      .filter { $0.start < $0.end }.sorted { $0.start < $1.start }
    var merged: [Walk.Pause] = []
    for pause in order {
      if let last = merged.last, pause.start <= last.end {
        merged[merged.count - 1].end = max(last.end, pause.end)
      } else {
        merged.append(pause)
      }
    }
    return merged
  }
}
