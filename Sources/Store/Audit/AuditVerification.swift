import Cryptography
import Domain

/// What the verification of the audit log found.
public struct AuditVerification: Equatable, Sendable {
  /// A row that is not as it was written.
  public struct Flaw: Equatable, Sendable {
    /// The number of the first bad row, and what is wrong with it, as a sentence.
    public let row: Int64, problem: String
  }
  /// How many rows were looked at.
  public let rows: Int64
  /// The hash of the last row: kept elsewhere, it tells later whether the end was cut off.
  public let head: String
  /// The first flaw, or nil when every row is as it was written and none is missing.
  public let flaw: Flaw?
}

extension ReadTransaction {
  /// Recomputes the chain of the whole audit log: each row's hash from what it says and from the row before it.
  ///
  /// - Parameter progress: rows so far and in all, called every fifty thousand rows; throw to stop.
  public func verifyAudit(progress: (_ done: Int64, _ all: Int64) throws -> Void = { _, _ in }) throws
    -> AuditVerification
  {
    let all = try nextAuditID - 1
    var chain = AuditChain()
    do {
      try connection.each(
        """
        SELECT id, content, hash, at, actor_id, act, log, correlation, takes_back, undoable FROM audit ORDER BY id
        """
      ) { row in
        try chain.link(&row)
        if chain.rows % 50_000 == 0 { try progress(chain.rows, all) }
      }
    } catch let broken as AuditChain.Broken {
      return AuditVerification(
        rows: chain.rows, head: chain.head, flaw: .init(row: broken.row, problem: broken.problem))
    }
    try progress(chain.rows, all)
    return AuditVerification(rows: chain.rows, head: chain.head, flaw: nil)
  }
}

/// The chain as far as it has been followed; compares bytes where they lie.
private struct AuditChain {
  struct Broken: Error {
    let row: Int64, problem: String
  }
  private(set) var rows: Int64 = 0
  private var previous: [UInt8] = []
  private var digits = [UInt8](repeating: 0, count: 64)
  var head: String { String(decoding: previous, as: UTF8.self) }

  mutating func link(_ row: inout Row) throws {
    let id = row.integer()
    guard id == rows + 1 else {
      throw Broken(
        row: min(id, rows + 1),
        problem: id > rows + 1 ? "Entry \(rows + 1) is missing." : "Entry \(id) was put in.")
    }
    var later = row
    later.skip()
    try row.withBytes { content in
      digits.withUnsafeMutableBufferPointer { digits in
        if let start = digits.baseAddress { SHA256.hex(content, into: start) }
      }
      let isSame = later.withBytes { stored in stored.elementsEqual(digits) }
      guard isSame else {
        throw Broken(row: id, problem: "Entry \(id) does not have the hash of what it says.")
      }
      var parts = AuditContent(content)
      guard let before = parts.part(), before.elementsEqual(previous) else {
        throw Broken(row: id, problem: "Entry \(id) does not follow the entry before it.")
      }
      guard Self.agree(&parts, with: &later, id) else {
        throw Broken(row: id, problem: "Entry \(id) is filed under something else than it says.")
      }
    }
    swap(&previous, &digits)
    if digits.count != 64 { digits = [UInt8](repeating: 0, count: 64) }
    rows = id
  }

  /// Whether the columns that pages are found by repeat what the content says. The parts stand in the order of
  /// ``Domain/AuditRow/chainText``: id, at, log, act, handle, door, address, direction, result, reason,
  /// correlation, actor, impersonated, session, takes back.
  private static func agree(_ parts: inout AuditContent, with row: inout Row, _ id: Int64) -> Bool {
    let at = row.integer(), actor = row.integer()
    guard parts.number(is: id), parts.number(is: at), let log = parts.part(), let act = parts.part(),
      row.withBytes({ $0.elementsEqual(act) }), row.withBytes({ $0.elementsEqual(log) })
    else { return false }
    for _ in 0..<6 where parts.part() == nil { return false }
    guard let correlation = parts.part(), row.withBytes({ $0.elementsEqual(correlation) }),
      parts.number(is: actor), parts.part() != nil, parts.part() != nil, parts.number(is: row.integer())
    else { return false }
    return true
  }
}

extension AuditContent {
  /// Whether the next part is this number; 0 also stands for "none".
  fileprivate mutating func number(is expected: Int64) -> Bool {
    guard let part = part() else { return false }
    if part.count == 1, part[0] == UInt8(ascii: "-") { return expected == 0 }
    var value: Int64 = 0, isNegative = false
    for (place, byte) in part.enumerated() {
      if place == 0, byte == UInt8(ascii: "-") { isNegative = true; continue }
      guard byte >= 0x30, byte <= 0x39 else { return false }
      value = value &* 10 &+ Int64(byte - 0x30)
    }
    return (isNegative ? -value : value) == expected
  }
}
