import CSQLite

/// One connection to the store's file: prepared statements, parameters, rows. Its owner sees to it that one
/// thread at a time uses it.
final class Connection {
  /// What the connection is for.
  enum Role {
    /// Reads only, by `query_only`; on a file and folder this user can write.
    case reader
    /// Reads a file this user cannot write; `immutable` when not even the log's index can be shared.
    case viewer(immutable: Bool)
    /// Writes, under the lock whose state the commit hook looks at.
    case writer(guard: UnsafePointer<Int32>)
  }
  let path: String
  /// How long to wait for somebody who is in the way, in milliseconds.
  private let patience: Int32
  private let handle: OpaquePointer
  private var idle: [String: OpaquePointer] = [:]
  /// The length of the texts in `idle` together, which stands for the memory of their statements.
  private var idleBytes = 0
  private let deadline = UnsafeMutablePointer<Int64>.allocate(capacity: 1)
  private var hasRank = false, isClosed = false

  /// Opens the file and sets the connection up before its first statement, as was proved safe; a set-up that
  /// is not confirmed is refused.
  init(_ path: String, _ role: Role, creating: Bool = false, patience: Int32 = 10_000, system: String? = nil)
    throws
  {
    var opened: OpaquePointer?
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var name = path
    switch role {
    case .viewer(let immutable):
      flags |= SQLITE_OPEN_READONLY
      if immutable { (name, flags) = ("file:" + escaped(path) + "?immutable=1", flags | SQLITE_OPEN_URI) }
    case .reader, .writer: flags |= SQLITE_OPEN_READWRITE | (creating ? SQLITE_OPEN_CREATE : 0)
    }
    let code = sqlite3_open_v2(name, &opened, flags, system)
    guard code == SQLITE_OK, let opened else {
      defer { sqlite3_close_v2(opened) }
      throw trouble(code, opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory", path: path)
    }
    (self.path, self.patience, handle) = (path, patience, opened)
    deadline.initialize(to: 0)
    try configure(role)
  }

  private func configure(_ role: Role) throws {
    try confirm(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    try confirm(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    try confirm(SQLITE_DBCONFIG_DEFENSIVE, 1)
    sqlite3_busy_timeout(handle, patience)
    deadline.withMemoryRebound(to: CLongLong.self, capacity: 1) { CSQLite_watch_deadline(handle, $0) }
    switch role {
    case .reader, .viewer:
      // What cannot write has no keys to check and no log to move; each question less is felt before the first frame.
      sqlite3_wal_autocheckpoint(handle, 0)
      try pragma("PRAGMA query_only=ON", "PRAGMA query_only", is: 1)
    case .writer(let held):
      try pragma("PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", is: 1)
      try pragma("PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", is: 0)
      try pragma("PRAGMA synchronous=FULL", "PRAGMA synchronous", is: 2)
      // What is deleted or written over is gone from the file, not only from what can be asked.
      try pragma("PRAGMA secure_delete=ON", "PRAGMA secure_delete", is: 1)
      CSQLite_guard_commits(handle, held)
    }
  }
  private func confirm(_ option: Int32, _ value: Int32) throws {
    var confirmed: Int32 = -1
    let code = CSQLite_db_config(handle, option, value, &confirmed)
    guard code == SQLITE_OK, confirmed == value else { throw unconfirmed("option \(option)") }
  }
  private func pragma(_ setting: SQL, _ question: SQL, is expected: Int64) throws {
    try run(setting)
    guard try first(question, { $0.integer() }) == expected else { throw unconfirmed(setting.text) }
  }
  private func unconfirmed(_ what: String) -> StoreTrouble {
    StoreTrouble(
      .misuse, "This SQLite library does not confirm \(what).",
      remedy: "Use SQLite 3.37 or later; opsdeck doctor shows which one is loaded.")
  }

  /// Ends the connection now, not when the last reference goes; no call may follow.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    for statement in idle.values { sqlite3_finalize(statement) }
    idle.removeAll()
    sqlite3_close_v2(handle)
    deadline.deallocate()
  }
  deinit { close() }

  // MARK: Statements

  /// Runs a statement that returns nothing; the number of rows it changed.
  @discardableResult func run(_ sql: SQL) throws -> Int {
    try with(sql) { statement in
      var code = sqlite3_step(statement)
      while code == SQLITE_ROW { code = sqlite3_step(statement) }
      guard code == SQLITE_DONE else { throw failure(code) }
      return Int(sqlite3_changes(handle))
    }
  }
  /// All rows of a result.
  func rows<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try each(sql) { found.append(try read(&$0)) }
    return found
  }
  /// The first row of a result, or nil.
  func first<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
    try with(sql) { statement in
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return nil }
      guard code == SQLITE_ROW else { throw failure(code) }
      var row = Row(statement)
      return try read(&row)
    }
  }
  /// Row after row, none kept.
  func each(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    try with(sql) { statement in
      while true {
        let code = sqlite3_step(statement)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else { throw failure(code) }
        var row = Row(statement)
        try body(&row)
      }
    }
  }
  /// Several statements without values, as migrations are.
  func script(_ text: String) throws {
    var message: UnsafeMutablePointer<CChar>?
    let code = sqlite3_exec(handle, text, nil, nil, &message)
    sqlite3_free(message)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// A statement to run over and over; its places are question marks.
  func inserter(_ sql: SQL) throws -> Inserter { Inserter(self, try prepare(sql.text)) }

  /// Takes a prepared statement out of the shelf for the time of `body`, so that a nested use of the same text
  /// gets one of its own.
  private func with<T>(_ sql: SQL, _ body: (OpaquePointer) throws -> T) throws -> T {
    let statement = try unshelve(sql.text) ?? prepare(sql.text)
    defer {
      sqlite3_reset(statement)
      shelve(statement, sql.text)
    }
    try bind(sql.values, to: statement)
    return try body(statement)
  }
  private func unshelve(_ text: String) -> OpaquePointer? {
    guard let statement = idle.removeValue(forKey: text) else { return nil }
    idleBytes -= text.utf8.count
    return statement
  }
  private func prepare(_ text: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    return statement
  }
  private func shelve(_ statement: OpaquePointer, _ text: String) {
    // A filter of a hundred words makes a statement of half a megabyte; it is prepared anew where it is asked again.
    guard text.utf8.count <= 4096 else {
      sqlite3_finalize(statement)
      return
    }
    idleBytes += text.utf8.count
    if idleBytes > 96 * 1024 {
      for old in idle.values { sqlite3_finalize(old) }
      idle.removeAll(keepingCapacity: true)
      idleBytes = text.utf8.count
    }
    if let double = idle.updateValue(statement, forKey: text) {
      sqlite3_finalize(double)
      idleBytes -= text.utf8.count
    }
  }
  private func bind(_ values: [SQLValue], to statement: OpaquePointer) throws {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(statement, place)
        case .integer(let number): sqlite3_bind_int64(statement, place, number)
        case .real(let number): sqlite3_bind_double(statement, place, number)
        // An empty text may lie nowhere, and a text of no address would be NULL.
        case .text(let text) where text.isEmpty: CSQLite_bind_text(statement, place, "", 0)
        case .text(var text):
          text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
              CSQLite_bind_text(statement, place, $0.baseAddress, Int32($0.count))
            }
          }
        case .blob(let bytes):
          bytes.isEmpty
            ? sqlite3_bind_zeroblob(statement, place, 0)
            : CSQLite_bind_blob(statement, place, bytes, Int32(bytes.count))
        }
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }
  func failure(_ code: Int32) -> StoreTrouble {
    trouble(code, String(cString: sqlite3_errmsg(handle)), path: path)
  }

  // MARK: What only this engine has

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Runs `body` with a time limit; statements beyond it end with ``StoreTrouble/Kind/interrupted``. Within
  /// another limit the earlier one holds.
  func within<T>(microseconds: Int, _ body: () throws -> T) rethrows -> T {
    let outer = deadline.pointee, own = CSQLite_now() + Int64(microseconds) * 1000
    deadline.pointee = outer == 0 ? own : min(outer, own)
    defer { deadline.pointee = outer }
    return try body()
  }
  /// Makes `hit_rank` known, once; only searches need it, so opening does not pay for it.
  func needRank() throws {
    guard !hasRank else { return }
    let code = CSQLite_register_rank(handle)
    guard code == SQLITE_OK else { throw failure(code) }
    hasRank = true
  }
  /// Moves the log's pages into the file; the caller holds the lock.
  func checkpoint(_ mode: Checkpoint.Mode) throws -> Checkpoint {
    var log: Int32 = 0, moved: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(handle, "main", mode.code, &log, &moved)
    guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else { throw failure(code) }
    return Checkpoint(isComplete: code == SQLITE_OK && log == moved, pages: Int(log), moved: Int(moved))
  }
  /// Moves the log's pages into the file, and cuts it off where no reader needs it any more; waits for nobody. The caller
  /// holds the lock.
  func shrinkLog() throws -> Checkpoint {
    let moved = try checkpoint(.passive)
    guard moved.isComplete else { return moved }
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, patience) }
    let cut = try checkpoint(.truncate)
    return Checkpoint(isComplete: cut.isComplete, pages: moved.pages, moved: moved.moved)
  }
  /// Copies the whole store into another connection's file, `step` pages at a time.
  func backUp(into target: Connection, step: Int32, between: (_ left: Int, _ all: Int) throws -> Void) throws
  {
    guard let copying = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.failure(sqlite3_errcode(target.handle))
    }
    var isFinished = false
    defer { if !isFinished { sqlite3_backup_finish(copying) } }
    while true {
      let code = sqlite3_backup_step(copying, step)
      try between(Int(sqlite3_backup_remaining(copying)), Int(sqlite3_backup_pagecount(copying)))
      if code == SQLITE_DONE { break }
      if code & 0xff == SQLITE_BUSY || code & 0xff == SQLITE_LOCKED { sqlite3_sleep(5); continue }
      guard code == SQLITE_OK else { throw target.failure(code) }
    }
    isFinished = true
    let code = sqlite3_backup_finish(copying)
    guard code == SQLITE_OK else { throw target.failure(code) }
  }
}

/// What a checkpoint did to the log.
public struct Checkpoint: Equatable, Sendable {
  /// How much it may wait for and cut off.
  public enum Mode: String, CaseIterable, Sendable {
    /// Moves what it can, waits for nobody.
    case passive
    /// Waits for readers and moves all; then lets the log begin anew; then cuts it to nothing.
    case full, restart, truncate
    var code: Int32 {
      switch self {
      case .passive: SQLITE_CHECKPOINT_PASSIVE
      case .full: SQLITE_CHECKPOINT_FULL
      case .restart: SQLITE_CHECKPOINT_RESTART
      case .truncate: SQLITE_CHECKPOINT_TRUNCATE
      }
    }
  }
  /// Whether all that was in the log is in the file now.
  public let isComplete: Bool
  /// Pages in the log, and how many of them are in the file.
  public let pages: Int, moved: Int
}

/// A path as a URI carries it.
private func escaped(_ path: String) -> String {
  var out = ""
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "%"): out += "%25"
    case UInt8(ascii: "?"): out += "%3f"
    case UInt8(ascii: "#"): out += "%23"
    default: out.unicodeScalars.append(Unicode.Scalar(byte))
    }
  }
  return out
}
