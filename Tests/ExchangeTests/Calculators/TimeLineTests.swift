import Domain
import Foundation
import Testing

@testable import Exchange

@Suite struct TimeLines {
  @Test(
    "each question has its answer, with its name first",
    arguments: [
      (
        TimeVerb.add, #""from":"2026-11-23T16:00:00+01:00","amount_seconds":7200"#,
        #""at":"2026-11-24T09:00:00Z""#
      ),
      (
        .add,
        #""from":"2026-11-23T16:00:00+01:00","amount_seconds":7200,"pauses":[["2026-11-24T09:00:00+01:00","2026-11-24T09:00:30+01:00"]]"#,
        #""at":"2026-11-24T09:00:30Z""#
      ),
      (
        .add, #""from":"2026-11-23T16:00:00+01:00","amount_seconds":0,"pauses":null"#,
        #""at":"2026-11-23T15:00:00Z""#
      ),
      (
        .subtract, #""from":"2026-11-24T10:00:00+01:00","amount_seconds":7200"#,
        #""at":"2026-11-23T15:00:00Z""#
      ),
      (.within, #""from":"2026-11-23T16:00:00+01:00","to":"2026-11-24T14:00:00+01:00""#, #""seconds":18000"#),
      (.within, #""from":"2026-11-24T16:00:00+01:00","to":"2026-11-23T14:00:00+01:00""#, #""seconds":0"#),
      (.open, #""at":"2026-11-24T12:30:00+01:00""#, #""open":false,"on_holiday":false,"on_break":true"#),
      (.open, #""at":"2026-12-25T12:30:00+01:00""#, #""open":false,"on_holiday":true,"on_break":false"#),
      (.open, #""at":"2026-11-28T05:59:59+01:00""#, #""open":true,"on_holiday":false,"on_break":false"#),
      (
        .periods, #""from":"2026-11-23T10:00:00+01:00","direction":"forward","count":2"#,
        #""periods":[["2026-11-23T09:00:00Z","2026-11-23T11:00:00Z"],["2026-11-23T12:00:00Z","2026-11-23T16:00:00Z"]]"#
      ),
      (
        .periods,
        #""from":"2026-11-24T10:00:00+01:00","direction":"backward","to":"2026-11-23T14:00:00+01:00""#,
        #""periods":[["2026-11-24T08:00:00Z","2026-11-24T09:00:00Z"],["2026-11-23T13:00:00Z","2026-11-23T16:00:00Z"]]"#
      ),
      (.addDays, #""from":"2026-11-23T10:00:00+01:00","days":1"#, #""at":"2026-11-24T09:00:00Z""#),
      (.addDays, #""from":"2026-11-24T10:00:00+01:00","days":-1"#, #""at":"2026-11-23T09:00:00Z""#),
      (.local, #""date":"2026-03-29","time":"02:30""#, #""at":"2026-03-29T01:30:00Z""#),
      (.local, #""date":"2026-10-25","time":"02:30:15""#, #""at":"2026-10-25T00:30:15Z""#),
    ]) func answers(_ verb: TimeVerb, _ fields: String, _ answer: String)
  {
    #expect(
      Asking.time(verb, #"{"id":"a","schedule":\#(Asking.hours),\#(fields)}"#) == #"{"id":"a",\#(answer)}"#)
  }

  @Test(
    "what is wrong is told with its place and a mend, in the answer's line",
    arguments: [
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00.5Z","amount_seconds":1}"#, "from",
        "“2026-11-23T16:00:00.5Z” has a fraction of a second."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00.000Z","amount_seconds":1}"#, "from",
        "“2026-11-23T16:00:00.000Z” has a fraction of a second."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00","amount_seconds":1}"#, "from",
        "“2026-11-23T16:00:00” is no instant."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-02-29T16:00:00Z","amount_seconds":1}"#, "from",
        "“2026-02-29T16:00:00Z” is no instant."
      ),
      (
        #"{"id":1,"schedule":S,"from":1790000000,"amount_seconds":1}"#, "from",
        "The field from is not an instant in quotation marks."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":1.5}"#, "amount_seconds",
        "The field amount_seconds is not a whole number."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":"1"}"#, "amount_seconds",
        "The field amount_seconds is not a whole number."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":-1}"#, "amount_seconds",
        "An amount of -1 seconds is negative."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":9223372036854775807}"#,
        "amount_seconds",
        "9223372036854775807 seconds of open time are not reached within 100 years after 2026-11-23T16:00:00Z."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z"}"#, "amount_seconds",
        "The field amount_seconds is missing."
      ),
      (
        #"{"id":1,"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#, "schedule",
        "The field schedule is missing."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_secs":1}"#, "amount_secs",
        "There is no field amount_secs in time add."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "from", "The field from stands twice."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":1,"pauses":[["2026-11-23T16:00:00Z"]]}"#,
        "pauses[0]", "The field pauses[0] is not a pair of instants."
      ),
      (
        #"{"id":1,"schedule":S,"from":"2026-11-23T16:00:00Z","amount_seconds":1,"pauses":[["2026-11-23T16:00:00Z","2026-11-23T15:00:00Z"]]}"#,
        "pauses[0]", "The pause ends at 2026-11-23T15:00:00Z, before it begins at 2026-11-23T16:00:00Z."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"Europe/Berln","hours":{}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.time_zone", "There is no time zone “Europe/Berln”."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"../../etc/passwd","hours":{}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.time_zone", "There is no time zone “../../etc/passwd”."
      ),
      (
        #"{"id":1,"schedule":{"hours":{}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.time_zone", "The field time_zone is missing."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours", "The schedule has no open time."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"monday":[]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours.monday", "“monday” is no weekday."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["24:00","24:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours.mon[0]", "“24:00” is no clock time to open at."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["9:00","17:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours.mon[0]", "“9:00” is no clock time to open at."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["09:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours.mon[0]", "The field schedule.hours.mon[0] is not a pair of clock times."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["09:00","12:00"],["11:00","13:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours.mon[1]", "The hours 09:00–12:00 and 11:00–13:00 overlap."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["09:00","12:00"]]},"breaks":{"2026-11-23":[["11:00","10:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.breaks.2026-11-23[0]",
        "The break 11:00–10:00 does not end after it begins, on the same date."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hours":{"mon":[["09:00","12:00"]]},"holidays":["2026-02-30"]},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.holidays[0]", "“2026-02-30” is no date."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","always":true,"hours":{"mon":[["09:00","12:00"]]}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hours", "A schedule that is always open has hours too."
      ),
      (
        #"{"id":1,"schedule":{"time_zone":"UTC","hour":{}},"from":"2026-11-23T16:00:00Z","amount_seconds":1}"#,
        "schedule.hour", "There is no field hour in a schedule."
      ),
      (
        #"{"id":1,"schedule":S,"from":"9999-12-31T16:00:00Z","amount_seconds":80000}"#, nil,
        "The answer lies outside the years 1 to 9999."
      ),
    ] as [(String, String?, String)]) func flaws(_ line: String, _ field: String?, _ problem: String) throws
  {
    let answer = Asking.time(.add, line.replacing("S,", with: Asking.hours + ","))
    let value = try #require(JSONValue(json: answer))
    #expect(value["id"]?.integer == 1)
    #expect(value.members.map(\.key) == ["id", "error"])
    #expect(value["error"]?.members.map(\.key) == ["problem", "remedy", "field"])
    #expect(value["error"]?["problem"]?.string == problem)
    #expect(value["error"]?["field"]?.string == field)
    #expect(value["error"]?["remedy"]?.string?.isEmpty == false)
  }
  @Test(
    "a line that is no object has no name",
    arguments: [
      "nonsense", "[1]", "{", #"{"id":1"#, #"{"id":{},"at":1}"#, "7", #"{"a":1}}"#, "{\"a\":\"",
      #"{"id":1,}"#, "\u{0}",
    ])
  func noObject(_ line: String) throws {
    let value = try #require(JSONValue(json: Asking.time(.open, line)))
    #expect(value.members.map(\.key) == ["id", "error"] && value["id"] == nil && value["error"] != nil)
  }
  @Test(
    "names come back as they were written",
    arguments: [#""a\"b""#, "17", "1.50", "null", #""ü\u00fc""#, "true"])
  func names(_ name: String) {
    let line = #"{"schedule":\#(Asking.hours),"at":"2026-11-24T12:30:00Z", "id" : \#(name) }"#
    #expect(Asking.time(.open, line).hasPrefix("{\"id\":\(name),\"open\""))
  }
  @Test("always open counts calendar time")
  func always() {
    let always = #"{"always":true,"time_zone":"UTC","hours":{}}"#
    #expect(
      Asking.time(
        .add, #"{"id":1,"schedule":\#(always),"from":"2026-11-28T10:00:00+01:00","amount_seconds":86400}"#)
        == #"{"id":1,"at":"2026-11-29T09:00:00Z"}"#)
  }
  @Test("conventions of other desks")
  func conventions() {
    let line =
      #"{"id":1,"schedule":\#(Asking.hours),"from":"2026-11-23T09:00:00+01:00","amount_seconds":10800}"#
    #expect(Asking.time(.add, line) == #"{"id":1,"at":"2026-11-23T11:00:00Z"}"#)
    #expect(
      Asking.time(.add, line, .init(boundary: .nextOpening)) == #"{"id":1,"at":"2026-11-23T12:00:00Z"}"#)
  }
  @Test(
    "periods need an end, in one of two ways, and a known direction",
    arguments: [
      (#""direction":"forward""#, "count"), (#""direction":"sideways","count":1"#, "direction"),
      (#""direction":"forward","count":10001"#, "count"), (#""direction":"forward","count":-1"#, "count"),
      (#""direction":"forward","to":"2226-11-24T12:30:00Z""#, "to"), (#""count":1"#, "direction"),
    ]) func periods(_ fields: String, _ field: String)
  {
    let line = #"{"id":1,"schedule":\#(Asking.hours),"from":"2026-11-24T12:30:00Z",\#(fields)}"#
    #expect(
      Asking.time(.periods, line).hasSuffix(#""field":"\#(field)"}}"#), "\(Asking.time(.periods, line))")
  }
  @Test(
    "days out of reach are refused and break nothing",
    arguments: ["9223372036854775807", "-9223372036854775808", "40000", "1e30", "1.5"])
  func days(_ days: String) {
    let line = #"{"id":1,"schedule":\#(Asking.hours),"from":"2026-11-24T12:30:00Z","days":\#(days)}"#
    #expect(Asking.time(.addDays, line).hasSuffix(#""field":"days"}}"#))
  }
  @Test("bytes that were broken at random always get one line of answer")
  func broken() {
    let line = Array(
      #"{"id":1,"schedule":\#(Asking.hours),"from":"2026-11-24T12:30:00Z","amount_seconds":60}"#.utf8)
    var calculator = TimeCalculator(.add, zones: Asking.zones), state: UInt64 = 88
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var broken = line, out: [UInt8] = []
      let place = Int(state >> 33) % line.count
      switch state >> 30 & 3 {
      case 0: broken.removeSubrange(place...)
      case 1: broken[place] = UInt8(truncatingIfNeeded: state >> 20)
      case 2: broken.remove(at: place)
      default: broken.insert([34, 92, 123, 125, 91, 93, 58, 44][Int(state >> 25 & 7)], at: place)
      }
      broken.removeAll { $0 == 10 }
      _ = calculator.answer(broken[...], to: &out)
      #expect(
        out.last == 10 && out.count { $0 == 10 } == 1
          && JSONValue(json: String(decoding: out, as: UTF8.self)) != nil)
    }
  }
  @Test("local clock readings are those of Python's zoneinfo")
  func zoneinfo() throws {
    let program = """
      import random
      from datetime import datetime, timezone
      from zoneinfo import ZoneInfo
      random.seed(5)
      for name in ("Europe/Berlin","America/New_York","Australia/Lord_Howe","Pacific/Apia","America/Santiago","Asia/Kathmandu","Africa/Casablanca","Europe/Dublin","America/Havana","America/St_Johns"):
        zone = ZoneInfo(name)
        last, turns = None, []
        for hour in range(300000, 560000):
          offset = datetime.fromtimestamp(hour * 3600, zone).utcoffset()
          if last is not None and offset != last: turns.append(hour * 3600)
          last = offset
        picks = [random.randrange(0, 4000000000) for _ in range(200)] + [t + random.randrange(-90000, 90000) for t in turns for _ in range(6)]
        for second in picks:
          local = datetime.fromtimestamp(second, timezone.utc).replace(tzinfo=zone)
          if not 1971 <= local.year <= 2099: continue
          print(name, local.strftime("%Y-%m-%d %H:%M:%S"), local.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
      """
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let lines = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
      separator: "\n")
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      print("python3 has no zoneinfo: local times were not judged by it")
      return
    }
    #expect(lines.count > 4000)
    var calculator = TimeCalculator(.local, zones: Asking.zones)
    for line in lines {
      let words = line.split(separator: " ")
      var out: [UInt8] = []
      let question =
        #"{"id":1,"schedule":{"time_zone":"\#(words[0])","always":true},"date":"\#(words[1])","time":"\#(words[2])"}"#
      _ = calculator.answer(Array(question.utf8)[...], to: &out)
      #expect(String(decoding: out, as: UTF8.self) == "{\"id\":1,\"at\":\"\(words[3])\"}\n", "\(line)")
    }
  }
}
