public import Domain

/// Reads tickets out of a CSV file, a row each.
///
/// What a row does not tell is not made up. Where there is no column of creation, `created` is the earliest
/// instant the row has (a ticket is at least that old) with a note in the field "Created" of the ticket, and
/// nil where it has none: then the run's start stands for it, with the same note. Braces in texts are text.
public struct CSVTicketReader: TicketReader {
  /// What is what in the file.
  public let mapping: ColumnMapping
  private let profile: ImportProfile
  private let instants: InstantText
  private var reader: CSVReader
  private var hasHeader = false
  /// Ids met so far by a 64-bit digest: 16 bytes a row, so that a million rows stay small.
  private var seen: [UInt64: UInt32] = [:]
  private var replaced = 0
  private var undated = 0
  private let file: InputFile
  /// Found once and not for each of a million rows: where the parts are, and which fields tell a time.
  private let places: [TicketColumn.Part: Int]
  private let fields: [(place: Int, name: String, isClock: Bool)]

  /// Reads `file` as `mapping` says.
  /// - Throws: a refusal when the zone of the mapping is none.
  public init(
    _ file: InputFile, mapping: ColumnMapping, profile: ImportProfile = .init(), limits: CSVLimits = .init()
  )
    throws(Refusal)
  {
    (self.file, self.mapping, self.profile) = (file, mapping, profile)
    var places: [TicketColumn.Part: Int] = [:]
    for part in TicketColumn.Part.allCases { places[part] = mapping.place(of: part) }
    self.places = places
    fields = mapping.columns.enumerated().compactMap { place, column in
      guard case .custom(let name) = column.meaning else { return nil }
      return (place, name, CSVTicketReader.isClock(column.header))
    }
    instants = try InstantText(zone: mapping.zone, dayOrder: mapping.dayOrder)
    reader = CSVReader(
      file, encoding: mapping.dialect.encoding, separator: mapping.dialect.separator, limits: limits)
  }
  /// Rows.
  public var unit: String { "rows" }
  /// Bytes read.
  public var bytesDone: Int { reader.bytesDone }
  /// The size of the file.
  public var totalBytes: Int { file.size }
  /// Bytes that were no text, and tickets without an instant of creation.
  public var remarks: [String] {
    var remarks: [String] = []
    if replaced > 0 {
      remarks.append(
        "\(replaced) rows hold bytes that are no \(mapping.dialect.encoding); they were replaced by \u{FFFD}."
      )
    }
    if undated > 0 {
      remarks.append(
        "\(undated) tickets tell no instant of creation: the earliest instant of the row stands for it, or "
          + "the start of the import; each says so in its field \"Created\".")
    }
    return remarks
  }

  /// The next ticket or rejection.
  public mutating func next() throws(Refusal) -> ImportItem? {
    if !hasHeader {
      hasHeader = true
      _ = try reader.next()
    }
    guard let item = try reader.next() else { return nil }
    switch item {
    case .flawed(let flaw): return .rejected(flaw)
    case .row(let row):
      if row.hasReplacements { replaced += 1 }
      return read(row)
    }
  }

  private mutating func read(_ row: CSVRow) -> ImportItem {
    let expected = mapping.columns.count
    if row.fields.count < expected || row.fields[expected...].contains(where: { !$0.isEmpty }) {
      return .rejected(
        reject(
          row, "The row has \(row.fields.count) fields where the header has \(expected).",
          "Look for a separator or a quote that is not quoted."))
    }
    var print = Fingerprint()
    for field in row.fields { print.add(field) }
    let digest = print.text
    let written = value(.id, row)
    let externalID = written.isEmpty ? "row:" + digest : written
    if let line = seen.updateValue(
      UInt32(truncatingIfNeeded: row.place.line), forKey: Fingerprint.number(externalID))
    {
      return .rejected(
        reject(
          row,
          written.isEmpty
            ? "The row is the same as the one on line \(line)."
            : "The id \"\(written)\" is on line \(line) already.",
          "Give each ticket an id of its own, or remove the row."))
    }
    var ticket = ImportedTicket(externalID: externalID, subject: "")
    ticket.fingerprint = digest
    if let flaw = fill(&ticket, row) { return .rejected(flaw) }
    return .ticket(ImportRecord(ticket: ticket, place: row.place))
  }
  private func value(_ part: TicketColumn.Part, _ row: CSVRow) -> String {
    guard let place = places[part] else { return "" }
    let value = row.fields[place].trimmingSpaces
    // Our own export puts an apostrophe before what a spreadsheet would run.
    guard mapping.origin == HeaderSet.opsdeck.name, value.hasPrefix("'"),
      CSVWriter.isFormula(String(value.dropFirst()))
    else { return value }
    return String(value.dropFirst())
  }
  private func reject(_ row: CSVRow, _ reason: String, _ remedy: String) -> Rejection {
    Rejection(
      place: row.place, reason: reason, remedy: remedy, excerpt: row.fields.joined(separator: ","))
  }

  private mutating func fill(_ ticket: inout ImportedTicket, _ row: CSVRow) -> Rejection? {
    let body = places[.body].map { row.fields[$0].withLineFeeds } ?? ""
    ticket.subject = value(.subject, row).onOneLine
    if ticket.subject.isEmpty {
      ticket.subject = String(body.trimmingSpaces.split(separator: "\n").first?.prefix(80) ?? "")
    }
    guard !ticket.subject.isEmpty else {
      return reject(row, "The row has neither a subject nor a text.", "Fill one of them, or remove the row.")
    }
    for (column, name, _) in fields {
      let value = row.fields[column].trimmingSpaces
      if !value.isEmpty { ticket.custom[name] = value }
    }
    ticket.requester = requester(row)
    let assignee = value(.assignee, row)
    if !assignee.isEmpty { ticket.assignee = CSVTicketReader.person(assignee, isStaff: true) }
    ticket.team = value(.team, row).nilIfEmpty
    ticket.tags = value(.tags, row).split { $0 == " " || $0 == "," || $0 == ";" }.map { $0.lowercased() }
    fillWords(&ticket, row)
    if let flaw = fillInstants(&ticket, row) { return flaw }
    if !body.trimmingSpaces.isEmpty || places[.body] == nil {
      let author = ticket.requester.map { ImportedMessage.Author.person($0) } ?? .system
      let text = body.trimmingSpaces.isEmpty ? ticket.subject : body
      if places[.body] != nil {
        ticket.messages = [
          ImportedMessage(
            externalID: ticket.externalID + "/1", author: author, body: text, at: ticket.created)
        ]
      }
    }
    return nil
  }

  private func requester(_ row: CSVRow) -> ImportedPerson? {
    var person = CSVTicketReader.person(value(.requesterName, row), isStaff: false)
    let email = value(.requesterEmail, row)
    if !email.isEmpty { person.email = email.lowercased() }
    person.company = value(.company, row)
    return person.name.isEmpty && person.email.isEmpty ? nil : person
  }
  /// `Ada Lane`, `ada@example.com` or `Ada Lane <ada@example.com>`.
  static func person(_ text: String, isStaff: Bool) -> ImportedPerson {
    if text.contains("@"), let found = MailAddress.list(text).first, found.address.contains("@") {
      return ImportedPerson(name: found.name, email: found.address, isStaff: isStaff)
    }
    return ImportedPerson(name: text, isStaff: isStaff)
  }

  /// Words that we know become ours; what a word loses by that is kept as a field of the ticket.
  private func fillWords(_ ticket: inout ImportedTicket, _ row: CSVRow) {
    func keep(_ part: TicketColumn.Part, _ word: String, unless same: String?) {
      guard !word.isEmpty, ForeignWords.key(word) != same.map(ForeignWords.key) else { return }
      ticket.custom[places[part].map { mapping.columns[$0].header } ?? part.rawValue] = word
    }
    let status = value(.status, row)
    ticket.status = profile.statuses?[status] ?? ForeignWords.status(status)
    if ticket.status == nil { keep(.status, status, unless: nil) }
    let priority = value(.priority, row)
    ticket.priority = profile.priorities?[priority] ?? ForeignWords.priority(priority)
    if ticket.priority == nil { keep(.priority, priority, unless: nil) }
    let channel = value(.channel, row)
    ticket.channel = ForeignWords.channel(channel)
    if ticket.channel == nil { keep(.channel, channel, unless: nil) }
    let kind = value(.kind, row)
    ticket.kind = ForeignWords.kind(kind)
    keep(.kind, kind, unless: ticket.kind?.rawValue)
  }

  private mutating func fillInstants(_ ticket: inout ImportedTicket, _ row: CSVRow) -> Rejection? {
    var found: [TicketColumn.Part: Instant] = [:]
    for part in [TicketColumn.Part.created, .updated, .solved, .due] {
      let text = value(part, row)
      if text.isEmpty || text.lowercased() == "null" || text == "-" { continue }
      guard let instant = instants.instant(text) else {
        let header = places[part].map { mapping.columns[$0].header } ?? part.rawValue
        return reject(
          row, "\"\(text)\" in \"\(header)\" is no instant that can be read for certain.",
          mapping.dayOrder == nil
            ? "Write it as 2026-02-28 14:05, or say in the profile whether dates are day-first or month-first."
            : "Write it as 2026-02-28 14:05.")
      }
      found[part] = instant
    }
    (ticket.created, ticket.updated) = (found[.created], found[.updated])
    (ticket.solved, ticket.due) = (found[.solved], found[.due])
    guard ticket.created == nil else { return nil }
    undated += 1
    let others = fields.filter(\.isClock).compactMap { instants.instant(row.fields[$0.place]) }
    ticket.created = ([found[.updated], found[.solved]].compactMap { $0 } + others).min()
    ticket.custom["Created"] =
      ticket.created == nil
      ? "unknown; the import's start stands for it" : "unknown; not later than the instant shown"
    if ticket.updated == nil { ticket.updated = ([found[.solved]].compactMap { $0 } + others).max() }
    return nil
  }
  /// Columns beside the known ones that tell when something happened to the ticket itself.
  private static func isClock(_ header: String) -> Bool {
    ["firstresponsetime", "firstrespondedon", "lastreply", "firstreply"].contains(ForeignWords.key(header))
  }
}

extension String {
  /// With LF alone at line ends.
  var withLineFeeds: String {
    guard utf8.contains(13) else { return self }
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    var wasReturn = false
    for byte in utf8 {
      if byte == 10 && wasReturn { wasReturn = false; continue }
      wasReturn = byte == 13
      out.append(byte == 13 ? 10 : byte)
    }
    return String(decoding: out, as: UTF8.self)
  }
  /// With blanks for line ends and tabs.
  var onOneLine: String {
    guard utf8.contains(where: { $0 < 32 }) else { return self }
    return String(decoding: utf8.map { $0 == 10 || $0 == 13 || $0 == 9 ? 32 : $0 }, as: UTF8.self)
  }
  /// Nil for the empty text.
  var nilIfEmpty: String? { isEmpty ? nil : self }
}
