import Dispatch
import Store
import Synchronization

/// Reads on one thread and acts on another; answers wait in a letter box that the main thread empties.
///
/// After a key the shell waits a few milliseconds at the box: what the store answers by then is in the same frame
/// as the moved selection, and what takes longer never holds a key up.
@MainActor final class ThreadedExecutor: Executor {
  private let desk: Desk
  private let box: LetterBox
  private let readers = DispatchQueue(label: "opsdeck.read", qos: .userInteractive)
  private let writers = DispatchQueue(label: "opsdeck.act", qos: .userInitiated)
  private var underWay = 0
  private var readsUnderWay = 0
  /// Answers were delivered since this was last set back: the screen may be out of date.
  var hasDelivered = false

  /// - Parameter wake: called on another thread when a letter lies in the box; must make the main thread call `empty`.
  init(_ desk: Desk, wake: @escaping @Sendable () -> Void) {
    self.desk = desk
    box = LetterBox(wake: wake)
  }
  func read(_ ask: Ask, then: @escaping @MainActor (Result<any Sendable, any Error>) -> Void) {
    if ask.isAhead { return send(on: readers, isQuiet: true, ask.read, then) }
    underWay += 1
    readsUnderWay += 1
    send(on: readers, ask.read) { [weak self] result in
      self?.underWay -= 1
      self?.readsUnderWay -= 1
      then(result)
    }
  }
  func act(_ order: Order, then: @escaping @MainActor (Result<Order.Outcome, any Error>) -> Void) {
    underWay += 1
    send(on: writers, order.run) { [weak self] result in
      self?.underWay -= 1
      then(result)
    }
  }
  func write(
    _ work: @escaping @Sendable (Desk) throws -> String,
    then: @escaping @MainActor (Result<String, any Error>) -> Void
  ) { send(on: writers, work, then) }

  /// Opens what is kept for looking into the store before the main thread and the reading one look at once; who acts has
  /// the writing end.
  func prepareReading() {
    send(on: readers, isQuiet: true, { desk in try desk.database.prepareReading(atOnce: 2) }) { _ in }
  }
  /// Opens the writing end of the store before the first act needs it; what is wrong with it shows then.
  func prepareWriting() {
    send(on: writers, { desk in try desk.database.write(.rollBack) { _ in } }) { _ in }
  }

  /// Delivers what lies in the box.
  func empty() {
    for letter in box.take() {
      if !letter.isQuiet { hasDelivered = true }
      letter.open()
    }
  }

  /// Delivers answers until none is under way or the time is over. Answers may ask further questions.
  func settle(milliseconds: Int) {
    let deadline = DispatchTime.now() + .milliseconds(milliseconds)
    while underWay > 0 {
      guard box.wait(until: deadline) else { return }
      empty()
    }
  }

  /// Delivers what was asked by the key before, so that keys typed ahead see what it did: Enter in the filter, Enter
  /// on the first row it finds.
  /// - Returns: the milliseconds it took, rounded up.
  func settleReads(milliseconds: Int) -> Int {
    guard readsUnderWay > 0 else { return 0 }
    let start = DispatchTime.now(), deadline = start + .milliseconds(milliseconds)
    while readsUnderWay > 0, box.wait(until: deadline) { empty() }
    return Int((DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000) + 1
  }

  private func send<T: Sendable>(
    on queue: DispatchQueue, isQuiet: Bool = false, _ work: @escaping @Sendable (Desk) throws -> T,
    _ then: @escaping @MainActor (Result<T, any Error>) -> Void
  ) { dispatch(on: queue, desk, work, then, into: box, isQuiet: isQuiet) }
}

/// Formed outside the main actor: a closure formed inside it traps when a background queue runs it.
nonisolated private func dispatch<T: Sendable>(
  on queue: DispatchQueue, _ desk: Desk, _ work: @escaping @Sendable (Desk) throws -> T,
  _ then: @escaping @MainActor (Result<T, any Error>) -> Void, into box: LetterBox, isQuiet: Bool
) {
  queue.async {
    let result = Result { try work(desk) }
    box.put(LetterBox.Letter(isQuiet: isQuiet) { then(result) })
  }
}

/// Closures for the main thread, put there by others.
final class LetterBox: Sendable {
  struct Letter: Sendable {
    /// Nothing on the screen follows from it.
    let isQuiet: Bool
    let open: @MainActor @Sendable () -> Void
  }
  private let letters = Mutex<[Letter]>([])
  private let arrived = DispatchSemaphore(value: 0)
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }
  func put(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    arrived.signal()
    wake()
  }
  func take() -> [Letter] {
    let taken = letters.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    for _ in taken { _ = arrived.wait(timeout: .now()) }
    return taken
  }
  func wait(until deadline: DispatchTime) -> Bool {
    guard arrived.wait(timeout: deadline) == .success else { return false }
    arrived.signal()
    return true
  }
}
