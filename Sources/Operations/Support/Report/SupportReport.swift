public import Domain

/// The figures of a period; what each means is said at ``Domain/Figure``. Times are seconds, shares from 0 to 1,
/// instants RFC 3339 in UTC; what cannot be told, since there is nothing it is made of, is left out.
public struct SupportReport: Codable, Equatable, Sendable {
  /// A time: how many were measured, and how long they took by the calendar and in open time.
  public struct Time: Codable, Equatable, Sendable {
    /// Its figure, its sample size, and what is told of it.
    public let figure: String, n: Int, calendar: Spread?, business: Spread?
  }
  /// A figure that is only counted, with its share of the whole it is part of.
  public struct Count: Codable, Equatable, Sendable {
    /// Its figure, how many, and of how many.
    public let figure: String, n: Int, share: Double?
  }
  /// Replies until a ticket was solved.
  public struct Touches: Codable, Equatable, Sendable {
    /// How many solved tickets, replies to each, those that took one, and their share.
    public let n: Int, replies: Spread?, oneTouch: Int, oneTouchShare: Double?
    private enum CodingKeys: String, CodingKey {
      case n, replies
      case oneTouch = "one_touch"
      case oneTouchShare = "one_touch_share"
    }
  }
  /// What became of the promises of one metric.
  public struct Promise: Codable, Equatable, Sendable {
    /// What was promised; how many were met, not met, and how many nobody can tell.
    public let metric: String, met: Int, breached: Int, unknown: Int
    /// Met of those that can be told; nil where there are none.
    public let attainment: Double?
  }
  /// One agent.
  public struct Agent: Codable, Equatable, Sendable {
    /// The handle; tickets written in, solved tickets of theirs, open tickets of theirs now.
    public let agent: String, handled: Int, owned: Int, open: Int
    /// Solved tickets of theirs that had been reopened, and their first responses.
    public let reopened: Int, firstResponse: Time
    private enum CodingKeys: String, CodingKey {
      case agent, handled, owned, open, reopened
      case firstResponse = "first_response"
    }
  }
  /// A part of the period.
  public struct Part: Codable, Equatable, Sendable {
    /// When it begins; tickets made, solved, promises broken; the median of its first responses.
    public let start: String, created: Int, solves: Int, breached: Int, firstResponse: Double?
    private enum CodingKeys: String, CodingKey {
      case start, created, solves, breached
      case firstResponse = "first_response_p50"
    }
  }
  /// The same numbers of the period before, of the same length.
  public struct Earlier: Codable, Equatable, Sendable {
    /// Tickets made, times solved, promises broken, the median of first responses.
    public let created: Int, solves: Int, breached: Int, firstResponse: Double?
    private enum CodingKeys: String, CodingKey {
      case created, solves, breached
      case firstResponse = "first_response_p50"
    }
  }
  /// The period, the zone of its hours, the filter, and the schedule of open time.
  public let from: String, to: String, zone: String, filter: String, schedule: String?
  /// Tickets made, and those of them that wait for a first response.
  public let created: Int, waiting: Int
  /// First response, next response, first and full resolution.
  public let times: [Time]
  /// Times solved, and those of them that were opened again.
  public let solves: Int, reopened: Int, reopenRate: Double?
  /// Replies until solved.
  public let touches: Touches
  /// Open tickets now by their age, youngest first.
  public let backlog: Int, ages: [Count]
  /// Promises by metric.
  public let promises: [Promise]
  /// By handle.
  public let agents: [Agent]
  /// Tickets made by weekday from Monday and hour, in the zone.
  public let hours: [[Int]]
  /// The course of the period, and the period before where it was read.
  public let parts: [Part], before: Earlier?
  private enum CodingKeys: String, CodingKey {
    case from, to, zone, filter, schedule, created, waiting, times, solves, reopened, touches, backlog, ages
    case promises = "sla"
    case agents, hours, parts, before
    case reopenRate = "reopen_rate"
  }
}

extension SupportReport {
  static let partCount = 24

  init(
    _ period: FigurePeriod, _ text: String, _ tally: FigureTally, before: FigureTally?, _ directory: Directory
  ) {
    let scope = period.scope
    (from, to, zone) = (RFC3339.text(scope.from), RFC3339.text(scope.to), scope.zone.name)
    (filter, schedule) = (text, period.schedule)
    (created, waiting) = (tally.count(.created), tally.count(.waiting))
    let handle = { (agent: Domain.Agent.ID) in directory.handle(of: agent) }
    func time(_ figure: Figure) -> Time {
      let times = tally.times[figure]
      return Time(
        figure: figure.name(handle), n: tally.count(figure), calendar: times?.calendar.spread,
        business: times?.open.spread)
    }
    times = [Figure.firstResponse, .nextResponse, .firstResolution, .fullResolution].map(time)
    (solves, reopened) = (tally.count(.solves), tally.count(.reopened))
    reopenRate = Self.share(reopened, of: solves)
    touches = Touches(
      n: tally.touches.count, replies: tally.touches.spread, oneTouch: tally.count(.oneTouch),
      oneTouchShare: Self.share(tally.count(.oneTouch), of: tally.touches.count))
    let ages = BacklogAge.allCases.map { (Figure.backlog($0), tally.count(.backlog($0))) }
    let open = ages.reduce(0) { $0 + $1.1 }
    backlog = open
    self.ages = ages.map { Count(figure: $0.name(handle), n: $1, share: Self.share($1, of: open)) }
    promises = Figure.metrics.map { metric in
      let numbers = PromiseOutcome.allCases.map { tally.count(.promise(metric, $0)) }
      return Promise(
        metric: metric.rawValue, met: numbers[0], breached: numbers[1], unknown: numbers[2],
        attainment: Self.share(numbers[0], of: numbers[0] + numbers[1]))
    }
    agents = tally.agents.map { agent in
      Agent(
        agent: handle(agent), handled: tally.count(.handled(agent)), owned: tally.count(.owned(agent)),
        open: tally.count(.open(agent)), reopened: tally.count(.ownedReopened(agent)),
        firstResponse: time(.repliedFirst(agent)))
    }.sorted { $0.agent < $1.agent }
    hours = (0..<7).map { day in (0..<24).map { tally.count(.hour(day * 24 + $0)) } }
    parts = tally.parts.map {
      Part(
        start: RFC3339.text($0.start), created: $0.created, solves: $0.solves, breached: $0.breached,
        firstResponse: $0.firstResponse.spread?.p50)
    }
    self.before = before.map { before in
      Earlier(
        created: before.count(.created), solves: before.count(.solves),
        breached: before.breached, firstResponse: before.times[.firstResponse]?.calendar.spread?.p50)
    }
  }
  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
  /// Promises that were broken, of all metrics.
  public var breached: Int { promises.reduce(0) { $0 + $1.breached } }
}

extension FigureTally {
  /// Promises that were broken, of all metrics.
  var breached: Int { Figure.metrics.reduce(0) { $0 + count(.promise($1, .breached)) } }
  /// Everybody who is in any figure.
  var agents: Set<Agent.ID> {
    Set(
      counts.keys.compactMap { figure in
        switch figure {
        case .handled(let agent), .owned(let agent), .open(let agent), .repliedFirst(let agent): agent
        default: nil
        }
      })
  }
}
