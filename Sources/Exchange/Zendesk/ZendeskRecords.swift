import Domain

/// The records of a Zendesk export (an object a line) or of API answers, one after the other.
struct ZendeskRecords {
  enum Kind { case ticket, comment, audit, user, group, organization, field, other }
  enum Item {
    case record(Kind, JSONValue, bytes: [UInt8], path: [String], FilePlace)
    case flawed(Rejection)
  }
  private enum Road {
    case lines(LineReader)
    case document(JSONRecords)
  }
  private var road: Road
  private var reached = 0
  static let longest = 64 << 20

  init(_ file: InputFile) throws(Refusal) {
    var lines = LineReader(file, limit: 1 << 20)
    var first = try lines.next()
    while let line = first, line.bytes.allSatisfy({ $0 == 32 || $0 == 9 }) { first = try lines.next() }
    let value = first.flatMap { try? JSONReader.value($0.bytes[...]) }
    if let value, ZendeskRecords.kind(value) != .other {
      road = .lines(LineReader(file, limit: ZendeskRecords.longest))
    } else {
      let single: Set = ["ticket", "comment", "audit", "user", "group", "organization"]
      road = .document(JSONRecords(file, names: single, limit: ZendeskRecords.longest))
    }
  }
  /// Bytes read so far.
  var position: Int {
    if case .document(let records) = road { records.position } else { reached }
  }

  mutating func next() throws(Refusal) -> Item? {
    switch road {
    case .lines(var lines):
      defer { road = .lines(lines) }
      while let line = try lines.next() {
        reached = line.end
        if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
        let place = FilePlace(line: line.number, offset: line.offset)
        return item(line.bytes, name: "", path: [], place, isCut: line.isCut)
      }
      return nil
    case .document(var records):
      defer { road = .document(records) }
      guard let found = try records.next() else { return nil }
      return item(found.bytes, name: found.name, path: found.path, found.place, isCut: found.isCut)
    }
  }

  private func item(_ bytes: [UInt8], name: String, path: [String], _ place: FilePlace, isCut: Bool) -> Item {
    func flawed(_ reason: String, _ remedy: String) -> Item {
      .flawed(
        Rejection(
          place: place, reason: reason, remedy: remedy,
          excerpt: String(decoding: bytes.prefix(2000), as: UTF8.self)))
    }
    if isCut {
      return flawed(
        "The record is longer than \(ZendeskRecords.longest >> 20) MiB.",
        "Export the ticket without its attachments.")
    }
    do {
      let value = try JSONReader.value(bytes[...])
      let kind = ZendeskRecords.names[name] ?? ZendeskRecords.kind(value)
      return .record(kind, value, bytes: bytes, path: path, place)
    } catch {
      return flawed(
        "The record is no JSON at byte \(place.offset + error.offset): \(error.problem).", "Export it again.")
    }
  }

  private static let names: [String: Kind] = [
    "tickets": .ticket, "ticket": .ticket, "comments": .comment, "comment": .comment, "audits": .audit,
    "audit": .audit, "users": .user, "user": .user, "groups": .group, "group": .group,
    "organizations": .organization, "organization": .organization, "ticket_fields": .field,
  ]
  /// What an object is by what it holds.
  private static func kind(_ value: JSONValue) -> Kind {
    let keys = Set(value.members.map(\.key))
    guard keys.contains("id") else { return .other }
    if keys.contains("requester_id") || keys.isSuperset(of: ["subject", "status"]) { return .ticket }
    if keys.isSuperset(of: ["ticket_id", "events"]) { return .audit }
    if keys.contains("author_id"), keys.contains("body") || keys.contains("plain_body") { return .comment }
    if keys.contains("role"), keys.contains("email") { return .user }
    if keys.contains("domain_names") { return .organization }
    return .other
  }
}
