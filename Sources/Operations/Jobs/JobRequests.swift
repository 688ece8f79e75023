public import Acts
public import Domain
public import Store

/// What runs without anybody asking.
public enum Jobs: Noun {
  public static let name = "jobs",
    help = "What runs without anybody asking: snoozes, assignment, dues, mail, backups, the log."
}

extension HouseJob: Choice {}

let jobRequests: [any Request.Type] = [JobStatus.self, AskForJob.self]

/// Asks for a run of a job out of turn.
public struct AskForJob: Act {
  public static let about = About(
    Jobs.self, "ask", .manageStore, "Ask for a job",
    help: "Asks the process that leads the jobs for a run out of turn; it takes it up within a second.",
    examples: ["jobs ask backup"],
    undoing: .never(because: "What a job does is undone, not the asking.", instead: "Undo what it did."))
  public static let form = Form(Self.init, Field("job", \.job, "Which job.", .position))

  /// Which job.
  public let job: HouseJob
  public init(job: HouseJob) { self.job = job }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AskForJob> {
    try store.ask(forJob: job.rawValue, at: context.now)
    guard let leader = try store.jobLeader(), leader.leads(at: context.now) else {
      return Done("\(job.rawValue) is asked for; it runs when the jobs run: opsdeck jobs run")
    }
    return Done("\(job.rawValue) is asked for")
  }
  public static func sentence(_ what: String) -> String { what + "." }
}

/// How the jobs stand.
public struct JobStatus: Query {
  public static let about = About(
    Jobs.self, "status", .readPeople, "Show the jobs",
    help:
      "Who leads the jobs, and of each when it ran last and next, how late, for how long and with what outcome.",
    examples: ["jobs status", "jobs status --json"])
  public static let form = Form { JobStatus() }

  public init() {}

  /// What is told; instants are RFC 3339, spans milliseconds.
  public struct Answer: Codable, Equatable, Sendable {
    /// Whether some process leads the jobs now, on which machine, as which process and since when.
    public let led: Bool, host: String?, process: Int?, since: String?
    /// The jobs.
    public let jobs: [Row]
  }
  /// One job.
  public struct Row: Codable, Equatable, Sendable {
    /// Its name, what it does and how often.
    public let job: String, title: String, cadence: String
    /// How it stands: `waiting`, `running`, `done`, `failed` or `never ran`.
    public let state: String
    /// When the last run began and ended, and when the next is, where that is known.
    public let started: String?, ended: String?, next: String?
    /// How many things the last run did something to, how late it began and how long it took.
    public let handled: Int, lag: Int64, duration: Int64
    /// Runs that failed since the last that did not, what the last of them says, and whether a run is asked for.
    public let failures: Int, trouble: String?, asked: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    let leader = try store.jobLeader(), leads = leader?.leads(at: context.now) ?? false
    return Answer(
      led: leads, host: leads ? leader?.host : nil, process: leads ? leader?.process : nil,
      since: leads ? leader.map { RFC3339.text($0.since) } : nil,
      jobs: try HouseJob.allCases.map { job in
        let state = try store.job(job.rawValue)
        return Row(
          job: job.rawValue, title: job.title, cadence: job.cadence.words,
          state: Self.word(state, isLed: leads),
          started: state.started.map { RFC3339.text($0) }, ended: state.ended.map { RFC3339.text($0) },
          next: try Self.next(job, state, in: store, context),
          handled: state.handled, lag: state.lag, duration: state.duration, failures: state.failures,
          trouble: state.trouble, asked: state.asked != nil)
      })
  }
  private static func next(
    _ job: HouseJob, _ state: JobState, in store: ReadTransaction, _ context: Context
  ) throws -> String? {
    let due = try job.due(state, in: store, at: context.now, context.zone)
    return due == .never ? nil : RFC3339.text(due)
  }
  private static func word(_ job: JobState, isLed: Bool) -> String {
    if let started = job.started, job.ended.map({ $0 < started }) ?? true {
      return isLed ? "running" : "broken off"
    }
    return job.outcome?.rawValue ?? "never ran"
  }
  public static func sentence(_ answer: Answer) -> String {
    let head =
      answer.led
      ? "Led by process \(answer.process ?? 0) on \(answer.host ?? "") since \(answer.since ?? "")."
      : "No process leads the jobs. Start one with: opsdeck jobs run"
    let rows = answer.jobs.map { row in
      [
        row.job, row.state, row.ended ?? "-", row.next ?? "-", row.cadence, "\(row.handled)",
        "\(row.lag) ms", "\(row.duration) ms", row.trouble ?? "",
      ]
    }
    return head + "\n"
      + Columns.text([["JOB", "STATE", "LAST", "NEXT", "CADENCE", "DID", "LATE", "TOOK", ""]] + rows)
  }
}

extension HouseJob {
  /// When it is due by cadence and store, `.never` where neither says.
  public func due(
    _ state: JobState, in store: ReadTransaction, at now: Instant, _ zone: any ZoneRules
  ) throws -> Instant {
    let byCadence = cadence.due(
      after: state.outcome == .done ? state.ended : nil, key: state.key, now: now, in: zone)
    let byStore: Instant? =
      switch self {
      case .wake: try store.firstSnoozeEnd()
      case .assign: try AssignmentDesk(store).due(after: state.ended, now: now)
      case .clocks: try store.firstClockWatch()
      case .outbox: try store.firstMailDue()
      case .automate: try AutomationWatch(in: store).due(at: now)
      case .prune, .checkpoint, .backup: nil
      }
    return state.due(min(byCadence, byStore ?? .never))
  }
}
