import Terminal

/// A page of a list's rows, or why it could not be read: what comes back for ``ListState/reading(_:)``.
struct RowsAnswer<Row: Identifiable & Sendable>: Sendable where Row.ID: Sendable {
  let request: ListRequest<Row>, page: Result<RowPage<Row>, any Error>
}

/// What every pane with a list does in the same way: moving by commands, asking for the next rows, taking them.
extension ListState {
  /// The slot under which rows come back.
  static var slot: String { "rows" }

  /// Moves or marks as a command of the key map says; nil when the command is none of a list's.
  mutating func move(_ command: String, count: Int?) -> ListNews<Row>? {
    guard command.hasPrefix("row."), let move = ListMove(rawValue: String(command.dropFirst(4))) else {
      return nil
    }
    return perform(move, count: count)
  }
  /// The question for what is missing on and around the screen, if anything is.
  @MainActor mutating func reading(
    _ read: @escaping @Sendable (Desk, ListRequest<Row>) throws -> RowPage<Row>
  ) -> [Effect] {
    guard let request = nextRequest() else { return [] }
    return [
      .read(
        Ask(Self.slot) { desk in
          RowsAnswer(request: request, page: Result { try read(desk, request) })
        })
    ]
  }
  /// Takes an answer; a failure leaves what is at hand, and the next move asks again.
  mutating func take(_ answer: RowsAnswer<Row>) throws -> ListNews<Row> {
    do {
      return receive(try answer.page.get(), for: answer.request)
    } catch {
      fail(answer.request)
      throw error
    }
  }
  /// Takes rows that are all at hand.
  mutating func show(_ all: [Row]) {
    total = all.count
    fill { ArrayRows.page(of: all, for: $0) }
  }
}

extension ListState where Row.ID: Comparable {
  /// What an act applies to: the marked rows, also those that were scrolled out of the window, with the range under way;
  /// else the selected one. Empty where everything that matches is marked: that is a filter, not rows.
  var chosen: [Row.ID] {
    if marks.coversAll { return [] }
    if marks.isEmpty { return subjects.map(\.id) }
    let near = rows.indices.filter(isMarked(at:)).map { rows[$0].id }
    return near + marks.keys.subtracting(near).sorted()
  }
}

/// Pages of rows that are all at hand.
enum ArrayRows {
  static func page<Row: Identifiable & Sendable>(
    of rows: [Row], for request: ListRequest<Row>
  ) -> RowPage<Row> where Row.ID: Sendable {
    func place(_ id: Row.ID) -> Int? { rows.firstIndex { $0.id == id } }
    let wanted: Range<Int>
    switch request.start {
    case .top: wanted = 0..<request.limit
    case .bottom: wanted = rows.count - request.limit..<rows.count
    case .after(let row):
      let start = (place(row.id) ?? -1) + 1
      wanted = start..<start + request.limit
    case .before(let row):
      let end = place(row.id) ?? 0
      wanted = end - request.limit..<end
    case .around(let id, _):
      let start = max(0, (place(id) ?? 0) - request.limit / 2)
      wanted = start..<start + request.limit
    }
    let part = wanted.clamped(to: 0..<rows.count)
    return RowPage(
      Array(rows[part]), isStart: part.lowerBound == 0, isEnd: part.upperBound == rows.count,
      before: part.lowerBound)
  }
}
