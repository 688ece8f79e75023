import Domain
import Foundation
import Terminal
import Testing

@testable import Console

/// How the panes look, kept as texts that one can read: `Screens/NAME-WxH.txt`.
///
/// After a change that is meant, `OPSDECK_RECORD=1 swift test --filter Screens` writes them anew; look at the
/// difference before it is kept.
@MainActor @Suite struct Screens {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

  struct Scene: Sendable, CustomTestStringConvertible {
    let testDescription: String, ticket: Int64, keys: [String], typed: String
    init(_ name: String, ticket: Int64 = 1042, _ keys: [String] = [], typing typed: String = "") {
      (testDescription, self.ticket, self.keys, self.typed) = (name, ticket, keys, typed)
    }
  }
  nonisolated static let scenes = [
    Scene("queue"), Scene("queue-marked", ["Space", "Space"]), Scene("queue-preview", ["Z", "Z"]),
    Scene("ticket", ["Enter"]), Scene("reply", ["Enter", "r"], typing: "Dear Marta,\nit is on its way.\n"),
    Scene("note", ["Enter", "i"], typing: "see KB-40"), Scene("history", ["e"]),
    Scene("clocks", ["x"]), Scene("as-it-was", ["e", "gg", "j", "Enter"]), Scene("audit", ["ga"]),
    Scene("notices", ["gn"]),
    Scene("search", ["g/"], typing: "double charge\n"),
    Scene("nothing", ["/", "Ctrl-U"], typing: "zyzzyva\n"),
    Scene("dashboard", ["gd"]), Scene("dashboard-agents", ["gd", "G"]),
    Scene("dashboard-table", ["gd", "T"]),
  ]

  @Test("the panes look as they are kept", arguments: scenes, [Size(80, 24), Size(120, 40)])
  func look(_ scene: Scene, _ size: Size) throws {
    let bench = try Bench(as: scene.testDescription == "audit" ? "kim" : "ada", at: scene.ticket, size: size)
    if scene.testDescription == "audit" {
      bench.press("A", "p")
      bench.type("high\n")
    }
    for key in scene.keys { bench.press(key) }
    if !scene.typed.isEmpty { bench.type(scene.typed) }
    let file = Self.folder.appending(path: "\(scene.testDescription)-\(size.width)x\(size.height).txt")
    let text = bench.text + "\n"
    if ProcessInfo.processInfo.environment["OPSDECK_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let rows = zip(kept.split(separator: "\n", omittingEmptySubsequences: false), bench.rows())
    for (row, (was, isNow)) in rows.enumerated() where was != isNow {
      Issue.record("\(file.lastPathComponent), row \(row):\n- \(was)\n+ \(isNow)")
    }
    #expect(kept.count == text.count, "\(file.lastPathComponent) has another size, or is not there")
  }

  @Test("nothing is drawn beyond the window, and every row says where it was cut", arguments: scenes)
  func cutting(_ scene: Scene) throws {
    for width in [60, 79, 99, 100, 119] {
      let bench = try Bench(size: Size(width, 24), tickets: 120)
      for key in scene.keys { bench.press(key) }
      #expect(bench.rows().allSatisfy { TextWidth.of($0) <= width })
    }
  }

  @Test("the preview flows over rows, and no piece of the customer's card is cut")
  func preview() throws {
    for width in [100, 112, 120, 140] {
      let bench = try Bench(at: 1042, size: Size(width, 40))
      for piece in ["MRR 7.42 EUR", "marta@ruiz-studio.example", "Pro yearly"] {
        #expect(bench.text.contains(piece), "\(piece) at \(width) columns")
      }
    }
  }

  @Test("in a small window the preview begins with what was said")
  func lowPreview() throws {
    let bench = try Bench(at: 1042, size: Size(80, 24))
    #expect(bench.text.contains("I was charged"))
  }

  @Test("what happened is told in full, over as many rows as it takes")
  func events() throws {
    let bench = try Bench(at: 1057, size: Size(80, 24))
    bench.press("Enter")
    let words = bench.rows().map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    #expect(words.contains("changed priority from normal to high, changed status from new to open"))
  }

  @Test("a macro that fits the ticket's tags is offered beside it, and comes first in the list")
  func macroThatFits() throws {
    let bench = try Bench(at: 1057)
    #expect(bench.text.contains("Macro that fits") && bench.text.contains("m  SSO: org id mapping"))
    bench.press("m")
    #expect(bench.rows().contains { $0.contains("▌  SSO") || $0.contains("▌ SSO") })
    bench.press("Esc")
    bench.press("Enter")
    #expect(!bench.text.contains("Macro that fits"))
  }

  @Test("the customer's clock is shown where the zone is known")
  func customerClock() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter")
    let clock = Bench.start.clock(in: FixedZone(seconds: 3600))
    #expect(bench.text.contains("\(clock) in Madrid, writes Spanish"))
  }

  @Test("a refusal that is longer than the message line is shown to its end")
  func longMessage() throws {
    let bench = try Bench(size: Size(80, 24))
    bench.shell.say(String(repeating: "long words ", count: 14) + "and the end.", .bad)
    #expect(bench.text.contains("and the end."))
    bench.pass(30_000)
    #expect(!bench.text.contains("and the end."))
  }

  @Test("every pane draws in ASCII, without colour and in every theme", arguments: scenes)
  func looks(_ scene: Scene) throws {
    let bench = try Bench(size: Size(100, 30), tickets: 120)
    for key in scene.keys { bench.press(key) }
    for definition in [ThemeDefinition.defaultDark] {
      for depth in [ColorDepth.trueColor, .indexed256, .ansi16, .mono] {
        for ascii in [false, true] {
          var surface = Surface(Size(100, 30), theme: Theme(definition, depth: depth, ascii: ascii))
          bench.shell.draw(into: &surface)
          #expect(surface.text.contains("opsdeck"))
          let lines = ["│", "─", "╭", "●", "▌", "▎"].filter(surface.text.contains)
          #expect(!ascii || lines.isEmpty, "\(lines) in ASCII")
        }
      }
    }
  }
}
