public import Acts
public import Domain
public import Store

/// Marks notices as read.
public struct ReadNotices: Act {
  public static let about = About(
    Notices.self, "read", .ownSession, "Mark notices as read",
    help: "Marks your notices as read; without numbers all of them.",
    examples: ["notice read", "notice read 17 18"],
    auditing: .none(because: "It concerns nobody but the one who reads."),
    undoing: .never(because: "What was read was read.", instead: "They stay in the list."))
  public static let form = Form(
    Self.init,
    Field(
      "notices", \.notices, "Their numbers; left out: all.", .position, .mayBeEmpty, .range(1...Int.max - 1)))

  /// Which ones; none: all.
  public let notices: [Int]
  public init(notices: [Int] = []) { self.notices = notices }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ReadNotices> {
    let wanted = notices.isEmpty ? nil : notices.map { Notice.ID(Int64($0)) }
    return Done(try store.read(wanted, of: context.actor.id, at: context.now).count)
  }
  public static func sentence(_ count: Int) -> String {
    count == 0 ? "Nothing was unread." : count == 1 ? "1 notice is read." : "\(count) notices are read."
  }
}

/// Hears no more of what happens to a ticket.
public struct MuteTicket: Act {
  public static let about = About(
    Notices.self, "mute", .ownSession, "Mute a ticket",
    help:
      "You hear no more of what happens to the ticket. That it was given to you, and that what was promised is due or "
      + "over, is told all the same.",
    examples: ["notice mute T-1042"],
    auditing: .none(because: "It concerns nobody but the one who does not want to hear."),
    undoing: .never(because: "It leaves no row in the log.", instead: "Use notice unmute."))
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which one.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<MuteTicket> {
    _ = try store.need(ticket)
    let isNew = try store.mute(ticket, for: context.actor.id, true)
    return Done(isNew ? "\(ticket) is mute for you" : "\(ticket) was mute for you already")
  }
  public static func sentence(_ text: String) -> String { text + "." }
}

/// Hears again of what happens to a ticket.
public struct UnmuteTicket: Act {
  public static let about = About(
    Notices.self, "unmute", .ownSession, "Hear of a ticket again",
    help: "You hear again of what happens to the ticket.", examples: ["notice unmute T-1042"],
    auditing: .none(because: "It concerns nobody but the one who wants to hear."),
    undoing: .never(because: "It leaves no row in the log.", instead: "Use notice mute."))
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which one.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnmuteTicket> {
    _ = try store.need(ticket)
    let isNew = try store.mute(ticket, for: context.actor.id, false)
    return Done(isNew ? "\(ticket) is no longer mute for you" : "\(ticket) was not mute for you")
  }
  public static func sentence(_ text: String) -> String { text + "." }
}

/// Throws old notices away.
public struct PruneNotices: Act {
  public static let about = About(
    Notices.self, "prune", .manageStore, "Throw old notices away",
    help:
      "Throws notices away that were read and are older than 30 days, and all that are older than 90; jobs do so "
      + "each night.",
    examples: ["notice prune"],
    auditing: .none(because: "It takes nothing away that anybody still looks at."),
    undoing: .never(because: "What was thrown away is gone."))
  public static let form = Form(
    Self.init,
    Field("limit", \.limit, "How many at most.", .range(1...10_000), .initially("1000"), .short("n")))

  /// How many at most.
  public let limit: Int
  public init(limit: Int = 1000) { self.limit = limit }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<PruneNotices> {
    Done(
      try store.pruneNotices(
        readBefore: context.now - .days(30), before: context.now - .days(90), limit: limit))
  }
  public static func sentence(_ count: Int) -> String {
    count == 0 ? "No notice is old enough." : "\(count) old notices are gone."
  }
}
