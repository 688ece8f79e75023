public import Acts
public import Domain
public import Store

/// What became of an act.
public struct Receipt<A: Act>: Sendable {
  /// The answer, and what was changed.
  public let output: A.Output, changes: [Change]
  /// The row of the audit log; 0 when the act leaves none. Of several batches the last.
  public let audit: Int64
  /// Whether it can be taken back, and whether this is the answer of an earlier run with the same key.
  public let canUndo: Bool, isReplay: Bool
}
/// What would happen: the same answer, changes and messages as the real run, from the same code, rolled back.
public struct Preview<A: Act>: Sendable {
  /// The answer, what would be changed, and what would be sent.
  public let output: A.Output, changes: [Change], messages: [OutboxMessage]
}

/// The one road to a change. Nothing else writes but the import and the demo.
///
/// Authorise, guard, validate; then in one transaction the change, its audit row, its messages and its undo. The
/// rights are those the store knows at that moment, not those the door remembers.
public struct Pipeline: Sendable {
  /// The store.
  public let database: Database
  /// What can be asked for.
  public let catalogue: Catalogue
  /// Acts that are switched off, by name, with the reason.
  public var suspended: [String: String] = [:]
  /// What is promised, for the clocks of the tickets that acts change.
  let shelf = LevelShelf()
  /// Told after each part of an act that is done in several, with how many there are; `false` stops before the next
  /// one. What was done until then is done, and one undo takes it back.
  public var onBatch: (@Sendable (_ done: Int, _ of: Int) -> Bool)?
  /// A pipeline to a store.
  public init(database: Database, catalogue: Catalogue = .opsdeck) {
    (self.database, self.catalogue) = (database, catalogue)
  }

  /// Runs an act.
  /// - Throws: `Refusal` when it may not or cannot be; `StoreTrouble` when the store did not take it. Nothing has
  ///   happened then, but that the attempt without the right to it stands in the audit log.
  public func run<A: Act>(_ act: A, _ context: Context) throws -> Receipt<A> {
    if let batched = act as? any BatchedAct {
      func batches<B: BatchedAct>(_ act: B) throws -> Any { try runBatches(act, context) }
      if let receipt = try batches(batched) as? Receipt<A> { return receipt }
    }
    let act = try prepare(act, context)
    return try noting(act, context) {
      try database.write { store in
        let context = try admit(act, in: store, context)
        try Standing.touch(context, in: store)
        return try apply(act, in: store, context)
      }
    }
  }
  /// The same code as `run`, rolled back; no key is spent and no audit row stays.
  public func preview<A: Act>(_ act: A, _ context: Context) throws -> Preview<A> {
    let act = try prepare(act, context)
    return try database.write(.rollBack) { store in
      let context = try admit(act, in: store, context)
      // Undo and redo write their rows themselves; here they go the same way as everything.
      let done = try act.perform(in: store, context)
      try shelf.settle(in: store, now: context.now)
      return Preview(output: done.output, changes: store.changes, messages: store.enqueued)
    }
  }
  /// Answers a query.
  public func read<Q: Query>(_ query: Q, _ context: Context) throws -> Q.Output {
    try noting(query, context) {
      try database.read { store in
        try query.read(in: store, try admit(query, in: store, context))
      }
    }
  }

  /// Takes back what a row of the audit log did, and what belongs together with it.
  @discardableResult
  public func undo(_ audit: Int64, _ context: Context) throws -> Receipt<UndoAudit> {
    try run(UndoAudit(row: Int(audit)), context)
  }
  /// Takes back the last thing the actor did; also after a restart.
  @discardableResult
  public func undoLast(_ context: Context) throws -> Receipt<UndoLast> { try run(UndoLast(), context) }
  /// Does again what the actor took back last.
  @discardableResult
  public func redoLast(_ context: Context) throws -> Receipt<RedoLast> { try run(RedoLast(), context) }
}
