import Testing

@testable import Domain

@Suite struct JobCadences {
  private static let berlin = ZoneLike()
  /// Central European time in 2026: an hour ahead, two between the last Sundays of March and October.
  struct ZoneLike: ZoneRules {
    let name = "Europe/Berlin"
    func offset(at instant: Instant) -> Int {
      let (spring, autumn) = (Instant(seconds: 1_774_746_000), Instant(seconds: 1_792_890_000))
      return instant >= spring && instant < autumn ? 7200 : 3600
    }
  }
  private func at(_ text: String) throws -> Instant { try #require(RFC3339.instant(text)) }

  @Test(
    "a daily job is due once on each local date, also where clocks are set",
    arguments: [
      // never run: the next is today's, which may lie behind
      (nil, "2026-11-25T10:00:00+01:00", "2026-11-25T02:30:00+01:00"),
      (nil, "2026-11-25T01:00:00+01:00", "2026-11-25T02:30:00+01:00"),
      ("2026-11-24", "2026-11-25T01:00:00+01:00", "2026-11-25T02:30:00+01:00"),
      ("2026-11-25", "2026-11-25T10:00:00+01:00", "2026-11-26T02:30:00+01:00"),
      // days missed are made up for once, from the first of them
      ("2026-11-20", "2026-11-25T10:00:00+01:00", "2026-11-21T02:30:00+01:00"),
      // skipped in spring: an hour later; twice in autumn: the first
      ("2026-03-28", "2026-03-29T00:00:00+01:00", "2026-03-29T03:30:00+02:00"),
      ("2026-10-24", "2026-10-25T00:00:00+02:00", "2026-10-25T02:30:00+02:00"),
    ] as [(String?, String, String)])
  func daily(_ key: String?, _ now: String, _ due: String) throws {
    let cadence = JobCadence.daily(minute: 150)
    #expect(cadence.due(after: nil, key: key, now: try at(now), in: Self.berlin) == (try at(due)))
  }

  @Test(
    "a run before the hour counts for the date before",
    arguments: [
      ("2026-11-25T02:29:59+01:00", "2026-11-24"), ("2026-11-25T02:30:00+01:00", "2026-11-25"),
      ("2026-10-25T02:30:00+01:00", "2026-10-25"), ("2026-01-01T00:00:00+01:00", "2025-12-31"),
    ])
  func key(_ now: String, _ key: String) throws {
    #expect(JobCadence.daily(minute: 150).key(at: try at(now), in: Self.berlin) == key)
    #expect(JobCadence.every(1000).key(at: try at(now), in: Self.berlin) == nil)
  }

  @Test("a job that failed is left alone for twice as long each time, an hour at most")
  func pauses() {
    #expect((0...8).map { JobState.pause(after: $0) / 60_000 } == [0, 1, 2, 4, 8, 16, 32, 60, 60])
    var state = JobState("x")
    (state.failures, state.ended) = (2, Instant(seconds: 1000))
    #expect(state.due(Instant(seconds: 5)) == Instant(seconds: 1120))
    #expect(state.due(.never) == .never)
    state.asked = Instant(seconds: 1001)
    #expect(state.due(.never) == Instant(seconds: 1001))
  }
}

@Suite struct ClockWatches {
  @Test("a clock that is set is not believed until it has gone on for half a minute")
  func jumps() {
    var watch = ClockWatch(), wall = Instant(seconds: 1_000_000), steady: Int64 = 0
    func step(_ watch: inout ClockWatch, _ by: Int64, _ jump: Int64 = 0) -> Int64 {
      (wall, steady) = (wall + by + jump, steady + by)
      return watch.look(wall: wall, steady: steady)
    }
    #expect(step(&watch, 0) == 0)
    #expect(step(&watch, 60_000) == 0 && watch.jump == nil)
    #expect(step(&watch, 1000, .days(1)) == 30_000 && watch.jump == .days(1))
    #expect(step(&watch, 20_000) == 10_000)
    // Set back meanwhile: it begins anew.
    #expect(step(&watch, 1000, -.days(1)) == 30_000 && watch.jump == -.days(1))
    #expect(step(&watch, 29_999) == 1)
    #expect(step(&watch, 1) == 0)
    #expect(step(&watch, 1000) == 0)
  }

  @Test("slewing of some milliseconds is no jump")
  func slewing() {
    var watch = ClockWatch(), doubts: Int64 = 0
    for second in 0..<1000 {
      let wall = Instant(milliseconds: Int64(second) * 1000 + (second % 2 == 0 ? 400 : 0))
      doubts += watch.look(wall: wall, steady: Int64(second) * 1000)
    }
    #expect(doubts == 0)
  }
}
