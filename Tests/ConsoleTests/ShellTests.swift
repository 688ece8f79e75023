import Domain
import Operations
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

@MainActor @Suite struct TheShell {
  @Test("the built-in key map has no conflict")
  func conflicts() { #expect(BuiltInKeys.map.conflicts.map(\.description) == []) }

  @Test("a filter with a mistake is marked at its column and stays in the line")
  func filterMistake() throws {
    let bench = try Bench()
    bench.press("/", "Ctrl-U")
    bench.type("status:opne")
    #expect(bench.text.contains("Column 8"))
    bench.press("Enter")
    #expect(bench.text.contains("status:opne"))
  }

  @Test("a filter narrows the list, counts while one types, and Esc goes back to the view")
  func filter() throws {
    let bench = try Bench()
    bench.press("/", "Ctrl-U")
    bench.type("priority:urgent is:active")
    #expect(bench.text.contains(" tickets"))
    bench.press("Enter")
    #expect(bench.text.contains("priority:urgent is:active"))
    bench.press("Esc")
    #expect(!bench.text.contains("priority:urgent is:active"))
  }

  @Test("time travel shows the ticket as it was then and shuts its verbs")
  func timeTravel() throws {
    let bench = try Bench(at: 1042)
    bench.press("e", "gg", "Enter")
    #expect(bench.text.contains("as it was Sun"))
    #expect(bench.text.contains("● new"))
    bench.press("A")
    #expect(bench.text.contains("as it was; Esc goes back"))
    bench.press("Esc")
    #expect(!bench.text.contains("as it was Sun"))
  }

  @Test("the palette finds an act by a few letters and opens its form")
  func palette() throws {
    let bench = try Bench(at: 1057)
    bench.press(":")
    bench.type("rename")
    #expect(bench.text.contains("opsdeck ticket rename"))
    bench.press("Enter")
    #expect(bench.text.contains("T-1057"))
    bench.press("Esc")
  }

  @Test("T-1042 in the palette goes there")
  func jump() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("T-1042")
    bench.press("Enter")
    #expect(bench.rows()[1].contains("T-1042"))
  }

  @Test("what a role may not do is refused with the right it lacks")
  func role() throws {
    let bench = try Bench(as: "eve")
    bench.press("A")
    #expect(bench.text.contains("You may not"))
    bench.press("ga")
    #expect(bench.rows()[1].contains("Audit"))
  }

  @Test("a half-typed sequence shows after a moment what may follow")
  func whichKey() throws {
    let bench = try Bench()
    bench.press("g")
    bench.pass(500)
    #expect(bench.text.contains("saved views"))
    bench.press("Esc")
    #expect(!bench.text.contains("saved views"))
  }

  @Test("Esc and a letter in one burst are Esc and the letter")
  func escapeAndLetter() throws {
    let bench = try Bench()
    bench.press("Space", "Space")
    #expect(bench.text.contains("2 marked"))
    bench.shell.handle(.key(Key(.character("j"), .alt)))
    #expect(!bench.text.contains("2 marked"))
  }

  @Test("keys typed before a dialog was seen do not answer it")
  func typeAhead() throws {
    let bench = try Bench(at: 1042)
    bench.shell.handle(.key(Key(.character("X"))))
    bench.shell.handle(.key(Key(.character("y"))))
    #expect(try bench.database.read { try $0.ticket(Ticket.ID(1042)) }?.status == .open)
  }

  @Test(
    "every size from 1x1 on draws, in every view",
    arguments: [(1, 1), (2, 5), (20, 5), (60, 16), (80, 24), (99, 29), (120, 40), (300, 100)])
  func sizes(_ width: Int, _ height: Int) throws {
    let bench = try Bench(tickets: 60)
    for keys in [
      [], ["Enter"], ["r"], ["Esc", "e"], ["?"], ["Esc", ":"], ["Esc", "Esc", "/"], ["Esc", "gv"],
      ["Esc", "ga"],
    ] {
      for key in keys { bench.press(key) }
      bench.shell.handle(.resize(Size(width, height)))
      #expect(bench.frame.size == Size(width, height))
    }
  }

  @Test(
    "random keys, clicks and pastes never trap, and the audit chain stays whole",
    arguments: [1, 2] as [UInt64])
  func monkey(seed: UInt64) throws {
    var random = Seeded(seed)
    let bench = try Bench(tickets: 60)
    let named: [KeyCode] = [
      .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown,
    ]
    for step in 0..<900 {
      switch Int.random(in: 0..<100, using: &random) {
      case ..<60:
        let scalar = Unicode.Scalar(UInt8.random(in: 32..<127, using: &random))
        bench.shell.handle(.key(Key(.character(Character(scalar)))))
      case ..<80: bench.shell.handle(.key(Key(named[Int.random(in: 0..<named.count, using: &random)])))
      case ..<88:
        let letter = Character(Unicode.Scalar(UInt8.random(in: 97..<123, using: &random)))
        if letter != "c" { bench.shell.handle(.key(Key(.character(letter), .control))) }
      case ..<92: bench.shell.handle(.paste("päste\u{202E}\u{1B}]52;c;x\u{7}\n{{x}} 解約"))
      case ..<96:
        let at = Point(Int.random(in: 0..<140, using: &random), Int.random(in: 0..<50, using: &random))
        bench.shell.handle(
          .mouse(
            Mouse(
              [.press(1), .wheelUp, .wheelDown, .release(1)][Int.random(in: 0..<4, using: &random)], at: at)))
      case ..<98: bench.pass(Int64.random(in: 0..<5000, using: &random))
      default:
        bench.shell.handle(
          .resize(Size(Int.random(in: 1...160, using: &random), Int.random(in: 1...60, using: &random))))
      }
      bench.shell.outbound = []
      if step % 3 == 0 { _ = bench.frame; bench.shell.shown() }
    }
    #expect(try bench.database.read { try $0.verifyAudit().flaw } == nil)
  }
}
