import Acts
import Domain
import Operations
import Store
import Terminal

extension Order {
  /// Takes back the last thing the operator did, also after a restart.
  static let undo = Order(title: "Undo") { desk in
    let receipt = try desk.pipeline.undoLast(desk.context)
    return Outcome(
      sentence: receipt.output.sentence + "  U does it again.", audit: receipt.audit, canUndo: false,
      output: receipt.output)
  }
  /// Does again what was taken back last.
  static let redo = Order(title: "Redo") { desk in
    let receipt = try desk.pipeline.redoLast(desk.context)
    return Outcome(
      sentence: receipt.output.sentence, audit: receipt.audit, canUndo: true, output: receipt.output)
  }
}

extension Desk {
  /// Rows of the audit log for a list; only for those who may read it.
  func readAudit(_ scope: AuditPane.Scope, _ request: ListRequest<AuditPane.Row>) throws -> any Sendable {
    if let refusal = Gate(role: context.actor.role).refusal(of: .readAudit, to: "Read the audit log") {
      throw refusal
    }
    return try look { store in
      var query = AuditQuery()
      if let name = scope.actor {
        guard let agent = try store.agent(handle: name) else {
          throw Refusal(.unknown, "There is no agent “\(name)”.")
        }
        query.actor = agent.id
      }
      (query.act, query.subject, query.correlation) = (scope.act, scope.object, scope.correlation)
      query.limit = request.limit + 1
      // Newest first: "after" in the list is older.
      switch request.start {
      case .top: break
      case .bottom: query.after = 0
      case .after(let row): query.before = row.id
      case .before(let row): query.after = row.id
      case .around(let id, _): query.before = id + Int64(request.limit / 2)
      }
      var rows = try store.auditRows(query).map(AuditPane.Row.init)
      let hasMore = rows.count > request.limit
      if hasMore {
        rows = query.after != nil ? Array(rows.suffix(request.limit)) : Array(rows.prefix(request.limit))
      }
      let page: RowPage<AuditPane.Row> =
        switch request.start {
        case .top: RowPage(rows, isStart: true, isEnd: !hasMore)
        case .bottom: RowPage(rows, isStart: !hasMore, isEnd: true)
        case .after: RowPage(rows, isStart: false, isEnd: !hasMore)
        case .before: RowPage(rows, isStart: !hasMore, isEnd: false)
        case .around: RowPage(rows, isStart: false, isEnd: !hasMore)
        }
      return AuditPane.Rows(request: request, page: page)
    }
  }
  /// Verifies the whole chain and says the result.
  func verifyAudit() throws -> any Sendable {
    if let refusal = Gate(role: context.actor.role).refusal(of: .readAudit, to: "Verify the audit log") {
      throw refusal
    }
    let found = try look { try $0.verifyAudit() }
    if let flaw = found.flaw { throw Refusal(.conflict, "Row \(flaw.row) of the audit log: \(flaw.problem)") }
    return "chain whole, \(Digits.grouped(Int(found.rows))) rows"
  }
}
