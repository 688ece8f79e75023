import Cryptography
public import Domain
public import Exchange
import FoundationEssentials
public import Store

/// Brings the tickets of a file into a store: nothing twice, nothing lost, and nobody is told of the past.
///
/// What is committed with each batch is also where it stands, so a run that was killed goes on where it was.
/// No notices, automations or mails come of an import. A ticket is known again by (source, external id): one
/// whose record has not changed is left alone; one that has changed gets the fields its record tells and the
/// messages it did not have; a message is never rewritten.
public struct ImportRun {
  /// How it is run.
  public struct Options: Sendable {
    /// The name under which the external ids of the file are remembered: `zendesk`, `mbox`.
    public var source: String
    /// Do everything, then take it back: the report is the one a real run gives.
    public var isDryRun: Bool
    /// Go on where a run over the same file was cut off; without such a run begin at the beginning.
    public var resumes: Bool
    /// Items that are committed together.
    public var batch: Int
    /// Our own export: the folder of its attachments, where they are not in its lines.
    public var blobFolder: String?
    /// Read to the end although none of the first thousand records could be taken.
    public var keepsGoing: Bool
    /// Makes options.
    public init(
      source: String, isDryRun: Bool = false, resumes: Bool = false, batch: Int = 1000,
      blobFolder: String? = nil, keepsGoing: Bool = false
    ) {
      self.keepsGoing = keepsGoing
      self.blobFolder = blobFolder
      (self.source, self.isDryRun, self.resumes, self.batch) = (source, isDryRun, resumes, batch)
    }
  }
  private let database: Database
  private let actor: ExchangeActor
  private let options: Options
  private let file: InputFile
  private let shelf = LevelShelf()

  /// Prepares a run of `file` into `database`.
  public init(_ file: InputFile, into database: Database, by actor: ExchangeActor, options: Options) {
    (self.database, self.actor, self.options, self.file) = (database, actor, options, file)
  }

  /// Runs it.
  /// - Parameters:
  ///   - reader: what reads `file`.
  ///   - now: the start of the run; stands where a record tells no instant.
  ///   - goesOn: called first where the run goes on from one that was cut off.
  ///   - progress: called after each batch; throw to stop there.
  ///   - rejection: called for each record that is not taken, before the batch is committed.
  /// - Throws: a `Refusal` when the operator may not import, the file cannot be read, or none of its first thousand
  ///   records could be taken (a run that comes after begins at the beginning); a `StoreTrouble` when the store does
  ///   not take it; and what the callbacks throw. Whole batches that came before stay.
  public func run<Reader: TicketReader>(
    _ reader: inout Reader, now: Instant, goesOn: () -> Void = {},
    progress: (ImportProgress) throws -> Void = { _ in },
    rejection: (Rejection) throws -> Void = { _ in }
  ) throws -> ImportReport {
    try actor.admit(.importTickets, to: "Import tickets", act: Self.act, at: database, now)
    let hash = try FileHash.sha256(file)
    var cursor = try begin(hash, reader.unit, now)
    let skipped = cursor.items
    if skipped > 0 { goesOn() }
    var tally = options.keepsGoing || skipped > 0 ? nil : RejectionTally()
    var seen = 0, references: [NativeReferences] = [], batch: [ImportItem] = []
    var importer = try importer(for: reader, cursor)
    func flush() throws {
      guard !batch.isEmpty else { return }
      for case .rejected(let flaw) in batch {
        try rejection(flaw)
        tally?.add(flaw)
      }
      cursor.items += batch.count
      try database.write(options.isDryRun ? .rollBack : .commit) { store in
        for item in batch { try importer.take(item, in: store, &cursor.report) }
        if !options.isDryRun { try shelf.settle(in: store, now: now, isPast: true) }
        if !options.isDryRun { try note(cursor, in: store, now) }
      }
      importer.endBatch(keepsPeople: !options.isDryRun)
      if database.logSize > 64 << 20 { try database.checkpoint() }
      batch.removeAll(keepingCapacity: true)
      try progress(
        ImportProgress(
          bytes: reader.bytesDone, totalBytes: reader.totalBytes, records: cursor.report.read,
          unit: cursor.report.unit))
    }
    while let item = try reader.next() {
      seen += 1
      if case .ticket(let record) = item, let native = record.ticket.native {
        let wanted = NativeReferences(native, ticket: record.ticket.externalID)
        if !wanted.isEmpty { references.append(wanted) }
      }
      if seen <= skipped { continue }
      // There is more to read, and all of what was read is settled.
      if batch.isEmpty, let refusal = tally?.refusal(of: cursor.report) {
        try importer.loader?.finish()
        try stop(cursor, because: refusal, hash, now)
        throw refusal
      }
      if cursor.report.read > cursor.report.rejected { tally = nil }
      batch.append(item)
      if batch.count >= options.batch { try flush() }
    }
    try flush()
    try importer.loader?.finish()
    cursor.report.remarks = reader.remarks + importer.remarks
    return try finish(cursor, references, importer, hash, now)
  }

  /// What puts records into the store, made ready for this one.
  private func importer(for reader: some TicketReader, _ cursor: ImportCursor) throws -> TicketImporter {
    var importer = TicketImporter(
      source: options.source, directory: try database.read { try $0.directory() }, offset: cursor.offset,
      began: Instant(milliseconds: cursor.began), recordsAreMessages: reader.recordsAreMessages)
    // Into an empty store: indexes and full text at the end. Mail asks for what is there as it goes.
    let isBulk =
      try !options.isDryRun && !reader.recordsAreMessages && database.read { try $0.ticketCount() == 0 }
    if !options.isDryRun { try BulkLoader.mend(database) }
    importer.blobFolder = options.blobFolder
    importer.loader =
      isBulk
      ? try BulkLoader(
        database, desk: try database.read { try shelf.desk(in: $0) },
        now: Instant(milliseconds: cursor.began)) : nil
    importer.isFirst = try isBulk && !database.read { try $0.hasImports(from: options.source) }
    importer.defersText = isBulk || options.isDryRun
    importer.rehearsal = options.isDryRun ? Rehearsal() : nil
    return importer
  }

  private static let act = "ticket.import"
  private var run: String { "import:" + options.source }

  private func begin(_ hash: String, _ unit: String, _ now: Instant) throws -> ImportCursor {
    let old = try database.read { try $0.importCursor(of: run) }
    if options.resumes, let old,
      let cursor = try? JSONDecoder().decode(ImportCursor.self, from: Data(old.utf8)),
      cursor.file == hash
    {
      return cursor
    }
    let isEmpty = try database.read { try $0.ticketCount() == 0 }
    let last = isEmpty ? 0 : try database.write(.rollBack) { try $0.lastTicketNumber }
    var report = ImportReport()
    report.unit = unit
    let cursor = ImportCursor(
      file: hash, items: 0, offset: last, began: now.milliseconds,
      correlation: "import-\(hash.prefix(12))-\(now.seconds)",
      report: report)
    if !options.isDryRun {
      try database.write { store in
        try note(cursor, in: store, now)
        try store.append(row(cursor, hash, now, "begins", [:]))
      }
    }
    return cursor
  }
  private func note(_ cursor: ImportCursor, in store: WriteTransaction, _ now: Instant) throws {
    let text = String(decoding: try JSONEncoder().encode(cursor), as: UTF8.self)
    try store.setImportCursor(of: run, to: text, at: now)
  }

  /// Leaves no place to go on from: a run with the right file or mapping reads from the beginning.
  private func stop(_ cursor: ImportCursor, because refusal: Refusal, _ hash: String, _ now: Instant) throws {
    if options.isDryRun { return }
    try database.write { store in
      try store.setImportCursor(of: run, to: nil, at: now)
      var row = row(cursor, hash, now, "stops", counts(cursor.report))
      (row.result, row.reason) = (.refused, refusal.problem)
      try store.append(row)
    }
  }
  private func counts(_ report: ImportReport) -> [String: [String]] {
    [
      "read": report.read, "new": report.new, "updated": report.updated, "unchanged": report.unchanged,
      "rejected": report.rejected, "tickets": report.ticketsNew, "messages": report.messages,
      "customers": report.customers,
    ].mapValues { [String($0)] }
  }
  private func finish(
    _ cursor: ImportCursor, _ references: [NativeReferences], _ importer: TicketImporter, _ hash: String,
    _ now: Instant
  ) throws -> ImportReport {
    var report = cursor.report
    if options.isDryRun { return report }
    for start in stride(from: 0, to: references.count, by: options.batch) {
      try database.write { store in
        for reference in references[start..<min(start + options.batch, references.count)] {
          if try !importer.connect(reference, in: store) {
            report.remarks.append("\(reference.ticket) refers to a ticket that is not in the store.")
          }
        }
        try shelf.settle(in: store, now: now)
      }
    }
    try database.write { store in
      try store.setImportCursor(of: run, to: nil, at: now)
      try store.append(row(cursor, hash, now, "ends", counts(report)))
    }
    return report
  }
  private func row(
    _ cursor: ImportCursor, _ hash: String, _ now: Instant, _ stage: String,
    _ counts: [String: [String]]
  ) -> AuditRow {
    let told = [
      "file": [file.name], "bytes": [String(file.size)], "sha256": [hash], "source": [options.source],
      "stage": [stage],
    ]
    var row = actor.row(Self.act, now)
    row.inputs = told.merging(counts) { told, _ in told }
    (row.correlation, row.subjects) = (cursor.correlation, ["import " + options.source])
    return row
  }
}

/// The SHA-256 of a file, read in pieces.
public enum FileHash {
  /// In lower-case hexadecimal.
  public static func sha256(_ file: InputFile) throws(Refusal) -> String {
    let hash = RunningHash()
    var stream = ByteStream(file)
    while let chunk = try stream.next() { hash.add(chunk) }
    return hash.finish()
  }
}
