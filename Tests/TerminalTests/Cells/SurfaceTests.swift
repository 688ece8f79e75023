import Testing

@testable import Terminal

@Suite struct SurfaceText {
  func surface(_ width: Int = 12, _ height: Int = 2) -> Surface {
    Surface(Size(width, height), theme: .builtIn)
  }

  @Test("text lands where it was put, and the columns it took come back")
  func put() {
    var surface = surface()
    #expect(surface.put("Refund", at: Point(2, 1), .text) == 6)
    #expect(surface.text == "\n  Refund")
  }

  @Test(
    "text is cut at whole characters",
    arguments: [
      ("Refund", 4, "Ref…", "Refu", 4), ("Refund", 6, "Refund", "Refund", 6), ("解約について", 5, "解約…", "解約", 5),
      ("解約について", 4, "解 …", "解約", 4), ("ab", 1, "…", "a", 1), ("e\u{301}fg", 1, "…", "e\u{301}", 1),
      ("e\u{301}f", 2, "e\u{301}f", "e\u{301}f", 2), ("解", 1, "…", "", 1),
    ])
  func cut(text: String, width: Int, withMark: String, without: String, columns: Int) {
    var marked = surface()
    #expect(marked.putCut(text, at: Point(0, 0), .text, width: width) == columns)
    #expect(marked.text == withMark)
    var plain = surface()
    plain.put(text, at: Point(0, 0), .text, width: width)
    #expect(plain.text == without)
  }

  @Test("where there is only ASCII, signs that have one are written with it, column for column")
  func ascii() {
    var surface = Surface(Size(30, 1), theme: Theme.builtIn.at(.mono, ascii: true))
    let columns = surface.put("“It’s” – 3 × 4 → … · é", at: Point(0, 0), .text)
    #expect(surface.text == "\"It's\" - 3 x 4 > ~ - é")
    #expect(columns == 22)
    #expect(surface.theme.written("assign to …") == "assign to ...")
    #expect(Theme.builtIn.written("assign to …") == "assign to …")
  }

  @Test("half a wide character is never left: what is overwritten in part turns into blanks")
  func halves() {
    var surface = surface()
    surface.put("解約", at: Point(0, 0), .text)
    surface.put("x", at: Point(1, 0), .text)
    surface.put("y", at: Point(2, 0), .text)
    #expect(surface.text == " xy")
    surface.put("約", at: Point(-1, 1), .text)
    surface.put("z", at: Point(1, 1), .text)
    #expect(surface.text == " xy\n z")
    surface.put("約", at: Point(11, 1), .text)
    #expect(surface.text == " xy\n z")
  }

  @Test("a word keeps the ground it is put on")
  func grounds() {
    var surface = surface()
    let theme = surface.theme
    surface.fill(Rect(0, 0, 12, 1), .dialog)
    surface.put("Key", at: Point(0, 0), .accent)
    #expect(surface[0, 0].style.background == theme[.dialog].background)
    surface.tint(Rect(0, 0, 12, 1), .selection)
    #expect(surface[1, 0].style == theme[.accent].on(theme[.selection].background))
    #expect(surface[9, 0].style.background == theme[.selection].background)
  }

  @Test("nothing is drawn outside the clip")
  func clip() {
    var surface = surface()
    surface.clipped(to: Rect(3, 0, 4, 1)) {
      $0.put("0123456789", at: Point(0, 0), .text)
      $0.put("0123456789", at: Point(0, 1), .text)
    }
    #expect(surface.text == "   3456")
  }

  @Test("what would act on the terminal is shown as what it is")
  func cleaned() {
    var surface = surface(24, 1)
    surface.put("a\u{1B}[2Jb\u{202E}c\u{9B}", at: Point(0, 0), .text)
    #expect(surface.text == "a␛[2Jb<RLO>c<U+9B>")
    #expect(surface[7, 0].style.attributes == [.dim, .reverse])
  }

  @Test("any size and any place can be drawn on", arguments: [0, 1, 2, 3])
  func sizes(n: Int) {
    var surface = surface(n, n)
    for x in -3...4 {
      for y in -1...4 {
        surface.put("解a\u{301}約\u{202E}b", at: Point(x, y), .text)
        surface.putCut("解a\u{301}約\u{202E}b", at: Point(x, y), .text, width: n + 1)
        surface.fill(Rect(x, y, 2, 2), .dialog)
        surface.tint(Rect(x, y, 9, 9), .selection)
      }
    }
    #expect(surface.cells.count == n * n)
  }
}
