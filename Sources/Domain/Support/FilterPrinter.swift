extension Filter: CustomStringConvertible {
  /// The filter in its own language; reading it again gives the same filter.
  public var description: String {
    switch self {
    case .everything: return ""
    case .all(let parts): return parts.map { $0.isEither ? "(\($0))" : $0.description }.joined(separator: " ")
    case .any(let parts): return parts.map(\.description).joined(separator: " or ")
    case .not(let inner):
      switch inner {
      case .test, .not: return "-\(inner)"
      default: return "-(\(inner))"
      }
    case .test(let test): return test.description
    }
  }
  private var isEither: Bool { if case .any = self { true } else { false } }
}

extension FilterTest: CustomStringConvertible {
  /// The question in the filter language.
  public var description: String {
    func list(_ field: FilterField, _ values: [String]) -> String {
      "\(field.rawValue):" + values.joined(separator: ",")
    }
    func quotedNone(_ value: String?) -> String {
      value.map { $0 == "none" ? "\"none\"" : Filter.quoted($0) } ?? "none"
    }
    switch self {
    case .status(let values): return list(.status, values.map(\.rawValue))
    case .priority(let values): return list(.priority, values.map(\.rawValue))
    case .channel(let values): return list(.channel, values.map(\.rawValue))
    case .kind(let values): return list(.kind, values.map(\.rawValue))
    case .assignee(let people): return list(.assignee, people.map(\.description))
    case .watcher(let people): return list(.watcher, people.map(\.description))
    case .team(let names): return list(.team, names.map(quotedNone))
    case .requester(let values): return list(.from, values.map(Filter.quoted))
    case .company(let values): return list(.company, values.map(quotedNone))
    case .tier(let values): return list(.tier, values.map(Filter.quoted))
    case .tag(let values): return list(.tag, values.map(quotedNone))
    case .time(let clock, let comparison, let time):
      return clock.rawValue + comparison.rawValue + Filter.quoted(time.description)
    case .between(let clock, let first, let last):
      return clock.rawValue + ":" + Filter.quoted("\(first)..\(last)")
    case .noTime(let clock): return clock.rawValue + ":none"
    case .state(let states): return list(.is, states.map(\.rawValue))
    case .has(let things): return list(.has, things.map(\.rawValue))
    case .reference(let ranges):
      return list(
        .ref,
        ranges.map { range in
          let first = "\(Ticket.ID(range.lowerBound))"
          return range.count == 1 ? first : first + "..\(Ticket.ID(range.upperBound))"
        })
    case .custom(let name, let values):
      return "custom.\(Filter.customName(name)):"
        + (values.isEmpty
          ? "*" : values.map { $0 == "*" ? "\"*\"" : Filter.quoted($0) }.joined(separator: ","))
    case .text(let words):
      return words.isPhrase ? Filter.inQuotes(words.text) : words.text + (words.isPrefix ? "*" : "")
    }
  }
}
extension FilterPerson: CustomStringConvertible {
  /// The word for a person in a filter.
  public var description: String {
    switch self {
    case .me: "me"
    case .nobody: "none"
    case .agent(let handle): "@" + handle.name
    }
  }
}
extension Filter {
  /// The value, in quotes where it would otherwise be read differently.
  static func quoted(_ value: String) -> String {
    let isPlain = !value.isEmpty && value.allSatisfy { !$0.isWhitespace && !",()\"\\".contains($0) }
    return isPlain ? value : inQuotes(value)
  }
  /// The name of a custom field, in quotes where it holds more than a word of the language.
  static func customName(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } ? name : inQuotes(name)
  }
  static func inQuotes(_ value: String) -> String {
    "\"" + value.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}

extension Filter {
  /// The same question in its plainest form: nothing nested that need not be, no doubles, values in order.
  /// Two filters that differ only in writing have the same normal form.
  public var normalized: Filter {
    switch self {
    case .everything: return self
    case .test(let test): return .test(test.normalized)
    case .not(let inner):
      let inner = inner.normalized
      if case .not(let twice) = inner { return twice }
      return .not(inner)
    case .all(let parts):
      let flat = parts.map(\.normalized).flatMap { part -> [Filter] in
        if case .all(let inner) = part { return inner }
        return part == .everything ? [] : [part]
      }
      let once = Filter.once(flat)
      return once.isEmpty ? .everything : once.count == 1 ? once[0] : .all(once)
    case .any(let parts):
      let flat = parts.map(\.normalized).flatMap { part -> [Filter] in
        if case .any(let inner) = part { return inner }
        return [part]
      }
      let once = Filter.once(flat)
      return once.contains(.everything) ? .everything : once.count == 1 ? once[0] : .any(once)
    }
  }
  private static func once(_ parts: [Filter]) -> [Filter] {
    var seen: Set<Filter> = []
    return parts.filter { seen.insert($0).inserted }
  }
}
extension FilterTest {
  fileprivate var normalized: FilterTest {
    func sorted<Value: Hashable>(_ values: [Value], by key: (Value) -> String) -> [Value] {
      Set(values).sorted { key($0) < key($1) }
    }
    func inOrder<Value: CaseIterable & Hashable>(_ values: [Value]) -> [Value] {
      let wanted = Set(values)
      return Value.allCases.filter { wanted.contains($0) }
    }
    switch self {
    case .status(let values): return .status(inOrder(values))
    case .priority(let values): return .priority(inOrder(values))
    case .channel(let values): return .channel(inOrder(values))
    case .kind(let values): return .kind(inOrder(values))
    case .state(let values): return .state(inOrder(values))
    case .has(let values): return .has(inOrder(values))
    case .assignee(let people): return .assignee(sorted(people, by: \.description))
    case .watcher(let people): return .watcher(sorted(people, by: \.description))
    case .team(let values): return .team(sorted(values) { $0 ?? "" })
    case .requester(let values): return .requester(sorted(values) { $0 })
    case .company(let values): return .company(sorted(values) { $0 ?? "" })
    case .tier(let values): return .tier(sorted(values) { $0 })
    case .tag(let values): return .tag(sorted(values) { $0 ?? "" })
    case .custom(let name, let values): return .custom(name, sorted(values) { $0 })
    case .reference(let ranges):
      return .reference(
        Set(ranges).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
    case .time, .between, .noTime, .text: return self
    }
  }
}
