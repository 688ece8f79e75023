import Terminal
import Testing

@Suite struct Charts {
  private let rising: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test func sparklinesHaveEightStepsOrSevenSigns() {
    let line = Sparkline(rising, fromMinimum: true)
    #expect(frame(10, 1) { line.draw(into: &$0, area: $0.all) } == "▁▂▃▄▅▆▇█")
    #expect(frame(10, 1, ascii: true) { line.draw(into: &$0, area: $0.all) } == ".:-==+*#")
    #expect(frame(4, 1) { line.draw(into: &$0, area: $0.all) } == "▁▃▆█")
    #expect(frame(4, 1) { Sparkline([0, 5, .nan, 10]).draw(into: &$0, area: $0.all) } == "▁▅ █")
    #expect(frame(4, 1) { Sparkline([3, 3, 3]).draw(into: &$0, area: $0.all) } == "███")
    #expect(frame(4, 1) { Sparkline([]).draw(into: &$0, area: $0.all) } == "")
  }
  @Test(arguments: [
    (0.0, "────"), (0.01, "━───"), (0.5, "━━──"), (0.99, "━━━─"), (1.0, "━━━━"), (7.0, "━━━━"),
    (.nan, "────"),
  ])
  func gauges(fraction: Double, mono: String) {
    var surface = Surface(Size(4, 1), theme: Theme.builtIn.at(.mono, ascii: false))
    Gauge(fraction).draw(into: &surface, area: surface.all)
    #expect(surface.text == mono)
  }
  @Test func gaugesInColourDifferByRole() {
    var surface = Surface(Size(22, 1), theme: .builtIn)
    Gauge(0.86, .gaugeWarn).draw(into: &surface, area: surface.all)
    #expect(surface.text == String(repeating: "━", count: 22))
    #expect(surface[18, 0].style.foreground == surface.theme[.gaugeWarn].foreground)
    #expect(surface[19, 0].style.foreground == surface.theme[.gaugeTrack].foreground)
    #expect(frame(8, 1, ascii: true) { Gauge(0.5).draw(into: &$0, area: $0.all) } == "====----")
  }
  @Test func barsHaveNameNumberAndShare() {
    let chart = BarChart([
      .init("under 4 h", 734, note: "61 %", .statusOK), .init("under 1 d", 325, note: "27 %"),
      .init("older", 1, note: "0 %", .statusBreached), .init("none", 0),
    ])
    expectFrame(
      frame(40, 4) { chart.draw(into: &$0, area: $0.all) },
      """
      under 4 h  ███████████████████ 734  61 %
      under 1 d  ████████ 325  27 %
      older      █ 1  0 %
      none        0
      """)
    #expect(
      frame(30, 1, ascii: true) { chart.draw(into: &$0, area: $0.all) } == "under 4 h  ######### 734  61 %")
    #expect(chart.series("Backlog").table[0].plain == "under 4 h  734")
    #expect(chart.series("Backlog").table[2].plain == "older        1")
    #expect(
      chart.series("Backlog").plain == ["Backlog", "under 4 h: 734", "under 1 d: 325", "older: 1", "none: 0"])
  }
  @Test func histogramsCountAndStandSideBySide() {
    let histogram = Histogram(of: [1, 1, 2, 5, 9, 9, 9, 10], parts: 3)
    #expect(histogram.counts == [3, 1, 4])
    expectFrame(
      frame(6, 2) { histogram.draw(into: &$0, area: $0.all) },
      """
      ▄▄  ██
      ██▄▄██
      """)
    expectFrame(
      frame(6, 2, ascii: true) { histogram.draw(into: &$0, area: $0.all) },
      """
      ##  ##
      ######
      """)
    #expect(Histogram(of: [], parts: 3).counts == [0, 0, 0])
    #expect(Histogram(of: [4, 4], parts: 2).counts == [2, 0])
  }
  @Test func heatMapsHaveFiveStepsAScaleAndAPeak() {
    let map = HeatMap(
      rows: ["Mon", "Tue"], columns: ["00", "", "06", ""], values: [[0, 1, 30, 61], [12, 31, 46]])
    #expect(map.peak.map { "\($0.row) \($0.column) \($0.value)" } == "Mon  61.0")
    #expect([0, 1, 15.25, 15.3, 61].map(map.step) == [0, 1, 1, 2, 4])
    expectFrame(
      frame(44, 5, ascii: true) { map.draw(into: &$0, area: $0.all) },
      """
           00  06
      Mon    ..::@@
      Tue  ..++@@

           fewer   ..::++@@ more   peak Mon , 61
      """)
    var surface = Surface(Size(44, 5), theme: .builtIn)
    map.draw(into: &surface, area: surface.all)
    #expect(surface[11, 1].text == "█")
    #expect(surface[11, 1].style.foreground == surface.theme[ThemeRole.heat[4]].foreground)
    #expect(map.table.map(\.plain) == ["    00    06   ", "Mon  0  1 30 61", "Tue 12 31 46  0"])
    #expect(map.plain[1] == "Tue: 00 12,  31, 06 46,  0")
  }
  @Test func brailleLinesDoNotFallApart() {
    #expect(BrailleLine(rising).rows(width: 4, height: 2, isASCII: false) == ["⠀⠀⡠⠊", "⡠⠊⠀⠀"])
    let rows = BrailleLine([0, 7, 0, 7]).rows(width: 2, height: 2, isASCII: false)
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.unicodeScalars.count == 2 })
    #expect(BrailleLine([1, 3, 2]).rows(width: 3, height: 3, isASCII: true) == [" * ", "  *", "*  "])
    #expect(BrailleLine([]).rows(width: 3, height: 3, isASCII: true) == [])
  }
  @Test(arguments: [
    (3.0, "3"), (0.5, "0.50"), (-0.25, "-0.25"), (1_204.5, "1,204.50"), (Double.nan, "-"), (-3.1, "-3.10"),
  ])
  func numbers(value: Double, text: String) { #expect(Series.Point("x", value).text == text) }
}
