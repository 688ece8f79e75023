import Domain
import Foundation
import TestSupport
import Testing

extension ZoneTable {
  static func system(_ name: String) -> ZoneTable? {
    FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).flatMap {
      ZoneTable(name: name, tzif: Array($0))
    }
  }
}

@Suite struct WrittenTimes {
  let now = at("2026-11-24T14:32:00Z")  // a Tuesday
  @Test(
    "people's words ahead",
    arguments: [
      ("2h", "2026-11-24T16:32:00Z"), ("in 2h", "2026-11-24T16:32:00Z"), ("-2h", "2026-11-24T12:32:00Z"),
      ("1h30m", "2026-11-24T16:02:00Z"), ("2 hours ago", "2026-11-24T12:32:00Z"),
      ("in 30 minutes", "2026-11-24T15:02:00Z"),
      ("1w", "2026-12-01T14:32:00Z"), ("now", "2026-11-24T14:32:00Z"),
      ("tomorrow 9:00", "2026-11-25T09:00:00Z"), ("tomorrow", "2026-11-25T09:00:00Z"),
      ("tomorrow at 5pm", "2026-11-25T17:00:00Z"),
      ("mon 9", "2026-11-30T09:00:00Z"), ("tue 9", "2026-12-01T09:00:00Z"),
      ("tue 15:00", "2026-11-24T15:00:00Z"),
      ("friday", "2026-11-27T09:00:00Z"), ("next week", "2026-11-30T09:00:00Z"),
      ("next month", "2026-12-01T09:00:00Z"),
      ("next mon 8:30", "2026-11-30T08:30:00Z"), ("14:00", "2026-11-25T14:00:00Z"),
      ("15:00", "2026-11-24T15:00:00Z"),
      ("2026-12-01 14:30", "2026-12-01T14:30:00Z"), ("2026-12-01T14:30", "2026-12-01T14:30:00Z"),
      ("12am", "2026-11-25T00:00:00Z"),
      ("2026-12-01", "2026-12-01T09:00:00Z"), ("today 23:59", "2026-11-24T23:59:00Z"),
    ]) func ahead(_ words: String, _ expected: String) throws
  {
    let time = try WrittenTime(words)
    #expect(RFC3339.text(time.instant(now: now, in: .utc)) == expected)
    #expect(try WrittenTime(time.description) == time)
  }
  @Test(
    "people's words for time travel look back",
    arguments: [
      ("mon 9:00", "2026-11-23T09:00:00Z"), ("tue 9", "2026-11-24T09:00:00Z"),
      ("tue 15:00", "2026-11-17T15:00:00Z"),
      ("14:00", "2026-11-24T14:00:00Z"), ("15:00", "2026-11-23T15:00:00Z"),
      ("yesterday 8", "2026-11-23T08:00:00Z"),
    ]) func back(_ words: String, _ expected: String) throws
  {
    #expect(RFC3339.text(try WrittenTime(words).instant(now: now, in: .utc, leaning: .back)) == expected)
  }
  @Test(
    "what is no time is refused with examples",
    arguments: [
      "", "soon", "9", "25:00", "2026-02-30", "mon 9 9", "99999999d", "2x", "13pm", "-", "next", "h",
      "1:2:3:4",
    ])
  func refused(_ words: String) {
    #expect { try WrittenTime(words) } throws: { ($0 as? Refusal)?.remedy?.contains("tomorrow 9:00") == true }
  }
}

@Suite struct Zones {
  @Test(
    "the system's zones turn when they should, also long after the table's end",
    arguments: [
      ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600), ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
      ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600), ("Europe/Berlin", "2090-07-01T00:00:00Z", 7200),
      ("Europe/Berlin", "2090-01-01T00:00:00Z", 3600), ("America/New_York", "2026-07-01T00:00:00Z", -14400),
      ("Asia/Tokyo", "2026-07-01T00:00:00Z", 32400), ("Asia/Kolkata", "2099-07-01T00:00:00Z", 19800),
      ("Australia/Sydney", "2099-01-01T00:00:00Z", 39600),
      ("Australia/Sydney", "2099-07-01T00:00:00Z", 36000),
      ("UTC", "2026-07-01T00:00:00Z", 0), ("Pacific/Kiritimati", "2026-07-01T00:00:00Z", 50400),
    ]) func offsets(_ name: String, _ instant: String, _ seconds: Int) throws
  {
    guard FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/" + name) else { return }
    let zone = try #require(ZoneTable.system(name))
    #expect(zone.offset(at: at(instant)) == seconds)
  }
  @Test(
    "zones agree with the system's own reckoning over two centuries",
    arguments: ["Europe/Berlin", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "Europe/Dublin"])
  func peers(_ name: String) throws {
    let hours = Array(stride(from: -300_000, to: 1_000_000, by: 37))
    guard let ours = ZoneTable.system(name), let theirs = try Self.judged(name, hours) else { return }
    #expect(theirs.count == hours.count)
    let other = zip(hours, theirs).filter { ours.offset(at: Instant(seconds: Int64($0) * 3600)) != $1 }
    #expect(other.map(\.0) == [], "hours since 1970 in which the two differ")
  }
  /// Seconds east of UTC by Python's reading of the same files of the system; nil where there is no Python. Not
  /// Foundation's: it brings tables of its own, which are older or newer than the system's.
  private static func judged(_ name: String, _ hours: [Int]) throws -> [Int]? {
    let program = """
      import datetime, sys, zoneinfo
      zone = zoneinfo.ZoneInfo(sys.argv[1])
      for hour in range(int(sys.argv[2]), int(sys.argv[3]) + 1, int(sys.argv[4])):
          print(int(datetime.datetime.fromtimestamp(hour * 3600, zone).utcoffset().total_seconds()))
      """
    guard let first = hours.first, let last = hours.last else { return [] }
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, name, "\(first)", "\(last)", "\(hours[1] - first)"]
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
  }
  @Test("the hour that is skipped moves on, the one that comes twice is the first")
  func turns() throws {
    guard let zone = ZoneTable.system("Europe/Berlin") else { return }
    #expect(
      RFC3339.text(zone.instant(Day(2026, 3, 29), second: 9000), in: zone) == "2026-03-29T03:30:00+02:00")
    #expect(
      RFC3339.text(zone.instant(Day(2026, 10, 25), second: 9000), in: zone) == "2026-10-25T02:30:00+02:00")
    #expect(
      RFC3339.text(zone.instant(Day(2026, 7, 1), second: 9000), in: zone) == "2026-07-01T02:30:00+02:00")
  }
  @Test("bytes that are no zone give none, wherever they are cut or broken")
  func broken() throws {
    guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin") else { return }
    let bytes = Array(data)
    for length in stride(from: 0, to: bytes.count, by: 13) {
      _ = ZoneTable(name: "x", tzif: Array(bytes[..<length]))
    }
    var random = Seeded(1)
    for _ in 0..<2000 {
      var torn = bytes
      for _ in 0..<4 {
        torn[Int.random(in: 0..<torn.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = ZoneTable(name: "x", tzif: torn)?.offset(
        at: Instant(seconds: Int64.random(in: -9_000_000_000...9_000_000_000, using: &random)))
    }
    #expect(ZoneTable(name: "x", tzif: Array("TZif".utf8)) == nil)
  }
}

@Suite struct ShortTimes {
  @Test(
    "RFC 3339 is read and written",
    arguments: [
      ("2026-11-24T20:51:26.250Z", 1_795_553_486_250), ("1969-12-31T23:59:59.999Z", -1),
      ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ])
  func rfc(_ text: String, _ milliseconds: Int64) {
    #expect(RFC3339.instant(text)?.milliseconds == milliseconds)
    #expect(RFC3339.text(Instant(milliseconds: milliseconds)) == text)
  }
  @Test(
    "other writings of RFC 3339",
    arguments: ["2026-11-24t20:51:26z", "2026-11-24 21:51:26+01:00", "2026-11-24T12:21:26.0001-0830"])
  func variants(_ text: String) { #expect(RFC3339.instant(text)?.seconds == 1_795_553_486) }
  @Test(
    "what is no instant is nil",
    arguments: [
      "", "2026-02-30T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T20:51:26", "2026-11-24", "x",
      "2026-11-24T20:51:26.Z",
    ])
  func none(_ text: String) { #expect(RFC3339.instant(text) == nil) }

  @Test("spans and instants take few columns")
  func words() {
    let now = at("2026-11-24T14:32:00Z")
    let spans: [Int64] = [5_000, 720_000, 7_200_000, .days(3), .days(40), .days(800)]
    #expect(spans.map(TimeWords.span) == ["5 s", "12 m", "2 h", "3 d", "5 w", "2 y"])
    #expect(TimeWords.span(.min) != "")
    func when(_ text: String) -> String { TimeWords.when(at(text), now: now, in: FixedZone(seconds: 3600)) }
    #expect(when("2026-11-24T13:32:00Z") == "14:32" && when("2026-11-23T11:58:00Z") == "Mon 12:58")
    #expect(
      when("2026-03-12T11:58:00Z") == "12 Mar" && when("2025-03-12T11:58:00Z") == "12 Mar 2025"
        && when("2026-11-24T23:30:00Z") == "Wed 00:30")
    #expect(
      TimeWords.remaining(until: now + .minutes(34), from: now) == "0:34"
        && TimeWords.remaining(until: now - .minutes(12), from: now) == "-0:12")
    #expect(
      TimeWords.remaining(until: now + .days(2), from: now) == "2 d"
        && TimeWords.remaining(until: .never, from: now) == "")
    #expect(
      TimeWords.relative(now - .hours(2), now: now) == "2 h ago"
        && TimeWords.relative(now + .days(3), now: now) == "in 3 d"
        && TimeWords.relative(now, now: now) == "now")
    #expect(TimeWords.full(now, in: .utc) == "Tue 24 Nov 2026, 14:32")
  }
}
