import Terminal
import Testing

@Suite struct Geometry {
  @Test("cutting never gives more rows than there are")
  func cut() {
    let (top, rest) = Rect(0, 0, 10, 3).cutTop(5)
    #expect(top.height == 3 && rest.isEmpty)
  }
}
