public import Acts

/// The log of all acts.
public enum AuditLog: Noun { public static let name = "audit", help = "Read, verify and undo what was done." }

let auditRequests: [any Request.Type] = [UndoLast.self, RedoLast.self, UndoAudit.self]
