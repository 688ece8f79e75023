import Terminal
import Testing

@Suite struct Bars {
  let tabs = Tabs(
    [
      .init("queues", "Queues", short: "2Q"), .init("subs", "Subscriptions", short: "3S"),
      .init("coupons", "Coupons", short: "4C"), .init("audit", "Audit", short: "5A"),
      .init("overrides", "Overrides", short: "6O", badge: 2), .init("dashboard", "Dashboard", short: "7D"),
    ], active: "queues")
  let right: [[TextRun]] = [
    [TextRun("demo store", .personOther)], [TextRun("ada · agent")], [TextRun("14:32", .textMuted)],
  ]
  let hints = [
    Hint("Enter", "open", rank: 1), Hint("a", "assign", rank: 2), Hint("A", "take", rank: 3),
    Hint("r", "reply", rank: 4), Hint("i", "note", rank: 5), Hint("s", "status", rank: 6),
    Hint("?", "help", rank: 99, isPinned: true),
  ]

  @Test func topBarShortensTabsBeforeItLosesWhoOneIs() {
    let bar = TopBar("opsdeck", tabs, right: right)
    #expect(
      frame(120, 1) { bar.draw(into: &$0, area: $0.all) }
        == " opsdeck   Queues   Subscriptions   Coupons   Audit   Overrides 2   Dashboard            demo store  ada · agent  14:32"
    )
    #expect(
      frame(80, 1) { bar.draw(into: &$0, area: $0.all) }
        == " opsdeck   Queues   3S   4C   5A   6O*2   7D     demo store  ada · agent  14:32")
    var short = bar
    short.tabs.isShort = true
    #expect(frame(120, 1) { short.draw(into: &$0, area: $0.all) }.hasPrefix(" opsdeck   2Q   3S   4C "))
    #expect(
      frame(60, 1) { bar.draw(into: &$0, area: $0.all) }
        == " opsdeck   2Q  3S  4C  5A  6O*2  7D      ada · agent  14:32")
    #expect(bar.tab(at: Point(21, 0), in: Rect(0, 0, 80, 1)) == "subs")
    #expect(bar.tab(at: Point(60, 0), in: Rect(0, 0, 80, 1)) == nil)
    #expect(bar.tab(at: Point(18, 0), in: Rect(0, 0, 80, 1)) == nil, "between two tabs")
  }
  @Test func footerShowsTheMostUsedThatFitAndAlwaysTheHelp() {
    #expect(
      frame(80, 1) { Footer.draw(hints, into: &$0, area: $0.all) }
        == " Enter open  a assign  A take  r reply  i note  s status  ? help")
    #expect(
      frame(40, 1) { Footer.draw(hints, into: &$0, area: $0.all) } == " Enter open  a assign  A take  ? help")
    #expect(Footer.plain(Array(hints.prefix(2))) == "Enter open, a assign")
  }
  @Test func hintsComeFromTheKeyMapInnermostFirst() {
    let map = KeyMap(
      KeyBinding.built("list", "j | Down", "list.down", "next", hint: 5)
        + KeyBinding.built("global", "?", "help", "help", hint: 99)
        + KeyBinding.built("list", "a", "assign", "assign", hint: 2)
        + KeyBinding.built("list", "x", "explain", "explain"))
    let hints = Hint.hints(from: map, in: ["list", "global"], pinned: ["help"]) { $0 == "assign" }
    #expect(hints.map(\.keys) == ["a", "j", "?"])
    #expect(hints[0].isShut && hints[2].isPinned)
  }
  @Test func statusKeepsItsLeftSide() {
    let bar = StatusBar(
      [TextRun("2 marked", .accent)], right: [[TextRun("3 consoles here")], [TextRun("bo reads")]])
    #expect(frame(40, 1) { bar.draw(into: &$0, area: $0.all) } == " 2 marked    3 consoles here   bo reads")
    #expect(frame(30, 1) { bar.draw(into: &$0, area: $0.all) } == " 2 marked            bo reads")
    #expect(frame(10, 1) { bar.draw(into: &$0, area: $0.all) } == " 2 marked")
    #expect(frame(6, 1) { bar.draw(into: &$0, area: $0.all) } == " 2 ma…")
    #expect(bar.plain == "2 marked   3 consoles here   bo reads")
  }
  @Test func crumbsCanBeClicked() {
    let way = Breadcrumb(["Queues", "Mine", "T-1042"])
    #expect(way.runs(isASCII: false).plain == "Queues › Mine › T-1042")
    #expect([0, 5, 6, 9, 12, 16].map { way.part(at: $0) } == [0, 0, nil, 1, 1, 2].map { $0 })
  }
  @Test func dividersCarryATitle() {
    #expect(
      frame(40, 1) { Divider.drawAcross(into: &$0, area: $0.all, title: [TextRun("preview T-1057")]) }
        == "── preview T-1057 ──────────────────────")
    #expect(frame(3, 2, ascii: true) { Divider.drawDown(into: &$0, area: Rect(1, 0, 1, 2)) } == " |\n |")
  }
  @Test func aToastCountsDownItsUndo() {
    let toast = Toast("T-1042 assigned to ada", until: 30_000, undoKey: "u")
    #expect(toast.runs(at: 6_000).plain == "T-1042 assigned to ada   u undo  24 s")
    #expect(toast.runs(at: 29_999).plain == "T-1042 assigned to ada   u undo  1 s")
    #expect(toast.runs(at: 30_000).isEmpty)
    #expect(toast.plain == "T-1042 assigned to ada. u undoes it.")
  }
  @Test func progressTellsRateAndRest() {
    var progress = Progress("Importing", unit: "tickets", total: 100_000, at: 1000)
    progress.advance(to: 10, at: 1200)
    #expect(progress.rate == nil && !progress.isLong)
    progress.advance(to: 12_400, at: 5_000)
    #expect(progress.plain == "Importing: 12,400 of 100,000 tickets, 12 %, 3,100/s, 0:29 left")
    #expect(
      frame(100, 1) { progress.draw(into: &$0, area: $0.all) }
        == " Importing  ━━━━━━━━━━━━━━━━━    12,400 of 100,000 tickets  12 %  3,100/s  0:29 left  Ctrl-C cancel"
    )
    #expect(frame(30, 1) { progress.draw(into: &$0, area: $0.all) } == " Importing      Ctrl-C cancel")
    var unknown = Progress("Verifying", at: 0)
    unknown.advance(to: 5, at: 400)
    #expect(unknown.plain == "Verifying: 5")
    #expect(unknown.secondsLeft == nil && unknown.fraction == nil)
  }
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_204_331, "-1,204,331")])
  func grouped(number: Int, text: String) { #expect(Figures.grouped(number) == text) }
  @Test(arguments: [(0, "0:00"), (34, "0:34"), (725, "12:05"), (11_229, "3:07:09"), (-5, "0:00")])
  func clocks(seconds: Int, text: String) { #expect(Figures.clock(seconds) == text) }
  @Test(arguments: [(0.0, "0 %"), (0.004, "0.4 %"), (0.12, "12 %"), (-0.12, "-12 %"), (-0.003, "-0.3 %")])
  func percents(fraction: Double, text: String) { #expect(Figures.percent(fraction) == text) }
}
