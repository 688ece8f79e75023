public import Acts
import Domain
public import Store

/// The schedules there are.
public struct ListSchedules: Query {
  public static let about = About(
    Schedules.self, "list", .readTickets, "List schedules", help: "The schedules that policies can name.",
    examples: ["schedule list"])
  public static let form = Form { ListSchedules() }

  public init() {}

  /// A schedule.
  public struct Row: Codable, Equatable, Sendable {
    /// Its name, version and time zone, the weekdays it is open on, how many holidays it has, when it was saved.
    public let name: String, version: Int64, zone: String, open: String, holidays: Int, saved: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try LevelsNow(in: store).schedules.map { text in
      let schedule = try LevelReader.schedule(text.body)
      let days = Schedule.weekdays.enumerated().filter { !schedule.hours[$0.offset].isEmpty }.map(\.element)
      return Row(
        name: text.name, version: text.version, zone: schedule.zone.name,
        open: days.count == 7 ? "every day" : days.joined(separator: " "), holidays: schedule.holidays.count,
        saved: RFC3339.text(text.saved))
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { [$0.name, "v\($0.version)", $0.zone, $0.open] }, none: "There are no schedules yet.")
  }
}

/// The policies there are, in their order.
public struct ListPolicies: Query {
  public static let about = About(
    Policies.self, "list", .readTickets, "List policies",
    help: "The policies in the order in which they are tried.", examples: ["sla policy list"])
  public static let form = Form { ListPolicies() }

  public init() {}

  /// A policy.
  public struct Row: Codable, Equatable, Sendable {
    /// Its place in the order, name, version, how many rows it has, and when it was saved.
    public let place: Int, name: String, version: Int64, rows: Int, saved: String
    /// What happens at a reopening, and the schedules it counts by.
    public let reopen: String, schedules: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try LevelsNow(in: store).policies.enumerated().map { place, text in
      let policy = try LevelReader.policy(text.body)
      return Row(
        place: place + 1, name: text.name, version: text.version, rows: policy.targets.count,
        saved: RFC3339.text(text.saved), reopen: policy.reopening.rawValue,
        schedules: Set(policy.targets.map(\.schedule)).sorted().joined(separator: " "))
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { ["\($0.place)", $0.name, "v\($0.version)", $0.schedules] },
      none: "There are no policies yet.")
  }
}

/// One version of a schedule or a policy, as it was saved.
public struct ShownLevel: Codable, Equatable, Sendable {
  /// Its name and version, whether it holds for new tickets, when it was saved, and what was saved.
  public let name: String, version: Int64, current: Bool, saved: String, definition: String
  init(_ text: LevelText, current: Bool) {
    (name, version, self.current) = (text.name, text.version, current)
    (saved, definition) = (RFC3339.text(text.saved), text.body)
  }
  static func read(
    _ kind: LevelText.Kind, _ name: String, _ version: Int?, in store: ReadTransaction
  ) throws -> ShownLevel {
    let levels = try LevelsNow(in: store), now = kind == .schedule ? levels.schedules : levels.policies
    let versions = try store.levelVersions(kind, of: name)
    guard let last = versions.last else {
      return ShownLevel(try LevelsNow.found(name, among: now, kind.rawValue), current: true)
    }
    let current = now.first { $0.name == name }
    guard let version else { return ShownLevel(current ?? last, current: current != nil) }
    guard let found = versions.first(where: { $0.version == Int64(version) }) else {
      throw Refusal(
        .unknown, "The \(kind.rawValue) “\(name)” has no version \(version).",
        remedy: "It has 1 to \(last.version).")
    }
    return ShownLevel(found, current: found.id == current?.id)
  }
}

/// One schedule, as it was saved.
public struct ShowSchedule: Query {
  public static let about = About(
    Schedules.self, "show", .readTickets, "Show a schedule",
    help: "What was saved, in the form in which it can be saved again; old versions too.",
    examples: ["schedule show default", "schedule show default --version 1"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The schedule.", .position, .names(Schedules.self)),
    Field("version", \.version, "Which version; left out: the one that holds.", .range(1...Int.max - 1)))

  /// Which one, and which version of it (nil: the one that holds).
  public let name: String, version: Int?
  public init(name: String, version: Int? = nil) { (self.name, self.version) = (name, version) }
  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownLevel {
    try ShownLevel.read(.schedule, name, version, in: store)
  }
  public static func sentence(_ shown: ShownLevel) -> String { shown.definition }
}

/// One policy, as it was saved.
public struct ShowPolicy: Query {
  public static let about = About(
    Policies.self, "show", .readTickets, "Show a policy",
    help: "What was saved, in the form in which it can be saved again; old versions too.",
    examples: ["sla policy show usual", "sla policy show usual --version 1"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The policy.", .position, .names(Policies.self)),
    Field("version", \.version, "Which version; left out: the one that holds.", .range(1...Int.max - 1)))

  /// Which one, and which version of it (nil: the one that holds).
  public let name: String, version: Int?
  public init(name: String, version: Int? = nil) { (self.name, self.version) = (name, version) }
  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownLevel {
    try ShownLevel.read(.policy, name, version, in: store)
  }
  public static func sentence(_ shown: ShownLevel) -> String { shown.definition }
}
