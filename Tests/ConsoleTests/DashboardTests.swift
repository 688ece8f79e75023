import Domain
import Operations
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct DashboardTests {
  private func pane(_ bench: Bench) throws -> DashboardPane {
    try need(bench.shell.pane as? DashboardPane)
  }

  @Test("every number can be stood on by going down and to the right, and no two are in one place")
  func everySpot() throws {
    for width in [80, 99, 100, 120, 160] {
      let bench = try Bench(size: Size(width, 40))
      bench.press("gd")
      let layout = try need(pane(bench).layout(bench.shell.facts))
      let spots = layout.spots
      #expect(Set(spots.map(\.figure)).count >= 168 + 20)
      var reached: Set<Int> = [0], ahead = [0]
      while let place = ahead.popLast() {
        for move in [DashboardMove.down, .up, .left, .right, .card(1)] {
          let next = layout.step(from: place, move)
          if reached.insert(next).inserted { ahead.append(next) }
        }
      }
      #expect(reached.count == spots.count, "\(width): \(spots.indices.filter { !reached.contains($0) })")
      for (place, spot) in spots.enumerated() {
        #expect(spot.area.right <= width && spot.area.bottom <= layout.height)
        for other in spots[(place + 1)...] {
          #expect(spot.area.intersection(other.area).isEmpty, "\(spot.title) lies over \(other.title)")
        }
      }
    }
  }
  @Test("Enter opens the tickets behind the number, as many as it says") func drill() throws {
    let bench = try Bench()
    bench.press("gd")
    bench.press("t", "Ctrl-U")
    bench.type("90d\n")
    let report = try need(pane(bench).report)
    bench.press("l", "Enter")
    let queue = try need(bench.shell.pane as? QueuePane)
    #expect(queue.total?.number == min(report.created, DashboardPane.most))
    #expect(bench.rows()[1].contains("Made, the last 90d"))
    bench.press("<")
    #expect(bench.shell.pane is DashboardPane)
  }
  @Test("a filter and a period are those of the report, and Esc takes the filter away") func scope() throws {
    let bench = try Bench()
    bench.press("gd")
    let all = try need(pane(bench).report)
    bench.press("/")
    bench.type("team:billing\n")
    let some = try need(pane(bench).report)
    #expect(some.filter == "team:billing" && some.backlog < all.backlog && some.backlog > 0)
    bench.press("Esc")
    #expect(try need(pane(bench).report).backlog == all.backlog)
    bench.press("t", "Ctrl-U")
    bench.type("soon\n")
    #expect(bench.text.contains("Period"))
    bench.press("Esc")
  }
  @Test("where one stands is in the window, however low it is") func scrolling() throws {
    for height in [16, 24, 30] {
      let bench = try Bench(size: Size(80, height))
      bench.press("gd", "G")
      let last = try need(pane(bench).report?.agents.last).agent
      let row = bench.rows().first { $0.contains("▌") } ?? ""
      #expect(row.contains(last), "\(height): \(bench.text)")
      bench.press("gg")
      #expect(bench.text.contains("OPEN"))
    }
  }
  @Test("read aloud it begins with the number one stands on, and draws nothing") func plain() throws {
    let bench = try Bench(plain: true)
    bench.press("gd", "j", "j")
    let rows = bench.rows()
    #expect(rows[0].hasPrefix("Dashboard, the last 7d, all tickets."))
    #expect(!bench.text.contains("█") && !bench.text.contains("▁"))
    #expect(rows[1].contains(":") || rows[1].contains("made"))
  }
  @Test("until the figures are there it says that it reads, and what others do reads them anew later")
  func reading() throws {
    let bench = try Bench()
    var pane = DashboardPane()
    let effects = pane.appear(bench.shell.facts)
    guard case .read? = effects.first else {
      Issue.record("it asks for nothing")
      return
    }
    #expect(pane.isReading && pane.plain(bench.shell.facts) == ["Dashboard. Reading."])
    // A second question while one is under way would only make it later.
    #expect(pane.refresh(bench.shell.facts).isEmpty)
    bench.press("gd")
    let before = try need(self.pane(bench).found).at
    bench.shell.refresh()
    #expect(try need(self.pane(bench).found).at == before)
    bench.pass(6000)
    #expect(try need(self.pane(bench).found).at > before)
  }
}
