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
      let batches = try database.read { store in
        try act.batches(in: store, try admit(act, in: store, context))
      }
      var receipts: [Receipt<A>] = [], context = context
      for (place, batch) in batches.enumerated() {
        // Each part has a key of its own, so that a run that broke off goes on where it stood.
        let key = context.key.map { Context.Key(batches.count == 1 ? $0.text : "\($0.text)#\(place)") }
        let receipt = try database.write { store in
          if batches.count > 1, context.correlation.isEmpty {
            context = context.with(correlation: "batch-\(try store.nextAuditID)", key: context.key)
          }
          let admitted = try admit(batch, in: store, context.with(key: key))
          return try apply(batch, in: store, admitted)
        }
        receipts.append(receipt)
      }
      return Receipt(
        output: A.joined(receipts.map(\.output)), changes: receipts.flatMap(\.changes),
        audit: receipts.last?.audit ?? 0, canUndo: receipts.contains(where: \.canUndo),
        isReplay: !receipts.isEmpty && receipts.allSatisfy(\.isReplay))
    }
  }
}
