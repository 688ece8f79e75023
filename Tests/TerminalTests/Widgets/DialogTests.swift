import Terminal
import Testing

@Suite struct Dialogs {
  private let area = Rect(0, 0, 80, 24)
  private let buttons = [
    DialogButton("cancel", "Cancel", isSafe: true), DialogButton("close", "Close 2 tickets"),
  ]
  private func press(_ written: String, in dialog: inout Dialog) -> Dialog.Outcome {
    keys(written).map { dialog.handle(.key($0), in: area) }.last ?? .none
  }
  private func shown(_ dialog: Dialog, _ width: Int = 60, _ height: Int = 12) -> String {
    frame(width, height, ascii: true) { dialog.draw(into: &$0, area: $0.all) }
  }

  @Test func theSafeButtonHasTheFocus() {
    var dialog = Dialog(
      "Close", message: [[TextRun("Close T-1042 and T-1057? The customers are told by mail.")]],
      buttons: buttons)
    expectFrame(
      shown(dialog, 70, 8),
      """

           +- Close --------------------------------------------------+
           |                                                          |
           | Close T-1042 and T-1057? The customers are told by mail. |
           |                                                          |
           | > Cancel <    Close 2 tickets                            |
           |                                                          |
           +----------------------------------------------------------+
      """)
    #expect(press("Enter", in: &dialog) == .cancelled)
    #expect(press("Tab Enter", in: &dialog) == .pressed("close", values: [:]))
    #expect(press("Esc", in: &dialog) == .cancelled)
  }
  @Test("y and n answer only where nothing is typed, and y only what can be undone") func letters() {
    var dialog = Dialog("Close", buttons: buttons)
    #expect(press("y", in: &dialog) == .none)
    #expect(press("n", in: &dialog) == .cancelled)
    var undoable = Dialog("Close", buttons: buttons, canBeUndone: true)
    #expect(press("y", in: &undoable) == .pressed("close", values: [:]))
    var typed = Dialog("Close", word: "CLOSE", buttons: buttons, canBeUndone: true)
    #expect(press("n", in: &typed) == .none)
    #expect(press("y", in: &typed) == .none)
  }
  @Test func aTypedWordOpensTheButton() {
    var dialog = Dialog(
      "Incident mode", message: [[TextRun("Mail is held.")]], word: "SEV2",
      buttons: [
        DialogButton("cancel", "Cancel", isSafe: true), DialogButton("change", "Change"),
      ])
    expectFrame(
      shown(dialog, 50, 9),
      """
        +- Incident mode ----------------------------+
        |                                            |
        | Mail is held.                              |
        |                                            |
        | Type SEV2 to change:                       |
        |                                            |
        | > Cancel <    Change    Type SEV2 first.   |
        |                                            |
        +--------------------------------------------+
      """)
    #expect(press("Tab Enter", in: &dialog) == .refused("Type SEV2 first."))
    #expect(press("SEV Enter", in: &dialog) == .none, "half a word goes to the safe button")
    #expect(shown(dialog, 50, 9).contains("> Cancel <"))
    #expect(press("2 Enter", in: &dialog) == .pressed("change", values: [:]))
    #expect(press("Tab Tab Enter", in: &dialog) == .pressed("change", values: [:]))
    #expect(shown(dialog, 50, 9).contains("> Change <"))
  }
  @Test("a number to be typed may be grouped, and the question may come while it is open") func number() {
    var dialog = Dialog(
      "Tag", buttons: [buttons[0], DialogButton("do", "Do it", unavailable: "it is tried")])
    #expect(press("Tab Enter", in: &dialog) == .refused("it is tried"))
    #expect(shown(dialog).contains("it is tried"))
    dialog.buttons[1].unavailable = nil
    dialog.word = "1200"
    #expect(press("Enter", in: &dialog) == .refused("Type 1200 first."))
    #expect(press("1,200 Enter", in: &dialog) == .pressed("do", values: [:]))
    #expect(dialog.hints.map(\.keys) == ["type", "Tab", "Enter", "Esc"])
  }
  @Test("where there is no safe button, Enter in the last line answers") func onlyOneAnswer() {
    var dialog = Dialog(
      "Locked", fields: [DialogField("password", "Password", isSecret: true)],
      buttons: [DialogButton("unlock", "Unlock")])
    #expect(press("Enter", in: &dialog) == .refused("Password is needed first."))
    #expect(press("xy Enter", in: &dialog) == .pressed("unlock", values: ["password": "xy"]))
    dialog.setText("", of: "password")
    #expect(press("z Enter", in: &dialog) == .pressed("unlock", values: ["password": "z"]))
    #expect(press("Ctrl-C", in: &dialog) == .cancelled)
  }
  @Test func fieldsAreGivenWithTheAnswerAndKeptAfterARefusal() {
    var dialog = Dialog(
      "Deny OVR-31",
      fields: [DialogField("why", "Why"), DialogField("code", "Code", width: 6, isSecret: true)],
      buttons: [DialogButton("cancel", "Cancel", isSafe: true), DialogButton("deny", "Deny")])
    #expect(press("too Space late Tab Tab Tab Enter", in: &dialog) == .refused("Code is needed first."))
    dialog.flaw = "The code is wrong."
    #expect(shown(dialog).contains("x The code is wrong."))
    #expect(dialog.values == ["why": "too late", "code": ""])
    #expect(press("Up Up", in: &dialog) == .none)
    _ = dialog.handle(.paste("123\n456"), in: area)
    #expect(shown(dialog).contains("Code  *****"))
    #expect(
      press("Tab Tab Enter", in: &dialog) == .pressed("deny", values: ["why": "too late", "code": "123 456"]))
    #expect(!dialog.plain.joined().contains("123"))
  }
  @Test func theFirstClickOnlyMovesTheFocus() throws {
    var dialog = Dialog("Close", buttons: buttons)
    let row = try #require(
      shown(dialog, 80, 24).split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
        $0.contains("Close 2 tickets")
      })
    let click = Event.mouse(Mouse(.press(1), at: Point(33, row)))
    let first = dialog.handle(click, in: area)
    #expect(first == .none)
    #expect(shown(dialog, 80, 24).contains("> Close 2 tickets <"))
    let second = dialog.handle(click, in: area)
    #expect(second == .pressed("close", values: [:]))
  }
  @Test func itLeavesFreeWhatItAsksAbout() {
    let diff = Rect(0, 3, 80, 9)
    let dialog = Dialog(
      "Approve OVR-31", message: [[TextRun("Code from your second factor")]], buttons: buttons)
    let text = frame(80, 24) { surface in
      surface.fill(diff, .diffAdd)
      for y in 3..<12 { surface.put("+ refunded", at: Point(0, y), .diffAdd) }
      dialog.draw(into: &surface, area: surface.all, avoiding: diff)
    }
    #expect(text.split(separator: "\n").filter { $0.contains("+ refunded") }.count == 9)
  }
  @Test func aLayerDropsWhatWasTypedBeforeItWasSeen() {
    let layer = DialogLayer<String>(Dialog("Close", buttons: buttons, canBeUndone: true)) { outcome in
      if case .pressed(let id, _) = outcome { [id] } else { ["no"] }
    }
    var stack = Compositor<String>(layer, size: Size(80, 24))
    stack.push(layer)
    #expect(stack.handle(.key(Key(.character("y")))) == [])
    stack.markShown()
    #expect(stack.handle(.key(Key(.character("j")))) == [])
    #expect(stack.handle(.key(Key(.character("y")))) == ["close"])
    #expect(stack.count == 1)
  }
}
