import Terminal
import Testing

@Suite struct Differences {
  @Test("frames that are alike differ in nothing, whatever blanks are at their ends")
  func alike() {
    #expect(FrameDifference.of("a  b\n\n", from: "a  b   ") == nil)
    #expect(FrameDifference.of("", from: "\n \n") == nil)
  }
  @Test("row, column, both lines and both characters are told")
  func told() {
    let got = "Ref     Due\nT-1042  0:34\n解約 x", expected = "Ref     Due\nT-1042  1:34\n解約 y"
    #expect(
      FrameDifference.of(got, from: expected) == """
        row 1, column 8: expected "1", got "0"
          expected |T-1042  1:34|
          got      |T-1042  0:34|
                            ^
        row 2, column 5: expected "y", got "x"
          expected |解約 y|
          got      |解約 x|
                         ^
        """)
    #expect(
      FrameDifference.of("ab", from: "ab\ncd")?.hasPrefix(
        "row 1, column 0: expected \"c\", got the end of the row") == true)
  }
  @Test("of a frame that is all different only the first rows are told")
  func manyRows() {
    let got = String(repeating: "a\n", count: 40), expected = String(repeating: "b\n", count: 40)
    #expect(FrameDifference.of(got, from: expected)?.hasSuffix("… and 28 more rows") == true)
  }
  @Test("looks are told by the names of roles")
  func looks() {
    var surface = Surface(Size(12, 2), theme: .builtIn)
    surface.put("Due", at: Point(0, 0), .textMuted)
    surface.put("0:34", at: Point(4, 0), .statusWarn)
    surface.tint(Rect(0, 1, 12, 1), .selection)
    expectStyles(surface, "0-2 text.muted, 3-3 text, 4-7 status.warn, 8-11 text\n0-11 selection")
    let told = FrameDifference.ofStyles(surface, from: "0-2 text, 3-11 text\n0-11 selection")
    #expect(told?.contains("got      |0-2 text.muted, 3-3 text, 4-7 status.warn, 8-11 text|") == true)
  }
}
