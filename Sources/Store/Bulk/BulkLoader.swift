public import Domain

/// Brings in many tickets at once.
///
/// Into an empty store: rows in large batches, the indexes and the full text made at the end, so a million
/// tickets take a minute or so and nobody else has anything to wait for. Into a store in use: small batches with
/// everything kept up, so that nobody waits long. A load that was killed is brought to an end by the next one
/// that opens the store to write; what was committed stays.
public final class BulkLoader {
  /// How far a load is.
  public struct Progress: Equatable, Sendable {
    /// What is being done just now.
    public enum Stage: String, Sendable { case tickets, indexes, text, done }
    /// The stage; tickets in the store so far, and the part of the stage that is done, 0...1, where known.
    public var stage: Stage, tickets: Int, part: Double
  }
  private let database: Database
  private let isEmpty: Bool
  private let batch: Int
  private let progress: (Progress) throws -> Void
  private let clocks: BulkClocks?
  private var waiting: [BulkTicket] = [], brought = 0, isFinished = false
  private var rows: BulkRows?
  private static let mark = "bulk.loading"

  /// Begins a load. The store counts as empty when it holds no ticket.
  /// - Parameters:
  ///   - desk: what is promised to the tickets that come; nil where nothing is.
  ///   - now: the instant their clocks are read at.
  ///   - progress: called after each batch and between the last steps; throw to stop.
  public init(
    _ database: Database, desk: SLADesk? = nil, now: Instant = .epoch,
    progress: @escaping (Progress) throws -> Void = { _ in }
  ) throws {
    (self.database, self.progress) = (database, progress)
    clocks = desk.map { BulkClocks(desk: $0, now: now) }
    isEmpty = try database.read { store in
      try store.connection.first("SELECT 1 FROM ticket LIMIT 1") { _ in false } ?? true
    }
    batch = isEmpty ? 2000 : 250
    try Self.mend(database)
    if isEmpty {
      try database.write { store in
        for index in Migration.listIndexes {
          try store.connection.script("DROP INDEX IF EXISTS \(index.name)")
        }
        try store.connection.run("INSERT INTO setting (name, value) VALUES (\(Self.mark), 'yes')")
      }
      try database.withWriter { try $0.settleForBulk(.begin) }
    }
  }

  /// Whether a load was begun and neither ended nor mended.
  public static func isUnfinished(_ database: Database) throws -> Bool {
    try database.read { try $0.setting(mark) != nil }
  }
  /// Makes what a killed load left undone: indexes and full text.
  public static func mend(_ database: Database) throws {
    guard try isUnfinished(database) else { return }
    try complete(database, tickets: 0) { _ in }
  }

  /// Puts a ticket in; it may wait for its batch.
  public func add(_ ticket: BulkTicket) throws {
    waiting.append(ticket)
    if waiting.count >= batch { try flush() }
  }
  /// Puts tickets in within a transaction of the caller's: what else is written there is committed with them.
  public func put(_ tickets: [BulkTicket], in store: WriteTransaction) throws {
    let rows = try self.rows ?? BulkRows(store.connection, isDeferred: isEmpty, clocks: clocks)
    self.rows = rows
    for ticket in tickets { try rows.put(ticket, in: store) }
    store.touch(.support)
    brought += tickets.count
  }
  /// Puts customers in, or renews them.
  public func add(_ customers: [Customer]) throws {
    try database.write { store in
      for customer in customers {
        try store.reserve(.customer, upTo: customer.id.rawValue)
        try store.upsertRow(customer)
      }
      store.touch(.support)
    }
    if database.logSize > 64 << 20 { try database.checkpoint() }
  }
  /// Writes what waits; what was given so far is in the store then.
  public func flush() throws {
    guard !waiting.isEmpty else { return }
    try database.write { store in
      let rows = try self.rows ?? BulkRows(store.connection, isDeferred: isEmpty, clocks: clocks)
      self.rows = rows
      for ticket in waiting { try rows.put(ticket, in: store) }
      store.touch(.support)
    }
    brought += waiting.count
    waiting.removeAll(keepingCapacity: true)
    if database.logSize > 64 << 20 { try database.checkpoint() }
    try progress(Progress(stage: .tickets, tickets: brought, part: 0))
  }
  /// Writes what waits and ends the load. Without it a load into an empty store is mended by the next one.
  public func finish() throws {
    guard !isFinished else { return }
    try flush()
    rows = nil
    if isEmpty {
      try Self.complete(database, tickets: brought, progress)
      try database.withWriter { [durability = database.durability] in try $0.settleForBulk(.end(durability)) }
    }
    isFinished = true
    try database.checkpoint(isEmpty ? .truncate : .passive)
    try progress(Progress(stage: .done, tickets: brought, part: 1))
  }

  private static func complete(
    _ database: Database, tickets: Int, _ progress: (Progress) throws -> Void
  ) throws {
    let indexes = Migration.listIndexes
    for (place, index) in indexes.enumerated() {
      try progress(
        Progress(stage: .indexes, tickets: tickets, part: Double(place) / Double(indexes.count)))
      let isThere = try database.read { store in
        try store.connection.first(
          "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = \(index.name)"
        ) {
          _ in true
        } ?? false
      }
      if !isThere { try database.write { try $0.connection.script(index.sql) } }
      if database.logSize > 64 << 20 { try database.checkpoint() }
    }
    try progress(Progress(stage: .text, tickets: tickets, part: 0))
    try database.write { try $0.rebuildText() }
    try database.write { store in
      try store.connection.run("DELETE FROM setting WHERE name = \(mark)")
      store.touch(.support)
    }
  }
}

extension Connection {
  /// More memory and no wait for the disk while an empty store is filled: there is nothing to lose yet but the
  /// load itself, and the log keeps the file sound.
  fileprivate func settleForBulk(_ moment: BulkMoment) throws {
    switch moment {
    case .begin:
      try run("PRAGMA synchronous=OFF")
      try run("PRAGMA cache_size=-65536")
      // The sorting of an index has a second processor to help it.
      try run("PRAGMA threads=2")
    case .end(.full): try run("PRAGMA synchronous=FULL")
    case .end(.normal): try run("PRAGMA synchronous=NORMAL")
    }
    guard case .end = moment else { return }
    try run("PRAGMA cache_size=-2000")
    try run("PRAGMA threads=0")
  }
}
private enum BulkMoment { case begin, end(Database.Durability) }
