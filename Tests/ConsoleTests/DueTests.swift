import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

/// When a ticket is due, in words; and why, on one key.
@MainActor @Suite struct DueTests {
  /// Monday 30 November 2026, 10:00 in a zone an hour ahead of UTC.
  private nonisolated static let zone = FixedZone(seconds: 3600, name: "Here")
  private nonisolated static let now = zone.instant(
    Day(iso: "2026-11-30") ?? Day(daysSinceEpoch: 0), second: 36_000)

  struct Case: Sendable, CustomTestStringConvertible {
    let left: Int64, short: String, spoken: String, role: ThemeRole
    var testDescription: String { spoken }
    init(_ left: Int64, _ short: String, _ spoken: String, _ role: ThemeRole) {
      (self.left, self.short, self.spoken, self.role) = (left, short, spoken, role)
    }
  }
  @Test(arguments: [
    Case(.minutes(34), "34m", "due in 34m", .statusWarn),
    Case(0, "0m", "due in 0m", .statusWarn),
    Case(.hours(2) + .minutes(5), "2h 05m", "due in 2h 05m", .statusOK),
    Case(.hours(13), "13h 00m", "due in 13h 00m", .statusOK),
    Case(.hours(23) + .minutes(40), "Tue 09:40", "due tomorrow 09:40", .statusOK),
    Case(.days(3), "Thu 10:00", "due Thu 10:00", .statusOK),
    Case(.days(20), "20 Dec", "due 20 Dec", .statusOK),
    Case(-1, "overdue 0m", "overdue 0m", .statusBreached),
    Case(-.hours(3) - .minutes(59), "overdue 3h", "overdue 3h", .statusBreached),
    Case(-.days(9), "overdue 9d", "overdue 9d", .statusBreached),
    Case(-.days(300), "overdue 42w", "overdue 42w", .statusBreached),
  ]) func wordsFitTheColumnAndTheSentence(_ one: Case) throws {
    let due = try #require(DueWords(Self.now + one.left, now: Self.now, zone: Self.zone))
    #expect(due.short == one.short && due.spoken == one.spoken && due.role == one.role)
    #expect(TextWidth.of(due.short) <= 11)
  }
  @Test func whatStandsStillSaysSinceWhen() throws {
    let due = try #require(
      DueWords(.never, pausedSince: Self.now - .minutes(90), now: Self.now, zone: Self.zone))
    #expect(due.short == "paused" && due.more == "since 08:30" && due.role == .statusPending)
    #expect(DueWords(.never, now: Self.now, zone: Self.zone) == nil)
  }

  @Test(
    "x explains every clock of a ticket, in the queue and in the ticket, and leaves by itself",
    arguments: [[], ["Enter"]])
  func explained(_ keys: [String]) throws {
    let bench = try Bench(at: 1042)
    for key in keys { bench.press(key) }
    bench.press("x")
    #expect(bench.text.contains("Clocks of T-1042") && bench.text.contains("policy usual v1, row 1 (urgent)"))
    #expect(bench.text.contains("schedule around-the-clock v1 in UTC"))
    bench.press("x")
    #expect(!bench.text.contains("Clocks of T-1042"))
  }
  @Test("what x says in a small window can be scrolled to its end")
  func scrolled() throws {
    let bench = try Bench(at: 1042, size: Size(80, 18))
    bench.press("x")
    let first = bench.text
    bench.press("G")
    #expect(bench.text != first)
    bench.press("Home")
    #expect(bench.text == first)
  }
  @Test("the ticket says when it is due, and that it stands still")
  func head() throws {
    let bench = try Bench(at: 1042, size: Size(80, 24))
    let ticket = try bench.ticket(1042)
    let due = try #require(
      DueWords(ticket.due, now: bench.now, zone: bench.shell.facts.zone),
      "T-1042 of the demo is due some time")
    bench.press("Enter")
    #expect(bench.text.contains(due.spoken))
    let pending = try Filter("status:pending")
    let paused = try bench.database.read { store in
      try store.pausedTickets(among: try store.ticketIDs(pending, viewer: nil, now: bench.now)).min()
    }
    bench.press(":")
    bench.type("\(try #require(paused))\n")
    #expect(bench.text.contains("paused"))
  }
}
