extension ListState {
  /// Rows kept at hand beyond the screen before the far side is let go.
  private var most: Int { 8 * height + 256 }
  private var portion: Int { max(64, 3 * height) }

  /// What should be read next; `nil` when nothing is missing or a request is under way.
  public mutating func nextRequest() -> ListRequest<Row>? {
    guard !isWaiting, let start = wanted else { return nil }
    isWaiting = true
    return ListRequest(start: start, limit: portion, generation: generation)
  }
  private var wanted: ListRequest<Row>.Start? {
    if let jump { return jump }
    if refreshWanted { return selected.map { .around($0.id, lastKnown: $0) } ?? .top }
    if let last = rows.last, !isAtEnd, carry > 0 || rows.count - (top + height) < height {
      return .after(last)
    }
    if let first = rows.first, !isAtStart, carry < 0 || top < height { return .before(first) }
    return nil
  }
  /// Takes what was read. Answers to requests that another move made pointless change nothing.
  @discardableResult
  public mutating func receive(_ page: RowPage<Row>, for request: ListRequest<Row>) -> ListNews<Row> {
    guard request.generation == generation else { return ListNews() }
    let old = selection
    var news = ListNews<Row>()
    isWaiting = false
    switch request.start {
    case .after where jump == nil && !refreshWanted: append(page)
    case .before where jump == nil && !refreshWanted: prepend(page)
    default: if jump == nil { news.gone = replaceKeepingPlace(page) } else { replace(page) }
    }
    isLoaded = true
    continueCarry()
    news.selectionChanged = selection != old
    return news
  }
  /// The reading failed: what is at hand stays, and the next `nextRequest` asks again.
  public mutating func fail(_ request: ListRequest<Row>) {
    if request.generation == generation { isWaiting = false }
  }
  /// Reads until nothing is missing, from a source that answers at once.
  @discardableResult
  public mutating func fill(
    from source: (ListRequest<Row>) throws -> RowPage<Row>
  ) rethrows -> ListNews<Row> {
    let old = selection
    var news = ListNews<Row>()
    while let request = nextRequest() {
      do {
        news.gone = receive(try source(request), for: request).gone ?? news.gone
      } catch {
        fail(request)
        throw error
      }
    }
    news.selectionChanged = selection != old
    return news
  }

  private mutating func append(_ page: RowPage<Row>) {
    rows += page.rows
    // A page without rows is an end whatever it says: else the list would ask for ever.
    isAtEnd = page.isEnd || page.rows.isEmpty
    let extra = rows.count - most
    guard extra > 0, rangeStart == nil, carry <= 0 || cursor == rows.count - page.rows.count - 1 else {
      return
    }
    let cut = min(extra, max(0, min(top, cursor) - height))
    guard cut > 0 else { return }
    rows.removeFirst(cut)
    (cursor, top, isAtStart, newAbove) = (cursor - cut, top - cut, false, 0)
    before = before.map { $0 + cut }
  }
  private mutating func prepend(_ page: RowPage<Row>) {
    let count = page.rows.count
    rows.insert(contentsOf: page.rows, at: 0)
    isAtStart = page.isStart || page.rows.isEmpty
    before = isAtStart ? 0 : page.before ?? before.map { max(0, $0 - count) }
    (cursor, top) = (cursor + count, top + count)
    guard rows.count > most, rangeStart == nil else { return }
    let keep = max(most, max(top + 2 * height, cursor + height))
    if keep < rows.count { rows.removeLast(rows.count - keep); isAtEnd = false }
  }
  private mutating func take(_ page: RowPage<Row>, _ start: ListRequest<Row>.Start?) {
    rows = page.rows
    isAtStart = page.isStart
    isAtEnd = page.isEnd
    switch start {
    case .top: isAtStart = true; isAtEnd = page.isEnd || page.rows.isEmpty
    case .bottom: isAtEnd = true; isAtStart = page.isStart || page.rows.isEmpty
    default: if page.rows.isEmpty { (isAtStart, isAtEnd) = (true, true) }
    }
    before = isAtStart ? 0 : page.before ?? (isAtEnd ? total.map { max(0, $0 - page.rows.count) } : nil)
  }
  private mutating func replace(_ page: RowPage<Row>) {
    take(page, jump)
    switch landing {
    case .keep, .first: (cursor, top) = (0, 0)
    case .last: (cursor, top) = (rows.count - 1, rows.count - height)
    case .key(let key):
      cursor = rows.firstIndex { $0.id == key } ?? 0
      top = cursor - height / 2
    }
    (jump, landing, refreshWanted, newAbove) = (nil, .keep, false, 0)
    keepVisible()
  }
  /// Puts new rows in the place of the old ones without moving the selection on the screen.
  private mutating func replaceKeepingPlace(_ page: RowPage<Row>) -> Row? {
    let old = rows, oldCursor = cursor, line = cursor - top, wasAtStart = isAtStart
    refreshWanted = false
    take(page, old.isEmpty ? .top : nil)
    guard !old.isEmpty else { (cursor, top) = (0, 0); keepVisible(); return nil }
    let places = Dictionary(rows.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var gone: Row?
    if let place = places[old[oldCursor].id] {
      cursor = place
    } else {
      gone = old[oldCursor]
      let next =
        old[(oldCursor + 1)...].first { places[$0.id] != nil }
        ?? old[..<oldCursor].last { places[$0.id] != nil }
      cursor = next.flatMap { places[$0.id] } ?? min(oldCursor, max(0, rows.count - 1))
    }
    top = cursor - line
    if wasAtStart, top > 0 {
      let known = Set(old.map(\.id))
      newAbove = min(top, newAbove + rows[..<top].count { !known.contains($0.id) })
    } else if top <= 0 {
      newAbove = 0
    }
    keepVisible()
    return gone
  }
}
