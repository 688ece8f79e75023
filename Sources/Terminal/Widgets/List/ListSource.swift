/// What a list wants to know of its source: rows by key, never by number, so that it stays flat at any depth.
public struct ListRequest<Row: Identifiable & Sendable>: Sendable where Row.ID: Sendable {
  /// Where the wanted rows lie.
  public enum Start: Sendable {
    case top, bottom
    /// The rows that follow this one; the row need not exist any more, its sort key is enough.
    case after(Row)
    /// The rows that come before this one, in list order, the nearest ones.
    case before(Row)
    /// Half of the rows before it, the row, and the rest after it. Where the row left the view: around the
    /// place it had (`lastKnown`), else the top.
    case around(Row.ID, lastKnown: Row?)
  }
  /// Where, and how many at most.
  public let start: Start, limit: Int
  let generation: Int

  /// Makes a question that no list asked: for sources under test and for exports.
  public init(_ start: Start, limit: Int) { (self.start, self.limit, generation) = (start, limit, -1) }
  init(start: Start, limit: Int, generation: Int) {
    (self.start, self.limit, self.generation) = (start, limit, generation)
  }
}

/// Rows in list order as a source gives them.
public struct RowPage<Row: Sendable>: Sendable {
  /// The rows; there may be fewer than asked for only at an end.
  public var rows: [Row]
  /// Nothing comes before the first, nothing after the last row.
  public var isStart: Bool, isEnd: Bool
  /// How many rows of the view come before the first one, where the source knows it at no cost.
  public var before: Int?
  /// Makes a page.
  public init(_ rows: [Row], isStart: Bool, isEnd: Bool, before: Int? = nil) {
    (self.rows, self.isStart, self.isEnd, self.before) = (rows, isStart, isEnd, before)
  }
}

/// What changed in a list; what a pane says or reads again follows from it.
public struct ListNews<Row: Sendable>: Sendable {
  /// Another row is selected than before, or there is one for the first time, or none is left.
  public var selectionChanged = false
  /// The selected row left the view (the row as last seen); the next one is selected now.
  public var gone: Row?
  /// The list could not move further in the asked direction.
  public var hitEnd = false
  /// Makes news of nothing.
  public init() {}
}

/// Marked rows by key. "All that match" over a million rows is kept as a rule with exceptions.
public struct Marks<ID: Hashable & Sendable>: Sendable, Equatable {
  /// The keys: the marked ones, or the exceptions when everything is marked.
  public private(set) var keys: Set<ID> = []
  /// Everything that matches is marked, but for `keys`.
  public private(set) var coversAll = false
  /// Nothing marked.
  public init() {}
  /// This row is marked.
  public func contains(_ id: ID) -> Bool { keys.contains(id) != coversAll }
  /// Nothing can be marked.
  public var isEmpty: Bool { keys.isEmpty && !coversAll }
  /// How many of `total` matching rows are marked; `nil` where everything is and the total is not known.
  public func count(of total: Int?) -> Int? { coversAll ? total.map { max(0, $0 - keys.count) } : keys.count }
  /// Marks or unmarks one.
  public mutating func toggle(_ id: ID) { set(id, to: !contains(id)) }
  /// Marks or unmarks one.
  public mutating func set(_ id: ID, to marked: Bool) {
    if marked != coversAll { keys.insert(id) } else { keys.remove(id) }
  }
  /// The marked become unmarked and the other way round, also those that were never loaded.
  public mutating func invert() { coversAll.toggle() }
  /// Marks all that match.
  public mutating func markAll() { (keys, coversAll) = ([], true) }
  /// Marks none.
  public mutating func clear() { (keys, coversAll) = ([], false) }
}
