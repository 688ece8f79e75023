public import Acts
import Domain
public import Store

/// Brings the tickets that are open under what is promised now.
///
/// The first part says so, with the one row of the audit log; from then on every ticket is under it whose log grows,
/// and those that wait for nothing are counted anew part by part. Being stopped halfway is no harm: run it again.
public struct RecomputeClocks: Act, BatchedAct {
  public static let about = About(
    ServiceLevels.self, "recompute", .manageLevels, "Bring open tickets to the current policies",
    help:
      "Counts the clocks of all open tickets anew, by the policies and schedules that hold for new ones. Clocks "
      + "that have stopped stay as they are.",
    examples: ["sla recompute", "sla recompute --preview"], risk: .previewFirst, auditing: .ownRows,
    undoing: .never(
      because: "Promises were counted by it since.",
      instead: "Undo the save of the policy, and recompute again."))
  public static let form = Form { RecomputeClocks() }

  private enum Part: Equatable, Sendable { case whole, first([Ticket.ID]), later([Ticket.ID]) }
  private var part = Part.whole
  public init() {}
  private static let batch = 250
  /// Of a preview this many are tried: nobody waits for a million.
  private static let previewed = 1000

  /// What became of it.
  public struct Outcome: Codable, Equatable, Sendable {
    /// The edition that was brought to them, and how many tickets were looked at.
    public let edition: Int64, tickets: Int
    /// How many of them are due at another time now; how many of those were in time before and are over now, and the
    /// other way round.
    public let moved: Int, over: Int, cured: Int
  }
  func batches(in store: ReadTransaction, _ context: Context) throws -> [RecomputeClocks] {
    guard try store.currentLevels() != nil else { throw Self.nothing }
    var ids: [Ticket.ID] = [], parts: [RecomputeClocks] = []
    repeat {
      ids = try store.ticketsWithOpenClocks(after: ids.last ?? Ticket.ID(0), limit: Self.batch)
      if ids.isEmpty, !parts.isEmpty { break }
      var act = RecomputeClocks()
      act.part = parts.isEmpty ? .first(ids) : .later(ids)
      parts.append(act)
    } while ids.count == Self.batch
    return parts
  }
  private static let nothing = Refusal(
    .conflict, "No policy was saved yet.", remedy: "Save one first: sla policy save.")

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RecomputeClocks> {
    guard let current = try store.currentLevels() else { throw Self.nothing }
    switch part {
    case .whole:
      // A preview: nothing of it stays.
      let ids = try store.ticketsWithOpenClocks(after: Ticket.ID(0), limit: Self.previewed)
      return Done(try bring(ids, to: current, isFirst: true, in: store, context))
    case .first(let ids):
      try store.beginAudit()
      let outcome = try bring(ids, to: current, isFirst: true, in: store, context)
      var row = AuditRow(Self.about, context)
      row.changes = store.changes.filter { $0.thing == "policies" }
      row.subjects = ["policies"]
      try store.append(row)
      return Done(outcome)
    case .later(let ids): return Done(try bring(ids, to: current, isFirst: false, in: store, context))
    }
  }
  private func bring(
    _ ids: [Ticket.ID], to current: LevelEdition, isFirst: Bool, in store: WriteTransaction,
    _ context: Context
  ) throws -> Outcome {
    if isFirst, current.appliedAt == nil { try store.apply(edition: current.number, at: context.now) }
    guard let desk = try LevelShelf().desk(in: store) else { throw Self.nothing }
    var moved = 0, over = 0, cured = 0
    for id in ids {
      guard let due = try store.settleClocks(of: id, by: desk, now: context.now), due.before != due.after
      else { continue }
      moved += 1
      if due.before >= context.now, due.after < context.now { over += 1 }
      if due.before < context.now, due.after >= context.now { cured += 1 }
    }
    return Outcome(edition: current.number, tickets: ids.count, moved: moved, over: over, cured: cured)
  }
  static func joined(_ outputs: [Outcome]) -> Outcome {
    func sum(_ path: KeyPath<Outcome, Int>) -> Int { outputs.map { $0[keyPath: path] }.reduce(0, +) }
    return Outcome(
      edition: outputs.last?.edition ?? 0, tickets: sum(\.tickets), moved: sum(\.moved), over: sum(\.over),
      cured: sum(\.cured))
  }
  public static func sentence(_ outcome: Outcome) -> String {
    let tickets = outcome.tickets == 1 ? "1 open ticket" : "\(outcome.tickets) open tickets"
    return "\(tickets): \(outcome.moved) are due at another time, \(outcome.over) are over by it, "
      + "\(outcome.cured) are in time again."
  }
}
