import Domain
import Exchange
import Foundation
import Store
import TestSupport
import Testing

@testable import Operations

/// A store in a folder of its own that goes when the test ends.
final class ExchangeStore {
  private let room = TemporaryFolder("exchange")
  var folder: String { room.path }
  let database: Database
  static let noa = Agent(
    id: .init(1), handle: .init("noa"), name: "Noa Berg", email: "noa@desk.example", role: .admin)
  static let ada = Agent(
    id: .init(2), handle: .init("ada"), name: "Ada Lane", email: "ada@desk.example", role: .agent,
    teams: [.init(1)])
  static let support = Team(id: .init(1), name: "support", title: "Support")
  static let now = Instant(seconds: 1_790_000_000)

  init() throws {
    database = try Database.open(at: room.path + "/store", mode: .create, durability: .normal)
    try database.write { store in
      try store.save(Self.support)
      try store.save(Self.noa)
      try store.save(Self.ada)
    }
  }
  deinit { database.close() }
  static let actor = ExchangeActor(agent: noa, door: "cli")

  /// Imports a file by its own looks.
  @discardableResult
  func load(
    _ file: InputFile, dry: Bool = false, resumes: Bool = false, batch: Int = 1000,
    keepsGoing: Bool = false, now: Instant = ExchangeStore.now,
    progress: (ImportProgress) throws -> Void = { _ in }, rejection: (Rejection) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let format = try ImportFormat.guess(file)
    func run<Reader: TicketReader>(_ reader: Reader) throws -> ImportReport {
      var reader = reader
      let options = ImportRun.Options(
        source: format.rawValue, isDryRun: dry, resumes: resumes, batch: batch, keepsGoing: keepsGoing)
      return try ImportRun(file, into: database, by: Self.actor, options: options)
        .run(&reader, now: now, progress: progress, rejection: rejection)
    }
    switch format {
    case .csv: return try run(try CSVTicketReader(file, mapping: ColumnMapping.guess(file)))
    case .mbox: return try run(MailTicketReader(file))
    case .zendesk: return try run(ZendeskTicketReader(file))
    case .opsdeck: return try run(OpsdeckTicketReader(file))
    }
  }
  func export(
    _ format: ExportFormat, filter: Filter = .everything, columns: [String] = TicketExport.usualColumns,
    raw: Bool = false
  ) throws
    -> (text: String, report: TicketExport.Report)
  {
    var bytes: [UInt8] = []
    let export = try TicketExport(
      from: database, by: Self.actor,
      options: .init(filter: filter, format: format, columns: columns, raw: raw))
    let report = try export.run(now: Self.now, write: { bytes += $0 })
    return (String(decoding: bytes, as: UTF8.self), report)
  }
}

func csv(_ text: String) -> InputFile { InputFile(name: "tickets.csv", bytes: Array(text.utf8)) }
