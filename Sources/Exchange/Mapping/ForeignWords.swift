public import Domain

/// What other systems call our statuses, priorities, channels and sorts.
public enum ForeignWords {
  /// Lower-case letters and digits only, so that `On-hold`, `on_hold` and `On Hold` are one word.
  static func key(_ word: String) -> String { word.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// The status that a word of another system stands for, nil when it is not known.
  public static func status(_ word: String) -> Ticket.Status? { statuses[key(word)] }
  private static let statuses: [String: Ticket.Status] = [
    "new": .new, "unassigned": .new, "created": .new, "needssupport": .new,
    "open": .open, "active": .open, "inprogress": .open, "assigned": .open, "reopened": .open,
    "inreview": .open, "replied": .open, "answered": .pending, "customerreplied": .open,
    "pending": .pending, "pendingcustomerresponse": .pending, "waiting": .pending,
    "pendingreminder": .pending,
    "waitingforcustomer": .pending, "waitingoncustomer": .pending, "awaitingreply": .pending,
    "hold": .onHold, "onhold": .onHold, "paused": .onHold, "waitingonthirdparty": .onHold, "snoozed": .onHold,
    "solved": .solved, "resolved": .solved, "done": .solved, "completed": .solved, "fixed": .solved,
    "closed": .closed, "archived": .closed, "cancelled": .closed, "canceled": .closed, "merged": .closed,
  ]
  /// The priority that a word of another system stands for, nil when it is not known.
  public static func priority(_ word: String) -> Ticket.Priority? { priorities[key(word)] }
  private static let priorities: [String: Ticket.Priority] = [
    "low": .low, "minor": .low, "trivial": .low, "lowest": .low, "p4": .low,
    "normal": .normal, "medium": .normal, "moderate": .normal, "default": .normal, "p3": .normal,
    "none": .normal,
    "high": .high, "major": .high, "important": .high, "p2": .high,
    "urgent": .urgent, "critical": .urgent, "emergency": .urgent, "highest": .urgent, "blocker": .urgent,
    "p1": .urgent,
  ]
  /// The channel that a word of another system stands for, nil when we have none for it.
  public static func channel(_ word: String) -> Ticket.Channel? { channels[key(word)] }
  private static let channels: [String: Ticket.Channel] = [
    "email": .mail, "mail": .mail, "web": .web, "webform": .web, "form": .web, "portal": .web,
    "website": .web,
    "phone": .phone, "call": .phone, "voice": .phone, "chat": .chat, "livechat": .chat, "messaging": .chat,
    "api": .api, "mobilesdk": .api, "import": .import,
  ]
  /// The sort that a word of another system stands for, nil when it is not known.
  public static func kind(_ word: String) -> Ticket.Kind? { kinds[key(word)] }
  private static let kinds: [String: Ticket.Kind] = [
    "question": .question, "inquiry": .question, "productinquiry": .question, "billinginquiry": .question,
    "incident": .incident, "technicalissue": .incident, "bug": .incident, "issue": .incident,
    "problem": .problem, "task": .task, "request": .task, "servicerequest": .task, "refundrequest": .task,
    "cancellationrequest": .task, "featurerequest": .task,
  ]
}
