public import Acts
import Domain
public import Store

/// A rule as it is told.
public struct ShownRule: Codable, Equatable, Sendable {
  /// Its place in the order (0: a draft), name, team and way.
  public let place: Int, name: String, team: String, way: String
  /// Which tickets: tiers and tags (empty: all); tags that ask for skills, and after how many seconds they do no more.
  public let tiers: [String], tags: [String], skills: [String], widenSeconds: Int64?
  /// Whether the last agent of a customer is asked first, the weights of priorities, and who was given the last ticket.
  public let sticky: Bool, weights: [Int], last: String?
  private enum CodingKeys: String, CodingKey {
    case place, name, team, way, tiers, tags, skills, sticky, weights, last
    case widenSeconds = "widen_seconds"
  }
  init(_ rule: AssignmentRule, place: Int, in store: ReadTransaction) throws {
    (self.place, name, way) = (place, rule.name, rule.way.rawValue)
    team = try store.team(rule.team)?.name ?? "?"
    (tiers, tags, skills) = (rule.tiers, rule.tags, rule.skills)
    (widenSeconds, sticky, weights) = (rule.widenAfter.map { $0 / 1000 }, rule.isSticky, rule.weights)
    last = try store.assignmentPart(.turn, rule.name).flatMap { Int64($0) }.flatMap {
      try store.agent(Agent.ID($0))?.handle.name
    }
  }
  /// `tier gold, tag api, skill api (until 2 h), sticky`.
  var words: String {
    let widened = widenSeconds.map { " (until \(ExplainedClocks.span($0)))" } ?? ""
    let parts =
      tiers.map { "tier \($0)" } + tags.map { "tag \($0)" } + skills.map { "skill \($0)\(widened)" }
      + (sticky ? ["sticky"] : [])
    return parts.isEmpty ? "all tickets" : parts.joined(separator: ", ")
  }
}

/// The rules there are, in their order.
public struct ListRules: Query {
  public static let about = About(
    AssignmentRules.self, "list", .readTickets, "List assignment rules",
    help: "The rules in the order in which they are tried, then the drafts.", examples: ["assign rule list"])
  public static let form = Form { ListRules() }

  public init() {}
  public func read(in store: ReadTransaction, _ context: Context) throws -> [ShownRule] {
    let desk = AssignmentDesk(store), order = try desk.ruleNames()
    let drafts = try store.assignmentRuleNames().filter { !order.contains($0) }
    return try order.enumerated().map {
      try ShownRule(desk.rule($0.element), place: $0.offset + 1, in: store)
    }
      + drafts.map { try ShownRule(desk.rule($0), place: 0, in: store) }
  }
  public static func sentence(_ rules: [ShownRule]) -> String {
    Columns.text(
      rules.map { [$0.place == 0 ? "draft" : "\($0.place)", $0.name, $0.team, $0.way, $0.words] },
      none: "There are no assignment rules yet.")
  }
}

/// One rule.
public struct ShowRule: Query {
  public static let about = About(
    AssignmentRules.self, "show", .readTickets, "Show an assignment rule",
    help: "A rule, and whom it gave the last ticket.", examples: ["assign rule show gold"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The rule.", .position, .names(AssignmentRules.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }
  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownRule {
    let desk = AssignmentDesk(store)
    let rule: AssignmentRule = try Self.at(\.name) { try desk.rule(name) }
    return try ShownRule(rule, place: (try desk.ruleNames().firstIndex(of: name) ?? -1) + 1, in: store)
  }
  public static func sentence(_ rule: ShownRule) -> String {
    "\(rule.name): \(rule.place == 0 ? "a draft" : "number \(rule.place)"), team \(rule.team), \(rule.way), \(rule.words); weights "
      + rule.weights.map { "\($0)" }.joined(separator: " ")
      + (rule.last.map { "; last given to \($0)" } ?? "")
      + "."
  }
}
