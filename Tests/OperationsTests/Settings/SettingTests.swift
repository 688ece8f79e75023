import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct DeskSettings {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test(
    "a time is written as people write it, and within what makes sense",
    arguments: [
      ("reply.hold", "30s", true), ("reply.hold", "0s", true), ("reply.hold", "11m", false),
      ("reply.hold", "-5s", false), ("reply.hold", "tomorrow", false), ("session.idle", "45m", true),
      ("session.idle", "10s", false), ("session.idle", "x", false), ("session.longest", "24h", true),
      ("session.longest", "90d", false),
    ])
  func times(_ name: String, _ text: String, _ isGood: Bool) throws {
    let refused = try refusal {
      try desk.pipeline.run(SetSetting(name: name, to: text), try desk.by("admin"))
    }
    #expect((refused == nil) == isGood)
    #expect(isGood || refused?.field == "to")
  }
  @Test("a reply waits as long as is set, and what somebody wrote into the store by hand counts for nothing")
  func hold() throws {
    let id = try desk.ticket()
    func wait() throws -> Int64? {
      let said = try desk.pipeline.run(ReplyToTicket(ticket: id, text: "Hello"), try desk.by("bob")).output
      let entry = try #require(said.outbox)
      return try desk.database.read { try $0.outboxMessage(.init(entry)).map { $0.notBefore - $0.created } }
    }
    #expect(try wait() == .seconds(10))
    _ = try desk.pipeline.run(SetSetting(name: "reply.hold", to: "1m"), try desk.by("admin"))
    #expect(try wait() == .minutes(1))
    try desk.database.write { try $0.set("reply.hold", to: "for ever") }
    #expect(try wait() == .seconds(10))
  }
  @Test("a setting is changed, listed and put back, unless it was changed since")
  func settings() throws {
    let first = try desk.pipeline.run(
      SetSetting(name: "mail.domain", to: "desk.example"), try desk.by("admin"))
    #expect(try desk.pipeline.read(ListSettings(), try desk.by("ada")).first?.value == "desk.example")
    _ = try desk.pipeline.run(SetSetting(name: "mail.domain", to: "other.example"), try desk.by("admin"))
    #expect(
      try refusal { try desk.pipeline.undo(first.audit, try desk.by("admin")) }?.problem
        == "mail.domain was changed since, to other.example.")
    try desk.pipeline.undoLast(try desk.by("admin"))
    try desk.pipeline.undo(first.audit, try desk.by("admin"))
    #expect(try desk.database.read { try $0.setting("mail.domain") } == nil)
    for bad in ["desk", "-a.example", "a..b", "a b.example"] {
      #expect(
        try refusal { try desk.pipeline.run(SetSetting(name: "mail.domain", to: bad), try desk.by("admin")) }?
          .field == "to")
    }
    #expect(
      try refusal {
        try desk.pipeline.run(SetSetting(name: "mail.domian", to: "x.example"), try desk.by("admin"))
      }?.remedy == "Did you mean “mail.domain”?")
  }
}
