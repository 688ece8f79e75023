import Acts
public import Domain
import Store

/// Who imports or exports, as the audit log tells it.
public struct ExchangeActor: Sendable {
  /// The operator, the door (`cli`), the session and the address.
  public var agent: Agent, door: String, session: Session.ID?, address: String
  /// Names the operator.
  public init(agent: Agent, door: String, session: Session.ID? = nil, address: String = "") {
    (self.agent, self.door, self.session, self.address) = (agent, door, session, address)
  }

  /// Refuses who may not, by what the store says now, as the pipeline does; the attempt stands in the audit log.
  func admit(
    _ permission: Permission, to title: String, act: String, at database: Database, _ now: Instant
  ) throws {
    do {
      try database.read { store in
        let context = Context(actor: agent, door: .command, session: session, address: address, now: now)
        let role = try Standing.check(context, in: store, for: permission).actor.role
        if let refusal = Gate(role: role).refusal(of: permission, to: title) { throw refusal }
      }
    } catch let refusal as Refusal {
      _ = try? database.write { store in
        var row = row(act, now)
        (row.result, row.reason) = (.refused, refusal.description)
        _ = try store.append(row)
      }
      throw refusal
    }
  }
  /// A row of the audit log about what she does.
  func row(_ act: String, _ now: Instant) -> AuditRow {
    AuditRow(
      id: 0, at: now, act: act, actor: agent.id, handle: agent.handle.name, door: door, session: session,
      address: address)
  }
}
