import CSQLite
import Glibc

/// The one advisory lock around every commit, checkpoint and close of a store, in all processes.
///
/// SQLite up to 3.51.2 can lose pages when a commit runs while a checkpoint finishes; holding this lock around
/// both closes that window. The kernel frees it at any death of the holder. One descriptor per store object, so
/// two objects of one process exclude each other too.
final class StoreLock {
  private let descriptor: Int32
  private let path: String
  /// 1 while held: the commit hook of the writer looks at it.
  let held: UnsafeMutablePointer<Int32>
  /// How long to wait for a holder that does not let go, in milliseconds.
  static let patience = 20_000

  /// Opens the lock file beside the store, made 0600 when it is missing.
  init(beside store: String) throws {
    path = try StorePlace.resolved(store) + ".lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      if errno == ELOOP {
        throw StoreTrouble(
          .foreign, "The lock file \(path) is a link; somebody else may have put it there.",
          remedy: "Look at where it leads, and remove it.")
      }
      throw StoreTrouble(
        errno == ENOSPC ? .full : .readOnly, "The lock file \(path) cannot be opened.",
        remedy: "Give this user the right to write in the store's folder, or open it with --read-only.",
        detail: String(cString: strerror(errno)))
    }
    held = .allocate(capacity: 1)
    held.initialize(to: 0)
  }
  deinit {
    close(descriptor)
    held.deallocate()
  }

  /// Runs `body` while no other store object commits, checkpoints or closes.
  func hold<T>(_ body: () throws -> T) throws -> T {
    try acquire()
    held.pointee = 1
    defer {
      held.pointee = 0
      flock(descriptor, LOCK_UN)
    }
    return try body()
  }

  /// Asks again after short sleeps instead of waiting in the kernel: a holder that was stopped must become a
  /// refusal, not a console that hangs for ever.
  private func acquire() throws {
    let start = CSQLite_now()
    var pause: UInt32 = 20
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw StoreTrouble(
          .disk, "The lock file \(path) cannot be locked.",
          remedy: "Put the store on a local disk; network file systems often cannot lock.",
          detail: String(cString: strerror(errno)))
      }
      guard CSQLite_now() - start < Int64(Self.patience) * 1_000_000 else {
        throw StoreTrouble(
          .locked, "Another opsdeck has held the store for \(Self.patience / 1000) s.",
          remedy: "Look for one that is stopped or busy with a long import: fuser \(path).")
      }
      usleep(pause)
      pause = min(pause * 2, 1000)
    }
  }
  /// Takes the lock only if it is free at once; whether it did. For what must not run beside any other use.
  func holdIfFree<T>(_ body: () throws -> T) throws -> T? {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    held.pointee = 1
    defer {
      held.pointee = 0
      flock(descriptor, LOCK_UN)
    }
    return try body()
  }
}
