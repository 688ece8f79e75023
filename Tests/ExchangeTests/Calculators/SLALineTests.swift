import Domain
import Foundation
import Testing

@testable import Exchange

@Suite struct SLALines {
  static let policy =
    #"{"targets":[{"priority":"urgent","tier":"gold","schedule":"default","first_response":3600,"next_response":7200,"resolution":28800}],"pause":{"first_response":[],"next_response":[],"resolution":["pending","on_hold"]},"reopen":"continue","solved_states":["solved","closed"],"warn_percent":75}"#
  static let schedules =
    #"{"default":{"time_zone":"UTC","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]}}}"#
  static let created = #"{"type":"created","at":"2026-11-23T09:00:00Z","priority":"urgent","tier":"gold"}"#
  static func line(_ events: String, policy: String = policy, now: String = "2026-11-23T12:00:00Z") -> String
  {
    #"{"id":7,"policy":\#(policy),"schedules":\#(schedules),"events":[\#(events)],"now":"\#(now)"}"#
  }
  private static func clock(
    _ target: Int, _ elapsed: Int, _ status: String, _ due: String?, _ warn: String?, _ stop: String?
  ) -> String {
    func time(_ text: String?) -> String { text.map { "\"2026-11-\($0):00Z\"" } ?? "null" }
    return
      #"{"target_seconds":\#(target),"elapsed_seconds":\#(elapsed),"remaining_seconds":\#(target - elapsed),"status":"\#(status)","due":\#(time(due)),"warn_at":\#(time(warn)),"stopped_at":\#(time(stop))}"#
  }

  @Test("the answer has its members in their order, and no clock that is not there")
  func answer() {
    let events =
      Self.created
      + #",{"type":"agent_reply","at":"2026-11-23T09:30:00Z"},{"type":"customer_message","at":"2026-11-23T10:00:00Z"},{"type":"state","to":"pending","at":"2026-11-23T11:00:00Z"},{"type":"note","at":"2026-11-23T11:00:00Z"}"#
    #expect(
      Asking.sla(Self.line(events))
        == #"{"id":7,"state":"pending","priority":"urgent","first_response":\#(Self.clock(3600, 1800, "met", "23T10:00", nil, "23T09:30")),"next_response":[\#(Self.clock(7200, 7200, "running", "23T12:00", "23T11:30", nil))],"resolution":\#(Self.clock(28800, 7200, "paused", nil, nil, nil)),"next_due":"2026-11-23T12:00:00Z"}"#
    )
    #expect(
      Asking.sla(Self.line(Self.created.replacing("gold", with: "tin")))
        == #"{"id":7,"state":"new","priority":"urgent","next_due":null}"#)
  }
  @Test("after each event one state")
  func afterEach() {
    let resolution = Self.clock(28800, 0, "running", "23T17:00", "23T15:00", nil)
    let first = Self.clock(3600, 0, "running", "23T10:00", "23T09:45", nil)
    let state =
      #"{"state":"new","priority":"urgent","first_response":\#(first),"resolution":\#(resolution),"next_due":"2026-11-23T10:00:00Z"}"#
    let events =
      Self.created
      + #",{"type":"assign","at":"2026-11-23T09:00:00Z"},{"type":"note","at":"2026-11-23T18:00:00Z"}"#
    #expect(Asking.sla(Self.line(events), afterEach: true) == #"{"id":7,"states":[\#(state),\#(state)]}"#)
  }
  @Test("what a policy leaves out is as usual")
  func usual() {
    let short = #"{"targets":[{"priority":"urgent","resolution":28800}]}"#
    let long =
      #"{"targets":[{"priority":"urgent","schedule":"default","resolution":28800}],"pause":{},"reopen":"continue","solved_states":["solved","closed"],"warn_percent":75}"#
    for event in ["solved", "pending", "closed"] {
      let events = Self.created + #",{"type":"state","to":"\#(event)","at":"2026-11-23T11:00:00Z"}"#
      #expect(Asking.sla(Self.line(events, policy: short)) == Asking.sla(Self.line(events, policy: long)))
    }
  }
  @Test(
    "flaws are told with their place",
    arguments: [
      (line(created.replacing("urgent", with: "urgnt")), "events[0].priority", "Did you mean urgent?"),
      (line(created.replacing("created", with: "creatd")), "events[0].type", "Did you mean created?"),
      (line(created + #",{"type":"state","at":"2026-11-23T09:00:00Z"}"#), "events[1].to", "Add it."),
      (line(created + #",{"type":"note"}"#), "events[1].at", "Add it."),
      (
        line(created + #",{"type":"note","at":"2026-11-23T09:00:00Z","to":"x"}"#), "events[1].to",
        "It has: type, at."
      ),
      (
        line(created, now: "2026-11-23T12:00:00.1Z"), "now",
        "Write whole seconds, such as 2026-11-24T10:00:00Z."
      ),
      (
        line(created, now: "2026-11-22T12:00:00Z"), "events",
        "Begin the events with created, not later than now."
      ),
      (line(created, policy: "{}"), "policy.targets", "Add it."),
      (
        line(created, policy: policy.replacing("default", with: "defalt")), "policy.targets[0].schedule",
        "Did you mean default?"
      ),
      (
        line(created, policy: policy.replacing("28800", with: "-1")), "policy.targets[0].resolution",
        "Write a number of whole seconds, at most 100 years."
      ),
      (
        line(created, policy: policy.replacing("75", with: "175")), "policy.warn_percent",
        "Write a whole number from 0 to 100."
      ),
      (
        line(created, policy: policy.replacing("continue", with: "contine")), "policy.reopen",
        "Did you mean continue?"
      ),
      (
        line(created, policy: policy.replacing("on_hold", with: "on hold")), "policy.pause.resolution[1]",
        "Did you mean on_hold?"
      ),
      (
        line(created, policy: policy.replacing("warn_percent", with: "warning")), "policy.warning",
        "It has: targets, pause, reopen, solved_states, warn_percent."
      ),
      (line(created).replacing("UTC", with: "UTD"), "schedules.default.time_zone", "Did you mean UTC?"),
      (line(created).replacing("\"now\"", with: "\"noww\""), "noww", "Did you mean now?"),
    ]) func flaws(_ line: String, _ field: String, _ remedy: String) throws
  {
    let error = try #require(JSONValue(json: Asking.sla(line))?["error"])
    #expect(error["field"]?.string == field)
    #expect(error["remedy"]?.string == remedy)
  }
}

@Suite struct CalculatorSchemas {
  private static func schema(_ name: String) throws -> JSONValue {
    let path = Fixtures.checkout.appending(path: "data/schemas/\(name).schema.json").path
    let file = try InputFile(path: path)
    return try #require(
      JSONValue(json: String(decoding: try file.read(at: 0, count: file.size), as: UTF8.self)))
  }
  private static func check(_ schema: JSONValue?, _ fields: [String], needed: [String]) {
    #expect(schema?["properties"]?.members.map(\.key) == fields)
    #expect(schema?["required"]?.elements.compactMap(\.string) == needed)
    #expect(schema?["additionalProperties"]?.bool == false)
  }
  @Test("the schema of each question has the fields that the engine reads", arguments: TimeVerb.allCases)
  func time(_ verb: TimeVerb) throws {
    Self.check(
      try Self.schema("time-\(verb.rawValue)"), ["id"] + verb.fields.map(\.name),
      needed: verb.fields.filter(\.isNeeded).map(\.name))
  }
  @Test("so have those of schedules, policies, events and their lines")
  func sla() throws {
    Self.check(try Self.schema("schedule"), ScheduleReader.fields, needed: ["time_zone"])
    let line = try Self.schema("sla-simulate"), policy = try Self.schema("sla-policy")
    Self.check(line, ["id"] + SLACalculator.fields.map(\.0), needed: SLACalculator.fields.map(\.0))
    Self.check(policy, SLAReader.policyFields, needed: ["targets"])
    Self.check(policy["properties"]?["targets"]?["items"], SLAReader.targetFields, needed: ["priority"])
    let events = line["properties"]?["events"]?["items"]?["oneOf"]?.elements ?? []
    #expect(events.map { $0["properties"]?["type"]?["const"]?.string } == SLAReader.eventFields.map(\.type))
    for (event, known) in zip(events, SLAReader.eventFields) {
      let needed = known.type == "created" ? ["priority"] : known.fields
      Self.check(event, ["type", "at"] + known.fields, needed: ["type", "at"] + needed)
    }
    let words = policy["properties"]?["pause"]?["properties"]?["resolution"]?["items"]?["enum"]?.elements
    #expect(words?.compactMap(\.string) == Ticket.Status.allCases.map(\.rawValue))
    let answer = try Self.schema("sla-answer")
    #expect(
      answer["$defs"]?["clock"]?["properties"]?["status"]?["enum"]?.elements.compactMap(\.string)
        == SLAClock.Status.allCases.map(\.rawValue))
  }
}
