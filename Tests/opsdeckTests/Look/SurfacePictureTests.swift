import Terminal
import Testing

@testable import opsdeck

@Suite struct SurfacePictureTests {
  private func picture(_ draw: (inout Surface) -> Void) -> [Substring] {
    var surface = Surface(Size(12, 2), theme: .builtIn)
    surface.fill(Rect(Size(12, 2)), .ground)
    draw(&surface)
    return SurfacePicture(surface).svg.split(separator: "\n").filter {
      $0.hasPrefix("<text") || $0.hasPrefix("<rect x")
    }
  }
  @Test func textStandsInItsCellsAndBlanksNeedNoInk() {
    let lines = picture {
      _ = $0.put("ab <c>", at: Point(1, 0), Style(.rgb(1, 2, 3), on: $0.theme[.ground].background))
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("fill=\"#010203\">ab &lt;c&gt;</text>") == true)
  }
  @Test func aWideLetterStandsAloneAndTakesTwoCells() {
    let red = Style(.standard, on: .rgb(255, 0, 0))
    let lines = picture { _ = $0.put("a漢b", at: Point(0, 1), red) }
    #expect(
      lines.filter { $0.hasPrefix("<rect") }.map { $0.contains("width=\"16.80\"") } == [false, true, false])
    #expect(lines.filter { $0.hasPrefix("<text") }.count == 3)
  }
  @Test func reverseSwapsInkAndGround() {
    let lines = picture {
      _ = $0.put("x", at: Point(0, 0), Style(.rgb(16, 32, 48), on: .rgb(1, 1, 1), .reverse))
    }
    #expect(
      lines.first?.contains("fill=\"#102030\"") == true && lines.last?.contains("fill=\"#010101\"") == true)
  }
}
