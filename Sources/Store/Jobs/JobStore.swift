public import Domain

extension ReadTransaction {
  /// How a job stands; one that never ran has a state too.
  public func job(_ name: String) throws -> JobState {
    try connection.first("SELECT \(JobState.columns) FROM job WHERE name = \(name)", JobState.init)
      ?? JobState(name)
  }
  /// All jobs that ever ran or were asked for, by name.
  public func jobs() throws -> [JobState] {
    try connection.rows("SELECT \(JobState.columns) FROM job ORDER BY name", JobState.init)
  }
  /// The process that leads the jobs, or led them last; nil: none ever did.
  public func jobLeader() throws -> JobLeader? {
    try connection.first("SELECT fence, host, process, since, seen, left_at FROM job_leader") { row in
      JobLeader(
        fence: row.integer(), host: row.text(), process: row.int(), since: row.instant(), seen: row.instant(),
        left: row.optionalInstant())
    }
  }
  /// Refuses whoever leads the jobs no longer.
  /// - Parameter fence: the number she got when she began.
  /// - Throws: ``Deposed`` when a later leader has begun.
  public func demandLeading(_ fence: Int64) throws {
    guard let leader = try jobLeader(), leader.fence == fence else { throw Deposed() }
  }
  /// When the first snooze ends; nil when nothing sleeps until a time.
  public func firstSnoozeEnd() throws -> Instant? {
    try connection.first(
      """
      SELECT snoozed_until FROM ticket WHERE snoozed_until < \(Instant.never) ORDER BY snoozed_until, id LIMIT 1
      """
    ) { $0.instant() }
  }
  /// Tickets whose snooze has ended, the earliest first.
  public func ticketsToWake(at now: Instant, limit: Int) throws -> [Ticket.ID] {
    try connection.rows(
      """
      SELECT id FROM ticket WHERE snoozed_until <= \(now) AND snoozed_until < \(Instant.never)
      ORDER BY snoozed_until, id LIMIT \(limit)
      """
    ) { Ticket.ID($0.integer()) }
  }
}

/// Another process leads the jobs by now; nothing of what this one wanted to write has happened.
public struct Deposed: Error, Equatable, CustomStringConvertible {
  /// Says so.
  public init() {}
  /// The sentence.
  public var description: String { "Another process leads the jobs by now." }
}

extension WriteTransaction {
  /// Makes a process the leader, with a number higher than any before; the caller holds the ``LeaderLock``.
  public func beginLeading(host: String, process: Int, at now: Instant) throws -> JobLeader {
    let fence = (try jobLeader()?.fence ?? 0) + 1
    let leader = JobLeader(fence: fence, host: host, process: process, since: now, seen: now)
    try save(leader)
    return leader
  }
  /// Saves what a leader says of itself.
  public func save(_ leader: JobLeader) throws {
    try connection.run(
      """
      INSERT INTO job_leader (one, fence, host, process, since, seen, left_at)
      VALUES (1, \(leader.fence), \(leader.host), \(leader.process), \(leader.since), \(leader.seen),
        \(leader.left.sql))
      ON CONFLICT (one) DO UPDATE SET fence = excluded.fence, host = excluded.host, process = excluded.process,
        since = excluded.since, seen = excluded.seen, left_at = excluded.left_at
      """)
    touch(.jobs)
  }
  /// Saves how a job stands.
  public func save(_ job: JobState) throws {
    try connection.run(
      """
      INSERT INTO job (name, started_at, ended_at, outcome, day_key, handled, lag, duration, failures, trouble,
        asked_at, fence)
      VALUES (\(job.name), \(job.started.sql), \(job.ended.sql), \((job.outcome?.rawValue).sql), \(job.key.sql),
        \(job.handled), \(job.lag), \(job.duration), \(job.failures), \(job.trouble.sql), \(job.asked.sql),
        \(job.fence))
      ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
        outcome = excluded.outcome, day_key = excluded.day_key, handled = excluded.handled, lag = excluded.lag,
        duration = excluded.duration, failures = excluded.failures, trouble = excluded.trouble,
        asked_at = excluded.asked_at, fence = excluded.fence
      """)
    touch(.jobs)
  }
  /// Asks for a run out of turn; the leader takes it up within a second.
  public func ask(forJob name: String, at now: Instant) throws {
    var job = try job(name)
    note("job \(name)", "asked", job.asked.map { RFC3339.text($0) }, RFC3339.text(now))
    job.asked = now
    try save(job)
  }
}

extension JobState {
  static let columns: SQL = """
    name, started_at, ended_at, outcome, day_key, handled, lag, duration, failures, trouble, asked_at, fence
    """
  init(_ row: inout Row) {
    self.init(row.text())
    (started, ended) = (row.optionalInstant(), row.optionalInstant())
    (outcome, key) = (row.optionalText().flatMap(Outcome.init), row.optionalText())
    (handled, lag, duration, failures) = (row.int(), row.integer(), row.integer(), row.int())
    (trouble, asked, fence) = (row.optionalText(), row.optionalInstant(), row.integer())
  }
}
