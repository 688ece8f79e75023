/// A filter with nothing left to look up: agents and teams by number, times as instants.
///
/// Memory (``matches(_:)``) and the store's SQL judge by this one value; a property test holds them together.
public indirect enum FilterCondition: Hashable, Sendable {
  /// True of every ticket, and of none.
  case always, never
  /// All of, one of, and the opposite.
  case all([FilterCondition]), any([FilterCondition]), not(FilterCondition)
  /// One of these.
  case status([Ticket.Status]), priority([Ticket.Priority]), channel([Ticket.Channel]), kind([Ticket.Kind])
  /// One of these; nil is nobody, no team.
  case assignee([Agent.ID?]), team([Team.ID?])
  /// One of these watches; and: nobody does.
  case watcher([Agent.ID]), unwatched
  /// The requester's address, lower-case; the domain of it, without `@`; the beginning of a word (words are
  /// parted by blanks) of the name or of the address, lower-case.
  case email(String), emailDomain(String), name(String)
  /// The beginning of a word of the company, lower-case; and: there is none.
  case company(String), noCompany
  /// The tier, one of these.
  case tier([String])
  /// One of these tags; and: there is none.
  case tag([String]), untagged
  /// `from <= value < to`; a ticket without the instant never fits.
  case time(FilterClock, from: Instant, to: Instant)
  /// The instant is not there (``Instant/never`` for due).
  case noTime(FilterClock)
  /// What it has.
  case has(FilterPossession)
  /// It was merged into another.
  case merged
  /// References.
  case reference([ClosedRange<Int64>])
  /// A custom field that equals one of these in any case; without any: it is there.
  case custom(String, [String])
  /// Full text.
  case text(FilterWords)
}

extension Filter {
  /// The condition this filter means for one agent at one moment.
  /// - Parameters:
  ///   - viewer: who `me` is; without one, `me` is nobody's.
  ///   - zone: whose days `today` and dates are.
  public func resolved(
    for viewer: Agent.ID?, at now: Instant, in zone: any ZoneRules = FixedZone.utc, directory: Directory
  ) -> FilterCondition {
    switch self {
    case .everything: return .always
    case .all(let parts):
      return .all(parts.map { $0.resolved(for: viewer, at: now, in: zone, directory: directory) })
    case .any(let parts):
      return .any(parts.map { $0.resolved(for: viewer, at: now, in: zone, directory: directory) })
    case .not(let inner): return .not(inner.resolved(for: viewer, at: now, in: zone, directory: directory))
    case .test(let test):
      return FilterResolver(viewer: viewer, now: now, zone: zone, directory: directory).condition(test)
    }
  }
}

private struct FilterResolver {
  let viewer: Agent.ID?, now: Instant, zone: any ZoneRules, directory: Directory

  func condition(_ test: FilterTest) -> FilterCondition {
    switch test {
    case .status(let values): return .status(values)
    case .priority(let values): return values.isEmpty ? .never : .priority(values)
    case .channel(let values): return .channel(values)
    case .kind(let values): return .kind(values)
    case .assignee(let people):
      var numbers: [Agent.ID?] = people.compactMap(number)
      if people.contains(.nobody) { numbers.append(nil) }
      return numbers.isEmpty ? .never : .assignee(numbers)
    case .watcher(let people):
      let numbers = people.compactMap(number)
      return any(
        (numbers.isEmpty ? [] : [.watcher(numbers)]) + (people.contains(.nobody) ? [.unwatched] : []))
    case .team(let names):
      var numbers: [Team.ID?] = names.compactMap { $0.flatMap { directory.team(named: $0)?.id } }
      if names.contains(nil) { numbers.append(nil) }
      return numbers.isEmpty ? .never : .team(numbers)
    case .requester(let values): return any(values.map(requester))
    case .company(let values): return any(values.map { $0.map { .company($0) } ?? .noCompany })
    case .tier(let values): return .tier(values)
    case .tag(let values):
      let tags = values.compactMap { $0 }
      return any((tags.isEmpty ? [] : [.tag(tags)]) + (tags.count < values.count ? [.untagged] : []))
    case .time(let clock, let comparison, let time): return self.time(clock, comparison, time)
    case .between(let clock, let first, let last):
      let from = first.span(now: now, in: zone, leaning: clock.leaning).start
      return .time(clock, from: from, to: last.span(now: now, in: zone, leaning: clock.leaning).end)
    case .noTime(let clock): return .noTime(clock)
    case .state(let states): return any(states.map(state))
    case .has(let things): return any(things.map { .has($0) })
    case .reference(let ranges): return .reference(ranges)
    case .custom(let name, let values): return .custom(name, values)
    case .text(let words): return .text(words)
    }
  }
  private func any(_ conditions: [FilterCondition]) -> FilterCondition {
    conditions.isEmpty ? .never : conditions.count == 1 ? conditions[0] : .any(conditions)
  }
  private func number(_ person: FilterPerson) -> Agent.ID? {
    switch person {
    case .me: viewer
    case .nobody: nil
    case .agent(let handle): directory.agent(handle)?.id
    }
  }
  private func requester(_ value: String) -> FilterCondition {
    if value.hasPrefix("@"), value.count > 1 { return .emailDomain(String(value.dropFirst())) }
    return value.contains("@") ? .email(value) : .name(value)
  }
  private func time(_ clock: FilterClock, _ comparison: FilterComparison, _ time: WrittenTime)
    -> FilterCondition
  {
    let span = time.span(now: now, in: zone, leaning: clock.leaning)
    let isDay = span.start != span.end, first = Instant(milliseconds: .min)
    switch comparison {
    case .before: return .time(clock, from: first, to: span.start)
    case .atMost: return .time(clock, from: first, to: isDay ? span.end : span.end + 1)
    case .after: return .time(clock, from: isDay ? span.end : span.end + 1, to: .never)
    case .atLeast: return .time(clock, from: span.start, to: .never)
    case .within:
      if isDay { return .time(clock, from: span.start, to: span.end) }
      return .time(clock, from: min(now, span.start), to: max(now, span.end) + 1)
    }
  }
  private func state(_ state: FilterState) -> FilterCondition {
    let active = FilterCondition.status(Ticket.Status.allCases.filter(\.isActive))
    let asleep = FilterCondition.time(.snoozed, from: now + 1, to: .never)
    switch state {
    case .active: return active
    case .done: return .status([.solved, .closed])
    case .assigned: return .not(.assignee([nil]))
    case .unassigned: return .assignee([nil])
    case .mine: return viewer.map { .assignee([$0]) } ?? .never
    case .watched: return viewer.map { .watcher([$0]) } ?? .never
    case .snoozed: return asleep
    case .awake: return .not(asleep)
    case .overdue: return .all([active, .time(.due, from: Instant(milliseconds: .min), to: now)])
    case .merged: return .merged
    case .child: return .has(.parent)
    }
  }
}
