import Acts
import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct AuditLog {
  /// A log with rows by two people, some minutes apart.
  func bench(size: Size = Size(120, 40)) throws -> Bench {
    let bench = try Bench(as: "kim", size: size, tickets: 150)
    let bo = try Bench(as: "bo", sharing: bench)
    bo.shell.open(TicketPane(Ticket.ID(1042)))
    bo.press("p")
    bo.type("low\n")
    bench.pass(3_600_000)
    bench.shell.open(TicketPane(Ticket.ID(1057)))
    bench.press("A", "t")
    bench.type("vip\n")
    bench.press("u", "ga")
    return bench
  }
  func pane(_ bench: Bench) throws -> AuditPane { try #require(bench.shell.pane as? AuditPane) }

  @Test("rows say when, who, what, on what, by which door and how it ended, the newest first")
  func rows() throws {
    let bench = try bench()
    #expect(bench.selected.contains("kim") && bench.selected.contains("undo ticket.tag"))
    #expect(bench.rows()[3].contains("RESULT") && bench.rows()[3].contains("DOOR"))
    #expect(bench.text.contains("taken back by") || bench.text.contains("takes back #"))
  }

  @Test("a empty log says that nothing was done, a filter that finds nothing how to go on")
  func empty() throws {
    let bench = try Bench(as: "kim", tickets: 60)
    bench.press("ga")
    #expect(bench.text.contains("Nothing has been done in this store yet."))
    bench.press("/")
    bench.type("who:bo\n")
    #expect(bench.text.contains("No row matches"))
    bench.press("Enter")
    #expect(bench.text.contains("about no ticket"))
    bench.press("Esc", "Esc")
    #expect(bench.shell.pane is QueuePane)
  }

  @Test("the filter takes actor, act, object, log and time; what it does not know it says")
  func filter() throws {
    let bench = try bench()
    for (text, count) in [
      ("who:bo", 1), ("act:ticket.tag", 2), ("on:T-1057", 3), ("log:admin", 4), ("log:login", 0),
      ("since:-30m", 3), ("until:-30m", 1), ("who:bo since:-30m", 0),
    ] {
      bench.press("/", "Ctrl-U")
      bench.type(text + "\n")
      #expect(try pane(bench).list.rows.count == count, "\(text)")
      #expect(bench.rows()[1].contains(text))
    }
    for text in ["who", "colour:red", "log:secret", "since:whenever"] {
      bench.press("/", "Ctrl-U")
      bench.type(text + "\n")
      #expect(bench.text.contains("Filter the audit log"), "\(text) keeps the line open")
      bench.press("Esc")
    }
    bench.press("/", "Ctrl-U")
    bench.type("who:nobody-here\n")
    #expect(bench.text.contains("There is no agent"))
  }

  @Test("a, c and e narrow to the row's actor, object and correlation, and widen again")
  func narrow() throws {
    let bench = try bench()
    bench.press("G", "a")
    #expect(try pane(bench).scope.actor == "bo" && pane(bench).list.rows.count == 1)
    bench.press("a", "G", "c")
    #expect(try pane(bench).scope.object == "T-1042")
    bench.press("c", "gg", "e")
    #expect(try pane(bench).scope.correlation != nil)
    bench.press("Esc")
    #expect(try pane(bench).scope.words.isEmpty)
  }

  @Test(
    "t goes to a time, f follows the end, x verifies the chain, y copies row and hash, Enter opens the ticket"
  )
  func keys() throws {
    let bench = try bench()
    bench.press("t")
    bench.type("-30m\n")
    #expect(bench.selected.contains("bo"))
    bench.press("t", "Ctrl-U")
    bench.type("2020-01-01\n")
    #expect(bench.text.contains("Nothing was written before that"))
    bench.press("f")
    #expect(bench.text.contains("following"))
    #expect(bench.selected.contains("kim"))
    bench.press("x")
    #expect(bench.text.contains("chain whole, 4 rows"))
    bench.press("y")
    #expect(bench.shell.outbound.contains { if case .copy = $0 { true } else { false } })
    bench.press("Enter")
    #expect((bench.shell.pane as? TicketPane)?.id == Ticket.ID(1057))
  }

  @Test("rows are clicked and scrolled, at any size")
  func mouse() throws {
    for size in [Size(80, 24), Size(120, 40)] {
      let bench = try bench(size: size)
      try bench.click("bo  ", before: 40)
      #expect(bench.selected.contains("ticket.priority"))
      bench.mouse(.wheelDown, 10, 6)
      bench.mouse(.wheelUp, 10, 6)
      try bench.click("bo  ", before: 40)
      #expect((bench.shell.pane as? TicketPane)?.id == Ticket.ID(1042))
    }
  }

  @Test("thousands of rows are read as one goes")
  func long() throws {
    let bench = try Bench(as: "kim", tickets: 60)
    let context = Context(actor: try bench.agent("kim"), door: .console, now: bench.now)
    let pipeline = Pipeline(database: bench.database)
    let ticket = try #require((bench.shell.pane as? QueuePane)?.list.selection)
    for number in 0..<700 {
      _ = try pipeline.run(
        TagTickets(tickets: [ticket], add: ["n\(number % 7)"], remove: []), context)
      _ = try pipeline.run(
        TagTickets(tickets: [ticket], add: [], remove: ["n\(number % 7)"]), context)
    }
    bench.press("ga", "G")
    #expect(try pane(bench).list.selection == 1)
    bench.press("gg")
    #expect(try pane(bench).list.selection == 1400)
    bench.press("500j", "PgUp", "Ctrl-U")
    #expect(try pane(bench).list.selected != nil)
  }
}

@MainActor @Suite struct History {
  @Test("each event opens the ticket as it was, t goes to a time, y copies, clicks select and open")
  func history() throws {
    let bench = try Bench(at: 1042)
    bench.press("e", "gg")
    #expect(bench.selected.contains("Marta Ruiz") && bench.selected.contains("made the ticket"))
    bench.press("t")
    bench.type("2020-01-01\n")
    #expect(bench.text.contains("did not exist then"))
    bench.press("t", "Ctrl-U")
    bench.type("-1m\n")
    #expect(bench.selected.contains("private note"))
    bench.press("y")
    #expect(bench.text.contains("Copied the event"))
    bench.mouse(.wheelUp, 10, 5)
    try bench.click("took it")
    #expect(bench.selected.contains("took it"))
    bench.mouse(.wheelDown, 10, 5)
    try bench.click("took it")
    #expect(bench.rows()[1].contains("as it was"))
    bench.press("zt")
    bench.type("-1m\n")
    #expect(bench.rows()[1].contains("as it was"))
    bench.press("Esc")
    #expect(!bench.rows()[1].contains("as it was"))
  }
  @Test("a change is shown with what was and what is")
  func change() throws {
    let bench = try Bench(at: 1042)
    bench.press("p")
    bench.type("low\n")
    bench.press("e")
    #expect(bench.text.contains("- priority   urgent") && bench.text.contains("+ priority   low"))
  }
}
