import Synchronization

/// A stretch of open time as seconds since the epoch, half-open.
struct OpenStretch {
  var start: Int64, end: Int64
  /// It is the part after midnight of hours that began on the date before.
  let isTail: Bool
}

/// The open time of some weeks in a row, worked out once.
struct OpenWeeks {
  static let days = 32
  /// In order, none empty, none overlapping another.
  let stretches: [OpenStretch]
  /// Seconds open in all, and which of the days have any (bit 0 is the first).
  let total: Int64, openDays: UInt32

  init(_ number: Int, of schedule: Schedule) {
    var found: [OpenStretch] = [], open: UInt32 = 0
    for day in 0..<Self.days {
      let date = Day(daysSinceEpoch: number * Self.days + day), before = found.count
      Self.add(date, of: schedule, to: &found)
      if found.count > before { open |= 1 << UInt32(day) }
    }
    (stretches, openDays) = (found, open)
    total = found.reduce(0) { $0 + $1.end - $1.start }
  }

  /// Clock times become instants here. One that clocks skip counts from before the gap, one that comes twice is
  /// the first; nothing reaches out of its own date, so a date that a zone leaves out has no open time.
  private static func add(_ date: Day, of schedule: Schedule, to found: inout [OpenStretch]) {
    let frames = schedule.frames(on: date)
    guard !frames.isEmpty else { return }
    let zone = schedule.zone
    func second(_ clock: Int) -> Int64 { zone.instant(date, second: clock).seconds }
    let midnight = second(0), nextMidnight = second(Schedule.day)
    let breaks = (schedule.breaks[date] ?? []).map { (start: second($0.opens), end: second($0.closes)) }
      .filter { $0.start < $0.end }.sorted { $0.start < $1.start }
    for (frame, isTail) in frames {
      let last = found.last?.end ?? .min
      var start = max(second(frame.opens), midnight, last), end = min(second(frame.closes), nextMidnight)
      for pause in breaks where pause.end > start && pause.start < end {
        if pause.start > start {
          found.append(OpenStretch(start: start, end: pause.start, isTail: isTail && start == midnight))
        }
        start = pause.end
      }
      end = max(start, end)
      if start < end {
        found.append(OpenStretch(start: start, end: end, isTail: isTail && start == midnight))
      }
    }
  }

  /// The place of the first stretch that ends after a second.
  func firstPlace(endingAfter second: Int64) -> Int {
    var low = 0, high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].end <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }
  /// The place behind the last stretch that starts before a second.
  func endPlace(startingBefore second: Int64) -> Int {
    var low = 0, high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].start < second { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The open time of a schedule, some weeks at a time and each only once.
final class OpenTime: Sendable {
  let schedule: Schedule
  private let known = Mutex<[Int: OpenWeeks]>([:])
  /// 350 years; whoever asks about more pays again.
  private static let kept = 4000

  init(_ schedule: Schedule) { self.schedule = schedule }

  /// The weeks with that number, counted from the epoch.
  func weeks(_ number: Int) -> OpenWeeks {
    known.withLock { known in
      if let found = known[number] { return found }
      if known.count >= Self.kept { known.removeAll() }
      let made = OpenWeeks(number, of: schedule)
      known[number] = made
      return made
    }
  }
  /// The number of the weeks that hold a day of the calendar.
  static func number(ofDay day: Int) -> Int {
    day >= 0 ? day / OpenWeeks.days : -((OpenWeeks.days - 1 - day) / OpenWeeks.days)
  }
  /// The local day of the calendar at a second.
  func day(at second: Int64) -> Int { schedule.zone.day(of: Instant(seconds: second)).daysSinceEpoch }
}
