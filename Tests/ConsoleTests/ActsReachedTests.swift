import Acts
import Domain
import Operations
import Store
import Testing

@testable import Console

/// Each act of the catalogue can be found and asked for in the console; that commands have each is tested at that door.
@MainActor @Suite struct ActsReachedTests {
  @Test("the palette finds each act by its words, and opens its form")
  func palette() throws {
    let bench = try Bench(as: "noa", at: 1057)
    for request in Catalogue.opsdeck.offered {
      guard request is any Act.Type else { continue }
      let about = request.about
      bench.press(":")
      bench.type("\(about.noun.command) \(about.verb)")
      #expect(bench.text.contains("opsdeck \(about.noun.command) \(about.verb)"), "\(about.name)")
      bench.press("Esc")
    }
  }
  @Test("an act that needs no words of its own is done by the palette, as by its command")
  func done() throws {
    let bench = try Bench(at: 1057)
    bench.press(":")
    bench.type("ticket unwatch")
    bench.press("Enter")
    #expect(bench.text.contains("Stop watching tickets"))
    bench.press("Ctrl-S")
    let rows = try bench.database.read { try $0.auditRows() }
    #expect(rows.first?.act == "ticket.unwatch" && rows.first?.door == "console")
  }
  @Test("q closes the view; with the last one it leaves, unless it was pressed once too often")
  func quit() throws {
    let bench = try Bench()
    bench.press("Enter", "q")
    #expect(!bench.shell.isLeaving)
    bench.press("q")
    #expect(!bench.shell.isLeaving && bench.text.contains("q once more leaves"))
    bench.pass(3000)
    bench.press("q")
    #expect(bench.shell.isLeaving)

    let other = try Bench(sharing: bench)
    other.press("q")
    #expect(other.shell.isLeaving)
  }
}
