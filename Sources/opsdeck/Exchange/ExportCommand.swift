import ArgumentParser
import Domain
import Glibc
import Operations
import Store
import Terminal

/// `opsdeck export …`: what this desk knows, taken out.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Takes out what this desk knows.", subcommands: [Tickets.self])

  struct Tickets: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Exports tickets as CSV, JSON Lines or mbox.",
      discussion: """
        JSON Lines hold everything: messages, notes, history, links and attachments; importing them into another \
        store gives the same desk. CSV is for spreadsheets and cannot make them run anything. Each export stands \
        in the audit log with its count and its SHA-256.

        Examples:
          opsdeck export tickets --output desk.jsonl
          opsdeck export tickets --filter 'status:closed' --format csv --output closed.csv
          opsdeck export tickets --format csv --columns id,subject,email,custom:Product
          opsdeck export tickets --filter T-1042 --format mbox > T-1042.mbox
        """)
    @Option(help: ArgumentHelp("Which tickets; otherwise all.", valueName: "filter")) var filter: String?
    @Option(
      help: ArgumentHelp("csv, jsonl or mbox; otherwise what the output's name says.", valueName: "format"))
    var format: String?
    @Option(
      name: [.short, .long], help: ArgumentHelp("The file; otherwise standard output.", valueName: "file"),
      completion: .file())
    var output: String?
    @Option(help: ArgumentHelp("CSV: which columns, divided by commas.", valueName: "columns")) var columns:
      String?
    @Flag(help: "CSV: leave fields that spreadsheets would run as they are.") var raw = false
    @Option(help: ArgumentHelp("JSON Lines: put attachments into this folder.", valueName: "folder"))
    var blobs: String?
    @OptionGroup var place: PlaceOptions
    @OptionGroup var printing: PrintOptions

    struct Answer: Encodable { let tickets: Int, bytes: Int, sha256: String, output: String }

    func run() throws {
      let format = try chosenFormat()
      let desk = try Desk(place, forWriting: true)
      defer { desk.close() }
      let directory = try desk.database.read { try $0.directory() }
      let export = try TicketExport(
        from: desk.database, by: ExchangeActor(agent: desk.actor, door: "command", session: desk.session),
        options: .init(
          filter: try chosenFilter(directory), format: format,
          columns: columns.map { $0.split(separator: ",").map(String.init) } ?? TicketExport.usualColumns,
          raw: raw,
          blobFolder: blobs, zone: Zone.here))
      var line = ProgressLine("tickets", quiet: printing.quiet)
      guard let output, output != "-" else {
        return try printed(export)
      }
      // Under another name until it is whole: a half export is never taken for one.
      let part = output + ".part"
      unlink(part)
      Interruption.onInterrupt(removing: [part])
      defer { Interruption.reset() }
      let file = try OutputFile(part)
      do {
        let report = try export.run(now: Clock.now, write: file.write) { line.show($0, of: $1) }
        try file.close()
        guard rename(part, output) == 0 else { throw OutputFile.trouble(output) }
        line.end()
        let printer = try Printer(printing)
        if printer.isJSON {
          return try printer.json(
            Answer(tickets: report.tickets, bytes: report.bytes, sha256: report.sha256, output: output))
        }
        printer.say(
          "\(ProgressLine.grouped(report.tickets)) tickets are in \(output), \(ProgressLine.grouped(report.bytes)) bytes, SHA-256 \(report.sha256)."
        )
      } catch {
        unlink(part)
        throw error
      }
    }
    /// Byte for byte for a program; before a person's eyes nothing of it may act on the terminal.
    private func printed(_ export: TicketExport) throws {
      guard isatty(STDOUT_FILENO) == 1 else {
        _ = try export.run(now: Clock.now) { try OutputFile.put($0, to: STDOUT_FILENO, "standard output") }
        return
      }
      var rest: [UInt8] = []
      _ = try export.run(now: Clock.now) { piece in
        rest += piece
        // No character, and no CR LF, is cut in two.
        guard let end = rest.lastIndex(of: 10) else { return }
        Printer.write(Clean.text(bytes: rest[...end]), to: STDOUT_FILENO)
        rest.removeSubrange(...end)
      }
      Printer.write(Clean.text(bytes: rest), to: STDOUT_FILENO)
    }
    private func chosenFormat() throws -> ExportFormat {
      let word =
        format ?? output.flatMap { $0.contains(".") ? $0.split(separator: ".").last.map(String.init) : nil }
      if let word, let chosen = ExportFormat(rawValue: word.lowercased()) { return chosen }
      guard format == nil else {
        throw Complaint(.usage, "--format is “\(format ?? "")”.", "Use csv, jsonl or mbox.")
      }
      return .jsonl
    }
    private func chosenFilter(_ directory: Directory) throws -> Filter {
      guard let filter else { return .everything }
      do { return try Filter(filter, using: FilterVocabulary(directory: directory)) } catch {
        throw Complaint(
          .usage, lines: [error.problem, error.pointing(into: filter)] + [error.remedy].compactMap { $0 })
      }
    }
  }
}
