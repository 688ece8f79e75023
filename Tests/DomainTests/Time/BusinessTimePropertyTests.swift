import TestSupport
import Testing

@testable import Domain

/// Open time told minute by minute, from the local reading of each minute: slow, and without anything of the engine.
private struct MinuteDesk {
  let start: Instant, isOpen: [Bool]

  init(_ schedule: Schedule, from start: Instant, days: Int) {
    self.start = start
    let minutes = days * 1440
    var first: [LocalTime: Int] = [:], dates: Set<Day> = []
    for minute in 0..<minutes {
      let local = schedule.zone.local(start + .minutes(minute))
      if first[local] == nil { first[local] = minute }
      dates.insert(local.day)
    }
    /// The first minute that shows it; where none does, as many minutes after the last one before the gap.
    func minute(_ day: Day, _ second: Int) -> Int? {
      for back in 0..<2000 {
        let wall = day.daysSinceEpoch * 86_400 + second - back * 60, date = wall / 86_400
        if let found = first[LocalTime(Day(daysSinceEpoch: date), second: wall - date * 86_400)] {
          return found + back
        }
      }
      return nil
    }
    var open = Array(repeating: false, count: minutes)
    func mark(_ frame: Schedule.Frame, _ date: Day, _ value: Bool) {
      guard let from = minute(date, frame.opens), let to = minute(date, min(frame.closes, 86_400)), from < to
      else { return }
      for place in min(from, minutes)..<min(to, minutes) { open[place] = value }
    }
    for date in dates where !schedule.holidays.contains(date) {
      let before = date.adding(days: -1)
      if schedule.overrides[date] == nil, !schedule.holidays.contains(before) {
        for frame in schedule.overrides[before] ?? schedule.hours[before.weekday - 1]
        where frame.closes > 86_400 {
          mark(Schedule.Frame(opens: 0, closes: frame.closes - 86_400), date, true)
        }
      }
      for frame in schedule.overrides[date] ?? schedule.hours[date.weekday - 1] { mark(frame, date, true) }
      for frame in schedule.breaks[date] ?? [] { mark(frame, date, false) }
    }
    isOpen = open
  }
  func add(_ amount: Int, to from: Int) -> Int? {
    var rest = amount, minute = from
    while minute < isOpen.count {
      if isOpen[minute] {
        if rest == 0 { return minute }
        rest -= 1
        if rest == 0 { return minute + 1 }
      }
      minute += 1
    }
    return nil
  }
  func within(_ from: Int, _ to: Int) -> Int { isOpen[from..<to].count { $0 } }
}

private struct Case {
  let schedule: Schedule, start: Instant
  static let zones = [
    ("Europe/Berlin", "2026-03-20T00:00:00Z"), ("Europe/Berlin", "2026-10-16T00:00:00Z"),
    ("America/New_York", "2026-03-01T00:00:00Z"), ("Australia/Lord_Howe", "2026-03-28T00:00:00Z"),
    ("America/Havana", "2026-10-25T00:00:00Z"), ("America/Asuncion", "2022-09-25T00:00:00Z"),
    ("Asia/Kathmandu", "2026-05-01T00:00:00Z"), ("Africa/Casablanca", "2026-02-10T00:00:00Z"),
    ("Europe/Dublin", "2026-10-18T00:00:00Z"), ("America/St_Johns", "2010-10-31T00:00:00Z"),
    ("Pacific/Apia", "2011-12-20T00:00:00Z"),
  ]
  init(_ seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let (name, start) = Self.zones[seed % Self.zones.count]
    self.start = at(start)
    func frames(_ overnight: Bool) -> [Schedule.Frame] {
      let count = Int.random(in: 0...3, using: &random)
      let ends = Set((0..<count * 2).map { _ in Int.random(in: 0...96, using: &random) }).sorted()
      var frames = stride(from: 0, to: ends.count - 1, by: 2).map {
        Schedule.Frame(opens: ends[$0] * 900, closes: ends[$0 + 1] * 900)
      }
      if overnight, frames.last.map({ $0.closes <= 80_000 }) ?? true, Bool.random(using: &random) {
        frames.append(
          Schedule.Frame(opens: 82_800, closes: 86_400 + Int.random(in: 1...8, using: &random) * 900))
      }
      return frames
    }
    let first = self.start.seconds / 86_400
    func dates() -> [Day] {
      (0..<3).map { _ in Day(daysSinceEpoch: Int(first) + Int.random(in: 0...18, using: &random)) }
    }
    // Nights would run into an early morning; hours then begin at 02:00.
    let week = (0..<7).map { _ in
      frames(true).map { $0.opens < 7200 ? Schedule.Frame(opens: 7200, closes: max($0.closes, 8100)) : $0 }
    }
    let clean = week.map { day in
      day.reduce(into: [Schedule.Frame]()) { if $1.opens >= ($0.last?.closes ?? 0) { $0.append($1) } }
    }
    let always = [[Schedule.Frame(opens: 32_400, closes: 61_200)]] + clean.dropFirst()
    schedule = try Schedule(
      zone: systemZone(name), hours: Array(always),
      overrides: Dictionary(dates().map { ($0, frames(false)) }, uniquingKeysWith: { a, _ in a }),
      holidays: Set(dates().prefix(1)),
      breaks: Dictionary(dates().map { ($0, frames(false)) }, uniquingKeysWith: { a, _ in a }))
  }
}

@Suite struct BusinessTimeProperties {
  @Test("adding, subtracting and measuring agree with a walk minute by minute", arguments: 0..<44)
  func oracle(seed: Int) throws {
    let example = try Case(seed), time = BusinessTime(example.schedule)
    let desk = MinuteDesk(example.schedule, from: example.start, days: 24)
    var random = Seeded(UInt64(seed) + 1000)
    for minute in stride(from: 2 * 1440, to: 22 * 1440, by: 37) {
      #expect(time.isOpen(example.start + .minutes(minute)) == desk.isOpen[minute], "\(minute)")
    }
    for _ in 0..<60 {
      let a = Int.random(in: 2 * 1440..<15 * 1440, using: &random)
      let b = Int.random(in: a..<22 * 1440, using: &random), amount = Int.random(in: 0..<1500, using: &random)
      let from = example.start + .minutes(a)
      #expect(try time.within(from, example.start + .minutes(b)) == Int64(desk.within(a, b) * 60))
      guard let expected = desk.add(amount, to: a), expected < 22 * 1440 else { continue }
      #expect(
        try time.add(Int64(amount * 60), to: from) == example.start + .minutes(expected),
        "\(amount) from \(a)")
    }
  }
  @Test("what is added is what lies between, and subtracting takes it back", arguments: 0..<44)
  func inverse(seed: Int) throws {
    let example = try Case(seed), time = BusinessTime(example.schedule)
    var random = Seeded(UInt64(seed) + 2000), last = Instant.epoch
    var pauses: [TimeSpan] = []
    for _ in 0..<(seed % 4) {
      let from = example.start + .seconds(Int.random(in: 0..<2_000_000, using: &random))
      pauses.append(TimeSpan(from: from, to: from + .seconds(Int.random(in: 0..<400_000, using: &random))))
    }
    let from = example.start + .seconds(Int.random(in: 0..<1_000_000, using: &random))
    for amount in (0..<60).map({ _ in Int64.random(in: 1..<40_000_000, using: &random) }).sorted() {
      let end = try time.add(amount, to: from, pauses: pauses)
      #expect(try time.within(from, end, pauses: pauses) == amount)
      #expect(end >= last, "adding more ends later")
      last = end
      let back = try time.subtract(amount, from: end, pauses: pauses)
      #expect(try time.within(back, end, pauses: pauses) == amount)
      #expect(try back == time.add(0, to: from, pauses: pauses), "back to the first open second")
      let first = Int64.random(in: 1...amount, using: &random)
      if first < amount {
        let middle = try time.add(first, to: from, pauses: pauses)
        #expect(try time.add(amount - first, to: middle, pauses: pauses) == end)
      }
      #expect(try time.add(amount, to: from) <= end, "a pause never makes it earlier")
      #expect(time.steps(from: from, to: end, pauses: pauses, limit: .max).last?.total == amount)
    }
  }
  @Test("periods are in order, apart, and hold all open time between the ends", arguments: 0..<44)
  func partition(seed: Int) throws {
    let example = try Case(seed), time = BusinessTime(example.schedule)
    var random = Seeded(UInt64(seed) + 3000)
    let from = example.start + .seconds(Int.random(in: 0..<1_000_000, using: &random))
    let to = from + .seconds(Int.random(in: 0..<5_000_000, using: &random))
    let forward = try time.periods(.forward, from: from, to: to)
    #expect(try forward.reduce(0) { $0 + ($1.to - $1.from) / 1000 } == time.within(from, to))
    #expect(
      zip(forward, forward.dropFirst()).allSatisfy { $0.to <= $1.from }
        && forward.allSatisfy { $0.from < $0.to })
    #expect(try time.periods(.backward, from: to, to: from) == forward.reversed())
    #expect(try time.periods(.forward, from: from, count: 5).starts(with: forward.prefix(4)))
  }
  @Test("24 hours a day hold what passes, in every zone of the system")
  func everyZone() throws {
    var count = 0
    for name in [
      "Europe/London", "America/Sao_Paulo", "Asia/Tehran", "Pacific/Chatham", "Antarctica/Troll",
      "Africa/Cairo", "Asia/Gaza", "America/Nuuk", "Pacific/Kiritimati", "Australia/Lord_Howe",
      "America/Havana",
    ] {
      let schedule = try Schedule(name, "mon-sun 00:00-24:00"), time = BusinessTime(schedule)
      var random = Seeded(7)
      for _ in 0..<100 {
        let from = Instant(seconds: Int64.random(in: 0..<4_000_000_000, using: &random))
        let seconds = Int64.random(in: 0..<400_000_000, using: &random)
        #expect(try time.within(from, from + seconds * 1000) == seconds, "\(name) \(RFC3339.text(from))")
        #expect(try time.add(seconds, to: from) == from + seconds * 1000, "\(name)")
        count += 1
      }
    }
    #expect(count == 1100)
  }
}
