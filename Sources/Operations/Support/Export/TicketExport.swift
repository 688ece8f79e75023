import Cryptography
public import Domain
import Exchange
public import Store

/// The formats tickets are written in.
public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, jsonl, mbox
}

/// Writes tickets out of a store, page by page, and leaves an audit row with their count and the output's hash.
public struct TicketExport {
  /// What is written and how.
  public struct Options: Sendable {
    /// Which tickets, and as what.
    public var filter: Filter, format: ExportFormat
    /// CSV: the columns, by the names in ``columns``; formulas made harmless unless `raw`.
    public var columns: [String], raw: Bool
    /// JSON Lines: a folder for attachments (a file each, named by its hash) instead of base64 in the line.
    public var blobFolder: String?
    /// The zone whose days filters mean.
    public var zone: any ZoneRules
    /// Makes options.
    public init(
      filter: Filter = .everything, format: ExportFormat, columns: [String] = TicketExport.usualColumns,
      raw: Bool = false, blobFolder: String? = nil, zone: any ZoneRules = FixedZone.utc
    ) {
      (self.filter, self.format, self.columns, self.raw) = (filter, format, columns, raw)
      (self.blobFolder, self.zone) = (blobFolder, zone)
    }
  }
  /// What was written.
  public struct Report: Equatable, Sendable, Codable {
    /// Tickets, bytes, and the SHA-256 of the output.
    public var tickets = 0, bytes = 0, sha256 = ""
  }
  /// The columns CSV can have; `body` is the first message.
  public static let columns = [
    "id", "subject", "requester", "email", "company", "assignee", "team", "status", "priority", "channel",
    "kind",
    "tags", "created", "updated", "solved", "due", "messages", "body",
  ]
  /// The columns CSV has unless told otherwise.
  public static let usualColumns = columns.filter { $0 != "body" && $0 != "messages" }

  private static let act = "ticket.export"
  private let database: Database
  private let actor: ExchangeActor
  private let options: Options

  /// Prepares an export.
  /// - Throws: a refusal when a column is none.
  public init(from database: Database, by actor: ExchangeActor, options: Options) throws(Refusal) {
    for column in options.columns where options.format == .csv && !Self.columns.contains(column) {
      if column.hasPrefix("custom:") { continue }
      throw Refusal(
        .invalid, "There is no column \"\(column)\".",
        remedy: "Choose among \(Self.columns.joined(separator: ", ")) and custom:NAME.", field: "columns")
    }
    (self.database, self.actor, self.options) = (database, actor, options)
  }

  /// Runs it.
  /// - Parameters:
  ///   - write: takes the output piece by piece.
  ///   - progress: tickets written so far, and of how many.
  /// - Throws: a `Refusal` when the operator may not export, a `StoreTrouble`, and what the callbacks throw.
  public func run(
    now: Instant, write: ([UInt8]) throws -> Void, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> Report {
    try actor.admit(.exportTickets, to: "Export tickets", act: Self.act, at: database, now)
    var report = Report()
    let hash = RunningHash()
    func put(_ bytes: [UInt8]) throws {
      hash.add(bytes)
      report.bytes += bytes.count
      try write(bytes)
    }
    let directory = try database.read { try $0.directory() }
    let all = try database.read { try $0.ticketCount() }
    if options.format == .csv { try put(CSVWriter(raw: options.raw).row(options.columns)) }
    var start = TicketQuery.Start.top
    while true {
      // A page a transaction: a long reader would keep the log from shrinking.
      let (bytes, count, next) = try database.read { store in
        let page = try store.ticketRows(
          TicketQuery(
            filter: options.filter, order: TicketOrder(.ref), start: start, limit: 200,
            viewer: actor.agent.id,
            now: now, zone: options.zone))
        var bytes: [UInt8] = []
        for row in page.rows {
          guard let ticket = try store.ticket(row.id) else { continue }
          bytes += try text(WholeTicket(ticket, in: store), directory, store)
        }
        return (bytes, page.rows.count, page.hasMoreAfter ? page.rows.last?.key : nil)
      }
      try put(bytes)
      report.tickets += count
      try progress(report.tickets, all)
      guard let next else { break }
      start = .after(next)
    }
    report.sha256 = hash.finish()
    try audit(report, now)
    return report
  }

  private func text(_ whole: WholeTicket, _ directory: Directory, _ store: ReadTransaction) throws -> [UInt8]
  {
    switch options.format {
    case .csv:
      let custom = whole.ticket.custom
      return CSVWriter(raw: options.raw).row(
        options.columns.map { column in
          column.hasPrefix("custom:")
            ? custom[String(column.dropFirst(7))] ?? "" : Self.value(column, whole, directory)
        })
    case .mbox:
      return try MboxWriter(directory: directory).text(whole) { try store.attachmentBytes($0) ?? [] }
    case .jsonl:
      if let folder = options.blobFolder { try saveBlobs(whole, in: folder, store) }
      let inLine = options.blobFolder == nil
      return try TicketJSON(directory: directory, content: inLine ? { try store.attachmentBytes($0) } : nil)
        .line(whole)
    }
  }
  private func saveBlobs(_ whole: WholeTicket, in folder: String, _ store: ReadTransaction) throws {
    for file in whole.messages.flatMap(\.attachments) {
      try BlobFile.write(try store.attachmentBytes(file.id) ?? [], named: file.hash, in: folder)
    }
  }
  private static func value(_ column: String, _ whole: WholeTicket, _ directory: Directory) -> String {
    let ticket = whole.ticket
    func time(_ instant: Instant?) -> String { instant.map { $0 == .never ? "" : RFC3339.text($0) } ?? "" }
    return switch column {
    case "id": "\(ticket.id)"
    case "subject": ticket.subject
    case "requester": whole.requester?.name ?? ""
    case "email": whole.requester?.email ?? ""
    case "company": whole.requester?.company ?? ""
    case "assignee": ticket.assignee.map(directory.handle) ?? ""
    case "team": ticket.team.map(directory.name) ?? ""
    case "status": ticket.status.rawValue
    case "priority": ticket.priority.rawValue
    case "channel": ticket.channel.rawValue
    case "kind": ticket.kind.rawValue
    case "tags": ticket.tags.joined(separator: " ")
    case "created": time(ticket.created)
    case "updated": time(ticket.updated)
    case "solved": time(ticket.solved)
    case "due": time(ticket.due)
    case "messages": String(whole.messages.count)
    case "body": whole.messages.first?.body ?? ""
    default: ""
    }
  }

  private func audit(_ report: Report, _ now: Instant) throws {
    var row = actor.row(Self.act, now)
    row.inputs = [
      "filter": [options.filter.description], "format": [options.format.rawValue],
      "tickets": [String(report.tickets)], "bytes": [String(report.bytes)], "sha256": [report.sha256],
      "raw": [options.raw ? "yes" : "no"],
    ]
    row.subjects = ["export tickets"]
    _ = try database.write { try $0.append(row) }
  }
}
