import Acts
import Domain
import Foundation
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct Layers {
  @Test("a ticket is made in a form; what is missing is said at its field, and nothing typed is lost")
  func create() throws {
    let bench = try Bench(at: 1042)
    bench.press("+", "Ctrl-S")
    #expect(bench.text.contains("✗"))
    bench.type("A strange sound")
    bench.press("Tab")
    bench.type("ozan@example.com")
    bench.press("Tab")
    bench.shell.handle(.paste("It hums.\nAll night."))
    bench.press("Tab", "Right", "S-Tab", "Ctrl-S")
    #expect(bench.shell.layers.isEmpty)
    let made = try bench.database.read {
      try $0.ticketIDs(try Filter("\"strange sound\""), viewer: nil, now: bench.now)
    }
    #expect(made.count == 1)
    let said = try bench.database.read { try $0.messages(of: made[0]) }
    #expect(said.last?.body == "It hums.\nAll night.")
  }

  @Test("a link, a split and a follow-up are shown in the ticket's facts, and u takes each back")
  func connections() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "L")
    bench.type("nonsense T-1057\n")
    #expect(bench.text.contains("no kind of link"))
    bench.press("Ctrl-U")
    bench.type("blocks T-1057\n")
    #expect(bench.text.contains("blocks     T-1057"))
    bench.press("u")
    #expect(!bench.text.contains("blocks     T-1057"))
    bench.press("S")
    #expect(bench.text.contains("Split"))
    bench.press("Esc", "F")
    #expect(bench.text.contains("T-1042"))
    bench.press("Esc")
  }

  @Test("a ticket is split at the message that was gone to")
  func split() throws {
    let bench = try Bench(at: 1042)
    let messages = try bench.database.read { try $0.messages(of: Ticket.ID(1042)) }
    bench.press("Enter", "S")
    #expect(bench.text.contains("\(try #require(messages.last).id.rawValue)"))
    bench.press("Esc", "gg", "}", "S")
    #expect(bench.text.contains("\(messages[1].id.rawValue)"))
    bench.press("Ctrl-S")
    #expect(bench.shell.layers.isEmpty && bench.text.contains("u undo"))
    #expect(try bench.database.read { try $0.messages(of: Ticket.ID(1042)) }.count < messages.count)
    bench.press("u")
    #expect(try bench.database.read { try $0.messages(of: Ticket.ID(1042)) }.count == messages.count)
  }

  @Test("a merged ticket says where it went and takes no reply; the other one has its words")
  func merged() throws {
    let bench = try Bench(at: 1057)
    bench.press("Enter", "M")
    bench.type("1042\n")
    #expect(bench.text.contains("into T-1042"))
    bench.press("r")
    #expect(bench.text.contains("merged into T-1042"))
    bench.shell.handle(.resize(Size(80, 24)))
    #expect(bench.text.contains("merged into T-1042"))
  }

  @Test("a time is told while one types, offers are gone through with Tab, nonsense is refused at the line")
  func times() throws {
    let bench = try Bench(at: 1042)
    bench.press("d", "Tab")
    #expect(bench.text.contains("tomorrow 9:00"))
    bench.press("Tab", "Tab", "Tab", "Ctrl-U")
    bench.type("whenever")
    #expect(bench.text.contains("whenever"))
    bench.press("Enter")
    #expect(bench.text.contains("Defer T-1042 until"))
    bench.press("Esc")
    #expect(try bench.ticket(1042).snoozedUntil == nil)
  }

  @Test("the filter completes words and values, and goes through what it offers")
  func completion() throws {
    let bench = try Bench(at: 1042)
    bench.press("/", "Ctrl-U")
    bench.type("prio")
    bench.press("Tab")
    #expect(bench.text.contains("/ priority:"))
    bench.press("Down", "Down", "Up", "Enter")
    #expect(Ticket.Priority.allCases.contains { bench.text.contains("/ priority:\($0.rawValue)") })
    bench.press("Enter")
    #expect(bench.rows()[1].contains("priority:"))
  }

  @Test("an error in the filter points at its column, and typing on mends it")
  func column() throws {
    let bench = try Bench(at: 1042)
    bench.press("/", "Ctrl-U")
    bench.type("tag:sso colour:red")
    let row = try #require(bench.rows().firstIndex { $0.contains("/ tag:sso colour:red") })
    let start = try #require(bench.rows()[row].range(of: "colour"))
    let mark = try #require(bench.rows()[row + 1].firstIndex(of: "▔"))
    #expect(
      bench.rows()[row][..<start.lowerBound].count == bench.rows()[row + 1][..<mark].count,
      "the mark stands under the first letter that is wrong")
    #expect(bench.text.contains("Column 9"))
    bench.press("Ctrl-W")
    #expect(!bench.text.contains("Column 9"))
  }

  @Test("help finds a key by its words and does what it says")
  func help() throws {
    let bench = try Bench(at: 1042)
    bench.press("?", "PgDn", "Down", "Up", "PgUp")
    bench.mouse(.wheelDown, 50, 10)
    bench.mouse(.wheelUp, 50, 10)
    bench.type("private note")
    bench.press("Enter")
    #expect((bench.shell.pane as? TicketPane)?.composer?.kind == .note)
  }

  @Test("the palette copies a command, says why something is shut, and goes to a ticket by its number")
  func palette() throws {
    let bench = try Bench(at: 1042)
    bench.press(":")
    bench.type("assign")
    bench.press("Down", "Up", "PgDn", "PgUp", "Home")
    bench.shell.handle(.paste(" tickets"))
    bench.press("Ctrl-Y")
    bench.press("Esc", ",")
    #expect(bench.text.contains("All acts on T-1042"))
    bench.press("Esc", ":")
    bench.type("zzzzqqq")
    #expect(bench.text.contains("nothing fits"))
    bench.press("Esc", ":")
    bench.type("1057\n")
    #expect((bench.shell.pane as? TicketPane)?.id == Ticket.ID(1057))
  }

  @Test("a dialog begins on the safe button; Tab, Enter and y answer it")
  func confirm() throws {
    let bench = try Bench(at: 1042)
    bench.press("X", "Enter")
    #expect(try bench.ticket(1042).status == .open)
    bench.press("X", "Tab", "Tab", "n")
    #expect(try bench.ticket(1042).status == .open)
    bench.press("X", "y")
    #expect(try bench.ticket(1042).status == .closed)
    bench.press("u")
    #expect(try bench.ticket(1042).status == .open)
  }

  @Test("a draft is thrown away only after being asked")
  func discard() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("no good")
    bench.press("Ctrl-X Ctrl-K", "Enter")
    #expect(bench.text.contains("no good"))
    bench.press("Ctrl-X Ctrl-K", "Tab", "Enter")
    #expect(bench.text.contains("The draft is gone."))
    bench.press("r")
    #expect(!bench.text.contains("no good"))
  }

  @Test("a variable is put in where two braces ask for it, or by its key")
  func variables() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("Dear {{")
    #expect(bench.text.contains("Variable"))
    bench.type("customer.first_name\n")
    #expect(bench.text.contains("Dear Marta"))
    bench.press("Ctrl-X Ctrl-V")
    bench.press("Esc")
  }

  @Test("sent and solved, or sent and left waiting, is one key")
  func sendAnd() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("done")
    bench.press("Ctrl-X Ctrl-S")
    #expect(try bench.ticket(1042).status == .solved)
    bench.press("u")
    #expect(try bench.ticket(1042).status == .open)
    bench.press("r", "Ctrl-U")
    bench.type("over to you")
    bench.press("Ctrl-X Ctrl-P")
    #expect(try bench.ticket(1042).status == .pending)
    #expect(bench.text.contains("waits in the outbox"))
  }

  @Test("an empty reply is not sent, a note neither")
  func emptySend() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r", "Ctrl-S")
    #expect(bench.text.contains("nothing to send"))
  }

  @Test("a note offers no status and sets none")
  func noteStatus() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "i")
    bench.type("only a note")
    #expect(!bench.text.contains("send and solve"))
    bench.press("Ctrl-X Ctrl-S")
    #expect(bench.text.contains("A note changes no status") && bench.text.contains("only a note"))
    #expect(try bench.ticket(1042).status == .open)
  }

  @Test("the text goes to the editor and comes back, whatever came between")
  func editor() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("typed")
    bench.press("Ctrl-X Ctrl-E")
    guard case .edit(let text, let slot, let view)? = bench.shell.outbound.last else {
      Issue.record("nothing goes to the editor")
      return
    }
    #expect(text == "typed")
    bench.shell.edited("from the editor", slot: slot, view: view)
    #expect(bench.text.contains("from the editor"))
  }

  @Test("searching in a ticket goes from hit to hit, round the end, and Esc ends it")
  func searching() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "/")
    bench.type("refund\n")
    #expect(bench.text.contains("1 of"))
    bench.press("n", "n", "n", "N", "Esc", "n")
    #expect(bench.text.contains("searches in this ticket"))
    bench.press("/")
    bench.type("zyzzyva\n")
    #expect(bench.text.contains("is not in this ticket"))
  }

  @Test("folds, messages, pages and times answer their keys")
  func reading() throws {
    let bench = try Bench(at: 1042, size: Size(80, 24))
    bench.press("Enter", "gg")
    #expect(bench.text.contains("▸ 3 quoted"))
    bench.shell.handle(.resize(Size(80, 18)))
    #expect(bench.text.contains("more lines  Space"))
    bench.shell.handle(.resize(Size(80, 24)))
    bench.press("za")
    #expect(bench.text.contains("▾ 3 quoted"))
    bench.press("zM", "zR", "zM", "}", "}", "{", "T")
    #expect(bench.text.contains("ago"))
    bench.press("T", "Ctrl-D", "Ctrl-U", "PgDn", "PgUp", "G", "gg", "5j", "k", "Space")
    bench.press("c")
    #expect(bench.rows()[1].contains("from:marta"))
  }

  @Test("back and forward go along the views, gt and gT round them")
  func views() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "e", "<")
    #expect(bench.shell.pane is TicketPane)
    bench.press(">")
    #expect(bench.shell.pane is HistoryPane)
    bench.press(">")
    #expect(bench.text.contains("Nothing further ahead"))
    bench.press("gt")
    #expect(bench.shell.pane is QueuePane)
    bench.press("gT", "gq")
    #expect(bench.shell.pane is QueuePane)
    bench.press("<")
    #expect(bench.text.contains("Nothing further back"))
    bench.press("q")
    #expect(bench.shell.isLeaving)
  }

  @Test("the screen is drawn anew under every layer, and what is typed in it stays")
  func redrawnUnderLayers() throws {
    for keys in [[":"], ["?"], ["/"], ["t"], ["s"], ["+"], ["d"], ["g/"], ["r", "Ctrl-O"]] {
      let bench = try Bench(at: 1042)
      for key in keys { bench.press(key) }
      bench.shell.outbound = []
      let before = bench.text
      bench.press("Ctrl-L")
      let redraws = bench.shell.outbound.filter { if case .redraw = $0 { true } else { false } }
      #expect(redraws.count == 1 && bench.text == before, "\(keys)")
    }
    let bench = try Bench(at: 1042)
    bench.shell.push(LockOverlay(isDemo: false, me: bench.shell.facts.me, isReadOnly: true))
    bench.press("Ctrl-L")
    #expect(bench.shell.outbound.count == 1 && bench.shell.layers.count == 1)
  }

  @Test("where nothing can be written the lock opens with the password, and counts wrong ones itself")
  func lockWithoutRows() throws {
    let bench = try Bench(at: 1042)
    let me = bench.shell.facts.me
    let admin = Context(
      actor: try bench.agent("noa"), door: .console, now: bench.now, zone: bench.shell.facts.zone)
    _ = try Pipeline(database: bench.database).run(
      SetPassword(agent: me.handle, new: Secret("seven quiet otters")), admin)
    let rows = try bench.database.read { try $0.auditRows().count }
    bench.shell.push(LockOverlay(isDemo: false, me: me, isReadOnly: true))
    for _ in 0..<6 {
      bench.type("seven loud otters\n")
      #expect(bench.text.contains("opsdeck is locked"))
    }
    #expect(bench.text.contains("shut for 1 more minute.") && bench.text.contains("Wait, or ask an admin"))
    bench.type("seven quiet otters\n")
    #expect(bench.text.contains("opsdeck is locked"), "the right one is not looked at while it is shut")
    bench.pass(.minutes(2))
    bench.type("seven quiet otters\n")
    #expect(bench.shell.layers.isEmpty)
    #expect(try bench.database.read { try $0.auditRows().count } == rows)
    #expect(try bench.database.read { try $0.credential(of: me.id)?.failures } == 0)
  }

  @Test("what needs the terminal is handed on: copying, suspending, redrawing, locking")
  func outbound() throws {
    let bench = try Bench(at: 1042)
    for number in 0..<5 {
      bench.press("y")
      for _ in 0..<number { bench.press("Down") }
      bench.press("Enter")
    }
    bench.press("Ctrl-Z", "Ctrl-L", "F12", "Ctrl-R", "E")
    var copied: [String] = [], others = 0
    for one in bench.shell.outbound {
      if case .copy(let text) = one { copied.append(text) } else { others += 1 }
    }
    #expect(copied.contains("T-1042") && copied.contains("opsdeck ticket show T-1042"))
    #expect(copied.contains("marta@ruiz-studio.example") && others == 3)
    #expect(bench.text.contains("opsdeck export tickets"))
    bench.press("Ctrl-C", "Ctrl-C")
    #expect(bench.shell.isLeaving)
  }

  @Test("who types quit into the palette leaves, as with its key")
  func quit() throws {
    let bench = try Bench(at: 1042)
    bench.press(":")
    bench.type("quit")
    #expect(bench.text.contains("quit; drafts are kept"))
    bench.press("Enter")
    #expect(bench.shell.isLeaving)
    let other = try Bench(at: 1042)
    other.press("Ctrl-Q")
    #expect(other.shell.isLeaving)
  }

  @Test("what was pasted where nothing is typed does nothing and says so")
  func paste() throws {
    let bench = try Bench(at: 1042)
    bench.shell.handle(.paste("aXy"))
    #expect(bench.text.contains("takes pasted text"))
    #expect(try bench.database.read { try $0.auditRows() }.isEmpty)
  }

  @Test("an Esc and a function key in one burst are both")
  func escapeAndFunction() throws {
    let bench = try Bench(at: 1042)
    bench.press("Space")
    bench.shell.handle(.key(Key(.function(12), .alt)))
    #expect(!bench.text.contains("marked"))
    #expect(bench.shell.outbound.contains { if case .lock = $0 { true } else { false } })
  }

  @Test("the lock of a real store takes the password, says when it is wrong and shows nothing of the store")
  func lock() throws {
    let bench = try Bench(at: 1042)
    bench.shell.push(LockOverlay(isDemo: false, me: bench.shell.facts.me))
    bench.shell.shown()
    #expect(!bench.text.contains("Refund for double charge"))
    bench.type("not the password")
    #expect(!bench.text.contains("not the password"))
    bench.press("Enter")
    #expect(bench.text.contains("opsdeck is locked"))
    bench.press("Esc", "q", "Ctrl-C")
    #expect(bench.text.contains("opsdeck is locked"))
  }

  @Test("act forms: fields that are flags, choices and lists take their keys; Enter goes on")
  func forms() throws {
    let bench = try Bench(at: 1042)
    for name in ["rename", "save a macro", "save a view", "new team", "split"] {
      bench.press(":")
      bench.type(name)
      bench.press("Enter")
      bench.press("Tab", "Down", "Up", "Space", "Right", "Left", "Enter", "S-Tab", "Ctrl-S")
      _ = bench.frame
      bench.press("Esc", "Esc")
    }
    #expect(bench.shell.layers.isEmpty)
  }
}

extension Layers {
  @Test("a view is shared with !, a view without a name is not kept")
  func saveView() throws {
    let bench = try Bench(at: 1042)
    bench.press("W", "Ctrl-U", "Enter")
    #expect(bench.text.contains("no name yet"))
    bench.type("Mine alone\n")
    #expect(
      try bench.database.read { try $0.savedViews(for: bench.shell.facts.me) }.contains {
        $0.title == "Mine alone"
      })
  }
}
