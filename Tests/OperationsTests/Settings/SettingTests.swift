import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct DeskSettings {
  let desk: Desk
  init() throws { desk = try Desk() }

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
