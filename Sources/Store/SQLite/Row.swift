import CSQLite

/// One row of a result, read column by column from the left; what a column holds is known from the statement,
/// and STRICT tables keep it so.
struct Row {
  let statement: OpaquePointer
  private var column: Int32 = 0
  init(_ statement: OpaquePointer) { self.statement = statement }

  private mutating func next() -> Int32 {
    defer { column += 1 }
    return column
  }
  mutating func integer() -> Int64 { sqlite3_column_int64(statement, next()) }
  mutating func int() -> Int { Int(integer()) }
  mutating func flag() -> Bool { integer() != 0 }
  mutating func real() -> Double { sqlite3_column_double(statement, next()) }
  mutating func text() -> String {
    let place = next()
    guard let start = sqlite3_column_text(statement, place) else { return "" }
    return String(
      decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, place))),
      as: UTF8.self)
  }
  mutating func bytes() -> [UInt8] { withBytes { Array($0) } }
  mutating func optionalText() -> String? { isNull ? skip() : text() }
  mutating func optionalInteger() -> Int64? { isNull ? skip() : integer() }

  /// The bytes of a text or blob where they lie, without a copy; valid within `body`.
  mutating func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let place = next()
    let start = sqlite3_column_blob(statement, place)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, place))))
  }
  mutating func skip() { column += 1 }
  private var isNull: Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  private mutating func skip<T>() -> T? { column += 1; return nil }
}
