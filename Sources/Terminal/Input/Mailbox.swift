import CTerminal
import Glibc
import Synchronization

/// Work for the main thread from any other, and the pipe that wakes it.
public final class Mailbox: Sendable {
  private struct State {
    var work: [@MainActor @Sendable () -> Void] = []
    var isClosed = false
  }
  private let state = Mutex(State())
  /// The ends of the pipe: the loop polls the first; signal handlers and `post` write to the second.
  let readEnd: Int32, writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    CTerminal_pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Runs work on the main actor soon, in the order of posting, before the next frame. From any thread.
  public func post(_ work: @escaping @MainActor @Sendable () -> Void) {
    let isFirst = state.withLock { state in
      state.work.append(work)
      return state.work.count == 1
    }
    guard isFirst else { return }
    var byte: UInt8 = 0
    // A full pipe wakes the loop as well.
    _ = write(writeEnd, &byte, 1)
  }

  func take() -> [@MainActor @Sendable () -> Void] {
    state.withLock { state in
      defer { state.work = [] }
      return state.work
    }
  }

  /// The signals that came; wakes of posts are taken away with them.
  func drain() -> [Int32] {
    var signals: [Int32] = []
    var buffer = [UInt8](repeating: 0, count: 64)
    while true {
      let n = read(readEnd, &buffer, buffer.count)
      guard n > 0 else { return signals }
      signals += buffer[..<n].filter { $0 != 0 }.map(Int32.init)
    }
  }
}
