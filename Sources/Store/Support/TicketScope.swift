import Domain

/// A condition taken apart: what it says of the columns that have counters and leading indexes, and the rest.
struct TicketScope {
  /// What is allowed of a column.
  enum Keys: Equatable {
    case all, only(Set<Int64>), except(Set<Int64>)
    mutating func meet(_ other: Set<Int64>, isNegated: Bool) {
      switch (self, isNegated) {
      case (.all, false): self = .only(other)
      case (.all, true): self = .except(other)
      case (.only(let mine), false): self = .only(mine.intersection(other))
      case (.only(let mine), true): self = .only(mine.subtracting(other))
      case (.except(let mine), false): self = .only(other.subtracting(mine))
      case (.except(let mine), true): self = .except(mine.union(other))
      }
    }
    func allows(_ key: Int64) -> Bool {
      switch self {
      case .all: true
      case .only(let keys): keys.contains(key)
      case .except(let keys): !keys.contains(key)
      }
    }
    var list: [Int64]? { if case .only(let keys) = self { keys.sorted() } else { nil } }
  }
  private(set) var status = Keys.all, team = Keys.all, assignee = Keys.all, priority = Keys.all
  /// What else must hold.
  private(set) var rest: [FilterCondition] = []
  /// Nothing can fit.
  private(set) var isEmpty = false

  init(_ condition: FilterCondition) {
    take(condition, isNegated: false)
    isEmpty = isEmpty || [status, team, assignee, priority].contains(.only([]))
  }
  private mutating func take(_ condition: FilterCondition, isNegated: Bool) {
    switch condition {
    case .always where !isNegated, .never where isNegated: break
    case .never, .always: isEmpty = true
    case .all(let parts) where !isNegated: parts.forEach { take($0, isNegated: false) }
    case .any(let parts) where isNegated: parts.forEach { take($0, isNegated: true) }
    case .any(let parts) where parts.count == 1: take(parts[0], isNegated: isNegated)
    case .not(let inner): take(inner, isNegated: !isNegated)
    case .status(let words): status.meet(Set(words.map { Int64($0.number) }), isNegated: isNegated)
    case .priority(let words): priority.meet(Set(words.map { Int64($0.number) }), isNegated: isNegated)
    case .team(let teams): team.meet(Set(teams.map { $0?.rawValue ?? 0 }), isNegated: isNegated)
    case .assignee(let agents): assignee.meet(Set(agents.map { $0?.rawValue ?? 0 }), isNegated: isNegated)
    default: rest.append(isNegated ? .not(condition) : condition)
    }
  }

  /// The statuses that may be, as numbers.
  var statuses: [Int] { Numbered.statuses.indices.filter { status.allows(Int64($0)) } }
  /// Whether the status does not matter.
  var isOfAnyStatus: Bool { statuses.count == Numbered.statuses.count }

  /// The terms for the four columns, each behind a plus sign; see ``FilterSQL``.
  func columnTerms(leavingOut led: Set<TicketCount.Dimension> = [], status withStatus: Bool = true) -> [SQL] {
    var terms: [SQL] = []
    func term(_ column: SQL, _ keys: Keys) {
      switch keys {
      case .all: break
      case .only(let keys): terms.append("+\(column) IN \(list: keys.sorted())")
      case .except(let keys): terms.append("+\(column) NOT IN \(list: keys.sorted())")
      }
    }
    if withStatus { term("ticket.status", status) }
    if !led.contains(.team) { term("ticket.team_id", team) }
    if !led.contains(.assignee) { term("ticket.assignee_id", assignee) }
    if !led.contains(.priority) { term("ticket.priority", priority) }
    return terms
  }

  /// The numbers of the tickets of which a term holds, by the index over unsolved ones and the one over the others.
  func halves(_ term: SQL) -> SQL {
    let active = statuses.contains { $0 < 4 }, done = statuses.contains { $0 >= 4 }
    let parts: [SQL] = (active ? ["status<4"] : []) + (done ? ["status>=4"] : [])
    return parts.map { part -> SQL in "SELECT id FROM ticket WHERE \(part) AND \(term)" }
      .joined(by: " UNION ALL ")
  }
  /// One row for each ticket that fits, from whichever index is narrowest; only where nothing else must hold.
  var counted: SQL {
    func named(_ column: SQL, _ keys: Keys) -> SQL? { keys.list.map { "\(column) IN \(list: $0)" } }
    let lead: SQL
    let led: Set<TicketCount.Dimension>
    if let people = named("assignee_id", assignee) {
      (lead, led) = ("\(people) AND status IN \(list: statuses)", [.assignee])
    } else if let teams = named("team_id", team) {
      (lead, led) = ("\(teams) AND status IN \(list: statuses)", [.team])
    } else {
      (lead, led) = ("status IN \(list: statuses)", [])
    }
    let terms = columnTerms(leavingOut: led, status: false)
    return "SELECT 1 FROM ticket WHERE \(lead) \(terms.map { term -> SQL in "AND \(term)" }.joined(by: " "))"
  }
}

/// All counters, read once: a thousand rows at most, from which common views are answered and plans are made.
struct TicketCounters {
  /// How many of each status, by its number; two more than there are, as vectors come in powers of two.
  private typealias ByStatus = SIMD8<Int>
  private var teams: [Int64: ByStatus] = [:], assignees: [Int64: ByStatus] = [:],
    priorities: [Int64: ByStatus] = [:]
  private(set) var total = 0

  init(_ connection: Connection) throws {
    try connection.each("SELECT dimension, key, status, number FROM ticket_count WHERE number > 0") { row in
      let initial = row.withBytes { $0.first ?? 0 }
      let key = row.integer(), status = row.int() & 7, number = row.int()
      switch initial {
      case UInt8(ascii: "t"):
        teams[key, default: .zero][status] = number
        total += number
      case UInt8(ascii: "a"): assignees[key, default: .zero][status] = number
      default: priorities[key, default: .zero][status] = number
      }
    }
  }
  /// How many tickets there are of these keys and statuses.
  func count(_ dimension: TicketCount.Dimension, _ allowed: TicketScope.Keys, _ statuses: [Int]) -> Int {
    let numbers =
      switch dimension {
      case .team: teams
      case .assignee: assignees
      case .priority: priorities
      }
    var sum = ByStatus.zero
    if case .only(let keys) = allowed {
      for key in keys { sum &+= numbers[key] ?? .zero }
    } else {
      for (key, number) in numbers where allowed.allows(key) { sum &+= number }
    }
    return statuses.reduce(0) { $0 + sum[$1] }
  }
  /// The number of tickets in a scope when the counters alone can tell it.
  func exact(_ scope: TicketScope) -> Int? {
    guard !scope.isEmpty else { return 0 }
    guard scope.rest.isEmpty else { return nil }
    let narrowed = [scope.team, scope.assignee, scope.priority].filter { $0 != .all }
    guard narrowed.count < 2 else { return nil }
    if scope.assignee != .all { return count(.assignee, scope.assignee, scope.statuses) }
    if scope.priority != .all { return count(.priority, scope.priority, scope.statuses) }
    return count(.team, scope.team, scope.statuses)
  }
  /// How many probably fit all of a scope's columns, if one says nothing of another.
  func likely(_ scope: TicketScope) -> Double {
    let all = Double(count(.priority, .all, scope.statuses))
    guard all > 0 else { return 0 }
    return [
      count(.team, scope.team, scope.statuses), count(.assignee, scope.assignee, scope.statuses),
      count(.priority, scope.priority, scope.statuses),
    ].reduce(all) { $0 * Double($1) / all }
  }
  /// How many there are at most, by the narrowest counter.
  func atMost(_ scope: TicketScope) -> Int {
    min(
      count(.team, scope.team, scope.statuses), count(.assignee, scope.assignee, scope.statuses),
      count(.priority, scope.priority, scope.statuses))
  }
}
