public import Acts
public import Domain
public import Store

/// Why the clocks of a ticket stand as they do.
public struct ExplainClocks: Query {
  public static let about = About(
    ServiceLevels.self, "explain", .readTickets, "Explain the clocks of a ticket",
    help:
      "Each clock of a ticket with its policy and schedule, when it stood still, and each step of its sum.",
    examples: ["sla explain T-1042", "sla explain T-1042 --json"])
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which ticket.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  public func read(in store: ReadTransaction, _ context: Context) throws -> ExplainedClocks {
    try ExplainedClocks(of: try store.need(ticket), in: store, now: context.now, zone: context.zone)
  }
  public static func sentence(_ explained: ExplainedClocks) -> String { explained.told }
}

/// The clocks of a ticket, each with all that it was counted from.
public struct ExplainedClocks: Codable, Equatable, Sendable {
  /// One clock.
  public struct Clock: Codable, Equatable, Sendable {
    /// A time in which it stood still: the state of the ticket, from when to when.
    public struct Pause: Codable, Equatable, Sendable { public let state: String, from: String, to: String }
    /// A piece of its sum: from when to when, how many seconds, and the sum with them.
    public struct Step: Codable, Equatable, Sendable {
      /// Local instants of its beginning and end, its open seconds, and the sum of all steps so far.
      public let from: String, to: String, seconds: Int64, total: Int64
    }
    /// What it measures, which of its kind (from 1), and where it stands.
    public let metric: String, cycle: Int, state: String
    /// The policy and its version, the row that matched (from 1), and what that row is for.
    public let policy: String, policyVersion: Int64, row: Int, rowFor: String
    /// The schedule, its version and its time zone.
    public let schedule: String, scheduleVersion: Int64, zone: String
    /// Seconds of open time: promised, passed, left.
    public let targetSeconds: Int64, elapsedSeconds: Int64, remainingSeconds: Int64
    /// When it began, is due, warns, and stopped.
    public let start: String, due: String?, warnAt: String?, stoppedAt: String?
    /// When it stood still, and the open time that was counted; the first steps of very many.
    public let pauses: [Pause], steps: [Step]
    // As the calculators name them.
    private enum CodingKeys: String, CodingKey {
      case metric, cycle, state, policy, row, schedule, zone, start, due, pauses, steps
      case policyVersion = "policy_version"
      case rowFor = "row_for"
      case scheduleVersion = "schedule_version"
      case targetSeconds = "target_seconds"
      case elapsedSeconds = "elapsed_seconds"
      case remainingSeconds = "remaining_seconds"
      case warnAt = "warn_at"
      case stoppedAt = "stopped_at"
    }
  }
  /// The ticket, when it is due next, and its clocks.
  public let ticket: String, nextDue: String?, clocks: [Clock]
  /// The same for people: lines with instants in their zone; no part of the JSON.
  public private(set) var told = ""
  private enum CodingKeys: String, CodingKey {
    case ticket, clocks
    case nextDue = "next_due"
  }
  private static let mostSteps = 40

  /// Computes them anew from the log.
  public init(
    of ticket: Ticket, in store: ReadTransaction, now: Instant, zone: any ZoneRules,
    shelf: LevelShelf = LevelShelf()
  ) throws {
    let standing = try shelf.desk(in: store)?.standing(of: ticket, try store.clockLog(of: ticket), now: now)
    var clocks: [Clock] = [], lines: [String] = []
    for one in standing?.clocks ?? [] {
      let policy = try store.levelText(.policy, one.policy),
        hours = try store.levelText(.schedule, one.schedule)
      let steps = one.time.map { one.clock.steps(now: now, by: $0, limit: Self.mostSteps) } ?? []
      let target = try policy.map { try LevelReader.policy($0.body).targets[one.clock.row] }
      let clock = Clock(one, policy, hours, target, steps)
      clocks.append(clock)
      lines += Self.lines(one, clock, steps, now, zone)
    }
    (self.ticket, nextDue, self.clocks) = (
      "\(ticket.id)", standing?.nextDue.map { RFC3339.text($0) }, clocks
    )
    if clocks.isEmpty { lines = [Self.nothing(ticket, isPromised: standing != nil)] }
    told = lines.joined(separator: "\n")
  }
  private static func nothing(_ ticket: Ticket, isPromised: Bool) -> String {
    if let other = ticket.mergedInto { return "\(ticket.id) was merged into \(other) and has no clocks." }
    return isPromised
      ? "\(ticket.id) has no clocks: no policy has a row for it."
      : "\(ticket.id) has no clocks: it was made before any policy. sla recompute brings policies to open tickets."
  }

  private static func lines(
    _ one: SLAStanding.Clock, _ told: Clock, _ steps: [BusinessStep], _ now: Instant, _ zone: any ZoneRules
  ) -> [String] {
    let clock = one.clock
    func at(_ instant: Instant) -> String { TimeWords.full(instant, in: zone) }
    func clockTime(_ instant: Instant) -> String { TimeWords.time(zone.local(instant)) }
    var end = ""
    if let stopped = clock.stoppedAt { end = ", stopped \(at(stopped))" }
    if clock.stoppedAt == nil, let due = clock.due { end = ", due \(at(due))" }
    var lines = [
      "\(told.title): \(told.state.split(separator: "_").joined(separator: " "))\(end)",
      "  \(Self.span(told.elapsedSeconds)) of \(Self.span(told.targetSeconds)) passed, "
        + (told.remainingSeconds < 0
          ? "\(Self.span(-told.remainingSeconds)) over" : "\(Self.span(told.remainingSeconds)) left"),
      "  policy \(told.policy) v\(told.policyVersion), row \(told.row) (\(told.rowFor))",
      "  schedule \(told.schedule) v\(told.scheduleVersion) in \(told.zone)",
      "  began \(at(clock.start))",
    ]
    for pause in clock.pauses {
      lines.append(
        "  stood still \(at(pause.span.from)) to \(at(pause.span.to)): \(pause.state.word)")
    }
    for step in steps {
      let last = zone.local(step.span.to - 1).day, isSameDay = zone.day(of: step.span.from) == last
      let isMidnight = isSameDay && zone.day(of: step.span.to) != last
      let to = isMidnight ? "24:00" : isSameDay ? clockTime(step.span.to) : at(step.span.to)
      lines.append(
        "  + \(at(step.span.from)) to \(to): \(Self.span(step.seconds)), together \(Self.span(step.total))")
    }
    if steps.count == mostSteps { lines.append("  + … and further steps") }
    return lines
  }
  /// `1 h 20 min`, `45 s`.
  static func span(_ seconds: Int64) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")]
    let words = parts.filter { $0.0 != 0 }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "0 min" : words.joined(separator: " ")
  }
}

extension ExplainedClocks.Clock {
  init(
    _ one: SLAStanding.Clock, _ policy: LevelText?, _ hours: LevelText?, _ target: SLATarget?,
    _ steps: [BusinessStep]
  ) {
    let clock = one.clock
    (metric, cycle, state) = (clock.metric.rawValue, clock.cycle + 1, one.state.rawValue)
    (self.policy, policyVersion) = (policy?.name ?? "?", policy?.version ?? 0)
    (row, rowFor) = (
      clock.row + 1,
      target.map { $0.priority.rawValue + ($0.tier.map { ", tier \($0)" } ?? "") } ?? "?"
    )
    (schedule, scheduleVersion) = (hours?.name ?? clock.schedule, hours?.version ?? 0)
    zone = one.time?.schedule.zone.name ?? "UTC"
    (targetSeconds, elapsedSeconds, remainingSeconds) = (clock.target, clock.elapsed, clock.remaining)
    (start, due) = (RFC3339.text(clock.start), clock.due.map { RFC3339.text($0) })
    (warnAt, stoppedAt) = (clock.warnAt.map { RFC3339.text($0) }, clock.stoppedAt.map { RFC3339.text($0) })
    pauses = clock.pauses.map {
      Pause(
        state: $0.state.rawValue, from: RFC3339.text($0.span.from), to: RFC3339.text($0.span.to))
    }
    self.steps = steps.map {
      Step(
        from: RFC3339.text($0.span.from), to: RFC3339.text($0.span.to), seconds: $0.seconds, total: $0.total)
    }
  }
  /// `first response`, `next response 2`.
  public var title: String {
    metric.split(separator: "_").joined(separator: " ") + (cycle > 1 ? " \(cycle)" : "")
  }
}
