/// When a desk is open: hours by weekday in a time zone, with what holds on single dates.
///
/// What is open on a date is decided by that date, in this order:
/// 1. a holiday closes it from midnight to midnight;
/// 2. an override replaces all of its hours, an empty one closes it;
/// 3. otherwise it has the hours of its weekday, and what began overnight on the date before goes on into it.
///
/// The breaks of the date are cut out of what is left. Hours that close at or before the clock time they open at
/// are overnight: they belong to the date they open on, and a holiday or override there takes all of them away.
/// Every date and clock time is local to the zone.
public struct Schedule: Sendable {
  /// A span of clock time that opens on a date, in seconds from its midnight; half-open.
  public struct Frame: Hashable, Sendable {
    /// From 0 to 86,399; closing is later, up to 86,400 (the next midnight), or beyond that on the next date.
    public let opens: Int, closes: Int
    /// Makes a frame that is open from one second to before the other, unchecked.
    public init(opens: Int, closes: Int) { (self.opens, self.closes) = (opens, closes) }
    /// It goes on after midnight.
    public var isOvernight: Bool { closes > Schedule.day }
    /// The same hours told a day later.
    var aDayLater: Frame { Frame(opens: opens + Schedule.day, closes: closes + Schedule.day) }
    /// `09:00–17:30`, as messages name it.
    public var words: String {
      func clock(_ second: Int) -> String {
        let minutes = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2))"
        return second % 60 == 0 ? minutes : minutes + ":" + padded(second % 60, 2)
      }
      return clock(opens) + "–" + clock(isOvernight ? closes - Schedule.day : closes)
    }
  }
  static let day = 86_400
  /// How fields name the days of a week, Monday first.
  public static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The clocks it is told by.
  public let zone: any ZoneRules
  /// The frames of each weekday, Monday first, in order.
  public let hours: [[Frame]]
  /// Dates with hours of their own.
  public let overrides: [Day: [Frame]]
  /// Dates that are closed whatever else is said of them.
  public let holidays: Set<Day>
  /// What is cut out of single dates.
  public let breaks: [Day: [Frame]]

  /// Checks the hours and puts them in order.
  /// - Parameters:
  ///   - hours: the frames of each weekday, Monday first; missing days are closed.
  ///   - breaks: within one date each; they may overlap.
  /// - Throws: ``Refusal`` with the place as its field (`hours.mon[1]`) when frames overlap, a frame or break
  ///   has no length, or the schedule is never open.
  public init(
    zone: any ZoneRules, hours: [[Frame]], overrides: [Day: [Frame]] = [:], holidays: Set<Day> = [],
    breaks: [Day: [Frame]] = [:]
  ) throws(Refusal) {
    self.zone = zone
    let week = hours + Array(repeating: [], count: max(0, 7 - hours.count))
    for (place, frames) in week.enumerated() {
      try Self.check(frames, "hours.\(Self.weekdays[place % 7])")
    }
    self.hours = week.prefix(7).map { $0.sorted { $0.opens < $1.opens } }
    for (date, frames) in overrides { try Self.check(frames, "overrides.\(date)") }
    self.overrides = overrides.mapValues { $0.sorted { $0.opens < $1.opens } }
    for (date, frames) in breaks { try Self.checkBreaks(frames, "breaks.\(date)") }
    (self.holidays, self.breaks) = (holidays, breaks)
    try Self.checkNights(self.hours)
    guard
      self.hours.contains(where: { !$0.isEmpty })
        || self.overrides.contains(where: { !$0.value.isEmpty && !holidays.contains($0.key) })
    else {
      throw Refusal(
        .invalid, "The schedule has no open time.",
        remedy: "Give at least one weekday hours, such as mon 09:00 to 17:00.", field: "hours")
    }
  }
  /// Open at every moment: calendar time.
  public static func always(in zone: any ZoneRules = .utc) -> Schedule { Schedule(alwaysOpenIn: zone) }
  private init(alwaysOpenIn zone: any ZoneRules) {
    self.zone = zone
    hours = Array(repeating: [Frame(opens: 0, closes: Self.day)], count: 7)
    (overrides, holidays, breaks) = ([:], [], [:])
  }
  /// The same hours by other clocks.
  func told(by zone: any ZoneRules) -> Schedule { Schedule(self, zone: zone) }
  private init(_ other: Schedule, zone: any ZoneRules) {
    self.zone = zone
    (hours, overrides, holidays, breaks) = (other.hours, other.overrides, other.holidays, other.breaks)
  }
}

extension Schedule {
  private static func check(_ frames: [Frame], _ field: String) throws(Refusal) {
    for (place, frame) in frames.enumerated() {
      guard (0..<day).contains(frame.opens), frame.opens < frame.closes,
        frame.closes < frame.opens + day
          || frame == Frame(opens: 0, closes: day)
      else {
        throw Refusal(
          .invalid, "The hours \(frame.words) have no length or more than a day.",
          remedy: "Close later than you open; the next midnight is 24:00.", field: "\(field)[\(place)]")
      }
    }
    let order = frames.indices.sorted { frames[$0].opens < frames[$1].opens }
    for (first, second) in zip(order, order.dropFirst()) where frames[first].closes > frames[second].opens {
      throw overlap(frames[first], frames[second], "\(field)[\(max(first, second))]")
    }
  }
  private static func checkBreaks(_ frames: [Frame], _ field: String) throws(Refusal) {
    for (place, frame) in frames.enumerated()
    where frame.opens < 0 || frame.opens >= frame.closes || frame.closes > day {
      throw Refusal(
        .invalid, "The break \(frame.words) does not end after it begins, on the same date.",
        remedy: "End a break by 24:00 and begin another on the next date.", field: "\(field)[\(place)]")
    }
  }
  /// What is open overnight must not run into the next weekday's hours.
  private static func checkNights(_ hours: [[Frame]]) throws(Refusal) {
    for weekday in 0..<7 {
      let next = (weekday + 1) % 7
      guard let night = hours[weekday].last, night.isOvernight, let morning = hours[next].first?.aDayLater,
        night.closes > morning.opens
      else { continue }
      throw overlap(night, hours[next][0], "hours.\(weekdays[weekday])[\(hours[weekday].count - 1)]")
    }
  }
  private static func overlap(_ a: Frame, _ b: Frame, _ field: String) -> Refusal {
    Refusal(
      .invalid, "The hours \(a.words) and \(b.words) overlap.",
      remedy: "Make one frame of them, or end the first before the second begins.", field: field)
  }

  /// What clocks show while the date is open, before breaks; seconds from its midnight, in order.
  func frames(on date: Day) -> [(frame: Frame, isTail: Bool)] {
    if holidays.contains(date) { return [] }
    let own = ownFrames(of: date).map { (Frame(opens: $0.opens, closes: min($0.closes, Self.day)), false) }
    if overrides[date] != nil { return own }
    let before = date.adding(days: -1)
    guard !holidays.contains(before), let night = ownFrames(of: before).last, night.isOvernight else {
      return own
    }
    return [(Frame(opens: 0, closes: night.closes - Self.day), true)] + own
  }
  private func ownFrames(of date: Day) -> [Frame] { overrides[date] ?? hours[date.weekday - 1] }
}
