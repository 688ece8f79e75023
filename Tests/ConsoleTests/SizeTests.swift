import Domain
import Terminal
import Testing

@testable import Console

/// Every pane in windows of every kind: something is seen in each, and nothing is drawn beside it.
@MainActor @Suite struct Windows {
  nonisolated static let tooSmall = [
    Size(1, 1), Size(2, 1), Size(1, 2), Size(10, 3), Size(20, 5), Size(59, 40), Size(120, 15),
  ]
  nonisolated static let enough = [Size(60, 16), Size(80, 24), Size(500, 200)]

  @Test("each pane says what it needs in a window too small for it, and is whole again when it grows")
  func tooSmall() throws {
    let bench = try Bench(size: Size(120, 40), tickets: 40)
    for pane in ConsolePicture.panes {
      for keys in pane.keys { bench.press(keys) }
      let whole = bench.text
      for size in Self.tooSmall {
        bench.shell.handle(.resize(size))
        let words = bench.text.filter { !$0.isWhitespace }
        #expect(
          "needs60x16".hasPrefix(words) && !words.isEmpty, "\(pane.name) at \(size.width)x\(size.height)")
      }
      bench.shell.handle(.resize(Size(120, 40)))
      #expect(bench.text == whole, "\(pane.name) is not as it was before")
      bench.press("Esc", "Esc", "Esc", "gq")
    }
  }
  @Test("each pane draws from the smallest to the largest window", arguments: enough)
  func enough(_ size: Size) throws {
    let bench = try Bench(size: size, tickets: 40)
    let empty = bench.text
    for pane in ConsolePicture.panes {
      for keys in pane.keys { bench.press(keys) }
      #expect(pane.keys.isEmpty || bench.text != empty, "\(pane.name) shows nothing of its own")
      #expect(bench.rows().count == size.height)
      if let cursor = bench.frame.cursor { #expect(bench.frame.bounds.contains(cursor)) }
      bench.press("Esc", "Esc", "Esc", "gq")
    }
  }
  @Test("each pane is read out in a window of any size", arguments: tooSmall + enough)
  func readOut(_ size: Size) throws {
    let bench = try Bench(size: size, tickets: 40)
    for pane in ConsolePicture.panes {
      for keys in pane.keys { bench.press(keys) }
      var surface = Surface(size, theme: .builtIn)
      bench.shell.drawPlain(into: &surface)
      #expect(surface.text.contains { !$0.isWhitespace }, "\(pane.name)")
      bench.press("Esc", "Esc", "Esc", "gq")
    }
  }
  @Test("what is asked while one types is asked once a frame, not once a key")
  func asksOnceAFrame() throws {
    let bench = try Bench()
    bench.press("/")
    let before = bench.shell.questions
    for letter in "priority:urgent" { bench.shell.handle(.key(Key(.character(letter)))) }
    #expect(bench.shell.questions == before)
    bench.shell.settle()
    #expect(bench.shell.questions == before + 1)
    bench.shell.settle()
    #expect(bench.shell.questions == before + 1)
  }
}
