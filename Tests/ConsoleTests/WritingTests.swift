import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct Writing {
  func messages(_ bench: Bench, _ id: Int64) throws -> [Message] {
    try bench.database.read { try $0.messages(of: Ticket.ID(id)) }
  }

  @Test("a reply is sent, waits in the outbox, and u makes it unsaid")
  func reply() throws {
    let bench = try Bench(at: 1042)
    let before = try messages(bench, 1042).count
    bench.press("Enter", "r")
    #expect(bench.text.contains("Reply to Marta Ruiz"))
    bench.type("Dear Marta,\nit is on its way.")
    bench.press("Ctrl-S")
    let after = try messages(bench, 1042)
    #expect(after.count == before + 1)
    #expect(after.last?.kind == .public && after.last?.body == "Dear Marta,\nit is on its way.")
    #expect(bench.text.contains("outbox"))
    bench.press("u")
    #expect(try messages(bench, 1042).count == before)
  }

  @Test("a private note never makes mail and looks like nothing else")
  func note() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "i")
    #expect(bench.text.contains("PRIVATE NOTE"))
    bench.type("only for us")
    bench.press("Ctrl-S")
    let last = try #require(try messages(bench, 1042).last)
    #expect(last.kind == .note)
    #expect(try bench.database.read { try $0.outboxMessage(for: last.id) } == nil)
  }

  @Test("what is typed is kept within two seconds and is there again after a crash")
  func draft() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("half a thought")
    bench.pass(2100)
    #expect(bench.text.contains("draft kept"))
    let again = try Bench(at: 1042, sharing: bench)
    again.press("Enter", "r")
    #expect(again.text.contains("half a thought"))
  }

  @Test("a draft that cannot be kept is tried again after a while, not without a pause")
  func draftRefused() throws {
    let bench = try Bench()
    bench.press("r")
    bench.shell.handle(.paste(String(repeating: "too long ", count: 130_000)))
    bench.pass(2100)
    #expect(bench.text.contains("could not be kept"))
    for _ in 0..<3 {
      let next = try #require(bench.shell.wakesAt)
      #expect(next - bench.now > 0, "it would be woken at once")
      bench.pass(next - bench.now)
    }
    let composer = try #require((bench.shell.pane as? TicketPane)?.composer)
    #expect(composer.isDirty, "nothing says that it is kept")
    #expect(try #require(composer.savesAt) > bench.now)
  }

  @Test("when somebody wrote meanwhile, sending shows it first and keeps the text; the second time it sends")
  func movedOn() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("my answer")
    let other = try Bench(as: "bo", sharing: bench)
    other.shell.open(TicketPane(Ticket.ID(1042)))
    other.press("r")
    other.type("bo was faster")
    other.press("Ctrl-S")
    bench.press("Ctrl-S")
    #expect(bench.text.contains("bo was faster"))
    #expect(bench.text.contains("my answer"))
    #expect(bench.text.contains("Ctrl-S sends all the same"))
    bench.press("Ctrl-S")
    #expect(try messages(bench, 1042).last?.body == "my answer")
  }

  @Test("a slash at the beginning of a line offers canned replies, and elsewhere it is a slash")
  func canned() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("/")
    #expect(bench.text.contains("Canned reply"))
    bench.press("Enter")
    #expect(!bench.text.contains("Canned reply"))
    bench.type(" and/or")
    #expect(bench.text.contains("and/or"))
  }

  @Test("a variable without a value holds the reply back and says which")
  func variable() throws {
    let bench = try Bench(at: 1042)
    let before = try messages(bench, 1042).count
    bench.press("Enter", "r")
    bench.shell.handle(.paste("Hello {{customer.company}} and {{customer.first_name}}"))
    bench.press("Ctrl-S")
    #expect(bench.text.contains("has no value"))
    #expect(try messages(bench, 1042).count == before)
  }
}
