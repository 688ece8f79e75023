import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite(.serialized) struct CursesDrawing {
  /// Random words in random places: the changes between such frames are of every kind.
  static func frame(_ dice: inout Seeded, _ size: Size, over old: Surface?) -> Surface {
    let words = [
      "refund", "解約について", "e\u{301}t\u{E9}", "👨‍👩‍👧 family", "❤️", "   ", "-0:12", "T-1042 Invoice PDF is empty",
      "한국어",
      "naïve", "\u{1B}[2J", "🇩🇪", "━━━───", "▂▃▅▇",
    ]
    let roles: [ThemeRole] = [.text, .textBright, .accent, .statusBreached, .chip, .barTop, .incident]
    var surface = dice.below(6) == 0 ? nil : old
    if surface?.size != size { surface = nil }
    var drawn = surface ?? Surface(size, theme: .builtIn)
    for _ in 0..<(1 + dice.below(9)) {
      let place = Point(dice.below(size.width + 6) - 3, dice.below(size.height))
      drawn.put(words[dice.below(words.count)], at: place, roles[dice.below(roles.count)])
    }
    if dice.below(3) == 0 { drawn.fill(Rect(dice.below(size.width), dice.below(size.height), 9, 2), .dialog) }
    if dice.below(3) == 0 { drawn.tint(Rect(0, dice.below(size.height), size.width, 1), .selection) }
    drawn.cursor = dice.below(4) == 0 ? nil : Point(dice.below(size.width), dice.below(size.height))
    return drawn
  }

  @Test("a terminal that gets only the changes shows what the last surface holds")
  func changes() throws {
    guard TerminalDescription.localeIsUTF8() else {
      print("skipped: the locale is not UTF-8")
      return
    }
    let sizes = [Size(40, 8), Size(61, 12), Size(7, 3), Size(1, 1), Size(40, 8)]
    let screen = try CursesScreen(term: "xterm-256color", depth: .trueColor, size: sizes[0], ascii: false)
    #expect(screen.depth == .trueColor)
    var dice = Seeded(3)
    var script = Data()
    func append(_ line: String) { script.append(contentsOf: (line + "\n").utf8) }
    var count = 0
    for size in sizes {
      append("size \(size.width) \(size.height)")
      screen.resize(size)
      var surface: Surface?
      for n in 0..<60 {
        let next = Self.frame(&dice, size, over: surface)
        if n == 30 { screen.repaint() }
        screen.show(next)
        append("bytes \(String(decoding: Base64.encode(screen.output), as: UTF8.self))")
        screen.output = []
        let rows = next.text.isEmpty ? [] : next.text.split(separator: "\n", omittingEmptySubsequences: false)
        append(
          "rows \(String(decoding: Base64.encode(Array(rows.joined(separator: "\n").utf8)), as: UTF8.self))")
        append("cursor \(next.cursor.map { "\($0.x) \($0.y)" } ?? "hidden")")
        surface = next
        count += 1
      }
    }
    let code = try String(
      contentsOf: Beside.folder.appending(path: "Expected/show_frames.py"), encoding: .utf8)
    guard let output = try Beside.python(code, needs: "pyte", input: script) else {
      print("skipped: Python's pyte is not installed")
      return
    }
    #expect(String(decoding: output, as: UTF8.self) == "\(count) frames, 0 differ\n")
  }
}
