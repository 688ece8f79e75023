import Terminal
import Testing

@Suite struct Pickers {
  private let area = Rect(0, 0, 60, 16)
  private let agents = [
    PickerItem("ada", "ada", detail: "7 of 10"), PickerItem("bo", "bo", detail: "10 of 10, full"),
    PickerItem("kim", "kim", detail: "2 of 6"), PickerItem("lee", "lee", unavailable: "off until Thu"),
  ]
  private func press(_ written: String, in picker: inout Picker) -> PickerOutcome {
    keys(written).map { picker.handle(.key($0), in: area) }.last ?? .none
  }
  @Test func typingNarrowsAndEnterTakes() {
    var picker = Picker("Assign T-1042", agents)
    expectFrame(
      frame(60, 12, ascii: true) { picker.draw(into: &$0, area: $0.all) },
      """

      +- Assign T-1042 ------------------------------------------+
      | > type to find                                           |
      |                                                          |
      |> ada   7 of 10                                           |
      |  bo    10 of 10, full                                    |
      |  kim   2 of 6                                            |
      |  lee   off until Thu                                     |
      |                                                          |
      +----------------------------------------------------------+
      """)
    #expect(press("ki Enter", in: &picker) == .picked(["kim"]))
  }
  @Test func whatCannotBeChosenSaysWhy() {
    var picker = Picker("Assign", agents)
    #expect(press("lee Enter", in: &picker) == .refused("off until Thu"))
  }
  @Test func severalAreMarked() {
    var picker = Picker("Tags", agents, takesSeveral: true, marked: ["ada"])
    #expect(press("Down Space Space Enter", in: &picker) == .picked(["ada", "bo", "kim"]))
  }
  @Test("what lies beyond the rows is told, on both sides") func beyond() {
    var picker = Picker("Number", (1...40).map { PickerItem("\($0)", "number \($0)") })
    func shown() -> String { frame(60, 16) { picker.draw(into: &$0, area: $0.all) } }
    #expect(shown().contains("29 more below"))
    for _ in 0..<20 { _ = press("Down", in: &picker) }
    #expect(shown().contains("10 more above, 19 below"))
    _ = press("Up", in: &picker)
    for _ in 0..<20 { _ = press("Down", in: &picker) }
    #expect(shown().contains("29 more above"))
    _ = picker.handle(.paste("40"), in: area)
    #expect(!shown().contains("more"))
  }
  @Test("a click moves the bar, one on the bar takes") func clicks() throws {
    var picker = Picker("Assign", agents)
    let text = frame(60, 16) { picker.draw(into: &$0, area: $0.all) }
    let row = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("kim") })
    let click = Event.mouse(Mouse(.press(1), at: Point(10, row)))
    #expect(picker.handle(click, in: area) == .none)
    #expect(picker.handle(click, in: area) == .picked(["kim"]))
  }
  @Test("while items are read, none is not all") func waiting() {
    var picker = Picker("Macro", [])
    picker.isWaiting = true
    #expect(press("Enter", in: &picker) == .none)
    #expect(frame(60, 16) { picker.draw(into: &$0, area: $0.all) }.contains("one moment"))
    picker.setItems(agents)
    #expect(press("Enter", in: &picker) == .picked(["ada"]))
  }
  @Test func aNewWordIsTakenWhereItMay() {
    var picker = Picker("Tags", agents, takesNew: true)
    #expect(press("vip Enter", in: &picker) == .created("vip"))
    var strict = Picker("Tags", agents)
    #expect(press("vip Enter", in: &strict) == .refused("Nothing here fits “vip”."))
    #expect(strict.trouble != nil)
    #expect(press("Esc", in: &strict) == .close)
  }
  @Test func popupsLeaveFreeWhatTheyMustNotHide() {
    let diff = Rect(0, 3, 80, 8)
    #expect(Popup.place(Size(40, 6), in: Rect(0, 0, 80, 24)) == Rect(20, 9, 40, 6))
    let place = Popup.place(Size(40, 6), in: Rect(0, 0, 80, 24), avoiding: diff)
    #expect(place.intersection(diff).isEmpty)
    #expect(Popup.place(Size(300, 90), in: Rect(0, 0, 200, 24)).width == 104)
    #expect(Popup.place(Size(60, 6), in: Rect(0, 0, 20, 4)) == Rect(0, 0, 20, 4))
    #expect(Popup.place(Size(40, 6), in: Rect(0, 1, 80, 24), standing: .lower) == Rect(20, 19, 40, 6))
    #expect(Popup.place(Size(40, 6), in: Rect(0, 1, 80, 24), standing: .upper) == Rect(20, 7, 40, 6))
  }
}
