import Glibc

/// Writes to a terminal without ever waiting for it longer than it is told to.
struct TerminalWriter {
  let descriptor: Int32
  /// A description of our own does not block; one shared with the shell stays as the shell wants it.
  private let isOwn: Bool

  /// Opens the terminal behind a descriptor anew where that is allowed: not to block must not be set on a
  /// description that the shell shares.
  init(_ shared: Int32) {
    let own = open("/proc/self/fd/\(shared)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    (descriptor, isOwn) = own >= 0 ? (own, true) : (shared, false)
  }

  /// Writes as much as the terminal takes now and removes it; false if the terminal is gone.
  func write(_ bytes: inout [UInt8]) -> Bool {
    var done = 0
    defer { bytes.removeFirst(done) }
    while done < bytes.count {
      if !isOwn, !isReady(within: 0) { return true }
      // A shared description blocks, but takes a little whenever poll says so.
      let most = isOwn ? bytes.count - done : min(256, bytes.count - done)
      let n = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, most) }
      if n > 0 {
        done += n
      } else if errno == EAGAIN {
        return true
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Writes all of it, or what the terminal takes within some milliseconds.
  func writeAll(_ bytes: [UInt8], within limit: Int) {
    var rest = bytes
    let end = Monotonic.milliseconds() + limit
    while write(&rest), !rest.isEmpty {
      let left = end - Monotonic.milliseconds()
      if left <= 0 || !isReady(within: left) { return }
    }
  }

  private func isReady(within milliseconds: Int) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, Int32(milliseconds)) > 0 && entry.revents & Int16(POLLOUT) != 0
  }

  func close() {
    if isOwn { Glibc.close(descriptor) }
  }
}

/// A clock that only goes forward.
enum Monotonic {
  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
