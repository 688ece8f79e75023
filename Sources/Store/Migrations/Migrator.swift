import CSQLite
public import Domain

/// Takes a store's schema up and down, step by numbered step, and says where it stands.
public struct Migrator: Sendable {
  /// One step as a store has it.
  public struct Step: Equatable, Sendable {
    /// The step and its checksum in this program.
    public let number: Int, name: String, checksum: String
    /// When it was applied; nil when it is not in the store.
    public let applied: Instant?
    /// The store's own checksum differs: somebody edited a shipped step.
    public let isChanged: Bool
  }
  /// `OPSD`: what marks a file as ours.
  static let mark: Int64 = 0x4f50_5344
  private let database: Database
  private let steps: [Migration]

  /// Opens the store whatever its schema, as long as it is one of ours.
  public init(at path: String) throws { try self.init(at: path, steps: Migration.all) }
  init(at path: String, steps: [Migration]) throws {
    database = try Database(path, .readWrite, system: nil, isChecked: false)
    self.steps = steps
    try database.read { try Self.checkMark($0.connection, path: path) }
  }

  /// All steps this program knows, with what the store has of them.
  public func status() throws -> [Step] {
    let known = try database.read { try Self.applied($0.connection) }
    return steps.map { step in
      Step(
        number: step.number, name: step.name, checksum: step.checksum,
        applied: known[step.number].map { Instant(milliseconds: $0.at) },
        isChanged: known[step.number].map { $0.checksum != step.checksum } ?? false)
    }
  }
  /// What `up` (or `down`, for a lower number) would run, in that order; `to` nil is the newest.
  public func plan(to target: Int? = nil) throws -> (up: [Migration], down: [Migration]) {
    let version = try database.read { try Self.version($0.connection) }
    let goal = target ?? steps.count
    return (
      steps.filter { $0.number > version && $0.number <= goal },
      steps.filter { $0.number <= version && $0.number > goal }.reversed()
    )
  }
  /// Runs what is planned, each step in its own transaction, after a backup when there is something to lose.
  ///
  /// - Returns: the steps that ran, and where the backup lies.
  @discardableResult public func migrate(
    to target: Int? = nil, at now: Instant, backup: String? = nil
  ) throws -> (steps: [Migration], backup: String?) {
    if let changed = try status().first(where: \.isChanged) {
      throw StoreTrouble(
        .newer, "Step \(changed.number) “\(changed.name)” of the store is not the one this program has.",
        remedy: "Use the program that made the store, or restore a backup.")
    }
    let plan = try plan(to: target)
    let steps = plan.up + plan.down
    guard !steps.isEmpty else { return ([], nil) }
    let version = try database.read { try Self.version($0.connection) }
    let copy = backup ?? database.path + ".schema-\(version)-\(now.milliseconds)"
    if version > 0 { try database.backUp(to: copy) }
    for step in plan.up { try database.withWriter { try Self.run(step, .up, in: $0, at: now) } }
    for step in plan.down { try database.withWriter { try Self.run(step, .down, in: $0, at: now) } }
    return (steps, version > 0 ? copy : nil)
  }
  /// Ends the use of the store.
  public func close() { database.close() }

  // MARK: What opening asks

  private enum Direction { case up, down }

  private static func run(_ step: Migration, _ direction: Direction, in store: Connection, at now: Instant)
    throws
  {
    try store.run("BEGIN IMMEDIATE")
    do {
      switch direction {
      case .up:
        try store.script(step.up)
        try store.run(
          """
          INSERT INTO schema_migration (number, name, checksum, compatible, applied_at)
          VALUES (\(step.number), \(step.name), \(step.checksum), \(step.compatible), \(now.milliseconds))
          """)
      case .down:
        try store.script(step.down)
        try store.run("DELETE FROM schema_migration WHERE number = \(step.number)")
      }
      try store.run("COMMIT")
    } catch {
      if store.isInTransaction { _ = try? store.run("ROLLBACK") }
      throw error
    }
  }

  /// Makes a new, empty file a store with all steps, in one transaction: a half-made store never exists.
  static func found(_ store: Connection, path: String) throws {
    try found(store, path: path, steps: Migration.all)
  }
  static func found(_ store: Connection, path: String, steps: [Migration]) throws {
    try store.run("BEGIN IMMEDIATE")
    do {
      // Another process may have made it while this one waited for the lock.
      let tables = try store.first("SELECT count(*) FROM sqlite_schema") { $0.integer() }
      if tables == 0 {
        try store.script(
          """
          PRAGMA application_id=\(mark);
          CREATE TABLE schema_migration (
            number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
            compatible INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT;
          """)
        let now = CSQLite_wall_clock()
        for step in steps {
          try store.script(step.up)
          try store.run(
            """
            INSERT INTO schema_migration (number, name, checksum, compatible, applied_at)
            VALUES (\(step.number), \(step.name), \(step.checksum), \(step.compatible), \(Int64(now)))
            """)
        }
      }
      try store.run("COMMIT")
    } catch {
      if store.isInTransaction { _ = try? store.run("ROLLBACK") }
      throw error
    }
  }

  private static func applied(_ store: Connection) throws -> [Int: (checksum: String, at: Int64)] {
    var known: [Int: (checksum: String, at: Int64)] = [:]
    try store.each("SELECT number, checksum, applied_at FROM schema_migration") { row in
      known[row.int()] = (row.text(), row.integer())
    }
    return known
  }
  static func version(_ store: Connection) throws -> Int {
    try store.first("SELECT coalesce(max(number), 0) FROM schema_migration") { $0.int() } ?? 0
  }
  static func checkMark(_ store: Connection, path: String) throws {
    guard try store.first("PRAGMA application_id", { $0.integer() }) == mark else {
      throw StoreTrouble(
        .foreign, "\(path) is a database of another program.",
        remedy: "Name another file with --store; this one is left as it is.")
    }
  }
  /// Refuses a file that is not ours, or of a schema that this program would damage or not understand.
  static func checkFit(_ store: Connection, path: String) throws {
    try checkMark(store, path: path)
    let found = try store.first(
      "SELECT coalesce(max(number), 0), coalesce(max(compatible), 0) FROM schema_migration"
    ) { (version: $0.int(), compatible: $0.int()) }
    guard let found else { return }
    if found.compatible > Migration.current {
      throw StoreTrouble(
        .newer,
        "The store \(path) was made by a newer opsdeck (schema \(found.version), this one has \(Migration.current)).",
        remedy: "Update this opsdeck; the store is left as it is.")
    }
    if found.version < Migration.current {
      throw StoreTrouble(
        .older,
        "The store \(path) has schema \(found.version); this opsdeck needs \(Migration.current).",
        remedy: "Run opsdeck migrate up; it makes a backup first.")
    }
  }
}
