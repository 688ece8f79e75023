import Acts
import Demo
import Domain
import Foundation
import Operations
import Store
import Testing

@testable import opsdeck

@Suite struct DemoSetupTests {
  @Test(arguments: DemoSetup.views.map(\.filter)) func everyViewIsWrittenInTheFilterLanguage(_ filter: String)
  {
    #expect(throws: Never.self) { try Filter(filter) }
  }
  @Test(arguments: DemoSetup.macros.map(\.name)) func everyMacroIsMadeOfActsThatThereAre(_ name: String)
    throws
  {
    let macro = try #require(DemoSetup.macros.first { $0.name == name })
    for step in macro.steps {
      let type = try #require(Catalogue.opsdeck.request(named: step.act), "\(step.act)")
      func check<R: Request>(_: R.Type) throws {
        let names = Set(R.form.fields.map(\.name))
        #expect(names.isSuperset(of: step.fields.keys), "\(step.act): \(step.fields)")
        var texts = step.fields
        for field in R.form.fields where field.isPosition { texts[field.name] = ["T-1"] }
        if case .flawed(let flaws) = R.form.read(texts) { Issue.record("\(step.act): \(flaws)") }
      }
      try check(type)
    }
  }
  @Test func everyViewOfTheDemoHasTicketsInIt() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let start = DemoStart(store: folder.path + "/demo.opsdeck", hasConsole: false, isQuiet: true)
    let database = try start.open(Places())
    defer { database.close() }
    for view in DemoSetup.views {
      let found = try database.read { (store: ReadTransaction) throws in
        try store.ticketRows(
          TicketQuery(
            filter: try Filter(view.filter), order: view.order, limit: 5, viewer: Agent.ID(1), now: Clock.now)
        )
      }
      #expect(!found.rows.isEmpty, "\(view.name)")
    }
    let first = try database.read { (store: ReadTransaction) throws in
      try store.ticketRows(
        TicketQuery(
          filter: try Filter(DemoSetup.views[0].filter), order: DemoSetup.views[0].order, limit: 40,
          viewer: Agent.ID(1),
          now: Clock.now))
    }
    let references = Set(first.rows.map { "\($0.id)" })
    #expect(references.isSuperset(of: ["T-1042", "T-1057"]))
  }
}
