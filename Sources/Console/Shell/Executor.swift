/// Runs what effects ask for. The console has one that works on threads; tests and screenshots one that answers at once.
@MainActor protocol Executor: AnyObject {
  /// Answers a question; `then` runs on the main actor, later or at once.
  func read(_ ask: Ask, then: @escaping @MainActor (Result<any Sendable, any Error>) -> Void)
  /// Runs an act, one after the other.
  func act(_ order: Order, then: @escaping @MainActor (Result<Order.Outcome, any Error>) -> Void)
  /// Runs something that writes a file or the like.
  func write(
    _ work: @escaping @Sendable (Desk) throws -> String,
    then: @escaping @MainActor (Result<String, any Error>) -> Void)
}

/// Answers at once, on the same thread: a test sees each key's whole effect.
@MainActor final class InlineExecutor: Executor {
  private let desk: Desk
  /// Works at this desk.
  init(_ desk: Desk) { self.desk = desk }
  func read(_ ask: Ask, then: @escaping @MainActor (Result<any Sendable, any Error>) -> Void) {
    then(Result { try ask.read(desk) })
  }
  func act(_ order: Order, then: @escaping @MainActor (Result<Order.Outcome, any Error>) -> Void) {
    then(Result { try order.run(desk) })
  }
  func write(
    _ work: @escaping @Sendable (Desk) throws -> String,
    then: @escaping @MainActor (Result<String, any Error>) -> Void
  ) { then(Result { try work(desk) }) }
}
