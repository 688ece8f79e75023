public import Domain

/// Reads tickets out of our own export, JSON Lines with everything in them.
public struct OpsdeckTicketReader: TicketReader {
  private let file: InputFile
  private var lines: LineReader
  private var reached = 0
  private var hasBegun = false
  static let longest = 256 << 20

  /// Reads `file`.
  public init(_ file: InputFile) {
    self.file = file
    lines = LineReader(file, limit: OpsdeckTicketReader.longest)
  }
  /// Tickets.
  public var unit: String { "tickets" }
  /// Bytes read.
  public var bytesDone: Int { reached }
  /// The size of the file.
  public var totalBytes: Int { file.size }
  /// Nothing beside the tickets.
  public var remarks: [String] { [] }

  /// The next ticket or rejection.
  public mutating func next() throws(Refusal) -> ImportItem? {
    if !hasBegun {
      hasBegun = true
      try FileKind.refuseBinary(try file.read(at: 0, count: 4096), name: file.name)
    }
    while let line = try lines.next() {
      reached = line.end
      if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
      return read(line)
    }
    return nil
  }

  private func read(_ line: Line) -> ImportItem {
    let place = FilePlace(line: line.number, offset: line.offset)
    func rejected(_ reason: String) -> ImportItem {
      .rejected(
        Rejection(
          place: place, reason: reason, remedy: "Export the ticket again with `opsdeck export tickets`.",
          excerpt: String(decoding: line.bytes.prefix(2000), as: UTF8.self)))
    }
    if line.isCut { return rejected("The line is longer than \(OpsdeckTicketReader.longest >> 20) MiB.") }
    let value: JSONValue
    do { value = try JSONReader.value(line.bytes[...]) } catch {
      return rejected("The line is no JSON at byte \(line.offset + error.offset): \(error.problem).")
    }
    guard value["opsdeck"]?.integer == 1 else {
      return rejected("The line is no ticket of an opsdeck export.")
    }
    guard let reference = value["ticket"]?.string, let subject = value["subject"]?.string else {
      return rejected("The ticket has no reference or no subject.")
    }
    var ticket = ImportedTicket(externalID: reference, subject: subject)
    ticket.native = value
    var print = Fingerprint()
    print.add(line.bytes)
    ticket.fingerprint = print.text
    return .ticket(ImportRecord(ticket: ticket, place: place))
  }
}
