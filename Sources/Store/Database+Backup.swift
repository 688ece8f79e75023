import CSQLite
import Glibc

extension Database {
  /// Copies the store to a new file while it is in use: one moment's state, checked before it is called done.
  ///
  /// - Parameter progress: pages left and in all, called between steps; throw to cancel.
  /// - Throws: ``StoreTrouble`` when the target exists, or the copy is not sound; then no file is left.
  public func backUp(
    to target: String, progress: (_ left: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws {
    guard access(target, F_OK) != 0 else {
      throw StoreTrouble(
        .inUse, "There is a file at \(target) already.", remedy: "Name another one, or move it away.")
    }
    let draft = target + ".part"
    for file in [draft, draft + "-wal", draft + "-shm", draft + "-journal"] { unlink(file) }
    // Made here and nowhere else: SQLite would go through a link that somebody put there.
    guard makePrivateFile(draft) else {
      let code = errno == ENOSPC ? SQLITE_FULL : SQLITE_CANTOPEN
      throw trouble(code, String(cString: strerror(errno)), path: target)
    }
    let mask = maskedCreation()
    defer { restoreMask(mask) }
    do {
      try copy(to: draft, progress)
      guard rename(draft, target) == 0 else {
        throw StoreTrouble(
          .disk, "The backup \(target) cannot be put in place.", remedy: "Look at the rights of its folder.")
      }
    } catch {
      for file in [draft, draft + "-wal", draft + "-shm", draft + "-journal"] { unlink(file) }
      throw error
    }
  }
  private func copy(to draft: String, _ progress: (Int, Int) throws -> Void) throws {
    let held = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    held.initialize(to: 1)
    defer { held.deallocate() }
    let target = try Connection(draft, .writer(guard: UnsafePointer(held)), creating: true)
    defer { target.close() }
    // The copy reads one snapshot from end to end, so writers may go on meanwhile.
    try read { store in
      _ = try store.connection.first("SELECT count(*) FROM schema_migration") { $0.integer() }
      try store.connection.backUp(into: target, step: 4096, between: progress)
    }
    // One file, not three: the copy leaves the write-ahead mode that it was copied with.
    _ = try target.first("PRAGMA journal_mode=DELETE") { $0.text() }
    try Self.demandSound(target, path: draft)
  }
  static func demandSound(_ connection: Connection, path: String) throws {
    let flaws = try connection.rows("PRAGMA integrity_check(10)") { $0.text() }
    guard flaws == ["ok"] else {
      throw StoreTrouble(
        .corrupt, "\(path) is not sound: \(flaws.first ?? "no answer").",
        remedy: "Keep a copy, and restore an older backup.", detail: flaws.joined(separator: "; "))
    }
  }

  /// Looks for damage in the whole file while it is in use, and for references to nothing.
  ///
  /// - Returns: what is wrong, a line each; empty when all is sound.
  public func check() throws -> [String] {
    try read { store in
      var flaws = try store.connection.rows("PRAGMA integrity_check(100)") { $0.text() }.filter { $0 != "ok" }
      flaws += try store.connection.rows("PRAGMA foreign_key_check") { row in
        "\(row.text()): row \(row.integer()) refers to a missing \(row.text())"
      }
      return flaws + (try store.countFlaws())
    }
  }

  /// Puts a backup in the place of a store. Refused while anybody has the store open; the old one is kept
  /// beside it.
  ///
  /// - Returns: where the old store lies now; nil when there was none.
  @discardableResult
  public static func restore(from backup: String, to path: String, keepingOldAs old: String) throws -> String?
  {
    let copy = try Database(backup, .readOnly, system: nil)
    defer { copy.close() }
    let mask = maskedCreation()
    defer { restoreMask(mask) }
    let lock = try StoreLock(beside: path)
    let done: String?? = try lock.holdIfFree {
      guard StorePlace(path: path).exists else {
        try copy.backUp(to: path)
        return String?.none
      }
      try demandUnused(path)
      try copy.backUp(to: path + ".restored")
      for end in ["", "-wal", "-shm"] where access(path + end, F_OK) == 0 { rename(path + end, old + end) }
      guard rename(path + ".restored", path) == 0 else {
        for end in ["", "-wal", "-shm"] where access(old + end, F_OK) == 0 { rename(old + end, path + end) }
        throw StoreTrouble(
          .disk, "The backup cannot be put in place.", remedy: "Look at the folder's rights.")
      }
      return old
    }
    guard let done else { throw inUse(path) }
    return done
  }
  private static func inUse(_ path: String) -> StoreTrouble {
    StoreTrouble(
      .inUse, "The store \(path) is in use.",
      remedy: "Close every console and program that has it open (fuser \(path)), then restore.")
  }
  /// Nobody else has it open when the whole file can be locked; a reader is enough to refuse.
  private static func demandUnused(_ path: String) throws {
    let held = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    held.initialize(to: 1)
    defer { held.deallocate() }
    do {
      let connection = try Connection(path, .writer(guard: UnsafePointer(held)), patience: 0)
      defer { connection.close() }
      _ = try connection.first("PRAGMA locking_mode=EXCLUSIVE") { $0.text() }
      try connection.run("BEGIN EXCLUSIVE")
      _ = try? connection.run("ROLLBACK")
      guard try connection.first("PRAGMA journal_mode=DELETE", { $0.text() }) == "delete" else {
        throw inUse(path)
      }
    } catch let trouble as StoreTrouble where trouble.kind == .locked {
      throw inUse(path)
    } catch let trouble as StoreTrouble where trouble.kind == .corrupt || trouble.kind == .foreign {
      // A damaged store is what one restores over.
    }
  }
}
