/// A store: one file that any number of processes read and write at once. One object per process and file.
///
/// Reading never waits for writers. Writing waits its turn under one lock of all processes, so that a
/// transaction either happened wholly, with its audit row, or not at all. See ``StoreLock`` for why.
public final class Database: Sendable {
  /// What the store is opened for.
  public enum Mode: Sendable {
    /// To read and write a store that exists.
    case readWrite
    /// To look only; works on files and folders this user cannot write.
    case readOnly
    /// To read and write, and to make the store when there is none.
    case create
  }
  /// How a write transaction ends when its body returns.
  public enum Ending: Sendable { case commit, rollBack }
  /// How safe a commit is when it returns.
  public enum Durability: String, Sendable {
    /// On the disk: survives a power cut.
    case full
    /// In the system's hands: survives a crash of the program, not always a power cut; never corrupts.
    case normal
  }

  /// The store's file.
  public let path: String
  /// What it was opened for.
  public let mode: Mode
  let system: String?
  let isLockless: Bool
  private let isImmutable: Bool
  let durability: Durability
  private let readers: Guarded<[Connection]>
  private let writer: Guarded<Writing>
  private let watch = Guarded<Watch>(Watch())

  /// The writing end, opened when the first write comes.
  private struct Writing { var lock: StoreLock?, connection: Connection?, isClosed = false }
  private struct Watch { var connection: Connection?, version: Int64 = -1, marks = ChangeMarks() }

  /// Opens a store. No lock is taken and nothing is written unless it has to be made.
  ///
  /// - Throws: ``StoreTrouble`` that says what is wrong with the file or its place; nothing is overwritten.
  public static func open(
    at path: String, mode: Mode = .readWrite, durability: Durability = .full
  ) throws -> Database {
    try Database(path, mode, durability, system: nil)
  }

  /// `system` names a file system of tests, `isLockless` leaves the lock out: only the proof that it is needed
  /// does so.
  package init(
    _ path: String, _ mode: Mode, _ durability: Durability = .full, system: String?, isLockless: Bool = false,
    isChecked: Bool = true
  ) throws {
    let place = StorePlace(path: try StorePlace.resolved(path))
    let path = place.path
    try place.check(creating: mode == .create)
    (self.path, self.mode, self.durability, self.system) = (path, mode, durability, system)
    self.isLockless = isLockless
    writer = Guarded(Writing())
    readers = Guarded([])
    isImmutable = mode == .readOnly && !place.isFolderWritable && place.logSize == 0
    let isNew = !place.exists
    if isNew { try make() }
    if mode != .readOnly, !place.isWritable {
      throw trouble(8, "not writable", path: path)
    }
    let reader = try openReader()
    if isChecked { try Migrator.checkFit(reader, path: path) }
    readers.withLock { $0.append(reader) }
  }

  private func make() throws {
    try withWriter { try Migrator.found($0, path: path) }
  }

  // MARK: Reading

  /// Opens what so many looks at once need, and keeps it: each has looked once, for SQLite opens the log only then.
  public func prepareReading(atOnce looks: Int) throws {
    guard looks > 0 else { return }
    try read { store in
      _ = try store.changeMarks()
      try prepareReading(atOnce: looks - 1)
    }
  }
  /// Runs `body` on one consistent view of the store. Keep it short: a long one keeps the log from shrinking.
  public func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
    let connection = try readers.withLock { $0.popLast() } ?? openReader()
    try connection.run("BEGIN")
    defer {
      // A failed statement may have ended it already; then there is nothing to end.
      if connection.isInTransaction { _ = try? connection.run("COMMIT") }
      readers.withLock { if $0.count < 4 { $0.append(connection) } }
    }
    return try body(ReadTransaction(connection))
  }
  private func openReader() throws -> Connection {
    try Connection(path, mode == .readOnly ? .viewer(immutable: isImmutable) : .reader, system: system)
  }

  // MARK: Writing

  /// Runs `body` in one transaction, alone among all processes; when it throws nothing has happened.
  ///
  /// Keep it under 50 ms: others wait. With `.rollBack` it is a rehearsal: everything is done and taken back.
  public func write<T>(_ ending: Ending = .commit, _ body: (WriteTransaction) throws -> T) throws -> T {
    try withWriter { connection in
      try connection.run("BEGIN IMMEDIATE")
      do {
        let transaction = WriteTransaction(connection)
        let result = try body(transaction)
        guard ending == .commit else {
          try connection.run("ROLLBACK")
          return result
        }
        try transaction.finish()
        try connection.run("COMMIT")
        return result
      } catch {
        // A full disk ends the transaction by itself; then there is nothing left to roll back.
        if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
        throw error
      }
    }
  }

  /// The writing connection, alone in this process and, by the lock, among all.
  func withWriter<T>(_ body: (Connection) throws -> T) throws -> T {
    guard mode != .readOnly else {
      throw StoreTrouble(
        .readOnly, "The store \(path) was opened to look only.",
        remedy: "Open it without --read-only to change something.")
    }
    return try writer.withLock { writing in
      guard !writing.isClosed else {
        throw StoreTrouble(.misuse, "The store \(path) is closed.", remedy: "Open it again.")
      }
      let lock = try writing.lock ?? StoreLock(beside: path)
      writing.lock = lock
      func act() throws -> T {
        let connection = try writing.connection ?? openWriter(lock)
        writing.connection = connection
        return try body(connection)
      }
      if isLockless {
        lock.held.pointee = 1
        return try act()
      }
      return try lock.hold(act)
    }
  }
  private func openWriter(_ lock: StoreLock) throws -> Connection {
    // What SQLite makes beside the file takes the file's rights; the file itself is made here.
    let old = StorePlace(path: path).exists ? nil : Optional(maskedCreation())
    defer { if let old { restoreMask(old) } }
    let connection = try Connection(
      path, .writer(guard: UnsafePointer(lock.held)), creating: mode == .create, system: system)
    let mode = try connection.first("PRAGMA journal_mode=WAL") { $0.text() }
    guard mode == "wal" else {
      throw StoreTrouble(
        .disk, "The store \(path) cannot use a write-ahead log here (it answers “\(mode ?? "")”).",
        remedy: "Put it on a local disk.")
    }
    if durability == .normal { try connection.run("PRAGMA synchronous=NORMAL") }
    return connection
  }

  // MARK: The log

  /// Moves the log into the file; for the job that leads, and for closing.
  @discardableResult public func checkpoint(_ mode: Checkpoint.Mode = .passive) throws -> Checkpoint {
    try withWriter { try $0.checkpoint(mode) }
  }
  /// Moves the log into the file and cuts it off where no reader needs it any more; waits for nobody.
  public func shrinkLog() throws -> Checkpoint { try withWriter { try $0.shrinkLog() } }
  /// Bytes in the log; a job checkpoints when it grows and warns when it stays large.
  public var logSize: Int64 { StorePlace(path: path).logSize }

  /// Ends the use of the store; what was written is moved into the file. Later calls are refused.
  public func close() {
    func closeReaders() {
      watch.withLock { $0.connection = nil }
      readers.withLock { $0.removeAll() }
    }
    writer.withLock { writing in
      defer { writing = Writing(lock: nil, connection: nil, isClosed: true) }
      // A process that never wrote has nothing to move and leaves without the lock.
      guard let lock = writing.lock, let connection = writing.connection else { return closeReaders() }
      func finish() throws {
        closeReaders()
        // The next one to open reads the whole log first, so none is left where nobody else needs it.
        _ = try? connection.shrinkLog()
        connection.close()
      }
      // Closing must not fail: what could not be moved stays in the log, where the next one finds it.
      if isLockless { _ = try? finish() } else { _ = try? lock.hold(finish) }
    }
  }
  deinit { close() }

  // MARK: Notice

  /// What has moved since; costs some microseconds when nothing has. Compare with the marks of the last call.
  public func marks() throws -> ChangeMarks {
    try watch.withLock { watch in
      let connection = try watch.connection ?? openReader()
      watch.connection = connection
      let version = try connection.first("PRAGMA data_version") { $0.integer() } ?? 0
      if version != watch.version {
        watch.marks = try ChangeMarks(connection)
        watch.version = version
      }
      return watch.marks
    }
  }
}
