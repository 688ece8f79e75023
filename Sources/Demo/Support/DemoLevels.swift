import Domain
import Exchange
import Store

/// What the demo's desk promises, saved as any desk's: open hours in Berlin, and the clock round for what is urgent.
enum DemoLevels {
  static let schedules: [(name: String, body: String)] = [
    ("default", hours), ("around-the-clock", #"{"always":true,"time_zone":"UTC"}"#),
  ]
  private static var hours: String {
    let days = ["mon", "tue", "wed", "thu", "fri"].map { "\"\($0)\":[[\"08:00\",\"18:00\"]]" }
    // A machine without zone data still makes a demo.
    let zone = SystemZones.named("Europe/Berlin") == nil ? "UTC" : "Europe/Berlin"
    let holidays = (2024...2030).flatMap { year in
      ["01-01", "05-01", "10-03", "12-25", "12-26"].map { "\"\(year)-\($0)\"" }
    }
    return
      "{\"time_zone\":\"\(zone)\",\"hours\":{\(days.joined(separator: ","))},\"holidays\":[\(holidays.joined(separator: ","))]}"
  }
  private static let pause = #""pause":{"resolution":["pending","on_hold"],"next_response":["on_hold"]}"#
  /// In the order in which they are tried.
  static let policies: [(name: String, body: String)] = [
    (
      "enterprise",
      #"{"targets":["#
        + [
          row("urgent", 1, 2, 8, "enterprise", "around-the-clock"), row("high", 2, 4, 40, "enterprise"),
          row("normal", 4, 8, 100, "enterprise"),
        ].joined(separator: ",") + "],\(pause)}"
    ),
    (
      "usual",
      #"{"targets":["#
        + [
          row("urgent", 1, 4, 24, nil, "around-the-clock"), row("high", 4, 10, 80),
          row("normal", 10, 20, 200),
          row("low", 20, 40, 400),
        ].joined(separator: ",") + "],\(pause)}"
    ),
  ]
  private static func row(
    _ priority: String, _ first: Int, _ next: Int, _ resolution: Int, _ tier: String? = nil,
    _ schedule: String? = nil
  ) -> String {
    "{\"priority\":\"\(priority)\"" + (tier.map { ",\"tier\":\"\($0)\"" } ?? "")
      + (schedule.map { ",\"schedule\":\"\($0)\"" } ?? "")
      + ",\"first_response\":\(first * 3600),\"next_response\":\(next * 3600),\"resolution\":\(resolution * 3600)}"
  }

  /// What is done when nobody answers in time.
  private static let chain =
    #"{"steps":[{"at":"breach","notify":["lead"]},{"at":"+2h","priority":"up","page":["lead"]}]}"#

  /// Saves them into a new store, and answers what its tickets are promised.
  static func save(in store: WriteTransaction, at now: Instant) throws -> SLADesk {
    let reader = ScheduleReader(SystemZones.source)
    var times: [String: BusinessTime] = [:], numbers: [String: Int64] = [:]
    for (name, body) in schedules {
      numbers[name] = try store.add(.schedule, name, body, at: now).id
      let value = try JSONValue(reading: body, at: "schedule")
      times[name] = BusinessTime(try reader.schedule(value))
    }
    var entries: [SLAEdition.Entry] = []
    for (name, body) in policies {
      let policy = try SLAReader.policy(try JSONValue(reading: body, at: "policy"))
      entries.append(
        SLAEdition.Entry(
          policy: try store.add(.policy, name, body, at: now).id, name: name, schedules: numbers,
          rules: try SLARules(policy, schedules: times)))
    }
    let edition = try store.addEdition(
      policies: entries.map(\.policy), schedules: schedules.compactMap { numbers[$0.name] }, at: now)
    try store.saveEscalation("usual", chain, rank: 10, at: now)
    return SLADesk(editions: [
      SLAEdition(
        number: edition.number, firstTicket: edition.firstTicket, appliedAt: nil, entries: entries)
    ])
  }
}
