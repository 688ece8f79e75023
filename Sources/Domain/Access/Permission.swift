/// The right to one kind of act; its name stands in refusals, in the permission table and in the audit log.
public struct Permission: Hashable, Sendable {
  /// `noun.verb`, never changed once shipped.
  public let name: String
  /// Names a permission.
  public init(_ name: String) { self.name = name }
}

extension Permission {
  /// On tickets.
  public static let readTickets = Permission("ticket.read"), createTickets = Permission("ticket.create"),
    assignTickets = Permission("ticket.assign"), changeTickets = Permission("ticket.change"),
    replyToTickets = Permission("ticket.reply"), mergeTickets = Permission("ticket.merge"),
    linkTickets = Permission("ticket.link"), bulkChangeTickets = Permission("ticket.bulk"),
    importTickets = Permission("ticket.import"), exportTickets = Permission("ticket.export")
  /// On what makes answering faster.
  public static let keepViews = Permission("view.save"), shareViews = Permission("view.share"),
    manageMacros = Permission("macro.save"), manageCannedReplies = Permission("canned.save")
  /// On what is promised to customers.
  public static let manageLevels = Permission("sla.manage")
  /// On who is given what waits.
  public static let manageAssignment = Permission("assign.manage")
  /// On people, and on one's own stay.
  public static let readPeople = Permission("agent.read"), managePeople = Permission("agent.manage"),
    manageTeams = Permission("team.manage"), ownSession = Permission("session.own"),
    endSessions = Permission("session.end")
  /// On the audit log.
  public static let readAudit = Permission("audit.read"), undoOwn = Permission("audit.undo"),
    undoOthers = Permission("audit.undo-others")
  /// On the store as a whole.
  public static let readOutbox = Permission("outbox.read"), handMailOn = Permission("mail.hand-on"),
    manageStore = Permission("store.manage")
}

/// A line of the one permission table: the right, what it allows in words, and whose it is.
public struct Grant: Sendable {
  /// The right, and what it allows.
  public let permission: Permission, title: String
  /// Who has it.
  public let roles: Set<Role>
}

extension Role {
  /// The one table of rights: which role may do what. A right that stands in no line belongs to nobody.
  public static let table: [Grant] = {
    let all = Set(Role.allCases), admins: Set<Role> = [.admin], leads: Set<Role> = [.lead, .admin]
    let desk: Set<Role> = [.agent, .lead, .admin, .onCall], answering = desk.union([.billing])
    func grant(_ permission: Permission, _ title: String, _ roles: Set<Role>) -> Grant {
      Grant(permission: permission, title: title, roles: roles)
    }
    return [
      grant(.readTickets, "Read tickets, customers and history", all),
      grant(.createTickets, "Create tickets and follow-ups", answering),
      grant(.assignTickets, "Assign and take tickets", desk),
      grant(.changeTickets, "Change status, priority, tags, subject, watchers and snooze", answering),
      grant(.replyToTickets, "Reply, write notes, keep drafts, apply macros", answering),
      grant(.mergeTickets, "Merge and unmerge tickets", desk),
      grant(.linkTickets, "Link and split tickets", desk),
      grant(.bulkChangeTickets, "Change all tickets that match a filter", desk),
      grant(.importTickets, "Import tickets", leads),
      grant(.exportTickets, "Export tickets", leads.union([.auditor])),
      grant(.keepViews, "Keep personal views", all),
      grant(.shareViews, "Share views with a team or everybody", leads),
      grant(.manageMacros, "Make and delete macros", leads),
      grant(.manageCannedReplies, "Make and delete canned replies", leads),
      grant(.manageLevels, "Save schedules and SLA policies, bring them to open tickets", leads),
      grant(
        .manageAssignment, "Save assignment rules and profiles, send others away and back, rebalance", leads),
      grant(.readPeople, "See who works here", all),
      grant(.managePeople, "Create and disable operators, change roles, reset passwords", admins),
      grant(.manageTeams, "Create teams and choose their members", leads),
      grant(.ownSession, "Log in, lock, change the own password", all),
      grant(.endSessions, "See and end the sessions of others", admins),
      grant(.readAudit, "Read and verify the audit log", [.lead, .admin, .onCall, .auditor]),
      grant(.undoOwn, "Undo and redo one's own acts", answering),
      grant(.undoOthers, "Undo acts of others", leads),
      grant(.readOutbox, "See what waits to be sent", answering.union([.auditor])),
      grant(.handMailOn, "Try again to send mail that failed", leads),
      grant(.manageStore, "Change settings, back up and restore the store", admins),
    ]
  }()
  private static let granted: [Role: Set<Permission>] = Dictionary(
    uniqueKeysWithValues: allCases.map { role in
      (role, Set(table.filter { $0.roles.contains(role) }.map(\.permission)))
    })
  /// What this role may do.
  public var permissions: Set<Permission> { Self.granted[self] ?? [] }
}
