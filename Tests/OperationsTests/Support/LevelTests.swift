import Acts
import Domain
import Store
import TestSupport
import Testing

@testable import Operations

/// Schedules and policies as acts: versions, order, what is refused, and how it is taken back.
@Suite struct LevelTests {
  static let hours =
    #"{"time_zone":"UTC","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]]}}"#
  static func policy(_ priority: String, _ rest: String) -> String {
    #"{"targets":[{"priority":"\#(priority)",\#(rest)}]}"#
  }
  let desk: Desk
  init() throws { desk = try Desk() }
  @discardableResult func run<A: Act>(_ act: A) throws -> A.Output {
    try desk.pipeline.run(act, try desk.by("cleo")).output
  }
  func levels() throws -> LevelsNow { try desk.database.read { try LevelsNow(in: $0) } }
  func saveBoth() throws {
    try run(SaveSchedule(name: "default", definition: Self.hours))
    try run(SavePolicy(name: "usual", definition: Self.policy("normal", #""next_response":7200"#)))
  }

  @Test func eachSaveIsANewVersionAndOldOnesStay() throws {
    try saveBoth()
    let more = #"{"time_zone":"Europe/Berlin","hours":{"mon":[["08:00","12:00"]]}}"#
    #expect(try run(SaveSchedule(name: "default", definition: more)).contains("version 2"))
    #expect(try levels().schedules.map(\.version) == [2])
    let old = try desk.pipeline.read(ShowSchedule(name: "default", version: 1), try desk.by("ada"))
    #expect(old.definition == Self.hours && !old.current)
    let rows = try desk.pipeline.read(ListSchedules(), try desk.by("ada"))
    #expect(rows.map(\.zone) == ["Europe/Berlin"] && rows.map(\.open) == ["mon"])
  }
  @Test func savingTheSameAgainChangesNothing() throws {
    try saveBoth()
    let before = try levels().edition
    #expect(try run(SaveSchedule(name: "default", definition: Self.hours)).contains("just so already"))
    #expect(try levels().edition == before)
  }
  @Test func undoingASaveBringsTheOldVersionBackAndRedoTheNew() throws {
    try saveBoth()
    try run(SavePolicy(name: "usual", definition: Self.policy("normal", #""next_response":60"#)))
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try levels().policies.map(\.version) == [1])
    try desk.pipeline.redoLast(try desk.by("cleo"))
    #expect(try levels().policies.map(\.version) == [2])
  }
  @Test func undoIsRefusedWhenSomebodyElseSavedSince() throws {
    try saveBoth()
    let row = try #require(try desk.audit().first { $0.act == "policy.save" })
    try run(SavePolicy(name: "other", definition: Self.policy("urgent", #""resolution":60"#)))
    let refused = try refusal { try desk.pipeline.undo(row.id, try desk.by("cleo")) }
    #expect(refused?.problem.contains("changed since") == true)
  }
  @Test func policiesAreTriedInTheirOrder() throws {
    try saveBoth()
    try run(
      SavePolicy(
        name: "gold", definition: Self.policy("normal", #""tier":"gold","resolution":60"#), before: "usual"))
    #expect(try levels().policies.map(\.name) == ["gold", "usual"])
    let refused = try refusal { try run(OrderPolicies(names: ["usual", "gold"])) }
    #expect(refused?.problem.contains("no ticket comes to it") == true)
    try run(SavePolicy(name: "low", definition: Self.policy("low", #""resolution":60"#)))
    try run(OrderPolicies(names: ["low"]))
    #expect(try levels().policies.map(\.name) == ["low", "gold", "usual"])
    try run(RetirePolicy(name: "usual"))
    #expect(try levels().policies.map(\.name) == ["low", "gold"])
  }
  @Test func aScheduleThatIsNamedStays() throws {
    try saveBoth()
    let refused = try refusal { try run(RetireSchedule(name: "default")) }
    #expect(refused?.problem.contains("“usual” counts by “default”") == true)
    try run(RetirePolicy(name: "usual"))
    try run(RetireSchedule(name: "default"))
    #expect(try levels().schedules.isEmpty)
  }
  @Test func onlyLeadsAndAdminsMaySave() throws {
    let refused = try refusal {
      try desk.pipeline.run(SaveSchedule(name: "default", definition: Self.hours), try desk.by("ada"))
    }
    #expect(refused?.kind == .forbidden)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let what: String, text: String, says: String
    var testDescription: String { what }
  }
  @Test(arguments: [
    Bad(what: "no JSON", text: "{", says: "no JSON"),
    Bad(what: "no open hour", text: #"{"time_zone":"UTC","hours":{}}"#, says: "no open time"),
    Bad(
      what: "overlapping frames",
      text: #"{"time_zone":"UTC","hours":{"mon":[["09:00","12:00"],["11:00","13:00"]]}}"#,
      says: "hours.mon[1]: The hours 09:00–12:00 and 11:00–13:00 overlap."),
    Bad(
      what: "unknown zone", text: #"{"time_zone":"Europe/Berlim","hours":{"mon":[["09:00","12:00"]]}}"#,
      says: "time_zone: There is no time zone “Europe/Berlim”."),
  ]) func badSchedulesAreRefusedWithThePlace(_ bad: Bad) throws {
    let refused = try refusal { try run(SaveSchedule(name: "default", definition: bad.text)) }
    #expect(refused?.problem.contains(bad.says) == true, "\(String(describing: refused))")
    #expect(refused?.field == "definition" && refused?.remedy != nil)
    #expect(try levels().edition == nil)
  }
  @Test(arguments: [
    Bad(what: "no row", text: #"{"targets":[]}"#, says: "there is no row"),
    Bad(
      what: "unknown priority", text: policy("huge", #""resolution":60"#), says: "targets[0].priority: “huge”"
    ),
    Bad(
      what: "no such schedule", text: policy("high", #""schedule":"defualt","resolution":60"#),
      says: "targets[0].schedule of “new”: there is no schedule “defualt”."),
    Bad(
      what: "unreachable in itself",
      text:
        #"{"targets":[{"priority":"high","resolution":1},{"priority":"high","tier":"gold","resolution":1}]}"#,
      says: "targets[1] of “new”: no ticket comes to it, since targets[0] takes"),
    Bad(
      what: "unreachable behind another", text: policy("normal", #""tier":"gold","resolution":60"#),
      says: "targets[0] of “new”: no ticket comes to it, since targets[0] of “usual” takes"),
  ]) func badPoliciesAreRefusedWithThePlace(_ bad: Bad) throws {
    try saveBoth()
    let refused = try refusal { try run(SavePolicy(name: "new", definition: bad.text)) }
    #expect(refused?.problem.contains(bad.says) == true, "\(String(describing: refused))")
    #expect(refused?.field == "definition" && refused?.remedy != nil)
    #expect(try levels().policies.map(\.name) == ["usual"])
  }
}
