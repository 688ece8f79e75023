import Acts
import Cryptography
import Domain
import FoundationEssentials
import Store

extension Pipeline {
  /// Performs an admitted act and writes its row, in the transaction of the caller.
  func apply<A: Act>(
    _ act: A, in store: WriteTransaction, _ context: Context
  ) throws -> Receipt<A> {
    if let key = context.key, let replay = try replay(of: act, key, in: store, context) { return replay }
    let mark = store.changes.count
    guard case .row = A.about.auditing else {
      let done = try act.perform(in: store, context)
      try shelf.settle(in: store, now: context.now)
      let audit = A.about.isAudited ? try store.nextAuditID - 1 : 0
      let receipt = Receipt<A>(
        output: done.output, changes: Array(store.changes[mark...]), audit: audit, canUndo: false,
        isReplay: false)
      try remember(receipt, of: act, in: store, context)
      return receipt
    }
    try store.beginAudit()
    let done = try act.perform(in: store, context)
    try shelf.settle(in: store, now: context.now)
    var row = AuditRow(A.about, context)
    row.inputs = A.form.shown(act)
    row.changes = Array(store.changes[mark...])
    row.undo = done.inverse.map(StoredAct.init)
    row.subjects = Subjects.of(act, row.changes)
    let stored = try store.append(row)
    let receipt = Receipt<A>(
      output: done.output, changes: stored.changes, audit: stored.id, canUndo: !stored.undo.isEmpty,
      isReplay: false)
    try remember(receipt, of: act, in: store, context)
    return receipt
  }

  // MARK: Asked twice, done once

  func replay<A: Act>(
    of act: A, _ key: Context.Key, in store: ReadTransaction, _ context: Context
  ) throws -> Receipt<A>? {
    guard let reply = try store.reply(to: Self.scoped(key, context)) else { return nil }
    guard reply.act == A.about.name, reply.inputs == Self.digest(of: act) else {
      throw Refusal(
        .conflict, "The key “\(key.text)” was used for something else.",
        remedy: "Make a new key for each act.")
    }
    let output = try JSONDecoder().decode(A.Output.self, from: Data(reply.output.utf8))
    return Receipt(output: output, changes: [], audit: reply.audit, canUndo: false, isReplay: true)
  }
  func remember<A: Act>(
    _ receipt: Receipt<A>, of act: A, in store: WriteTransaction, _ context: Context
  ) throws {
    guard let key = context.key else { return }
    let output = String(decoding: try JSONEncoder().encode(receipt.output), as: UTF8.self)
    try store.save(
      StoredReply(act: A.about.name, inputs: Self.digest(of: act), output: output, audit: receipt.audit),
      to: Self.scoped(key, context), at: context.now)
  }
  /// Keys of different people never meet.
  private static func scoped(_ key: Context.Key, _ context: Context) -> String {
    "\(context.actor.id.rawValue):\(key.text)"
  }
  /// A digest of all inputs, secrets too: lengths go before texts, so no two inputs are written alike.
  private static func digest<A: Act>(of act: A) -> String {
    var text = ""
    for (name, values) in A.form.texts(of: act).sorted(by: { $0.key < $1.key }) {
      text += "\(name.utf8.count):\(name)\(values.count)["
      for value in values { text += "\(value.utf8.count):\(value)" }
    }
    return SHA256.hex(text)
  }
}
