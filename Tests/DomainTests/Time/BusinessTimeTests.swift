import Testing

@testable import Domain

private let hour: Int64 = 3600

struct Sum: Sendable, CustomTestStringConvertible {
  let testDescription: String, schedule: Schedule, from: String, seconds: Int64, to: String
  init(_ name: String, _ schedule: Schedule, _ from: String, _ seconds: Int64, _ to: String) {
    (testDescription, self.schedule, self.from, self.seconds, self.to) = (name, schedule, from, seconds, to)
  }
}
@Suite struct AddingOpenTime {
  @Test(arguments: [
    Sum("within a day", .office, "2026-11-24T09:00:00+01:00", 2 * hour, "2026-11-24T11:00:00+01:00"),
    Sum("to the second", .office, "2026-11-24T09:00:01+01:00", 59, "2026-11-24T09:01:00+01:00"),
    Sum("over a night", .office, "2026-11-24T16:00:00+01:00", 2 * hour, "2026-11-25T10:00:00+01:00"),
    Sum("over a weekend", .office, "2026-11-27T16:30:00+01:00", hour, "2026-11-30T09:30:00+01:00"),
    Sum(
      "that fills the day ends at closing", .office, "2026-11-27T09:00:00+01:00", 8 * hour,
      "2026-11-27T17:00:00+01:00"),
    Sum(
      "a second more is the next morning", .office, "2026-11-27T09:00:00+01:00", 8 * hour + 1,
      "2026-11-30T09:00:01+01:00"),
    Sum(
      "of nothing, while open, stays", .office, "2026-11-24T10:00:00+01:00", 0, "2026-11-24T10:00:00+01:00"),
    Sum(
      "of nothing, while closed, is the opening", .office, "2026-11-28T10:00:00+01:00", 0,
      "2026-11-30T09:00:00+01:00"),
    Sum(
      "of nothing, at closing time, is the opening", .office, "2026-11-27T17:00:00+01:00", 0,
      "2026-11-30T09:00:00+01:00"),
    Sum(
      "of nothing, at opening time, stays", .office, "2026-11-27T09:00:00+01:00", 0,
      "2026-11-27T09:00:00+01:00"),
    Sum("around lunch", .split, "2026-11-25T11:00:00+01:00", 2 * hour, "2026-11-25T14:00:00+01:00"),
    Sum(
      "that fills the morning ends before lunch", .split, "2026-11-25T09:00:00+01:00", 3 * hour,
      "2026-11-25T12:00:00+01:00"),
    Sum(
      "around a break of that date", .split, "2026-11-24T09:30:00+01:00", hour, "2026-11-24T11:00:00+01:00"),
    Sum(
      "over a short day and a holiday", .split, "2026-12-24T11:00:00+01:00", 2 * hour,
      "2026-12-28T10:00:00+01:00"),
    Sum("through a night", .nights, "2026-11-24T23:00:00+01:00", 8 * hour, "2026-11-25T23:00:00+01:00"),
    Sum(
      "the night of Friday goes on on Saturday", .nights, "2026-11-28T05:00:00+01:00", hour,
      "2026-11-28T06:00:00+01:00"),
    Sum(
      "a midnight of 24:00 loses nothing", .open247, "2026-11-24T00:00:00+01:00", 48 * hour,
      "2026-11-26T00:00:00+01:00"),
    Sum(
      "spring has an hour less", .open247, "2026-03-29T00:00:00+01:00", 23 * hour, "2026-03-30T00:00:00+02:00"
    ),
    Sum(
      "autumn has an hour more", .open247, "2026-10-25T00:00:00+02:00", 25 * hour, "2026-10-26T00:00:00+01:00"
    ),
    Sum(
      "a frame that opens in the gap opens after it",
      .sample("Europe/Berlin", "sun 02:30-04:30"), "2026-03-29T00:00:00+01:00", hour,
      "2026-03-29T04:30:00+02:00"),
    Sum(
      "a frame within the gap goes to the next week",
      .sample("Europe/Berlin", "sun 02:15-03:00"), "2026-03-29T00:00:00+01:00", 60,
      "2026-04-05T02:16:00+02:00"),
    Sum(
      "what comes twice counts from its first time",
      .sample("Europe/Berlin", "sun 02:30-03:00"), "2026-10-25T00:00:00+02:00", 90 * 60,
      "2026-10-25T03:00:00+01:00"),
    Sum(
      "what closes in the hour that comes twice closes the first time",
      .sample("Europe/Berlin", "sun 01:00-02:30"), "2026-10-25T00:00:00+02:00", 91 * 60,
      "2026-11-01T01:01:00+01:00"),
    Sum(
      "New York in spring", .sample("America/New_York", "sun 00:00-06:00"), "2026-03-08T00:00:00-05:00",
      5 * hour, "2026-03-08T06:00:00-04:00"),
    Sum(
      "New York in autumn", .sample("America/New_York", "sun 00:00-06:00"), "2026-11-01T00:00:00-04:00",
      7 * hour, "2026-11-01T06:00:00-05:00"),
    Sum(
      "Lord Howe's half an hour in spring",
      .sample("Australia/Lord_Howe", "sun 00:00-24:00"), "2026-10-04T00:00:00+10:30", 23 * hour + 1800,
      "2026-10-05T00:00:00+11:00"),
    Sum(
      "Lord Howe's half an hour in autumn",
      .sample("Australia/Lord_Howe", "sun 00:00-24:00"), "2026-04-05T00:00:00+11:00", 24 * hour + 1800,
      "2026-04-06T00:00:00+10:30"),
    Sum(
      "the south has its summer at new year",
      .sample("America/Santiago", "mon-fri 09:00-17:00"), "2027-01-04T12:00:00Z", hour, "2027-01-04T13:00:00Z"
    ),
    Sum(
      "a date that Samoa left out has no hours",
      .sample("Pacific/Apia", "mon-fri 09:00-17:00"), "2011-12-29T16:00:00-10:00", 2 * hour,
      "2012-01-02T10:00:00+14:00"),
    Sum(
      "far after the table ends",
      .office, "2091-07-02T16:00:00+02:00", 2 * hour, "2091-07-03T10:00:00+02:00"),
    Sum(
      "years at once", .open247, "2026-01-01T00:00:00+01:00", 3653 * 24 * hour, "2036-01-02T00:00:00+01:00"),
  ]) func add(_ row: Sum) throws {
    let time = BusinessTime(row.schedule)
    #expect(RFC3339.text(try time.add(row.seconds, to: at(row.from))) == RFC3339.text(at(row.to)))
    #expect(try time.within(at(row.from), at(row.to)) == row.seconds)
  }

  @Test(arguments: [
    Sum("within a day", .office, "2026-11-24T11:00:00+01:00", 2 * hour, "2026-11-24T09:00:00+01:00"),
    Sum("over a weekend", .office, "2026-11-30T09:30:00+01:00", hour, "2026-11-27T16:30:00+01:00"),
    Sum(
      "that fills the day ends at its opening", .office, "2026-11-27T17:00:00+01:00", 8 * hour,
      "2026-11-27T09:00:00+01:00"),
    Sum(
      "of nothing, while open, stays", .office, "2026-11-27T10:00:00+01:00", 0, "2026-11-27T10:00:00+01:00"),
    Sum(
      "of nothing, at opening time, stays", .office, "2026-11-27T09:00:00+01:00", 0,
      "2026-11-27T09:00:00+01:00"),
    Sum(
      "of nothing, while closed, is closing time", .office, "2026-11-29T10:00:00+01:00", 0,
      "2026-11-27T17:00:00+01:00"),
    Sum(
      "over the day of 25 hours", .open247, "2026-10-26T00:00:00+01:00", 25 * hour,
      "2026-10-25T00:00:00+02:00"),
    Sum("through a night", .nights, "2026-11-26T02:00:00+01:00", 8 * hour, "2026-11-25T02:00:00+01:00"),
    Sum(
      "years at once", .open247, "2036-01-02T00:00:00+01:00", 3653 * 24 * hour, "2026-01-01T00:00:00+01:00"),
  ]) func subtract(_ row: Sum) throws {
    #expect(
      RFC3339.text(try BusinessTime(row.schedule).subtract(row.seconds, from: at(row.from)))
        == RFC3339.text(at(row.to)))
  }

  @Test("pauses are cut out to the second, whether they touch, overlap or lie outside the hours")
  func pauses() throws {
    let time = BusinessTime(Schedule.office)
    func pause(_ from: String, _ to: String) -> TimeSpan {
      TimeSpan(from: at("2026-11-24T\(from)+01:00"), to: at("2026-11-24T\(to)+01:00"))
    }
    let pauses = [
      pause("11:00:30", "11:30:30"), pause("10:00:00", "10:30:00"), pause("10:15:00", "10:45:00"),
      pause("18:00:00", "20:00:00"), pause("12:00:00", "12:00:00"),
    ]
    let from = at("2026-11-24T09:00:00+01:00"), due = at("2026-11-24T12:45:00+01:00")
    #expect(try time.within(from, due, pauses: pauses) == 2 * hour + 1800)
    #expect(try time.add(2 * hour + 1800, to: from, pauses: pauses) == due)
    #expect(try time.subtract(2 * hour + 1800, from: due, pauses: pauses) == from)
    #expect(
      try time.add(0, to: at("2026-11-24T10:10:00+01:00"), pauses: pauses) == at("2026-11-24T10:45:00+01:00"))
    // An amount that is full when a pause begins ends there.
    #expect(try time.add(hour, to: from, pauses: pauses) == at("2026-11-24T10:00:00+01:00"))
  }
  @Test("a pause of weeks moves an amount by its open time")
  func longPause() throws {
    let pause = TimeSpan(from: at("2026-11-24T10:00:00+01:00"), to: at("2027-03-02T10:00:00+01:00"))
    #expect(
      try BusinessTime(Schedule.office).add(2 * hour, to: at("2026-11-24T09:00:00+01:00"), pauses: [pause])
        == at("2027-03-02T11:00:00+01:00"))
  }
  @Test("a holiday wins over an override, and ends a night at midnight")
  func holidays() throws {
    let schedule = try Schedule(
      "Europe/Berlin", "mon-fri 22:00-06:00", overrides: ["2026-12-25": ["09:00-10:00"]],
      holidays: ["2026-12-25"])
    let time = BusinessTime(schedule)
    #expect(try time.within(at("2026-12-24T12:00:00+01:00"), at("2026-12-26T12:00:00+01:00")) == 2 * hour)
    #expect(
      time.isOnHoliday(at("2026-12-25T09:30:00+01:00")) && !time.isOpen(at("2026-12-25T09:30:00+01:00")))
    #expect(!time.isOnHoliday(at("2026-12-24T22:59:59Z")) && time.isOnHoliday(at("2026-12-24T23:00:00Z")))
  }
  @Test("a night that is cancelled takes its morning along; an override of the morning has the last word")
  func cancelledNights() throws {
    let from = at("2026-11-24T12:00:00+01:00"), to = at("2026-11-25T12:00:00+01:00")
    let cancelled = try Schedule(
      "Europe/Berlin", "tue 22:00-06:00; wed 08:00-09:00", overrides: ["2026-11-24": []])
    #expect(try BusinessTime(cancelled).within(from, to) == hour)
    let replaced = try Schedule(
      "Europe/Berlin", "tue 22:00-06:00", overrides: ["2026-11-25": ["00:00-01:00"]])
    #expect(try BusinessTime(replaced).within(from, to) == 3 * hour)
    let added = try Schedule("Europe/Berlin", "mon 09:00-10:00", overrides: ["2026-11-24": ["20:00-02:00"]])
    #expect(try BusinessTime(added).within(from, to) == 6 * hour)
  }
  @Test("open at its first second and not at its last; breaks and holidays say so")
  func open() throws {
    let time = BusinessTime(Schedule.split)
    for (text, isOpen, isOnBreak) in [
      ("2026-11-24T08:59:59+01:00", false, false), ("2026-11-24T09:00:00+01:00", true, false),
      ("2026-11-24T10:00:00+01:00", false, true), ("2026-11-24T10:29:59+01:00", false, true),
      ("2026-11-24T10:30:00+01:00", true, false), ("2026-11-24T11:59:59+01:00", true, false),
      ("2026-11-24T12:00:00+01:00", false, false), ("2026-11-24T17:00:00+01:00", false, false),
      ("2026-11-29T10:00:00+01:00", false, false),
    ] {
      #expect(time.isOpen(at(text)) == isOpen && time.isOnBreak(at(text)) == isOnBreak, "\(text)")
    }
  }
}

@Suite struct OpenPeriods {
  private func shown(_ spans: [TimeSpan], _ zone: any ZoneRules) -> [String] {
    spans.map { span in
      let from = zone.local(span.from), to = zone.local(span.to)
      return "\(from.day) \(TimeWords.time(from))-\(TimeWords.time(to))"
    }
  }
  @Test("forward from within a frame, over lunch and a break, the first cut")
  func forward() throws {
    let found = try BusinessTime(Schedule.split).periods(
      .forward, from: at("2026-11-24T09:30:00+01:00"), count: 4)
    #expect(
      shown(found, Schedule.split.zone) == [
        "2026-11-24 09:30-10:00", "2026-11-24 10:30-12:00", "2026-11-24 13:00-17:00",
        "2026-11-25 09:00-12:00",
      ])
  }
  @Test("backward in that order, the first and the last cut")
  func backward() throws {
    let found = try BusinessTime(Schedule.split).periods(
      .backward, from: at("2026-11-25T10:00:00+01:00"), to: at("2026-11-24T11:00:00+01:00"))
    #expect(
      shown(found, Schedule.split.zone) == [
        "2026-11-25 09:00-10:00", "2026-11-24 13:00-17:00", "2026-11-24 11:00-12:00",
      ])
  }
  @Test("a night is one period in both directions")
  func nights() throws {
    let time = BusinessTime(Schedule.nights), expected = ["2026-11-24 22:00-06:00", "2026-11-25 22:00-06:00"]
    let forward = try time.periods(.forward, from: at("2026-11-24T12:00:00+01:00"), count: 2)
    let backward = try time.periods(.backward, from: at("2026-11-26T12:00:00+01:00"), count: 2)
    #expect(shown(forward, time.schedule.zone) == expected)
    #expect(shown(backward, time.schedule.zone) == expected.reversed())
  }
  @Test("none lie between an instant and an earlier one, and none is asked for")
  func none() throws {
    let time = BusinessTime(Schedule.office), from = at("2026-11-24T12:00:00Z")
    #expect(try time.periods(.forward, from: from, to: at("2026-11-23T12:00:00Z")).isEmpty)
    #expect(try time.periods(.backward, from: from, to: at("2026-11-25T12:00:00Z")).isEmpty)
    #expect(try time.periods(.forward, from: from, count: 0).isEmpty)
  }
}

@Suite struct AddingOpenDays {
  @Test(arguments: [
    Sum("the next day", .office, "2026-11-24T10:00:00+01:00", 1, "2026-11-25T10:00:00+01:00"),
    Sum("over a weekend", .office, "2026-11-27T10:00:00+01:00", 1, "2026-11-30T10:00:00+01:00"),
    Sum("from a weekend", .office, "2026-11-28T10:00:00+01:00", 1, "2026-11-30T10:00:00+01:00"),
    Sum("a week is five", .office, "2026-11-24T10:00:00+01:00", 5, "2026-12-01T10:00:00+01:00"),
    Sum(
      "in the evening goes on to the opening", .office, "2026-11-24T20:00:00+01:00", 1,
      "2026-11-26T09:00:00+01:00"),
    Sum("early goes on to the opening", .office, "2026-11-24T07:00:00+01:00", 1, "2026-11-25T09:00:00+01:00"),
    Sum(
      "none is the next open instant", .office, "2026-11-28T10:00:00+01:00", 0, "2026-11-30T09:00:00+01:00"),
    Sum("back over a weekend", .office, "2026-11-30T10:00:00+01:00", -1, "2026-11-27T10:00:00+01:00"),
    Sum(
      "back in the evening is closing time", .office, "2026-11-25T20:00:00+01:00", -1,
      "2026-11-24T17:00:00+01:00"),
    Sum(
      "back in the morning is closing time before", .office, "2026-11-25T07:00:00+01:00", -1,
      "2026-11-23T17:00:00+01:00"),
    Sum(
      "the local time stays when clocks change", .office, "2026-03-27T10:00:00+01:00", 1,
      "2026-03-30T10:00:00+02:00"),
    Sum("a holiday is not counted", .split, "2026-12-24T10:00:00+01:00", 1, "2026-12-28T10:00:00+01:00"),
  ]) func days(_ row: Sum) throws {
    #expect(
      RFC3339.text(try BusinessTime(row.schedule).addDays(Int(row.seconds), to: at(row.from)))
        == RFC3339.text(at(row.to)))
  }
}

@Suite struct OtherConventions {
  @Test("an amount may end at the next opening instead of at closing time")
  func nextOpening() throws {
    let time = BusinessTime(Schedule.split, conventions: .init(boundary: .nextOpening))
    #expect(try time.add(3 * hour, to: at("2026-11-25T09:00:00+01:00")) == at("2026-11-25T13:00:00+01:00"))
    #expect(try time.add(7 * hour, to: at("2026-11-25T09:00:00+01:00")) == at("2026-11-26T09:00:00+01:00"))
    #expect(try time.add(hour, to: at("2026-11-25T09:00:00+01:00")) == at("2026-11-25T10:00:00+01:00"))
  }
  @Test("clocks may be counted instead of what passes")
  func wallClock() throws {
    let time = BusinessTime(Schedule.open247, conventions: .init(measure: .wallClock))
    let midnight = at("2026-10-25T00:00:00+02:00"), next = at("2026-10-26T00:00:00+01:00")
    #expect(try time.within(midnight, next) == 24 * hour)
    #expect(try time.add(24 * hour, to: midnight) == next)
    #expect(try time.subtract(24 * hour, from: next) == midnight)
    #expect(try time.within(at("2026-03-29T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00")) == 24 * hour)
  }
  @Test("from a later to an earlier instant there is nothing, or a negative time, or a refusal")
  func reversed() throws {
    let early = at("2026-11-24T09:00:00+01:00"), late = at("2026-11-24T11:00:00+01:00")
    #expect(try BusinessTime(Schedule.office).within(late, early) == 0)
    #expect(
      try BusinessTime(Schedule.office, conventions: .init(reversed: .negative)).within(late, early) == -2
        * hour)
    #expect(throws: Refusal.self) {
      try BusinessTime(Schedule.office, conventions: .init(reversed: .refused)).within(late, early)
    }
  }
}

@Suite struct RefusedSchedules {
  @Test(arguments: [
    ("mon 09:00-12:00 11:00-13:00", "hours.mon[1]", "The hours 09:00–12:00 and 11:00–13:00 overlap."),
    ("mon 11:00-13:00 09:00-12:00", "hours.mon[1]", "The hours 09:00–12:00 and 11:00–13:00 overlap."),
    ("mon 22:00-06:00; tue 05:00-09:00", "hours.mon[0]", "The hours 22:00–06:00 and 05:00–09:00 overlap."),
    ("sun 22:00-06:00; mon 05:00-09:00", "hours.sun[0]", "The hours 22:00–06:00 and 05:00–09:00 overlap."),
    ("mon 09:00-09:00", "hours.mon[0]", "The hours 09:00–09:00 have no length or more than a day."),
    ("", "hours", "The schedule has no open time."),
  ]) func hours(_ hours: String, _ field: String, _ problem: String) {
    #expect {
      try Schedule("UTC", hours)
    } throws: { error in
      let refusal = error as? Refusal
      return refusal?.problem == problem && refusal?.field == field && refusal?.remedy != nil
    }
  }
  @Test("hours that touch do not overlap, and a night may end where the morning begins")
  func touching() throws {
    let schedule = try Schedule("UTC", "mon 09:00-12:00 12:00-17:00 22:00-06:00; tue 06:00-08:00")
    #expect(
      try BusinessTime(schedule).within(at("2026-11-23T00:00:00Z"), at("2026-11-25T00:00:00Z")) == 18 * hour)
  }
  @Test("one date with hours is enough, unless it is a holiday; then the search says how far it went")
  func single() throws {
    let one = try Schedule("UTC", "", overrides: ["2026-11-24": ["09:00-10:00"]])
    #expect(try BusinessTime(one).add(hour, to: at("2020-01-01T00:00:00Z")) == at("2026-11-24T10:00:00Z"))
    #expect {
      try BusinessTime(one).add(hour + 1, to: at("2020-01-01T00:00:00Z"))
    } throws: {
      "\($0)".contains("not reached within 100 years after 2020-01-01T00:00:00Z")
    }
    #expect(throws: Refusal.self) { try BusinessTime(one).addDays(2, to: at("2026-11-20T00:00:00Z")) }
    #expect(throws: Refusal.self) {
      try BusinessTime(one).periods(.forward, from: at("2026-11-20T00:00:00Z"), count: 2)
    }
    #expect(throws: Refusal.self) {
      try Schedule("UTC", "", overrides: ["2026-11-24": ["09:00-10:00"]], holidays: ["2026-11-24"])
    }
  }
  @Test("a negative amount is refused") func negative() {
    #expect(throws: Refusal.self) { try BusinessTime(Schedule.office).add(-1, to: .epoch) }
    #expect(throws: Refusal.self) { try BusinessTime(Schedule.office).subtract(-1, from: .epoch) }
  }
}
