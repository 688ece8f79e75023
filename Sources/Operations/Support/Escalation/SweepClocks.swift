public import Acts
import Domain
public import Store

/// Warns of promises that are about to be broken, keeps that they are, and takes the steps of their chains.
///
/// What is done at a level is kept with it in one transaction, and is done once, whoever is killed when. What was
/// reached while nobody looked is made up for in the order of time and told as late.
public struct SweepClocks: Act {
  public static let about = About(
    ServiceLevels.self, "sweep", .manageLevels, "Look at the clocks that are due",
    help:
      "Warns of promises that are about to be broken, records those that are, and takes the steps of escalation "
      + "chains, the earliest first; jobs do so by themselves.",
    examples: ["sla sweep", "sla sweep --limit 20"], auditing: .ownRows,
    undoing: .never(
      because: "What was due was due.", instead: "Acknowledge the ticket, or change what the step changed."))
  public static let form = Form(
    Self.init,
    Field(
      "limit", \.limit, "How many tickets at most.", .range(1...1000), .initially("100"), .short("n")))

  /// How many tickets at most.
  public let limit: Int
  public init(limit: Int = 100) { self.limit = limit }

  /// What was done.
  public struct Outcome: Codable, Equatable, Sendable {
    /// How many tickets were looked at.
    public var tickets = 0
    /// How many clocks were warned of, were found broken, and how many further steps were taken.
    public var warned = 0, breached = 0, steps = 0
    /// All effects together.
    public var effects: Int { warned + breached + steps }
  }
  /// More clocks than this that are late make one digest of their notices.
  private static let flood = 20

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SweepClocks> {
    var outcome = Outcome()
    let shelf = LevelShelf(), now = context.now
    guard let desk = try shelf.desk(in: store) else { return Done(outcome) }
    let isFlood = try store.isBehind(before: now - Notice.patience, moreThan: Self.flood)
    try store.beginAudit()
    let mark = store.changes.count
    var look = ClockLook(store: store, desk: desk, now: now)
    let ids: [Ticket.ID]
    if let after = try store.rescan() {
      ids = try store.ticketsWithRunningClocks(after: after, limit: limit)
      try store.setRescan(ids.count < limit ? nil : ids.last)
    } else {
      ids = try store.ticketsToWatch(at: now, limit: limit)
    }
    for id in ids { try look.look(at: id) }
    outcome.tickets = ids.count
    // In the order in which they were reached, whichever ticket they are of.
    var steps = EscalationSteps(store: store, context: context)
    for reached in look.reached.sorted(by: { $0.mark.at < $1.mark.at }) {
      guard try steps.take(reached) else { continue }
      switch reached.mark.level {
      case .warning: outcome.warned += 1
      case .breach: outcome.breached += 1
      default: outcome.steps += 1
      }
    }
    try NoticePost(store, now: now).post(steps.notices, isFlood: isFlood)
    try shelf.settle(in: store, now: now)
    if outcome.effects > 0 {
      var row = AuditRow(Self.about, context)
      row.changes = Array(store.changes[mark...])
      var seen: Set<String> = []
      row.subjects = row.changes.map(\.thing).filter { seen.insert($0).inserted }
      try store.append(row)
    }
    return Done(outcome)
  }
  public static func sentence(_ outcome: Outcome) -> String {
    guard outcome.effects > 0 else { return "No clock is due." }
    return "\(outcome.warned) warned of, \(outcome.breached) broken, \(outcome.steps) further steps."
  }
}

/// A level of a clock that was reached and about which nothing was done yet.
struct ReachedLevel {
  let ticket: Ticket.ID, clock: SLAStanding.Clock, mark: LevelMark
}

/// Computes the clocks of tickets anew and finds what they have reached.
struct ClockLook {
  let store: WriteTransaction, desk: SLADesk, now: Instant
  private(set) var reached: [ReachedLevel] = []
  init(store: WriteTransaction, desk: SLADesk, now: Instant) {
    (self.store, self.desk, self.now) = (store, desk, now)
  }

  /// Looks at one ticket, and says when its clocks want to be looked at again.
  mutating func look(at id: Ticket.ID) throws {
    guard let settled = try store.settleClocks(of: id, by: desk, now: now) else {
      try store.stopWatching(id)
      return
    }
    let effects = Set(try store.clockEffects(of: id).map { Done(clock: $0.clock, level: $0.level) })
    let inHand = Set(try store.clockAcknowledgements(of: id).map(\.clock))
    let silence = try store.clockSilence(of: id)
    for clock in settled.standing.clocks where clock.clock.stoppedAt == nil {
      let key = clock.clock.key
      var next = Instant.never
      for mark in clock.marks where !effects.contains(Done(clock: key, level: mark.level)) {
        if Self.isSilent(mark, due: clock.clock.due ?? .never, until: silence) { continue }
        // That it is over is told anyway.
        if inHand.contains(key), mark.level != .breach { continue }
        if mark.at > now {
          next = mark.at
          break
        }
        reached.append(ReachedLevel(ticket: id, clock: clock, mark: mark))
      }
      try store.watch(clock.record, of: id, at: next)
    }
  }
  private struct Done: Hashable { let clock: ClockKey, level: ClockLevel }
  /// What was reached before a ticket was brought in, and what follows from a due that was over then, is past.
  private static func isSilent(_ mark: LevelMark, due: Instant, until silence: Instant?) -> Bool {
    guard let silence else { return false }
    return mark.at <= silence || (mark.level.isOver && due <= silence)
  }
}
