import Acts
import Domain
import Store

/// An act about so many things that it is done in several transactions, so that others can write in between.
///
/// Each batch is an act of its own with its own audit row; one correlation makes one undo of them.
protocol BatchedAct: Act {
  /// The act in parts, each short; what they are about is fixed now, not as they come along.
  func batches(in store: ReadTransaction, _ context: Context) throws -> [Self]
  /// One answer from those of the parts.
  static func joined(_ outputs: [Output]) -> Output
}

extension Pipeline {
  func runBatches<A: BatchedAct>(_ act: A, _ context: Context) throws -> Receipt<A> {
    try noting(act, context) {
      var context = context
      let (old, batches): (Receipt<A>?, [A]) = try database.read { store in
        let admitted = try admit(act, in: store, context)
        if let key = context.key, let old = try replay(of: act, key, in: store, admitted) { return (old, []) }
        return (nil, try act.batches(in: store, admitted))
      }
      if let old { return old }
      var receipts: [Receipt<A>] = []
      for (place, batch) in batches.enumerated() {
        try database.write { store in
          if batches.count > 1, context.correlation.isEmpty {
            context = context.with(correlation: "batch-\(try store.nextAuditID)", key: context.key)
          }
          let admitted = try admit(batch, in: store, context.with(key: nil))
          receipts.append(try apply(batch, in: store, admitted))
          // The key is spent with the last part: a run that broke off is taken up again by running it anew.
          if place == batches.count - 1 {
            try remember(Self.joined(receipts), of: act, in: store, context)
          }
        }
        if let onBatch, !onBatch(place + 1, batches.count) { break }
      }
      return Self.joined(receipts)
    }
  }
  private static func joined<A: BatchedAct>(_ receipts: [Receipt<A>]) -> Receipt<A> {
    Receipt(
      output: A.joined(receipts.map(\.output)), changes: receipts.flatMap(\.changes),
      audit: receipts.last?.audit ?? 0, canUndo: receipts.contains(where: \.canUndo), isReplay: false)
  }
}
