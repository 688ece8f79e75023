import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct QueueList {
  func queue(_ bench: Bench) throws -> QueuePane { try #require(bench.shell.pane as? QueuePane) }
  func all(_ bench: Bench) {
    bench.press("/", "Ctrl-U")
    bench.type("status:open,pending,new,on_hold,solved,closed")
    bench.press("Enter")
  }

  @Test(
    "a search says how many it shows of how many, and when not everything was searched",
    arguments: [
      (2, 2, true, "2 tickets"), (100, 100, true, "100 tickets"),
      (100, 612, true, "the 100 best of 612, a word more narrows"),
      (100, 612, false, "the 100 best of at least 612: add a word"),
      (100, 100, false, "100 tickets, more not searched: add a word"),
    ])
  func amount(_ shown: Int, _ found: Int, _ isComplete: Bool, _ says: String) {
    #expect(SearchPane.told(shown: shown, found: found, isComplete: isComplete) == says)
  }
  @Test("marks hold where their rows were scrolled out of the window")
  func farMarks() throws {
    let bench = try Bench(size: Size(120, 16), tickets: 3000)
    bench.press("/", "Ctrl-U")
    bench.type("status:open,pending,new,on_hold,solved\n")
    let first = try #require(try queue(bench).list.selection)
    bench.press("Space", "G", "Space", "k")
    let last = try #require(try queue(bench).list.rows.last?.id)
    let before = try queue(bench).list.rows.first?.id
    #expect(before != first, "the first row is no longer at hand")
    #expect(Set(bench.shell.subjects) == [first, last])
    bench.press("t")
    #expect(bench.text.contains("Tags of 2 tickets"))
    bench.type("far\n")
    #expect(try bench.ticket(first.rawValue).tags.contains("far"))
    #expect(try bench.ticket(last.rawValue).tags.contains("far"))
  }

  @Test("a step shows the ticket that was read ahead, and never one from before a change")
  func readAhead() throws {
    let bench = try Bench()
    bench.press("j")
    let next = try #require(try queue(bench).ahead)
    let rows = try queue(bench).list.rows
    #expect(next.ticket.id == rows[2].id)
    bench.press("j")
    #expect(try queue(bench).detail?.ticket.id == next.ticket.id)
    #expect(try queue(bench).ahead?.ticket.id == rows[3].id)
    // Another console changes the next ticket: what was read of it before is not shown.
    let other = try Bench(sharing: bench)
    other.press("3j")
    #expect(other.shell.subjects == [rows[3].id])
    other.press("t")
    other.type("changed\n")
    bench.shell.refresh()
    #expect(try queue(bench).ahead == nil)
    bench.press("j")
    #expect(try queue(bench).detail?.ticket.id == rows[3].id)
    #expect(try queue(bench).detail?.ticket.tags.contains("changed") == true)
  }

  @Test("a range takes all between its ends, and V turns the marks round")
  func ranges() throws {
    let bench = try Bench()
    bench.press("v", "3j")
    #expect(bench.shell.subjects.count == 4)
    bench.press("v")
    #expect(bench.text.contains("4 marked"))
    let total = try #require(try queue(bench).list.total)
    bench.press("V")
    #expect(bench.text.contains("\(total - 4) marked"))
    bench.press("Esc")
    #expect(!bench.text.contains("marked"))
  }

  @Test("J goes on beyond the rows that were read, to the last ticket of the list")
  func trail() throws {
    let bench = try Bench(size: Size(80, 24))
    all(bench)
    let total = try #require(try queue(bench).list.total)
    bench.press("Enter")
    #expect(bench.rows()[1].contains("1 of \(total)"))
    bench.press("100J", "100J")
    #expect(bench.rows()[1].contains("201 of \(total)"))
    bench.press("100J", "50J", "J")
    #expect(bench.rows()[1].contains("of \(total)"))
    for _ in 0..<total { bench.press("J") }
    #expect(bench.rows()[1].contains("\(total) of \(total)"))
    #expect(bench.text.contains("last ticket of the list"))
    bench.press("500K")
    #expect(bench.text.contains("first ticket of the list"))
  }

  @Test("every column that can be sorted by sorts, both ways", arguments: TicketOrder.Key.allCases)
  func sorting(_ key: TicketOrder.Key) throws {
    let bench = try Bench()
    all(bench)
    bench.press("o")
    bench.type(key.rawValue)
    bench.press("Enter")
    #expect(try queue(bench).scope.order.key == key)
    let first = try queue(bench).list.rows
    #expect(zip(first, first.dropFirst()).allSatisfy { $0.key.precedes($1.key, descending: false) })
    bench.press("O")
    let second = try queue(bench).list.rows
    #expect(zip(second, second.dropFirst()).allSatisfy { $0.key.precedes($1.key, descending: true) })
  }

  @Test("columns that were chosen are there again tomorrow, in this view and no other")
  func columns() throws {
    let bench = try Bench()
    let file = bench.folder + "/state/opsdeck/columns-ada"
    let first = try Bench(sharing: bench, habits: file)
    first.press("C")
    first.type("company")
    first.press("Space", "Ctrl-U")
    first.type("status")
    first.press("Space", "Enter")
    #expect(first.text.contains("COMPANY") && !first.text.contains("STATUS"))
    for one in first.shell.outbound {
      if case .keep(let habits) = one { #expect(HabitsFile(path: file).write(habits)) }
    }
    let again = try Bench(sharing: bench, habits: file)
    #expect(again.text.contains("COMPANY") && !again.text.contains("STATUS"))
    again.press("gv")
    again.type("Everything")
    again.press("Enter")
    #expect(again.text.contains("STATUS"))
  }

  @Test("a file of habits that cannot be read stops nothing")
  func habits() {
    #expect(
      Habits(text: "nonsense\n: :\nmine: ref nosuch\nmine: ref subject").columns == [
        "mine": [.ref, .subject]
      ])
    #expect(HabitsFile(path: "/nowhere/at/all").read() == Habits())
    #expect(!HabitsFile(path: "/proc/nowhere/file").write(Habits()))
    var habits = Habits()
    habits.columns = ["a": [.ref, .subject], "b": [.subject]]
    #expect(Habits(text: habits.text) == habits)
  }

  @Test("n goes to the next ticket that nobody has and nobody is reading")
  func nextFree() throws {
    let bench = try Bench()
    let other = try Bench(as: "bo", sharing: bench)
    let rows = try queue(bench).list.rows
    let me = try bench.agent("ada").id
    let free = rows.indices.dropFirst().filter {
      (rows[$0].assignee == nil || rows[$0].assignee == me) && rows[$0].status.isActive
    }
    try #require(free.count > 2)
    other.shell.open(TicketPane(rows[free[free.startIndex]].id))
    bench.shell.learn(
      presence: try bench.database.read { try $0.presence(since: bench.now - Presence.lifetime) })
    bench.press("n")
    #expect(try queue(bench).list.selection == rows[free[free.startIndex + 1]].id)
  }

  @Test("clicks select, open, sort and go to tabs; the wheel scrolls what is under it")
  func mouse() throws {
    let bench = try Bench()
    all(bench)
    let rows = try queue(bench).list.rows
    try bench.click(rows[4].id.description)
    #expect(try queue(bench).list.selection == rows[4].id)
    try bench.click("SUBJECT")
    #expect(try queue(bench).scope.order.key == .subject)
    bench.press("gg")
    bench.mouse(.wheelDown, 10, 20)
    #expect(try queue(bench).list.top == 3)
    bench.mouse(.wheelDown, 110, 20)
    #expect(try queue(bench).previewTop == 3)
    bench.mouse(.wheelUp, 110, 20)
    bench.mouse(.press(1), 110, 20)
    #expect(try queue(bench).focusOnPreview)
    let here = try #require(try queue(bench).list.selection)
    try bench.click(here.description)
    try bench.click(here.description)
    #expect((bench.shell.pane as? TicketPane)?.id == here)
    bench.mouse(.wheelDown, 10, 10)
    bench.mouse(.wheelUp, 10, 10)
    try bench.click("Audit")
    #expect(bench.text.contains("You may not"), "ada may not read the log")
    let kim = try Bench(as: "kim", sharing: bench)
    try kim.click("Audit")
    #expect(kim.shell.pane is AuditPane)
    try kim.click("Queues")
    #expect(kim.shell.pane is QueuePane)
  }

  @Test("a picker is answered by clicks, and the wheel goes through it")
  func pickerMouse() throws {
    let bench = try Bench(at: 1042)
    bench.press("p")
    try bench.click("low")
    try bench.click("low")
    #expect(try bench.ticket(1042).priority == .low)
    bench.press("a")
    bench.mouse(.wheelDown, 60, 12)
    bench.mouse(.wheelUp, 60, 12)
    bench.press("Esc")
  }

  @Test("what is done in another view is not done to rows that left this one")
  func leaving() throws {
    let bench = try Bench()
    bench.press("gv")
    bench.type("Unassigned")
    bench.press("Enter")
    let rows = try queue(bench).list.rows
    bench.press("A")
    #expect(try queue(bench).list.selection == rows[1].id)
    #expect(try bench.ticket(rows[0].id.rawValue).assignee == bench.agent("ada").id)
  }

  @Test("zoom gives the list or the preview the whole window, Tab goes between them")
  func zoom() throws {
    let bench = try Bench()
    bench.press("Z")
    #expect(!bench.text.contains("│"))
    bench.press("Z")
    #expect(!bench.text.contains("SUBJECT"))
    bench.press("Z", "Tab", "j", "Ctrl-D", "Ctrl-U", "PgDn", "PgUp", "G", "gg", "J", "K", "za", "Tab")
    #expect(try !queue(bench).focusOnPreview && queue(bench).previewTop == 0)
  }

  @Test("a second console shows who writes in a ticket")
  func company() throws {
    let bench = try Bench()
    let other = try Bench(as: "bo", sharing: bench)
    other.shell.open(TicketPane(Ticket.ID(1042)))
    other.press("i")
    bench.shell.learn(
      presence: try bench.database.read { try $0.presence(since: bench.now - Presence.lifetime) })
    bench.shell.select(Ticket.ID(1042))
    #expect(bench.text.contains("bo is typing a note"))
    bench.pass(Presence.lifetime + 1000)
    #expect(!bench.text.contains("bo is typing a note"))
  }

  @Test("a stale act is refused with what was seen and what is, and the next press is about what is")
  func stale() throws {
    let bench = try Bench(size: Size(80, 24))
    let other = try Bench(as: "bo", sharing: bench)
    bench.shell.select(Ticket.ID(1042))
    bench.press("s")
    other.shell.open(TicketPane(Ticket.ID(1042)))
    other.press("p")
    other.type("low\n")
    bench.type("pending\n")
    #expect(try bench.ticket(1042).status == .open)
    let words = bench.rows().suffix(6).map(\.trimmedBlanks).joined(separator: " ")
    #expect(words.contains("priority urgent → low by bo") && words.contains("decide anew"))
    bench.shell.refresh()
    bench.press("s")
    bench.type("pending\n")
    #expect(try bench.ticket(1042).status == .pending)
  }
}

@Suite struct PagesOfRows {
  struct Row: Identifiable, Sendable, Equatable { let id: Int }
  let rows = (0..<10).map(Row.init)
  func page(_ start: ListRequest<Row>.Start, _ limit: Int = 3) -> [Int] {
    ArrayRows.page(of: rows, for: ListRequest(start, limit: limit)).rows.map(\.id)
  }
  @Test("rows at hand are given out from any place, never beyond an end")
  func pages() {
    #expect(page(.top) == [0, 1, 2])
    #expect(page(.bottom) == [7, 8, 9])
    #expect(page(.after(Row(id: 8))) == [9])
    #expect(page(.before(Row(id: 2))) == [0, 1])
    #expect(page(.around(5, lastKnown: nil), 4) == [3, 4, 5, 6])
    #expect(page(.around(99, lastKnown: nil), 4) == [0, 1, 2, 3])
    #expect(page(.bottom, 100).count == 10)
    #expect(ArrayRows.page(of: [Row](), for: ListRequest(.top, limit: 3)).isEnd)
  }
}
