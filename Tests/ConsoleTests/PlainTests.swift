import Domain
import Store
import Terminal
import Testing

@testable import Console

/// What a screen reader gets: words only, one thing a line, and the cursor where one is.
@MainActor @Suite struct ReadAloud {
  static let signs = ["│", "─", "▾", "▸", "·", "█", "●", "◐", "◑", "○", "‼", "▌", "▎", "╭"]
  func words(_ bench: Bench) -> String {
    bench.rows().map { $0.trimmedBlanks }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  @Test("every pane and layer is read in words, without signs")
  func everywhere() throws {
    let scenes: [(keys: [String], words: String)] = [
      ([], "Refund for double charge. urgent, open, ada"), (["Enter"], "open, urgent, ada, team billing"),
      (["Enter", "r"], "Reply to Marta Ruiz on T-1042, public"), (["Enter", "i"], "Private note on T-1042"),
      (["e"], "History of T-1042"), (["e", "gg"], "Event 1 of"), (["s"], "Status of T-1042"),
      (["t"], "Tags of T-1042"), (["d"], "Defer T-1042"), (["a"], "Assign T-1042"), (["X"], "Close T-1042?"),
      (["?"], "Help"), ([":"], "Palette"), (["/"], "Filter"), (["gv"], "Views"), (["+"], "subject"),
      (["Tab"], "Refund for double charge"), (["*", "p"], "Priority of all that match"),
    ]
    for scene in scenes {
      let bench = try Bench(at: 1042, size: Size(80, 24), tickets: 150, plain: true)
      for key in scene.keys { bench.press(key) }
      let text = words(bench)
      #expect(text.contains(scene.words), "\(scene.keys): \(text)")
      if !scene.keys.contains("Tab") {
        #expect(Self.signs.filter(text.contains).isEmpty, "\(scene.keys): \(text)")
      }
    }
  }

  @Test("a note is called one, what is folded is said to be")
  func conversation() throws {
    let bench = try Bench(at: 1042, size: Size(80, 24), plain: true)
    bench.press("Enter", "gg")
    let text = words(bench)
    #expect(text.contains("private note") && text.contains("folded: 3 quoted"))
    #expect(text.contains("statement.png"))
  }

  @Test("the cursor is in the text that is written, and the text stays in the window")
  func cursor() throws {
    let bench = try Bench(at: 1042, size: Size(60, 16), plain: true)
    bench.press("Enter", "r")
    bench.type("one\ntwo")
    let cursor = try #require(bench.frame.cursor)
    #expect(bench.rows()[cursor.y].hasPrefix("two") && cursor.x == 3)
    bench.type(String(repeating: "\nmore", count: 30) + "\nlast")
    let low = try #require(bench.frame.cursor)
    #expect(bench.rows()[low.y].hasPrefix("last"))
  }

  @Test("what was said last is read after the rest, in full")
  func status() throws {
    let bench = try Bench(size: Size(60, 16), plain: true)
    bench.shell.say(String(repeating: "long words ", count: 10) + "the end.", .bad)
    #expect(words(bench).contains("the end."))
  }

  @Test("bulk acts, searches, the audit log and the lock are read too")
  func more() throws {
    let bench = try Bench(as: "kim", size: Size(80, 24), plain: true)
    bench.press("gv")
    bench.type("All open\n")
    bench.press("*", "p")
    bench.type("low\n")
    #expect(words(bench).contains("Button Cancel"))
    bench.press("Esc", "Esc", "g/")
    bench.type("double charge\n")
    #expect(words(bench).contains("Hit 1. T-"))
    bench.press("A", "ga")
    #expect(words(bench).contains("ticket.take"))
    bench.press("x")
    #expect(words(bench).contains("chain whole"))
    bench.shell.push(LockOverlay(isDemo: true, me: bench.shell.facts.me))
    bench.shell.shown()
    #expect(words(bench).contains("opsdeck is locked"))
    bench.press("Enter")
    #expect(!words(bench).contains("opsdeck is locked"))
  }
}
