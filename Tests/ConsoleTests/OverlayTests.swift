import Acts
import Domain
import Operations
import Terminal
import Testing

@testable import Console

/// What layers owe to the toolkit's widgets: nothing is cut, nothing stands twice, and ASCII is enough.
@MainActor @Suite struct Overlays {
  @Test("layers are written in ASCII where there is nothing else")
  func ascii() throws {
    for keys in [["?"], [":"], ["g"], ["X"], ["s"], ["C"], ["/"], ["d"], ["+", "Ctrl-S"], ["*", "w"]] {
      let bench = try Bench(at: 1042, size: Size(80, 24))
      for key in keys { bench.press(key) }
      bench.pass(500)
      var surface = Surface(Size(80, 24), theme: Theme.builtIn.at(.ansi16, ascii: true))
      bench.shell.draw(into: &surface)
      let signs = "…“”’›→▌│─╭╮╰╯■□•✗▔·".filter(surface.text.contains)
      #expect(signs.isEmpty, "\(keys): \(signs)")
      if keys == ["?"] || keys == [":"] { #expect(surface.text.contains(" ...")) }
    }
  }

  @Test("an act that asks nothing is done with Enter from its form")
  func nothingAsked() throws {
    let bench = try Bench(at: 1042)
    bench.shell.push(ActForms.layer(UndoLast.self))
    #expect(bench.text.contains("Takes back the last thing you did"))
    bench.press("Enter")
    #expect(bench.text.contains("nothing"), "\(bench.rows().suffix(4))")
  }

  @Test("what was typed and done in this session comes back with Ctrl-R, and first in the palette")
  func earlier() throws {
    let bench = try Bench(at: 1042)
    for text in ["tag:refund", "status:closed"] {
      bench.press("/", "Ctrl-U")
      bench.type(text + "\n")
    }
    bench.press("/", "Ctrl-U", "Ctrl-R", "Ctrl-R")
    #expect(bench.text.contains("/ tag:refund"))
    bench.press("Enter")
    #expect(bench.rows()[1].contains("tag:refund"))
    bench.press("g/")
    #expect(!bench.text.contains("Ctrl-R earlier"), "what was filtered by is not what was searched for")
    bench.type("double charge\n")
    bench.press("g/", "Ctrl-U", "Ctrl-R")
    #expect(bench.text.contains("› double charge"))
    bench.press("Esc", "gq", ":")
    bench.type("turn the order")
    bench.press("Enter", ":")
    #expect(bench.rows().contains { $0.contains("│▌ turn the order round") })
    bench.press("Ctrl-R")
    #expect(bench.text.contains(": turn the order"))
  }

  @Test("what a field names is offered while one types, and taken with Enter")
  func names() throws {
    let bench = try Bench(at: 1042)
    bench.press("+", "Tab", "Tab", "Tab", "Tab", "Tab")
    bench.type("bil")
    #expect(bench.rows().contains { $0.contains("billing  Billing") })
    bench.press("Down", "Enter", "S-Tab")
    #expect(bench.rows().contains { $0.contains("team ") && $0.contains("billing") })
    #expect(!bench.text.contains("billing  Billing"))
    bench.type("vip refun")
    #expect(bench.rows().contains { $0.contains("refund") && !$0.contains("tags ") })
    bench.press("Down", "Enter")
    #expect(bench.rows().contains { $0.contains("tags ") && $0.contains("vip refund") })
    bench.press("Esc")
    bench.shell.push(ActForms.layer(AssignTickets.self, about: [Ticket.ID(1042)]))
    bench.press("Tab")
    bench.type("@ki")
    bench.press("Down", "Enter", "Ctrl-S")
    #expect(try bench.ticket(1042).assignee == bench.agent("kim").id)
  }

  @Test("the tag prompt offers the tags there are, also behind a sign and another word")
  func tagNames() throws {
    let bench = try Bench(at: 1042)
    bench.press("t")
    bench.type("late -refun")
    #expect(bench.text.contains("refund"))
    bench.press("Tab")
    #expect(bench.text.contains("adds late") && bench.text.contains("takes away refund"))
    bench.press("Ctrl-U")
    bench.type("late\n")
    #expect(try bench.ticket(1042).tags.contains("late"), "Enter takes what is typed, not what is offered")
  }

  @Test("the text of a form goes to the editor and comes back")
  func formEditor() throws {
    let bench = try Bench(at: 1042)
    bench.press("+", "Tab", "Tab")
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

  @Test("a verb that is a key and an act stands in the palette once, with its key and its command")
  func verbsOnce() throws {
    let bench = try Bench(at: 1042)
    for (typed, line) in [
      ("assign tickets", "opsdeck ticket assign T-1042"), ("undo the last act", "opsdeck audit undo-last"),
      ("save a view", "opsdeck view save"), ("lock", "opsdeck session lock"),
    ] {
      bench.press(":")
      bench.type(typed)
      let rows = bench.rows().filter { $0.contains(line) && !$0.contains("│  opsdeck") }
      #expect(rows.count == 1, "\(typed): \(rows)")
      bench.press("Esc")
    }
    bench.press(":")
    bench.type("assign to")
    let row = try #require(bench.rows().first { $0.contains("│▌") })
    #expect(row.contains("Assign tickets") && row.contains("  a  "), "found by the words of its key as well")
    bench.press("Enter")
    #expect(bench.text.contains("Assign T-1042 to"))
  }

  @Test("what is said of a filter's fields is whole in a small window, and so is what is wrong with one")
  func smallFilter() throws {
    let bench = try Bench(at: 1042, size: Size(80, 24))
    bench.press("/", "Ctrl-U")
    #expect(bench.text.contains("or none") && bench.text.contains("more below"))
    bench.type("colour:red")
    let words = bench.text.split(whereSeparator: { $0.isWhitespace || $0 == "│" }).joined(separator: " ")
    #expect(words.contains("Put it in quotes to look for it"))
    #expect(bench.rows().filter { $0.contains("│") }.allSatisfy { !$0.contains("look for i…") })
  }
}
