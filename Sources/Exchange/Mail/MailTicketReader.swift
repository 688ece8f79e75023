public import Domain

/// Reads tickets out of an mbox (or a single mail), a conversation each.
///
/// The file is gone over twice: first for where mails lie and what they answer, then thread by thread, so that
/// memory holds one conversation and some hundred bytes for each mail, however large the mails are.
public struct MailTicketReader: TicketReader {
  private let file: InputFile
  private let limit: Int
  private let perRecord: Int
  private var index: MailIndex?
  private var threads = MailThreads([])
  private var known: Set<UInt64> = []
  private var thread = 0
  private var placeInThread = 0
  private var indexed = 0
  private var reread = 0
  private var ambiguous = 0
  private var flawed = 0

  /// Reads `file`; mails larger than `limit` bytes (32 MiB unless told otherwise) are refused, conversations
  /// come in records of at most `perRecord` mails.
  public init(_ file: InputFile, limit: Int = 32 << 20, perRecord: Int = 100) {
    (self.file, self.limit, self.perRecord) = (file, limit, perRecord)
  }
  /// Mails.
  public var unit: String { "mails" }
  /// They are.
  public var recordsAreMessages: Bool { true }
  /// Bytes gone over in both passes.
  public var bytesDone: Int { indexed + reread }
  /// Twice the size of the file.
  public var totalBytes: Int { file.size * 2 }
  /// Shared Message-IDs and mails that are not as they say.
  public var remarks: [String] {
    var remarks: [String] = []
    if ambiguous > 0 {
      remarks.append(
        "\(ambiguous) mails carry the Message-ID of another mail with other content; they were kept apart.")
    }
    if flawed > 0 {
      remarks.append(
        "\(flawed) mails are not written as they say; each is noted in its ticket's import notes.")
    }
    return remarks
  }

  /// The next conversation or rejection.
  public mutating func next() throws(Refusal) -> ImportItem? {
    if index == nil { try prepare() }
    guard let entries = index?.entries else { return nil }
    while thread < threads.threads.count {
      let places = threads.threads[thread]
      let group = places[placeInThread..<min(placeInThread + perRecord, places.count)]
      let isFirst = placeInThread == 0
      placeInThread += group.count
      if placeInThread == places.count { (thread, placeInThread) = (thread + 1, 0) }
      return try read(Array(group), root: places[0], isFirst: isFirst, entries)
    }
    return nil
  }

  private mutating func prepare() throws(Refusal) {
    try FileKind.refuseBinary(try file.read(at: 0, count: 4096), name: file.name)
    var reached = 0
    let index = try MailIndex(file) { reached = $0 }
    guard !index.entries.isEmpty else {
      throw Refusal(.invalid, "\(file.name) is empty.", remedy: "Export the mailbox again as mbox.")
    }
    indexed = reached
    threads = MailThreads(index.entries)
    known = Set(index.entries.lazy.map(\.id))
    ambiguous = threads.ambiguous.count
    self.index = index
  }

  private struct Loaded {
    let place: Int, mail: MailMessage, externalID: String, content: UInt64
    let date: Instant?
  }

  private mutating func read(_ group: [Int], root: Int, isFirst: Bool, _ entries: [MailIndex.Entry])
    throws(Refusal) -> ImportItem
  {
    let place = FilePlace(line: entries[group[0]].line, offset: entries[group[0]].start)
    var loaded: [Loaded] = []
    var copies = 0
    for number in group {
      let entry = entries[number]
      reread += entry.end - entry.start
      if threads.copies[number] != nil { copies += 1; continue }
      if entry.end - entry.start > limit {
        // One that is too large takes its whole group with it; the others would hang in the air.
        return .rejected(
          Rejection(
            place: FilePlace(line: entry.line, offset: entry.start),
            reason:
              "The mail is \((entry.end - entry.start) >> 20) MiB large; the limit is \(limit >> 20) MiB.",
            remedy: "Save its attachments elsewhere and remove them from the mail, then import again.",
            excerpt: String(decoding: try file.read(at: entry.start, count: 500), as: UTF8.self),
            count: group.count))
      }
      loaded.append(try load(number, entry))
    }
    let rootID = try externalID(of: root, entries)
    guard let first = loaded.first else {
      var ticket = ImportedTicket(externalID: rootID, subject: "")
      ticket.fingerprint = "copies"
      return .ticket(ImportRecord(ticket: ticket, place: place, count: group.count, copies: copies))
    }
    var ticket = ticket(first, loaded, rootID)
    ticket.answers = loaded.flatMap(\.mail.answers).filter { !known.contains(Fingerprint.number($0)) }
    return .ticket(ImportRecord(ticket: ticket, place: place, count: group.count, copies: copies))
  }

  private mutating func load(_ number: Int, _ entry: MailIndex.Entry) throws(Refusal) -> Loaded {
    let mail = MailMessage(
      MailTicketReader.unquoted(try file.read(at: entry.start, count: entry.end - entry.start)))
    if !mail.flaws.isEmpty { flawed += 1 }
    return Loaded(
      place: number, mail: mail, externalID: name(mail.id, number, entry), content: entry.content,
      date: mail.date ?? entry.separatorDate)
  }
  private func externalID(of number: Int, _ entries: [MailIndex.Entry]) throws(Refusal) -> String {
    let entry = entries[number]
    let head = try file.read(at: entry.start, count: min(entry.end - entry.start, 1 << 20))
    let field = HeaderBlock.read(head[...]).0.plain("message-id") ?? ""
    return name(MailMessage.identifiers(field, bare: true).first, number, entry)
  }
  private func name(_ id: String?, _ number: Int, _ entry: MailIndex.Entry) -> String {
    let digest = String(entry.content, radix: 16)
    guard let id else { return "mail:" + digest }
    return threads.ambiguous.contains(number) ? "\(id)#\(digest)" : id
  }

  private func ticket(_ first: Loaded, _ loaded: [Loaded], _ rootID: String) -> ImportedTicket {
    let ordered = loaded.enumerated().sorted {
      ($0.element.date ?? .never, $0.offset) < ($1.element.date ?? .never, $1.offset)
    }.map(\.element)
    let subject = first.mail.subject.isEmpty ? first.mail.text.onOneLine.trimmingSpaces : first.mail.subject
    var ticket = ImportedTicket(
      externalID: rootID, subject: subject.isEmpty ? "(no subject)" : String(subject.prefix(300)))
    ticket.channel = .mail
    ticket.requester = MailTicketReader.person(first.mail)
    ticket.created = ordered.first?.date
    ticket.updated = ordered.last?.date
    ticket.messages = ordered.map { message($0) }
    if let list = first.mail.traits.list { ticket.custom["List"] = String(list.prefix(200)) }
    if loaded.contains(where: \.mail.traits.isBounce) { ticket.tags.append("bounce") }
    if first.mail.traits.isAutomatic { ticket.tags.append("automatic") }
    var print = Fingerprint()
    for mail in loaded {
      print.add(mail.externalID)
      print.add(String(mail.content, radix: 16))
      ticket.notes += mail.mail.flaws
    }
    ticket.fingerprint = print.text
    return ticket
  }
  private func message(_ loaded: Loaded) -> ImportedMessage {
    let mail = loaded.mail
    let author = MailTicketReader.person(mail).map { ImportedMessage.Author.person($0) } ?? .system
    var body = mail.text
    if let signature = mail.traits.signature {
      body += "\n\n[signed with \(signature); the signature was not checked]"
    }
    return ImportedMessage(
      externalID: loaded.externalID, author: author, body: body.trimmingEnds, at: loaded.date,
      mailID: threads.ambiguous.contains(loaded.place) ? nil : mail.id, attachments: mail.attachments)
  }
  private static func person(_ mail: MailMessage) -> ImportedPerson? {
    guard let from = mail.from, !from.name.isEmpty || !from.address.isEmpty else { return nil }
    return ImportedPerson(name: from.name, email: from.address.contains("@") ? from.address : "")
  }

  /// Takes the quote mark off lines that `From ` made dangerous in an mbox, and the blank line before the next
  /// separator.
  static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array("From ".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      let line = bytes[place..<end]
      let quotes = line.prefix { $0 == 62 }.count
      let isQuoted = quotes > 0 && line.dropFirst(quotes).starts(with: mark)
      out += isQuoted ? line.dropFirst() : line
      place = end
    }
    if out.last == 10, out.dropLast().last == 10 || out.suffix(3).starts(with: [10, 13]) { out.removeLast() }
    return out
  }
}
