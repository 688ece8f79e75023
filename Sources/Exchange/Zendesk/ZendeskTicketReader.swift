public import Domain

/// Reads tickets out of a Zendesk export or recorded API answers.
///
/// The file is gone over twice: names first (a ticket may stand before its requester), tickets then. Of a
/// ticket that is there several times the last change counts. What refers to something that is not in the
/// file is told, never fatal.
public struct ZendeskTicketReader: TicketReader {
  private let file: InputFile
  private var people = ZendeskPeople()
  /// By ticket: how often it is there, and the number of the record that counts.
  private var chosen: [Int64: (count: Int, record: Int, updated: Instant)] = [:]
  private var comments: [Int64: [JSONValue]] = [:]
  private var audits: [Int64: [JSONValue]] = [:]
  private var leftOver: [Rejection] = []
  private var records: ZendeskRecords?
  private var recordNumber = 0
  private var firstPass = 0
  private var held = 0
  private var dangling = 0
  private var skipped = 0
  /// Comments and audits outside tickets are kept in memory up to this many bytes.
  private let mostHeld: Int

  /// Reads `file`.
  public init(_ file: InputFile, mostHeld: Int = 256 << 20) { (self.file, self.mostHeld) = (file, mostHeld) }
  /// Tickets, and comments and audits that stand outside of them.
  public var unit: String { "records" }
  /// Bytes gone over in both passes.
  public var bytesDone: Int { firstPass + (records?.position ?? 0) }
  /// Twice the size of the file.
  public var totalBytes: Int { file.size * 2 }
  /// Which names were there, and how many were missing.
  public var remarks: [String] {
    let counts = people.counts
    var remarks = [
      "\(counts.users) users, \(counts.organizations) organisations and \(counts.groups) groups gave names."
    ]
    if dangling > 0 {
      remarks.append(
        "\(dangling) references lead to people or groups that are not in the file; tickets keep the numbers.")
    }
    if skipped > 0 {
      remarks.append("\(skipped) records are of other sorts (macros, views, …) and were passed over.")
    }
    return remarks
  }

  /// The next ticket or rejection; what belongs to no ticket comes last.
  public mutating func next() throws(Refusal) -> ImportItem? {
    if records == nil { try learn() }
    while let item = try records?.next() {
      recordNumber += 1
      guard case .record(.ticket, let value, let bytes, _, let place) = item, let id = value["id"]?.integer,
        let choice = chosen[id], choice.record == recordNumber
      else { continue }
      return ticket(value, id, bytes, place, count: choice.count)
    }
    return leftOver.popLast().map { .rejected($0) }
  }

  private mutating func learn() throws(Refusal) {
    try FileKind.refuseBinary(try file.read(at: 0, count: 4096), name: file.name)
    var pass = try ZendeskRecords(file)
    var number = 0
    var loose: [(kind: ZendeskRecords.Kind, ticket: Int64?, value: JSONValue, FilePlace)] = []
    while let item = try pass.next() {
      firstPass = pass.position
      number += 1
      switch item {
      case .flawed(let flaw): leftOver.append(flaw)
      case .record(let kind, let value, let bytes, let path, let place):
        people.learn(kind, value)
        switch kind {
        case .ticket: choose(value, number, place)
        case .comment, .audit:
          held += bytes.count
          guard held < mostHeld else {
            throw Refusal(
              .invalid,
              "\(file.name) holds more than \(mostHeld >> 20) MiB of comments outside their tickets.",
              remedy: "Export the tickets with their comments (one ticket a line).")
          }
          loose.append(
            (kind, value["ticket_id"]?.integer ?? ZendeskTicketReader.ticket(in: path), value, place))
        case .other: skipped += 1
        default: break
        }
      }
    }
    for (kind, id, value, place) in loose { attach(kind, id, value, place) }
    leftOver.reverse()
    records = try ZendeskRecords(file)
  }
  /// The ticket that an address such as `api/v2/tickets/35/comments.json` names.
  private static func ticket(in path: [String]) -> Int64? {
    for key in path {
      let parts = key.split(separator: "/")
      for (place, part) in parts.enumerated() where part == "tickets" && place + 1 < parts.count {
        if let id = Int64(parts[place + 1].split(separator: ".")[0]) { return id }
      }
    }
    return nil
  }
  private mutating func choose(_ value: JSONValue, _ number: Int, _ place: FilePlace) {
    guard let id = value["id"]?.integer else {
      leftOver.append(
        Rejection(
          place: place, reason: "The ticket has no id.", remedy: "Export it again with its id.",
          excerpt: value.text))
      return
    }
    if value["status"]?.string == "deleted" {
      leftOver.append(
        Rejection(
          place: place, reason: "Ticket \(id) was deleted in Zendesk.", remedy: "Nothing has to be done.",
          excerpt: value.text))
      return
    }
    let updated = instant(value["updated_at"]) ?? .epoch
    guard let other = chosen[id] else { chosen[id] = (1, number, updated); return }
    chosen[id] =
      updated > other.updated
      ? (other.count + 1, number, updated) : (other.count + 1, other.record, other.updated)
  }
  private mutating func attach(
    _ kind: ZendeskRecords.Kind, _ id: Int64?, _ value: JSONValue, _ place: FilePlace
  ) {
    let noun = kind == .comment ? "comment" : "audit"
    if let id, chosen[id] != nil {
      if kind == .comment {
        comments[id, default: []].append(value)
      } else {
        audits[id, default: []].append(value)
      }
      return
    }
    leftOver.append(
      Rejection(
        place: place,
        reason: id.map { "The \(noun) belongs to ticket \($0), which is not in the file." }
          ?? "The \(noun) does not say which ticket it belongs to.",
        remedy: "Export tickets together with their comments, then import again.", excerpt: value.text))
  }
  private func instant(_ value: JSONValue?) -> Instant? {
    value?.string.flatMap { (try? InstantText())?.instant($0) }
  }

  private mutating func ticket(
    _ value: JSONValue, _ id: Int64, _ bytes: [UInt8], _ place: FilePlace, count: Int
  )
    -> ImportItem
  {
    let (comments, audits) = (comments[id] ?? [], audits[id] ?? [])
    var builder = ZendeskTicketBuilder(value, id: id, people: people)
    var ticket = builder.ticket(comments: comments, audits: audits)
    dangling += builder.dangling
    var print = Fingerprint()
    print.add(bytes)
    for extra in comments + audits { print.add(extra.text) }
    ticket.fingerprint = print.text
    return .ticket(
      ImportRecord(
        ticket: ticket, place: place, count: count + comments.count + audits.count, copies: count - 1))
  }
}
