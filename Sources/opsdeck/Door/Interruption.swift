import Glibc
import Synchronization

/// Ctrl-C during something long: what is half done is removed, and the exit status says 130.
enum Interruption {
  // Written before the handler is set and after it is reset, read by the handler only: C strings, because a signal
  // handler may not touch anything that allocates.
  nonisolated(unsafe) private static var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  nonisolated(unsafe) private static var count = 0
  /// A program runs one command; tests run several at once, and must not free each other's names.
  private static let turn = Mutex(())

  static func onInterrupt(removing files: [String] = []) {
    turn.withLock { _ in set(files) }
  }
  static func reset() {
    turn.withLock { _ in clear() }
  }
  private static func set(_ files: [String]) {
    clear()
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: max(1, files.count))
    for (place, file) in files.enumerated() { list[place] = strdup(file) }
    (names, count) = (list, files.count)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, handler) }
  }
  private static func clear() {
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    guard let list = names else { return }
    for place in 0..<count { free(list[place]) }
    list.deallocate()
    (names, count) = (nil, 0)
  }
  private static let handler: @convention(c) (Int32) -> Void = { number in
    if let list = Interruption.names {
      for place in 0..<Interruption.count { if let name = list[place] { unlink(name) } }
    }
    _exit(number == SIGINT ? 130 : 128 + number)
  }
}
