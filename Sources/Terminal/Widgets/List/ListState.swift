/// What a list remembers: a window of rows of a source that may have millions, and a selection held by key.
///
/// The state does no reading. After each change ask `nextRequest()`, read what it wants, and hand it back with
/// `receive(_:for:)`; with a source that answers at once, `fill(from:)` does both. A refresh, an insertion or
/// another order never moves the selection: the selected row stays where it is on the screen. If it left the
/// view, the row that followed it is selected, and the news says so. Rows that arrive above are counted in
/// `newAbove` and not scrolled in.
public struct ListState<Row: Identifiable & Sendable>: Sendable where Row.ID: Sendable {
  /// The rows at hand, in list order.
  public internal(set) var rows: [Row] = []
  /// The index of the selected row in `rows`; meaningless while there are none.
  public internal(set) var cursor = 0
  /// The index of the first row on the screen.
  public internal(set) var top = 0
  /// Rows on the screen.
  public internal(set) var height = 1
  /// Nothing comes before the first row at hand, nothing after the last one.
  public internal(set) var isAtStart = false, isAtEnd = false
  /// Rows of the view before the first one at hand, where known.
  public internal(set) var before: Int?
  /// Rows of the whole view, where the owner knows them.
  public var total: Int?
  /// Rows that arrived above the screen since the top was last seen.
  public internal(set) var newAbove = 0
  /// The marked rows.
  public var marks = Marks<Row.ID>()
  /// Where a range began.
  public internal(set) var rangeStart: Row.ID?
  /// A request is under way.
  public internal(set) var isWaiting = false
  /// The rows were read at least once; before that an empty list is not "nothing there".
  public internal(set) var isLoaded = false

  var jump: ListRequest<Row>.Start?, landing = Landing.keep, carry = 0, refreshWanted = false, generation = 0

  enum Landing: Sendable { case keep, first, last, key(Row.ID) }

  /// Makes a list that will begin at the top, or at a row that was selected earlier.
  public init(selecting key: Row.ID? = nil) {
    if let key { (jump, landing) = (.around(key, lastKnown: nil), .key(key)) } else { jump = .top }
  }
  /// The selected row.
  public var selected: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }
  /// The key of the selected row.
  public var selection: Row.ID? { selected?.id }
  /// The rows on the screen, as indices of `rows`.
  public var visible: Range<Int> {
    let first = min(max(0, top), rows.count)
    return first..<min(rows.count, first + height)
  }
  /// The selected row's number in the whole view from 1, where known.
  public var position: Int? { selected == nil ? nil : before.map { $0 + cursor + 1 } }
  /// The range under way, as indices of `rows`.
  public var range: ClosedRange<Int>? {
    guard let start = rangeStart, let index = rows.firstIndex(where: { $0.id == start }) else { return nil }
    return min(index, cursor)...max(index, cursor)
  }
  /// This row is marked or lies in the range under way.
  public func isMarked(at index: Int) -> Bool {
    marks.contains(rows[index].id) || range?.contains(index) == true
  }
  /// The marked rows at hand with the range under way, else the selected one: what an act applies to.
  public var subjects: [Row] {
    let range = range
    // Asked for with each hint of the footer, mostly with nothing marked.
    if range == nil, marks.isEmpty { return selected.map { [$0] } ?? [] }
    let marked = rows.indices.filter { marks.contains(rows[$0].id) || range?.contains($0) == true }
    return marked.isEmpty ? selected.map { [$0] } ?? [] : marked.map { rows[$0] }
  }

  /// Takes the number of rows on the screen; the selected row stays visible.
  public mutating func resize(rows height: Int) {
    self.height = max(1, height)
    keepVisible()
  }
  /// Throws everything away and begins at the top of another view; marks go too.
  public mutating func reset(selecting key: Row.ID? = nil) {
    let height = height
    let generation = generation + 1
    self = ListState(selecting: key)
    (self.height, self.generation) = (height, generation)
  }
  /// Reads the rows anew where they are: after a change in the store or another order.
  public mutating func refresh() { refreshWanted = true; generation += 1; isWaiting = false }
  /// Tells of rows above that the window cannot see.
  public mutating func announce(newAbove count: Int) { newAbove = max(0, count) }
  /// Selects a row that is at hand; else asks for it.
  public mutating func select(_ key: Row.ID) {
    if let index = rows.firstIndex(where: { $0.id == key }) {
      cursor = index
      keepVisible()
    } else {
      go(to: .around(key, lastKnown: nil), landing: .key(key))
    }
  }
  /// Leaves a range, then marks; `false` when there was neither.
  public mutating func escape() -> Bool {
    if rangeStart != nil { rangeStart = nil; return true }
    if !marks.isEmpty { marks.clear(); return true }
    return false
  }

  mutating func go(to start: ListRequest<Row>.Start, landing: Landing, carry: Int = 0) {
    (jump, self.landing, self.carry) = (start, landing, carry)
    generation += 1
    isWaiting = false
  }
  mutating func keepVisible() {
    cursor = min(max(0, cursor), max(0, rows.count - 1))
    // Rows that were announced may stay above although there would be room for them.
    let lowest = max(max(0, rows.count - height), newAbove)
    top = min(max(top, cursor - height + 1), cursor, lowest)
    top = max(0, top)
    if top == 0, isAtStart { newAbove = 0 }
  }
}
