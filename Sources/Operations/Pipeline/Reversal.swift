import Acts
public import Domain
import Store

/// What undo and redo answer.
public struct Reversed: Codable, Equatable, Sendable {
  /// `undo` or `redo`; the names and titles of the acts, the newest first.
  public let direction: AuditRow.Direction, acts: [String], titles: [String]
  /// The rows that were taken back, and what they were about.
  public let rows: [Int64], subjects: [String]
  /// `Undid: assign tickets (T-1042).`
  public var sentence: String {
    let verb = direction == .redo ? "Did again" : "Undid"
    let title = titles.first.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? "nothing"
    let things = subjects.prefix(3).joined(separator: ", ") + (subjects.count > 3 ? " and more" : "")
    return "\(verb): \(title)\(things.isEmpty ? "" : " (\(things))")."
  }
}

/// Runs the inverse acts of audit rows: undo, and redo, which is the undo of an undo.
enum Reversal {
  /// How far back `undoLast` looks for something of the actor's that can be taken back.
  static let reach = 500

  /// The last thing the actor did to the desk. It may be one that cannot be taken back: to pass over it and undo what
  /// came before would be another thing than was meant.
  static func lastDone(in store: ReadTransaction, _ context: Context) throws -> AuditRow {
    let found = try own(in: store, context) { row in
      if row.direction == .undo || row.takenBackBy != nil { return .goOn }
      return row.undo.isEmpty && reason(against: row) == nil ? .goOn : .take
    }
    guard let found else { throw Refusal(.conflict, "There is nothing of yours to undo.") }
    return found
  }
  /// What the actor took back last, unless something else was done since.
  static func lastUndone(in store: ReadTransaction, _ context: Context) throws -> AuditRow {
    let found = try own(in: store, context) { row in
      if row.undo.isEmpty { return reason(against: row) == nil ? .goOn : .stop }
      if row.takenBackBy != nil || row.direction == .redo { return .goOn }
      return row.direction == .undo ? .take : .stop
    }
    guard let found else {
      throw Refusal(.conflict, "There is nothing to redo.", remedy: "Redo follows right after undo.")
    }
    return found
  }
  /// Why the act of a row can never be taken back; nil for rows that only had nothing to change, and for those about
  /// comings and goings, which nobody means by "the last thing".
  private static func reason(against row: AuditRow) -> Refusal? {
    guard row.direction == .act, row.log == .admin, let type = Catalogue.opsdeck.request(named: row.act),
      case .never(let reason, let instead) = type.about.undoing
    else { return nil }
    return Refusal(
      .conflict, "Entry \(row.id), “\(type.about.title)”, cannot be undone. \(reason)",
      remedy: (instead.map { $0 + " " } ?? "")
        + "What was done before it is taken back by its own row (opsdeck audit undo ROW).")
  }
  private enum Step { case take, goOn, stop }
  private static func own(
    in store: ReadTransaction, _ context: Context, _ step: (AuditRow) -> Step
  ) throws -> AuditRow? {
    var before: Int64?, looked = 0
    while looked < reach {
      let rows = try store.auditRows(AuditQuery(actor: context.actor.id, before: before, limit: 50))
      for row in rows where row.result == .ok {
        switch step(row) {
        case .take: return row
        case .stop: return nil
        case .goOn: continue
        }
      }
      guard rows.count == 50, let last = rows.last else { return nil }
      before = last.id
      looked += rows.count
    }
    return nil
  }

  /// The row and those that were one with it to the person who acted, the newest first.
  static func group(of row: AuditRow, in store: ReadTransaction) throws -> [AuditRow] {
    guard !row.correlation.isEmpty else { return [row] }
    let rows = try store.auditRows(
      AuditQuery(actor: row.actor, correlation: row.correlation, limit: 100_000)
    ).filter {
      $0.result == .ok && !$0.undo.isEmpty && $0.takenBackBy == nil && $0.direction == row.direction
    }
    return rows.contains { $0.id == row.id } ? rows : [row]
  }

  /// Takes rows back, the newest first, each with a row of its own that names it. All of it or nothing.
  static func perform(
    _ rows: [AuditRow], _ direction: AuditRow.Direction, in store: WriteTransaction, _ context: Context
  ) throws -> Reversed {
    var context = context
    if rows.count > 1, context.correlation.isEmpty {
      context = context.with(correlation: "\(direction.rawValue)-\(try store.nextAuditID)", key: context.key)
    }
    let shelf = LevelShelf()
    for row in rows { try reverse(row, direction, shelf, in: store, context) }
    var seen: Set<String> = []
    return Reversed(
      direction: direction, acts: rows.map(\.act),
      titles: rows.map { Catalogue.opsdeck.request(named: $0.act)?.about.title ?? $0.act },
      rows: rows.map(\.id), subjects: rows.flatMap(\.subjects).filter { seen.insert($0).inserted })
  }
  private static func reverse(
    _ row: AuditRow, _ direction: AuditRow.Direction, _ shelf: LevelShelf, in store: WriteTransaction,
    _ context: Context
  ) throws {
    guard row.result == .ok, !row.undo.isEmpty else {
      throw reason(against: row) ?? Refusal(.conflict, "Entry \(row.id) (\(row.act)) cannot be undone.")
    }
    if let other = row.takenBackBy {
      throw Refusal(.conflict, "Entry \(row.id) (\(row.act)) was already taken back by entry \(other).")
    }
    let gate = Gate(role: context.actor.role)
    let isOwn = row.actor == context.actor.id || context.isSystem
    let right: Permission = isOwn ? .undoOwn : .undoOthers
    if let refusal = gate.refusal(of: right, to: isOwn ? "Undo" : "Undo what \(row.handle) did") {
      throw refusal
    }
    if let type = Catalogue.opsdeck.request(named: row.act), let refusal = gate.refusal(of: type) {
      throw refusal
    }
    try store.beginAudit()
    let mark = store.changes.count
    var again: [StoredAct] = []
    for stored in row.undo.reversed() {
      again += try Nested.perform(try Catalogue.opsdeck.act(stored), in: store, context).inverse.map(
        StoredAct.init)
    }
    try shelf.settle(in: store, now: context.now)
    var new = AuditRow(UndoAudit.about, context)
    (new.act, new.log) = (row.act, row.log)
    (new.direction, new.takesBack) = (direction, row.id)
    new.inputs = ["row": [String(row.id)]]
    new.changes = Array(store.changes[mark...])
    new.undo = again
    var seen: Set<String> = []
    new.subjects = (row.subjects + new.changes.map(\.thing)).filter { seen.insert($0).inserted }
    _ = try store.append(new)
  }
}

/// An act within another: of a macro, of a bulk change, of an undo. It has the same right to ask for, and no row.
enum Nested {
  /// What an inner act said, and what takes it back.
  struct Outcome { let sentence: String, inverse: [any Act] }
  static func perform(_ act: any Act, in store: WriteTransaction, _ context: Context) throws -> Outcome {
    func open<A: Act>(_ act: A) throws -> Outcome {
      if let refusal = Gate(role: context.actor.role).refusal(of: act) { throw refusal }
      let done = try act.perform(in: store, context)
      return Outcome(sentence: A.sentence(done.output), inverse: done.inverse.map { $0 as any Act })
    }
    return try open(act)
  }
}
