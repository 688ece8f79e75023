import TestSupport
import Testing

@testable import Terminal

@Suite struct SurfaceParts {
  /// A part that writes its value and counts how often it is drawn.
  final class Words {
    var drawn = 0
    func put(_ word: String, _ number: Int = 0, into surface: inout Surface, at area: Rect = Rect(2, 0, 6, 1))
    {
      surface.part("word", number, in: area, from: word) {
        drawn += 1
        $0.put(word, at: Point(area.x, area.y), .accent)
      }
    }
  }

  @Test("a part made from the same values is not drawn again, and looks the same")
  func again() {
    let words = Words()
    var surface = Surface(Size(12, 2), theme: .builtIn)
    words.put("解約 ok", into: &surface)
    let (first, style) = (surface.text, surface[2, 0].style)
    surface.startFrame()
    #expect(surface.text.isEmpty, "the frame begins empty")
    words.put("解約 ok", into: &surface)
    #expect(words.drawn == 1)
    #expect(surface.text == first && surface[2, 0].style == style)
    surface.startFrame()
    words.put("other", into: &surface)
    #expect(words.drawn == 2)
    #expect(surface.text == "  other")
  }

  @Test("a part in another place is drawn anew, and one that was not shown for a frame is forgotten")
  func moved() {
    let words = Words()
    var surface = Surface(Size(12, 2), theme: .builtIn)
    words.put("one", into: &surface)
    surface.startFrame()
    words.put("one", into: &surface, at: Rect(2, 1, 6, 1))
    #expect(words.drawn == 2)
    surface.startFrame()
    surface.startFrame()
    #expect(surface.parts.isEmpty)
    words.put("one", into: &surface, at: Rect(2, 1, 6, 1))
    #expect(words.drawn == 3)
  }

  @Test("a part is cut at its area, and one that is partly outside is drawn each time")
  func cut() {
    let words = Words()
    var surface = Surface(Size(8, 1), theme: .builtIn)
    words.put("abcdefghij", into: &surface)
    #expect(surface.text == "  abcdef")
    for _ in 0..<2 {
      surface.startFrame()
      words.put("abcdef", 1, into: &surface, at: Rect(4, 0, 6, 1))
      #expect(surface.text == "    abcd")
    }
    #expect(words.drawn == 3)
  }

  @Test("a part that sets the cursor is drawn each time, so that the cursor is there each time")
  func cursor() {
    var surface = Surface(Size(8, 1), theme: .builtIn)
    for _ in 0..<3 {
      surface.startFrame()
      #expect(surface.cursor == nil)
      surface.part("field", in: surface.bounds, from: 1) { $0.cursor = Point(3, 0) }
      #expect(surface.cursor == Point(3, 0))
    }
  }

  @Test("frames made with parts are those that are drawn from nothing, through any changes")
  func equal() {
    var dice = Seeded(11)
    let values = ["refund", "解約について", "👨‍👩‍👧 family", "", "-0:12", "e\u{301}té"]
    var kept = Surface(Size(30, 8), theme: .builtIn)
    for _ in 0..<300 {
      if dice.below(20) == 0 { kept = Surface(Size(10 + dice.below(30), 8), theme: .builtIn) }
      var fresh = Surface(kept.size, theme: .builtIn)
      kept.startFrame()
      for row in 0..<8 {
        let (value, isSelected) = (values[dice.below(3) * dice.below(3)], dice.below(4) == 0)
        func draw(_ surface: inout Surface) {
          surface.putCut(value, at: Point(1, row), isSelected ? .accent : .text, width: 9)
          if isSelected { surface.tint(Rect(0, row, surface.size.width, 1), .selection) }
        }
        draw(&fresh)
        kept.part(
          "row", row, in: Rect(0, row, kept.size.width, 1), from: "\(value) \(isSelected)", draw: draw)
      }
      #expect(kept.looks(like: fresh))
    }
  }
}
