import Acts
import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct ActsOnAllThatMatch {
  func priorities(_ bench: Bench) throws -> [Ticket.ID: Ticket.Priority] {
    try bench.database.read { store in
      let ids = try store.ticketIDs(try Filter(""), viewer: nil, now: bench.now, cap: 10_000)
      return try Dictionary(uniqueKeysWithValues: ids.map { ($0, try need(store.ticket($0)).priority) })
    }
  }
  func filter(_ bench: Bench, _ text: String) {
    bench.press("/", "Ctrl-U")
    bench.type(text)
    bench.press("Enter")
  }

  @Test("the dialog says how many, which are left alone and why; yes does the rest, and one u takes it back")
  func preview() throws {
    let bench = try Bench()
    filter(bench, "status:closed,open")
    let before = try priorities(bench)
    let open = try bench.database.read {
      try $0.count(try Filter("status:open"), viewer: nil, now: bench.now).number
    }
    bench.press("*", "a")
    bench.type("kim\n")
    #expect(bench.text.contains("left alone"))
    #expect(bench.text.contains("is closed"))
    #expect(bench.text.contains("\(Digits.grouped(open)) of "))
    #expect(try bench.database.read { try $0.auditRows() }.isEmpty, "a preview writes nothing")
    bench.press("Enter")
    #expect(try bench.database.read { try $0.auditRows() }.isEmpty, "the safe button has the focus")
    bench.press("a")
    bench.type("kim\n")
    bench.press("y")
    let kim = try bench.agent("kim")
    func kims() throws -> Int {
      try bench.database.read {
        try $0.count(try Filter("status:open assignee:kim"), viewer: nil, now: bench.now).number
      }
    }
    #expect(try kims() == open)
    #expect(
      bench.text.contains("were left alone") && bench.text.contains("u undo"), "\(bench.rows().suffix(5))")
    #expect(kim.role == .lead)
    bench.press("u")
    #expect(try kims() < open)
    #expect(try priorities(bench) == before)
  }

  @Test("what was unmarked again is left out")
  func except() throws {
    let bench = try Bench()
    filter(bench, "status:open")
    let spared = try #require((bench.shell.pane as? QueuePane)?.list.selection)
    let before = try priorities(bench)
    bench.press("*", "Space", "p")
    bench.type("urgent\n")
    #expect(bench.text.contains("but for 1 that you unmarked"))
    bench.press("Tab", "Enter")
    let after = try priorities(bench)
    let changed = after.filter { before[$0.key] != $0.value }
    #expect(!changed.isEmpty && after[spared] == before[spared])
  }

  @Test("an act on very many asks for their number")
  func wide() throws {
    let bench = try Bench(tickets: 1200)
    filter(bench, "status:open,closed,solved,pending,on_hold,new")
    let total = try #require((bench.shell.pane as? QueuePane)?.total?.number)
    try #require(total > BulkDialog.wide)
    bench.press("*", "t")
    bench.type("everywhere\n")
    #expect(bench.text.contains("Type \(total) to do it"))
    bench.press("y", "Tab", "Tab", "Enter")
    #expect(bench.text.contains("Type \(total) first."))
    #expect(try bench.database.read { try $0.auditRows() }.isEmpty)
    bench.press("Ctrl-U")
    bench.type("\(total)\n")
    let tagged = try bench.database.read {
      try $0.count(try Filter("tag:everywhere"), viewer: nil, now: bench.now, cap: 5000).number
    }
    #expect(tagged > 0 && bench.text.contains("done to"))
    bench.press("u")
    #expect(
      try bench.database.read { try $0.count(try Filter("tag:everywhere"), viewer: nil, now: bench.now) }
        .number
        == 0)
  }

  @Test("a macro goes to all that match, and to those for which it has no value it does not")
  func macro() throws {
    let bench = try Bench()
    filter(bench, "status:open tag:sso")
    bench.press("*", "m")
    bench.type("SSO\n")
    #expect(bench.text.contains("on all that match"))
    bench.press("y")
    #expect(bench.text.contains("done to"))
  }

  @Test("the dialog can be answered with the mouse")
  func click() throws {
    let bench = try Bench()
    filter(bench, "status:open")
    bench.press("*", "w")
    try bench.click("Cancel")
    #expect(!bench.text.contains("on all that match"))
    bench.press("w")
    try bench.click("Do it")
    #expect(bench.text.contains("> Do it <"), "the first click only moves the focus")
    try bench.click("Do it")
    #expect(bench.text.contains("done to"))
  }

  @Test("what is about single tickets says so, and a reply is about the ticket under the cursor")
  func single() throws {
    let bench = try Bench()
    bench.press("*", "M")
    #expect(bench.text.contains("about single tickets"))
    bench.press(".")
    #expect(bench.text.contains("nothing to repeat") || bench.text.contains("for marked rows"))
    bench.press("j", "r")
    let pane = try #require(bench.shell.pane as? TicketPane)
    #expect(pane.composer != nil)
    bench.press("Esc", "q")
    let queue = try #require(bench.shell.pane as? QueuePane)
    #expect(queue.list.selection == pane.id)
  }

  @Test("who may not change all that match is told before")
  func forbidden() throws {
    let bench = try Bench(as: "eve")
    bench.press("*", "a")
    #expect(bench.text.contains("You may not"))
  }

  @Test("progress tells rate and rest, and Ctrl-C stops after the part that is under way")
  func progress() throws {
    let progress = Progress()
    #expect(progress.words(after: 1200) == "1 s")
    #expect(progress.report(1000, of: 5000))
    #expect(progress.words(after: 2000) == "1,000 of 5,000   500 a second   9 s left")
    let bench = try Bench()
    bench.shell.underWay = Shell.Work(title: "Tag tickets", since: bench.now, progress: progress)
    bench.pass(2000)
    #expect(bench.text.contains("Tag tickets   1,000 of 5,000") && bench.text.contains("Ctrl-C stops"))
    bench.press("Ctrl-C")
    #expect(progress.isStopping && !progress.report(1200, of: 5000))
    #expect(bench.text.contains("stopping"))
    #expect(!bench.shell.isLeaving)
  }
  @Test("stopped between two batches, the first stays done with its undo")
  func stopped() throws {
    let bench = try Bench()
    var pipeline = Pipeline(database: bench.database)
    pipeline.onBatch = { _, _ in false }
    let context = Context(actor: bench.shell.facts.me, door: .console, now: bench.now)
    let receipt = try pipeline.run(
      BulkTickets(filter: BulkDialog.everything, like: WatchTickets(tickets: [])), context)
    #expect(receipt.output.tried == 200 && receipt.canUndo)
  }
}
