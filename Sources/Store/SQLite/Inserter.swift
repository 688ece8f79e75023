import CSQLite

/// One prepared statement that is run over and over with other values: for millions of rows, where building and
/// finding the text each time would cost more than the insertion.
final class Inserter {
  private let statement: OpaquePointer
  private let connection: Connection
  private var place: Int32 = 0
  init(_ connection: Connection, _ statement: OpaquePointer) {
    (self.connection, self.statement) = (connection, statement)
  }
  deinit { sqlite3_finalize(statement) }

  /// The next value from the left.
  func add(_ number: Int64) { place += 1; sqlite3_bind_int64(statement, place, number) }
  func add(_ number: Int) { add(Int64(number)) }
  func add(_ number: Int64?) {
    if let number { add(number) } else { place += 1; sqlite3_bind_null(statement, place) }
  }
  func add(_ text: String?) {
    guard var text else {
      place += 1
      sqlite3_bind_null(statement, place)
      return
    }
    place += 1
    _ = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text may lie nowhere, and a text of no address would be NULL.
        if let start = characters.baseAddress {
          CSQLite_bind_text(statement, place, start, Int32(characters.count))
        } else {
          CSQLite_bind_text(statement, place, "", 0)
        }
      }
    }
  }
  /// Runs the statement with the values added since the last run.
  func run() throws {
    place = 0
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw connection.failure(code) }
  }
}
