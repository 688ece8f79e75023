import CTerminal
import Glibc

/// Waits for the terminal, signals, timers and work from other threads, on the main thread, by one `poll`.
///
/// All that is pending is handled before one frame is drawn; at rest nothing runs. Tasks of the main actor do not run
/// beside it: work comes back to the main thread by `mailbox.post`.
@MainActor public final class EventLoop {
  /// Why the loop ended.
  public enum Ending: Equatable, Sendable {
    /// `finish` was called.
    case finished
    /// SIGTERM, SIGHUP or SIGINT from outside.
    case signal(Int32)
    /// The terminal went away.
    case hangup
  }

  /// Takes each event, in order.
  public var onEvent: (Event) -> Void = { _ in }
  /// Asked to stop, but nothing above could continue us: to be told to the person.
  public var onCannotStop: () -> Void = {}
  /// Gives the frame to show; nil if what is shown is right.
  public var draw: () -> Surface? = { nil }
  /// Brings work to the main thread from any other.
  public nonisolated let mailbox = Mailbox()
  /// The terminal.
  public let session: TerminalSession

  private var decoder = InputDecoder()
  private var timers = Timers()
  private var ending: Ending?
  private var mustDraw = true
  private var dropsKeys = false
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// A loop for a terminal. From here on signals come to it.
  public init(_ session: TerminalSession) {
    self.session = session
    CTerminal_watch(mailbox.writeEnd)
  }

  /// Runs until `finish`, an ending signal or the end of the terminal. The terminal is given back before it returns.
  public func run() -> Ending {
    while ending == nil {
      if mustDraw, !session.isBusy { drawFrame() }
      wait()
    }
    session.leave()
    return ending ?? .finished
  }

  /// Ends the loop after what is at hand.
  public func finish() { ending = ending ?? .finished }

  /// Draws before the next wait. Events, timers and posted work ask for it by themselves.
  public func setNeedsDraw() { mustDraw = true }

  /// Throws away keys and pastes that arrived before the next frame is seen: for a dialog that must not be confirmed
  /// by what was typed before it was there.
  public func dropTypeAhead() { dropsKeys = true }

  /// Runs work once after some milliseconds.
  @discardableResult
  public func after(_ milliseconds: Int, _ work: @escaping () -> Void) -> Int {
    timers.add(at: Monotonic.milliseconds() + max(0, milliseconds), work)
  }

  /// Forgets a timer that `after` gave.
  public func cancel(_ timer: Int) { timers.remove(timer) }

  /// Stops the program as Ctrl-Z does in a shell, and comes back with a whole new frame.
  public func suspend() {
    let stopped = session.suspend()
    decoder.reset()
    // The SIGCONT that woke us has done its work.
    for signal in mailbox.drain() where signal != SIGCONT && signal != SIGTSTP && signal != SIGWINCH {
      take(signal)
    }
    if !stopped { onCannotStop() }
    onEvent(.resize(session.size))
    onEvent(.resumed)
    mustDraw = true
  }

  /// Opens a file in the operator's editor and comes back with a whole new frame.
  public func edit(_ path: String, environment: [String: String]) -> TerminalSession.Edited {
    let outcome = session.edit(path, environment: environment)
    decoder.reset()
    onEvent(.resize(session.size))
    onEvent(.resumed)
    mustDraw = true
    return outcome
  }

  private func drawFrame() {
    mustDraw = false
    if let surface = draw() { session.show(surface) }
    if dropsKeys {
      // Only what is there already: a read that waited would swallow the answer to the dialog.
      var entry = pollfd(fd: session.input, events: Int16(POLLIN), revents: 0)
      if poll(&entry, 1, 0) > 0, entry.revents & Int16(POLLIN) != 0 { readInput(within: 0) }
      dropsKeys = false
    }
  }

  // MARK: waiting

  private func wait() {
    var entries = [
      pollfd(fd: session.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    if session.isBusy {
      entries.append(pollfd(fd: session.writer.descriptor, events: Int16(POLLOUT), revents: 0))
    }
    let patience = decoder.patience
    let now = Monotonic.milliseconds()
    let timeout =
      mustDraw && !session.isBusy
      ? 0 : [patience, timers.next.map { max(0, $0 - now) }].compactMap { $0 }.min()
    let ready = poll(&entries, UInt(entries.count), timeout.map { Int32(clamping: $0) } ?? -1)
    if ready == 0, patience != nil, patience == timeout {
      var events: [Event] = []
      decoder.expire(into: &events)
      handle(events)
    }
    if entries[1].revents != 0 { takeMail() }
    if entries.count > 2, entries[2].revents != 0 { session.flush() }
    if entries[0].revents & Int16(POLLIN) != 0 {
      readInput(within: 40)
    } else if entries[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      ending = ending ?? .hangup
    }
    for work in timers.due(at: Monotonic.milliseconds()) {
      work()
      mustDraw = true
    }
  }

  private func takeMail() {
    for signal in mailbox.drain() { take(signal) }
    for work in mailbox.take() {
      work()
      mustDraw = true
    }
  }

  private func take(_ signal: Int32) {
    switch signal {
    case SIGWINCH:
      onEvent(.resize(session.resize()))
      mustDraw = true
    case SIGTSTP: suspend()
    case SIGCONT:
      // Stopped from outside, without a chance to give the terminal back: what it shows is not ours any more.
      session.handOff {}
      decoder.reset()
      onEvent(.resize(session.size))
      onEvent(.resumed)
      mustDraw = true
    default: ending = ending ?? .signal(signal)
    }
  }

  // MARK: input

  /// Reads all that is pending, but no longer than some milliseconds: a flood must not keep frames away.
  private func readInput(within limit: Int) {
    let start = Monotonic.milliseconds()
    var events: [Event] = []
    repeat {
      let n = read(session.input, &buffer, buffer.count)
      if n > 0 {
        buffer[..<n].withUnsafeBufferPointer { decoder.feed($0, into: &events) }
      } else if n == 0 || (errno != EINTR && errno != EAGAIN) {
        ending = ending ?? .hangup
        break
      }
      var entry = pollfd(fd: session.input, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 0) > 0, entry.revents & Int16(POLLIN) != 0 else {
        decoder.rest(into: &events)
        break
      }
    } while Monotonic.milliseconds() - start < limit
    handle(events)
  }

  private func handle(_ events: [Event]) {
    for event in events {
      if dropsKeys {
        switch event {
        case .key, .paste, .mouse: continue
        default: break
        }
      }
      onEvent(event)
      mustDraw = true
    }
  }
}

/// Work for later, the earliest first.
struct Timers {
  private var entries: [(id: Int, at: Int, work: () -> Void)] = []
  private var last = 0

  var next: Int? { entries.first?.at }

  mutating func add(at time: Int, _ work: @escaping () -> Void) -> Int {
    last += 1
    let place = entries.firstIndex { $0.at > time } ?? entries.count
    entries.insert((last, time, work), at: place)
    return last
  }

  mutating func remove(_ id: Int) { entries.removeAll { $0.id == id } }

  mutating func due(at now: Int) -> [() -> Void] {
    let count = entries.prefix { $0.at <= now }.count
    defer { entries.removeFirst(count) }
    return entries.prefix(count).map(\.work)
  }
}
