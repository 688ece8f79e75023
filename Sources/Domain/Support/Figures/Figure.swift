/// What is counted and measured of a desk's work. Each is defined here and nowhere else: in words, in which tickets
/// are in its sample, and in the instant by which it belongs to a period.
///
/// A period is half-open. What has ended belongs to the period in which it ended, so that the figures of a past period
/// do not change because something is still under way; what has not ended is in no sample, and is counted apart.
/// Tickets that were merged into another are in none.
public enum Figure: Hashable, Sendable {
  /// Tickets that were made in the period.
  case created
  /// Tickets a customer made in the period that are open and had no public reply of an agent yet: what is missing in
  /// ``firstResponse``.
  case waiting
  /// From a ticket's creation by a customer to the first public reply of an agent, where that reply is in the period.
  /// Notes and automatic answers are no replies; tickets that an agent made have none.
  case firstResponse
  /// From the oldest unanswered message of the customer after the first reply (after creation, where an agent made the
  /// ticket) to the next public reply, where that is in the period. Each wait is one; a ticket may have several.
  case nextResponse
  /// From creation to when it was solved for the first time, where that is in the period. Tickets of an import whose
  /// history is not known are not in it.
  case firstResolution
  /// From creation to when it was solved last, for tickets that are solved or closed now, where that is in the period.
  case fullResolution
  /// Each time in the period that a ticket became solved.
  case solves
  /// Those of ``solves`` after which the ticket was opened again, whenever that was. A solve that is left within half a
  /// minute was a slip: it is neither a solve nor a reopening.
  case reopened
  /// Public replies of agents until it was solved, for the tickets of ``fullResolution``.
  case touches
  /// Tickets of ``fullResolution`` with exactly one public reply of an agent until they were solved, never reopened.
  case oneTouch
  /// Tickets that are open now, by how long ago they were made.
  case backlog(BacklogAge)
  /// Tickets that were made in the period in this hour of the week, 0 for Monday from 0:00 to 167, by local clocks.
  case hour(Int)
  /// Promises of the period: what was met or cannot be told counts when its clock stopped, what was not met when it was
  /// due, whether it has stopped since or not.
  case promise(SLAMetric, PromiseOutcome)
  /// Tickets on which an agent wrote a reply or a note in the period.
  case handled(Agent.ID)
  /// Tickets of ``fullResolution`` that are the agent's.
  case owned(Agent.ID)
  /// Those of ``owned`` that had been reopened before.
  case ownedReopened(Agent.ID)
  /// Tickets that are open now and the agent's.
  case open(Agent.ID)
  /// Those of ``firstResponse`` in which the reply is this agent's.
  case repliedFirst(Agent.ID)

  /// It is a time: seconds by the calendar, and in open time where there is a schedule.
  public var isTime: Bool {
    switch self {
    case .firstResponse, .nextResponse, .firstResolution, .fullResolution, .repliedFirst: true
    default: false
    }
  }
}

/// How long ago an open ticket was made.
public enum BacklogAge: String, CaseIterable, Sendable {
  case fourHours = "4h"
  case day = "1d"
  case threeDays = "3d"
  case week = "7d"
  case older
  /// Younger than this, in milliseconds.
  public var limit: Int64 {
    switch self {
    case .fourHours: .hours(4)
    case .day: .days(1)
    case .threeDays: .days(3)
    case .week: .days(7)
    case .older: .max
    }
  }
  /// In words.
  public var title: String { self == .older ? "older" : "under \(rawValue.dropLast()) \(rawValue.suffix(1))" }
  /// That of a ticket that is so many milliseconds old.
  public init(_ age: Int64) { self = Self.allCases.first { age < $0.limit } ?? .older }
}

/// What became of a promise. A clock whose past is not known is never met.
public enum PromiseOutcome: String, CaseIterable, Sendable { case met, breached, unknown }

extension Figure {
  /// The metrics whose promises can be counted; the last one, update every, begins anew with each update and keeps no
  /// past.
  public static let metrics: [SLAMetric] = [.firstResponse, .nextResponse, .resolution]
  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The name of a figure, as commands take it: `first_response`, `backlog.4h`, `hour.mon.14`,
  /// `sla.resolution.breached`, `agent.ada.handled`.
  /// - Parameter handle: of an agent.
  public func name(_ handle: (Agent.ID) -> String) -> String {
    switch self {
    case .created: "created"
    case .waiting: "waiting"
    case .firstResponse: "first_response"
    case .nextResponse: "next_response"
    case .firstResolution: "first_resolution"
    case .fullResolution: "full_resolution"
    case .solves: "solves"
    case .reopened: "reopened"
    case .touches: "touches"
    case .oneTouch: "one_touch"
    case .backlog(let age): "backlog.\(age.rawValue)"
    case .hour(let hour): "hour.\(Self.weekdays[hour / 24]).\(hour % 24)"
    case .promise(let metric, let outcome): "sla.\(metric.rawValue).\(outcome.rawValue)"
    case .handled(let agent): "agent.\(handle(agent)).handled"
    case .owned(let agent): "agent.\(handle(agent)).owned"
    case .ownedReopened(let agent): "agent.\(handle(agent)).reopened"
    case .open(let agent): "agent.\(handle(agent)).open"
    case .repliedFirst(let agent): "agent.\(handle(agent)).first_response"
    }
  }
  /// Those that are named by a word alone.
  public static let plain: [Figure] = [
    .created, .waiting, .firstResponse, .nextResponse, .firstResolution, .fullResolution, .solves, .reopened,
    .touches, .oneTouch,
  ]
  /// The figure of a name; nil where there is none.
  /// - Parameter agent: the agent of a handle.
  public init?(named name: String, agent: (String) -> Agent.ID?) {
    if let figure = Self.plain.first(where: { $0.name { _ in "" } == name }) {
      self = figure
      return
    }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let last = parts[1].split(separator: ".").last.map(String.init) else {
      return nil
    }
    let middle = String(parts[1].dropLast(min(parts[1].count, last.count + 1)))
    switch parts[0] {
    case "backlog":
      guard let age = BacklogAge(rawValue: parts[1]) else { return nil }
      self = .backlog(age)
    case "hour":
      guard let day = Self.weekdays.firstIndex(of: middle), let hour = Int(last), (0..<24).contains(hour)
      else { return nil }
      self = .hour(day * 24 + hour)
    case "sla":
      guard let metric = SLAMetric(rawValue: middle), Self.metrics.contains(metric),
        let outcome = PromiseOutcome(rawValue: last)
      else { return nil }
      self = .promise(metric, outcome)
    case "agent":
      guard let agent = agent(middle) else { return nil }
      switch last {
      case "handled": self = .handled(agent)
      case "owned": self = .owned(agent)
      case "reopened": self = .ownedReopened(agent)
      case "open": self = .open(agent)
      case "first_response": self = .repliedFirst(agent)
      default: return nil
      }
    default: return nil
    }
  }
}
