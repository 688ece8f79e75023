import Acts
import Domain
import Store

/// An act with slow work, hashing a password, that must not hold the store's lock.
protocol PreparedAct: Act {
  /// The same act with the work done. The actor was admitted; nothing is locked meanwhile, so what was read here
  /// is looked at again in `perform`.
  func prepared(_ database: Database, _ context: Context) throws -> Self
}

extension Pipeline {
  /// Does an act's slow work before its transaction; any other act is as it was.
  func prepare<A: Act>(_ act: A, _ context: Context) throws -> A {
    guard let slow = act as? any PreparedAct else { return act }
    return try noting(act, context) {
      let context = try database.read { try admit(act, in: $0, context) }
      func open<P: PreparedAct>(_ act: P) throws -> Any { try act.prepared(database, context) }
      return try open(slow) as? A ?? act
    }
  }
}
