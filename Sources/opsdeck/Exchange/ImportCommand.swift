import ArgumentParser
import Domain
import Exchange
import Operations

/// `opsdeck import …`: what other desks know, brought in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings in what another desk knows.", subcommands: [Tickets.self])

  struct Tickets: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Imports tickets from CSV, mbox, Zendesk JSON or an opsdeck export.",
      discussion: """
        Importing again changes nothing; what has changed in the file changes in the store, and nothing is there \
        twice. Nobody is told of the past. What cannot be taken is written to a file with line and reason.

        Examples:
          opsdeck import tickets old-desk.csv --dry-run
          opsdeck import tickets old-desk.csv --save-map desk.json --show-map
          opsdeck import tickets old-desk.csv --map desk.json
          opsdeck import tickets support.mbox --resume
          zcat zendesk.json.gz | opsdeck import tickets -
        """)
    @Argument(help: "The file; - reads standard input.", completion: .file()) var file: String
    @Option(
      help: ArgumentHelp("csv, mbox, zendesk or jsonl; otherwise what it looks like.", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("CSV: a file that says what is what.", valueName: "file"), completion: .file())
    var map: String?
    @Option(
      help: ArgumentHelp("CSV: write what was guessed to this file.", valueName: "file"), completion: .file())
    var saveMap: String?
    @Flag(help: "CSV: show what is what, and import nothing.") var showMap = false
    @Option(help: ArgumentHelp("The zone of times that name none (UTC).", valueName: "zone")) var zone:
      String?
    @Option(help: ArgumentHelp("CSV: columns nobody knows: custom, ignore or refuse.", valueName: "what"))
    var unknown: String?
    @Option(help: ArgumentHelp("The name its numbers are remembered under.", valueName: "name")) var source:
      String?
    @Option(help: ArgumentHelp("JSON Lines: the folder of its attachments.", valueName: "folder")) var blobs:
      String?
    @Option(
      help: ArgumentHelp("Where what cannot be taken is written.", valueName: "file"), completion: .file())
    var rejected: String?
    @Flag(help: "Report what would happen, and change nothing.") var dryRun = false
    @Flag(help: "Go on where an import of this file was cut off.") var resume = false
    @Flag(help: "Read to the end although none of the first 1,000 records can be taken.") var keepGoing =
      false
    @OptionGroup var place: PlaceOptions
    @OptionGroup var printing: PrintOptions

    func run() throws {
      let input = try InputFile(path: file)
      let format = try chosenFormat(input)
      let printer = try Printer(printing)
      switch format {
      case .csv:
        let (mapping, profile) = try mapping(input)
        try tell(mapping, printer)
        if showMap { return }
        try run(
          try CSVTicketReader(input, mapping: mapping, profile: profile), input,
          source ?? profile.source ?? mapping.origin ?? "csv", printer)
      case .mbox: try run(MailTicketReader(input), input, source ?? "mbox", printer)
      case .zendesk: try run(ZendeskTicketReader(input), input, source ?? "zendesk", printer)
      case .opsdeck: try run(OpsdeckTicketReader(input), input, source ?? "opsdeck", printer)
      }
    }
    private func chosenFormat(_ input: InputFile) throws -> ImportFormat {
      guard let format else { return try ImportFormat.guess(input) }
      guard let chosen = ImportFormat(rawValue: format) else {
        throw Complaint(.usage, "--format is “\(format)”.", "Use csv, mbox, zendesk or jsonl.")
      }
      return chosen
    }
    private func mapping(_ input: InputFile) throws -> (ColumnMapping, ImportProfile) {
      var profile =
        try map.map { path throws(Refusal) in try ImportProfile(readingFrom: path) } ?? ImportProfile()
      if let zone { profile.zone = zone }
      if let word = unknown {
        guard let unknown = UnknownColumns(rawValue: word) else {
          throw Complaint(.usage, "--unknown is “\(word)”.", "Use custom, ignore or refuse.")
        }
        profile.unknown = unknown
      }
      return (try ColumnMapping.guess(input, profile: profile), profile)
    }
    private func tell(_ mapping: ColumnMapping, _ printer: Printer) throws {
      if let path = saveMap { try OutputFile.write(Array(ImportProfile(mapping).text.utf8), to: path) }
      if printer.isJSON { return }
      printer.show(printer.table(["COLUMN", "BECOMES", "SURE", "SAMPLE"], mapping.table))
      printer.say(
        "\(mapping.origin.map { "It looks like an export of \($0)" } ?? "No export that is known")"
          + ", in \(mapping.dialect.encoding), fields divided by \(mapping.dialect.separatorName), times in \(mapping.zone).\n"
      )
    }

    private func run<Reader: TicketReader>(
      _ reader: Reader, _ input: InputFile, _ source: String, _ printer: Printer
    ) throws {
      let desk = try Desk(place, forWriting: true)
      defer { desk.close() }
      var reader = reader
      var refused = RejectedRows(path: rejected ?? RejectedRows.path(beside: file))
      var line = ProgressLine("KB", quiet: printing.quiet)
      // What was committed stays, and --resume goes on from there.
      Interruption.onInterrupt()
      defer { Interruption.reset() }
      let run = ImportRun(
        input, into: desk.database,
        by: ExchangeActor(agent: desk.actor, door: "command", session: desk.session),
        options: .init(
          source: source, isDryRun: dryRun, resumes: resume, blobFolder: blobs, keepsGoing: keepGoing))
      let report: ImportReport
      do {
        report = try run.run(&reader, now: Clock.now) {
          refused.appends = true
        } progress: { progress in
          line.show(progress.bytes / 1024, of: progress.totalBytes / 1024)
        } rejection: { rejection in
          try refused.add(rejection)
        }
      } catch let refusal as Refusal where refused.isWritten {
        line.end()
        try refused.finish()
        throw Complaint(.failed, refusal.description, Self.whereRejected(refused.path))
      }
      line.end()
      try refused.finish()
      if printer.isJSON { return try printer.json(report) }
      printer.say(
        Self.sentences(report, isDryRun: dryRun, rejected: report.rejected > 0 ? refused.path : nil))
    }
    static func sentences(_ report: ImportReport, isDryRun: Bool, rejected: String?) -> String {
      func number(_ number: Int) -> String { ProgressLine.grouped(number) }
      var lines = [
        "Read \(number(report.read)) \(report.unit): \(number(report.new)) new, \(number(report.updated)) updated, "
          + "\(number(report.unchanged)) unchanged, \(number(report.rejected)) rejected.",
        "\(isDryRun ? "It would make" : "It made") \(number(report.ticketsNew)) tickets, \(number(report.messages)) messages, "
          + "\(number(report.attachments)) attachments and \(number(report.customers)) customers, and "
          + "\(isDryRun ? "change" : "changed") \(number(report.ticketsUpdated)) tickets.",
      ]
      lines += report.remarks
      if let rejected { lines.append(whereRejected(rejected)) }
      if isDryRun { lines.append("Nothing was changed.") }
      return lines.joined(separator: "\n")
    }
    private static func whereRejected(_ path: String) -> String {
      "What was rejected is in \(path), with line and reason."
    }
  }
}

/// What an import could not take, as CSV: line, byte, reason, remedy and the beginning of the record.
struct RejectedRows {
  let path: String
  /// The run goes on from one that was cut off: what that one wrote stays.
  var appends = false
  private var output: OutputFile?
  private let writer = CSVWriter()
  init(path: String) { self.path = path }
  /// Something is in it from this run, as long as it is not finished.
  var isWritten: Bool { output != nil }

  static func path(beside file: String) -> String {
    file == "-" ? "import.rejected.csv" : file + ".rejected.csv"
  }
  mutating func add(_ rejection: Rejection) throws {
    if output == nil {
      output = try OutputFile(path, appends: appends)
      if output?.isNew == true {
        try output?.write(writer.row(["line", "byte", "reason", "remedy", "record"]))
      }
    }
    try output?.write(
      writer.row([
        String(rejection.place.line), String(rejection.place.offset), rejection.reason, rejection.remedy,
        rejection.excerpt,
      ]))
    // Before the batch is committed: a killed run must not lose what it has counted.
    try output?.flush()
  }
  mutating func finish() throws {
    try output?.close()
    output = nil
  }
}
