import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct Triage {
  @Test("the console opens on the first view with a row selected and its preview beside it")
  func opens() throws {
    let bench = try Bench(at: 1042)
    let rows = bench.rows()
    #expect(rows[0].hasPrefix(" opsdeck   Queues   Audit"))
    #expect(rows[1].hasPrefix(" Mine and unassigned ▾"))
    #expect(
      rows.contains {
        $0.hasPrefix("▌ ‼  T-1042") && $0.contains("Refund for double") && $0.contains("│")
      })
    #expect(bench.text.contains("private note"))
  }

  @Test("a letter assigns, the audit log tells of it, and u takes it back also in another console")
  func assignAndUndo() throws {
    let bench = try Bench(at: 1057)
    #expect(try bench.ticket(1057).assignee == nil)
    bench.press("A")
    let ada = try #require(try bench.database.read { try $0.agent(handle: "ada") })
    #expect(try bench.ticket(1057).assignee == ada.id)
    #expect(bench.text.contains("u undo"))
    let row = try #require(try bench.database.read { try $0.auditRows(AuditQuery(limit: 1)) }.first)
    #expect(row.act == "ticket.take" && row.subjects.contains("T-1057") && row.door == "console")
    let later = try Bench(sharing: bench)
    later.press("u")
    #expect(try bench.ticket(1057).assignee == nil)
    later.press("U")
    #expect(try bench.ticket(1057).assignee == ada.id)
  }

  @Test("assigning to somebody takes a few letters and Enter")
  func assignByName() throws {
    let bench = try Bench(at: 1057)
    bench.press("a")
    #expect(bench.text.contains("Assign T-1057 to"))
    bench.type("kim")
    bench.press("Enter")
    let kim = try #require(try bench.database.read { try $0.agent(handle: "kim") })
    #expect(try bench.ticket(1057).assignee == kim.id)
  }

  @Test("marked rows are changed together and come back with one undo")
  func bulk() throws {
    let bench = try Bench(at: 1133)
    bench.press("Space", "Space", "Space", "p")
    bench.type("urgent")
    bench.press("Enter")
    func urgent() throws -> Int {
      try [1133, 1132, 1131].count { try bench.ticket($0).priority == .urgent }
    }
    #expect(try urgent() == 3)
    bench.press("u")
    #expect(try urgent() == 0)
  }

  @Test("a dot repeats the last act on what is selected now")
  func dot() throws {
    let bench = try Bench(at: 1133)
    bench.press("p")
    bench.type("high")
    bench.press("Enter", "j", ".")
    #expect(try bench.ticket(1132).priority == .high)
  }

  @Test("an illegal status is shown grey with the reason and is not done")
  func illegalStatus() throws {
    let bench = try Bench(at: 1042)
    bench.press("s")
    bench.type("new")
    bench.press("Enter")
    #expect(bench.text.contains("cannot go from open to new"))
    #expect(try bench.ticket(1042).status == .open)
  }

  @Test("tags, deferring and watching are one prompt or one key each")
  func smallVerbs() throws {
    let bench = try Bench(at: 1042)
    bench.press("t")
    bench.type("vip -refund")
    bench.press("Enter")
    #expect(try bench.ticket(1042).tags == ["billing", "vip"])
    bench.press("d")
    bench.type("tomorrow 9:00")
    #expect(bench.text.contains("1 Dec 2026, 09:00"))
    bench.press("Enter")
    #expect(try bench.ticket(1042).snoozedUntil == Instant(seconds: 1_796_115_600))
  }

  @Test("a time that lies behind keeps the prompt open with the text in it")
  func deferBack() throws {
    let bench = try Bench(at: 1042)
    bench.press("d")
    bench.type("2020-01-01")
    bench.press("Enter")
    #expect(bench.text.contains("lies behind") && bench.text.contains("2020-01-01"))
  }

  @Test("merging and taking it back leaves both tickets as they were")
  func merge() throws {
    let bench = try Bench()
    let before = (try bench.ticket(1057), try bench.ticket(1042))
    bench.shell.select(Ticket.ID(1057))
    bench.press("M")
    bench.type("1042")
    bench.press("Enter")
    #expect(try bench.ticket(1057).mergedInto == Ticket.ID(1042))
    bench.press("u")
    let after = (try bench.ticket(1057), try bench.ticket(1042))
    #expect(after.0.mergedInto == nil && after.0.status == before.0.status && after.0.tags == before.0.tags)
    #expect(after.1.tags == before.1.tags && after.1.watchers == before.1.watchers)
  }

  @Test("a macro says and does several things in one key, and one u takes all of it back")
  func macro() throws {
    let bench = try Bench()
    let name = try #require(
      try bench.database.read { try $0.macros().first { $0.text != nil && !$0.isNote && !$0.steps.isEmpty } })
    bench.shell.select(Ticket.ID(1042))
    let before = try bench.ticket(1042),
      said = try bench.database.read { try $0.messages(of: Ticket.ID(1042)).count }
    bench.press("m")
    bench.type(name.title)
    bench.press("Enter")
    #expect(try bench.database.read { try $0.messages(of: Ticket.ID(1042)).count } == said + 1)
    bench.press("u")
    #expect(try bench.database.read { try $0.messages(of: Ticket.ID(1042)).count } == said)
    let after = try bench.ticket(1042)
    #expect(after.status == before.status && after.tags == before.tags && after.priority == before.priority)
  }

  @Test("what is seen can be kept as a view and is found among the views")
  func saveView() throws {
    let bench = try Bench()
    bench.press("/", "Ctrl-U")
    bench.type("priority:urgent is:active")
    bench.press("Enter", "W", "Ctrl-U")
    bench.type("On fire")
    bench.press("Enter", "gv")
    #expect(bench.text.contains("On fire"))
  }

  @Test("who went on with J comes back to the list at that ticket")
  func follows() throws {
    let bench = try Bench(at: 1133)
    bench.press("Enter", "J", "J", "q")
    #expect(bench.rows().first { $0.contains("▌") }?.contains("T-1131") == true)
  }

  @Test("a change by somebody else comes in and does not move the selection")
  func live() throws {
    let bench = try Bench()
    let other = try Bench(as: "bo", sharing: bench)
    bench.shell.select(Ticket.ID(1057))
    let line = bench.rows().firstIndex { $0.contains("▌") }
    other.shell.select(Ticket.ID(1042))
    other.press("p")
    other.type("low")
    other.press("Enter")
    bench.shell.refresh()
    #expect(bench.rows().first { $0.contains("▌") }?.contains("T-1057") == true)
    #expect(line != nil)
  }
}

@MainActor @Suite struct SearchingEverywhere {
  @Test("g/ finds tickets by their words, the best first, and opens them")
  func search() throws {
    let bench = try Bench()
    bench.press("g/")
    bench.type("double charge")
    bench.press("Enter")
    #expect(bench.rows()[1].contains("Search   double charge"))
    #expect(bench.text.contains("T-1042"))
    bench.press("Enter")
    #expect(bench.rows()[1].contains("Search › T-"))
  }
}
