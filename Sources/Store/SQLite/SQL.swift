/// A value as the store keeps it; both engines know exactly these.
enum SQLValue: Hashable, Sendable {
  case null, integer(Int64), real(Double), text(String), blob([UInt8])
}

/// What may stand in an ``SQL`` interpolation.
protocol SQLConvertible { var sql: SQLValue { get } }

/// SQL text with its values kept apart: interpolation binds, it never pastes.
///
/// A fragment inside a statement is joined, text and values; there is no way to put a run-time string into the
/// text, so a statement with people's words in its syntax cannot be built.
struct SQL: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String
  private(set) var values: [SQLValue]

  init(stringLiteral value: StaticString) { (text, values) = (value.description, []) }
  init(stringInterpolation parts: StringInterpolation) { (text, values) = (parts.text, parts.values) }
  fileprivate init(text: String, values: [SQLValue]) { (self.text, self.values) = (text, values) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = "", values: [SQLValue] = []
    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 2)
      values.reserveCapacity(interpolationCount)
    }
    mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
    mutating func appendInterpolation(_ value: some SQLConvertible) { text += "?"; values.append(value.sql) }
    mutating func appendInterpolation(_ fragment: SQL) {
      text += fragment.text
      values += fragment.values
    }
    /// `(?, ?, …)`: a list of values after IN.
    mutating func appendInterpolation(list: [some SQLConvertible]) {
      text += "(" + repeatElement("?", count: list.count).joined(separator: ", ") + ")"
      values += list.map(\.sql)
    }
  }

  static func + (a: SQL, b: SQL) -> SQL { SQL(text: a.text + b.text, values: a.values + b.values) }
}

extension Sequence where Element == SQL {
  /// The fragments with a piece of SQL between them.
  func joined(by separator: SQL) -> SQL {
    let first = first { _ in true }
    guard let first else { return "" as SQL }
    return dropFirst().reduce(first) { $0 + separator + $1 }
  }
}

extension SQLValue: SQLConvertible { var sql: SQLValue { self } }
extension Int64: SQLConvertible { var sql: SQLValue { .integer(self) } }
extension Int: SQLConvertible { var sql: SQLValue { .integer(Int64(self)) } }
extension Bool: SQLConvertible { var sql: SQLValue { .integer(self ? 1 : 0) } }
extension Double: SQLConvertible { var sql: SQLValue { .real(self) } }
extension String: SQLConvertible { var sql: SQLValue { .text(self) } }
extension [UInt8]: SQLConvertible { var sql: SQLValue { .blob(self) } }
extension Optional: SQLConvertible where Wrapped: SQLConvertible { var sql: SQLValue { self?.sql ?? .null } }
