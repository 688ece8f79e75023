import Glibc

/// The right to lead the jobs of a store, held by one process at a time: a lock on a file beside the store.
///
/// The kernel frees it at any death of its holder and no clock is involved; what a holder that was stopped for long
/// still wants to write is refused by its fencing number.
public final class LeaderLock: Sendable {
  private let descriptor: Int32
  private init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }

  /// Takes the right if nobody has it.
  /// - Returns: the right, given back when the object goes; nil while another process has it.
  /// - Throws: ``StoreTrouble`` where the file beside the store cannot be made or locked.
  public static func take(besideStore path: String) throws -> LeaderLock? {
    let file = path + ".leader"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw StoreTrouble(
        errno == ENOSPC ? .full : .readOnly, "The file \(file) cannot be opened.",
        remedy: "Give this user the right to write in the store's folder.",
        detail: String(cString: strerror(errno)))
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return LeaderLock(descriptor) }
    defer { close(descriptor) }
    guard errno == EWOULDBLOCK || errno == EINTR else {
      throw StoreTrouble(
        .disk, "The file \(file) cannot be locked.",
        remedy: "Put the store on a local disk; network file systems often cannot lock.",
        detail: String(cString: strerror(errno)))
    }
    return nil
  }
}
