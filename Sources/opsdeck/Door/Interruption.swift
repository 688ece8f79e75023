import Glibc

/// Ctrl-C during something long: what is half done is removed, and the exit status says 130.
enum Interruption {
  // Written before the handler is set and after it is reset, read by the handler only: C strings, because a signal
  // handler may not touch anything that allocates.
  nonisolated(unsafe) private static var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  nonisolated(unsafe) private static var count = 0

  static func onInterrupt(removing files: [String] = []) {
    reset()
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: max(1, files.count))
    for (place, file) in files.enumerated() { list[place] = strdup(file) }
    (names, count) = (list, files.count)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, handler) }
  }
  static func reset() {
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
