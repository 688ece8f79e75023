import Terminal
import Testing

@Suite struct Helps {
  private let map = KeyMap(
    KeyBinding.built("list", "j | Down", "list.down", "row", group: "Move")
      + KeyBinding.built("list", "gg", "list.first", "first", group: "Move")
      + KeyBinding.built("list", "a", "assign", "assign to", group: "On the ticket")
      + KeyBinding.built("list", "X", "close", "close", group: "On the ticket")
      + KeyBinding.built("global", "?", "help", "help", group: "Everywhere")
      + KeyBinding.built("global", "gq", "go.queues", "queues", group: "Everywhere"))
  private var entries: [HelpEntry] {
    HelpEntry.entries(from: map, in: ["list", "global"]) { $0 == "close" ? "needs role lead" : nil }
  }
  private func press(_ written: String, in help: inout Help) -> Help.Outcome {
    keys(written).map { help.handle(.key($0), in: Rect(0, 0, 80, 24)) }.last ?? .none
  }

  @Test func itIsMadeFromTheKeyMapInTwoColumns() {
    let help = Help("Help: Queues", entries)
    expectFrame(
      frame(80, 14, ascii: true) { help.draw(into: &$0, area: $0.all) },
      """

      +- Help: Queues ---------------------------------------------------------------+
      | > type to search                                                             |
      |                                                                              |
      | Move                                                                         |
      | >j  Down   row                         Everywhere                            |
      |  gg        first                        ?         help                       |
      |                                         gq        queues                     |
      | On the ticket                                                                |
      |  a         assign to                                                         |
      |  X         close: needs role lead                                            |
      +------------------------------------------------------------------------------+
      """)
  }
  @Test func typingFindsWordsAndKeysAndEnterRuns() {
    var help = Help("Help", entries)
    #expect(press("queu Enter", in: &help) == .run("go.queues"))
    #expect(press("Esc", in: &help) == .none)
    #expect(press("Esc", in: &help) == .close)
    #expect(press("gg Enter", in: &help) == .run("list.first"))
    var shut = Help("Help", entries)
    #expect(press("close Enter", in: &shut) == .refused("needs role lead"))
    #expect(shut.trouble == "needs role lead")
    #expect(help.plain == ["Help: gg: first", "gg: first"])
    #expect(press("F1", in: &help) == .close)
  }
  @Test("in ASCII the titles of keys end in dots, and what a column cuts is whole once it is chosen")
  func narrow() {
    let entries = [
      HelpEntry("a", "assign to …", group: "On the ticket"),
      HelpEntry("e", "history, and any past instant", group: "On the ticket", unavailable: "not for guests"),
    ]
    var help = Help("Help", entries)
    #expect(frame(60, 12, ascii: true) { help.draw(into: &$0, area: $0.all) }.contains("assign to ..."))
    func shown() -> String { frame(56, 12) { help.draw(into: &$0, area: $0.all) } }
    #expect(!shown().contains("not for guests"))
    _ = press("Down", in: &help)
    #expect(shown().contains("history, and any past instant: not for guests"))
  }
  @Test func whatMayFollowAHalfTypedSequenceIsShown() {
    var reader = KeyReader(map)
    guard case .pending(let pending) = reader.feed(Key(.character("g")), contexts: ["list", "global"]) else {
      Issue.record("g begins a sequence")
      return
    }
    expectFrame(
      frame(60, 6) { WhichKey.draw(pending, into: &$0, area: $0.all) },
      """




       g, then
        g  first          q  queues
      """)
    #expect(WhichKey.plain(pending) == "g, then g first, q queues")
  }
}
