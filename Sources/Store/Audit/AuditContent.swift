import Domain

/// The audit row as the store keeps it: the very text its hash is taken over (``AuditRow/chainText``), parts
/// with their length before them. So nothing of a row can be changed without the chain noticing, and the
/// verification of a million rows need not take any apart.
struct AuditContent {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next part where it lies, or nil when the text is none of ours.
  mutating func part() -> UnsafeRawBufferPointer? {
    var length = 0
    let start = place
    while place < bytes.count, case let digit = bytes[place], digit >= 0x30, digit <= 0x39, place - start < 10
    {
      length = length * 10 + Int(digit - 0x30)
      place += 1
    }
    guard place > start, place + 1 + length < bytes.count, bytes[place] == UInt8(ascii: ":"),
      bytes[place + 1 + length] == UInt8(ascii: ",")
    else { return nil }
    defer { place += length + 2 }
    return UnsafeRawBufferPointer(rebasing: bytes[(place + 1)..<(place + 1 + length)])
  }
  private mutating func text() throws(Broken) -> String {
    guard let part = part() else { throw Broken() }
    return String(decoding: part, as: UTF8.self)
  }
  private mutating func optional() throws(Broken) -> String? {
    let text = try text()
    return text == "-" ? nil : text
  }
  private mutating func marked() throws(Broken) -> String? {
    let text = try text()
    return text == "-" ? nil : String(text.dropFirst())
  }
  private mutating func number() throws(Broken) -> Int64 {
    guard let number = Int64(try text()) else { throw Broken() }
    return number
  }
  private mutating func optionalNumber() throws(Broken) -> Int64? { try optional().flatMap { Int64($0) } }
  private mutating func list<T>(_ item: (inout AuditContent) throws(Broken) -> T) throws(Broken) -> [T] {
    var items: [T] = []
    for _ in 0..<max(0, try number()) { items.append(try item(&self)) }
    return items
  }
  private mutating func texts() throws(Broken) -> [String: [String]] {
    var all: [String: [String]] = [:]
    for _ in 0..<max(0, try number()) {
      let name = try text()
      all[name] = try list { content throws(Broken) in try content.text() }
    }
    return all
  }
  struct Broken: Error {}

  /// The whole row; `takenBackBy` and `hash` lie beside the content.
  mutating func row(hash: String, takenBackBy: Int64?) throws(Broken) -> AuditRow {
    let previous = try text(), id = try number(), at = Instant(milliseconds: try number())
    guard let log = AuditRow.Log(rawValue: try text()) else { throw Broken() }
    let act = try text(), handle = try text(), door = try text(), address = try text()
    guard let direction = AuditRow.Direction(rawValue: try text()),
      let result = AuditRow.Result(rawValue: try text())
    else { throw Broken() }
    let reason = try text(), correlation = try text()
    let actor = try optionalNumber().map(Agent.ID.init),
      impersonated = try optionalNumber().map(Agent.ID.init)
    let session = try optionalNumber().map(Session.ID.init), takesBack = try optionalNumber()
    let inputs = try texts()
    let changes = try list { content throws(Broken) in
      Change(
        thing: try content.text(), field: try content.text(), before: try content.marked(),
        after: try content.marked())
    }
    let undo = try list { content throws(Broken) in
      StoredAct(name: try content.text(), texts: try content.texts())
    }
    let subjects = try list { content throws(Broken) in try content.text() }
    return AuditRow(
      id: id, at: at, log: log, act: act, actor: actor, handle: handle, impersonated: impersonated,
      door: door,
      session: session, address: address, inputs: inputs, changes: changes, undo: undo, direction: direction,
      takesBack: takesBack, takenBackBy: takenBackBy, result: result, reason: reason,
      correlation: correlation,
      subjects: subjects, previous: previous, hash: hash)
  }
}
