public import Domain

/// What may be asked of the store within one consistent view of it; the questions are in the areas' extensions.
/// It lives as long as the body it was given to, on one thread.
public class ReadTransaction {
  let connection: Connection
  /// Read once and kept, for many filters name people; it is part of the same consistent view.
  var knownDirectory: Directory?
  init(_ connection: Connection) { self.connection = connection }
}

/// What may be changed in the store; all of it happens, or nothing.
///
/// Every save compares with what is there and notes the difference, so that no act can forget its audit line.
public final class WriteTransaction: ReadTransaction {
  /// What was changed so far, in order: for the audit row.
  public internal(set) var changes: [Change] = []
  /// What was put into the outbox so far.
  public internal(set) var enqueued: [OutboxMessage] = []
  /// The audit row that the events of this transaction name; 0, for an import or the demo, until
  /// ``beginAudit()``.
  public private(set) var audit: Int64 = 0

  private var sequences: [SequenceName: Int64] = [:]
  private var moved: Set<ChangeMarks.Area> = []
  var counts: [TicketCount: Int] = [:]
  /// How much more often tags are used, where a load has not written it one by one.
  var tagUses: [Int64: Int] = [:]
  var baseVersions: [Ticket.ID: Int64] = [:]
  /// Tickets whose log has grown, in order: their clocks are to be computed before the end.
  var logged: [Ticket.ID] = []
  /// What acts did to tickets, in order: somebody may want to know.
  var happenings: [Happening] = []

  /// Names the audit row that will be appended next as the cause of what follows; its number.
  @discardableResult public func beginAudit() throws -> Int64 {
    audit = try nextAuditID
    return audit
  }
  func note(_ thing: String, _ field: String, _ before: String?, _ after: String?) {
    if before != after { changes.append(Change(thing: thing, field: field, before: before, after: after)) }
  }
  func hasTouched(_ area: ChangeMarks.Area) -> Bool { moved.contains(area) }
  func touch(_ area: ChangeMarks.Area) {
    if area == .access { knownDirectory = nil }
    moved.insert(area)
  }

  /// The next number of a kind of thing; numbers are never given twice, a gap is no harm.
  func next(_ name: SequenceName, _ count: Int64 = 1) throws -> Int64 {
    let last =
      try sequences[name] ?? connection.first("SELECT last FROM sequence WHERE name = \(name.rawValue)") {
        $0.integer()
      } ?? 0
    sequences[name] = last + count
    return last + 1
  }
  /// Keeps a sequence ahead of a number that somebody else chose.
  func reserve(_ name: SequenceName, upTo number: Int64) throws {
    let last = try next(name, 0) - 1
    if number > last { sequences[name] = number }
  }

  /// Writes what was gathered: sequences, counters, change numbers. The last thing before the commit.
  func finish() throws {
    for (name, last) in sequences {
      try connection.run(
        """
        INSERT INTO sequence (name, last) VALUES (\(name.rawValue), \(last))
        ON CONFLICT (name) DO UPDATE SET last = excluded.last
        """)
    }
    try flushCounts()
    for (tag, uses) in tagUses {
      try connection.run("UPDATE tag SET uses = uses + \(uses) WHERE id = \(tag)")
    }
    tagUses.removeAll()
    for area in moved {
      try connection.run(
        """
        INSERT INTO area_change (area, number) VALUES (\(area.rawValue), 1)
        ON CONFLICT (area) DO UPDATE SET number = area_change.number + 1
        """)
    }
    sequences.removeAll()
    moved.removeAll()
  }
}

/// The kinds of things that get numbers from the store.
enum SequenceName: String {
  case agent, team, session, customer, ticket, message, attachment, event, tag, view, macro, canned, outbox
  case schedule, policy, edition, automation
}
