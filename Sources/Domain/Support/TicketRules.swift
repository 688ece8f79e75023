/// The rules of tickets: which status may follow which, and why something may not be done now.
///
/// Keys, menus, commands and acts ask the same questions here, so none is offered that would be refused.
public enum TicketRules {
  /// A line of the one table of transitions.
  public struct Transition: Hashable, Sendable {
    /// From and to.
    public let from: Ticket.Status, to: Ticket.Status
    /// Why not and what to do instead; nil when it is legal.
    public let objection: Objection?
  }
  /// Why a transition is illegal.
  public struct Objection: Hashable, Sendable {
    /// The reason and the remedy, as sentences.
    public let reason: String, remedy: String
  }

  /// What may follow a status, itself left out.
  public static func successors(of status: Ticket.Status) -> [Ticket.Status] {
    switch status {
    case .new: [.open, .pending, .onHold, .solved, .closed]
    case .open: [.pending, .onHold, .solved, .closed]
    case .pending: [.open, .onHold, .solved, .closed]
    case .onHold: [.open, .pending, .solved, .closed]
    case .solved: [.open, .pending, .onHold, .closed]
    case .closed: []
    }
  }
  /// All pairs of different statuses, legal or not: 30 lines.
  public static let table: [Transition] = Ticket.Status.allCases.flatMap { from in
    Ticket.Status.allCases.filter { $0 != from }.map { to in
      Transition(from: from, to: to, objection: objection(from, to))
    }
  }
  /// Why one status may not follow another, or nil. The same status again changes nothing and is allowed.
  public static func objection(_ from: Ticket.Status, _ to: Ticket.Status) -> Objection? {
    if from == to || successors(of: from).contains(to) { return nil }
    if from == .closed {
      return Objection(
        reason: "It is closed, and a closed ticket does not change.",
        remedy: "Make a follow-up ticket instead.")
    }
    return Objection(
      reason: "A ticket is new only until somebody first works on it.", remedy: "Set it to open instead.")
  }
}

extension Ticket {
  /// Why this ticket may not change at all, or nil.
  public var refusalToChange: Refusal? {
    if let other = mergedInto {
      return Refusal(
        .conflict, "\(id) was merged into \(other).", remedy: "Work on \(other), or unmerge it first.")
    }
    if status == .closed {
      return Refusal(.conflict, "\(id) is closed.", remedy: "Make a follow-up ticket instead.")
    }
    return nil
  }
  /// Why it may not be given to somebody, or nil.
  public var refusalToAssign: Refusal? { refusalToChange }
  /// Why the customer may not be answered in it, or nil. A solved one may: the reply says what it becomes.
  public var refusalToReply: Refusal? { refusalToChange }
  /// Why no note may be added, or nil: notes go on closed tickets too, but not on merged ones.
  public var refusalToNote: Refusal? { mergedInto == nil ? nil : refusalToChange }
  /// Why it may not sleep, or nil.
  public var refusalToSnooze: Refusal? {
    if let refusal = refusalToChange { return refusal }
    guard status == .solved else { return nil }
    return Refusal(
      .conflict, "\(id) is solved; there is nothing to wait for.", remedy: "Set it to open first.")
  }
  /// Why no part of it may become a ticket of its own, or nil.
  public var refusalToSplit: Refusal? { mergedInto == nil ? nil : refusalToChange }
  /// Why nothing may follow it up, or nil: only what is closed needs a follow-up.
  public var refusalToFollowUp: Refusal? {
    if mergedInto != nil { return refusalToChange }
    guard status != .closed else { return nil }
    return Refusal(
      .conflict, "\(id) is \(status.word), not closed.", remedy: "Reply in it; it opens again by itself.")
  }
  /// Why its status may not become this one, or nil.
  public func refusal(toBecome status: Status) -> Refusal? {
    if mergedInto != nil { return refusalToChange }
    guard let objection = TicketRules.objection(self.status, status) else { return nil }
    return Refusal(
      .conflict, "\(id) cannot go from \(self.status.word) to \(status.word). \(objection.reason)",
      remedy: objection.remedy)
  }
}

extension Ticket.Status {
  /// The word people read: `on hold` for `on_hold`.
  public var word: String { self == .onHold ? "on hold" : rawValue }
}

extension Ticket {
  /// Gives it that status; solving notes when, leaving solved forgets it, and a new status wakes it where asleep.
  public mutating func become(_ status: Status, at now: Instant) {
    guard status != self.status else { return }
    if status == .solved || (status == .closed && solved == nil) {
      solved = now
    } else if status.isActive {
      solved = nil
    }
    if !status.isActive { snoozedUntil = nil }
    self.status = status
  }
  /// What an agent's public reply makes of it: a new one becomes open unless the reply says otherwise.
  public mutating func takeReply(becoming status: Status?, at now: Instant) {
    become(status ?? (self.status == .new ? .open : self.status), at: now)
    snoozedUntil = nil
  }
  /// What a customer's message makes of it: it wakes, and opens again if it was waiting or solved. A closed one
  /// stays closed: the message belongs into a follow-up.
  public mutating func takeCustomerMessage(at now: Instant) {
    snoozedUntil = nil
    if status == .pending || status == .onHold || status == .solved { become(.open, at: now) }
  }
  /// The tags with some added and some taken away: lower-case, sorted, each once.
  public static func tags(_ tags: [String], adding: [String] = [], removing: [String] = []) -> [String] {
    let gone = Set(removing.map { $0.lowercased() })
    return Set((tags + adding).map { $0.lowercased() }).subtracting(gone).sorted()
  }
}
