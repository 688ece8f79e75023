public import Acts

/// The log of all acts.
public enum AuditLog: Noun { public static let name = "audit", help = "Read, verify and undo what was done." }

let auditRequests: [any Request.Type] = [
  ListAudit.self, ShowAudit.self, VerifyAudit.self, UndoLast.self, RedoLast.self, UndoAudit.self,
]
