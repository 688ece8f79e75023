extension ListState {
  /// Moves or marks; a count repeats it, and with `first` or `last` names a row of the view from 1.
  @discardableResult
  public mutating func perform(_ move: ListMove, count: Int? = nil) -> ListNews<Row> {
    let old = selection, times = max(1, count ?? 1)
    var news = ListNews<Row>()
    switch move {
    case .down: news.hitEnd = step(times)
    case .up: news.hitEnd = step(-times)
    case .halfDown: news.hitEnd = scrollPage(max(1, height / 2) * times)
    case .halfUp: news.hitEnd = scrollPage(-max(1, height / 2) * times)
    case .pageDown: news.hitEnd = scrollPage(max(1, height - 1) * times)
    case .pageUp: news.hitEnd = scrollPage(-max(1, height - 1) * times)
    case .first, .last:
      if let count { goToRow(count) } else if move == .first { goToStart() } else { goToEnd() }
    case .mark:
      for _ in 0..<times {
        guard let key = selection else { break }
        marks.toggle(key)
        news.hitEnd = step(1)
        if news.hitEnd { break }
      }
    case .range: toggleRange()
    case .invert: marks.invert()
    case .markAll: rangeStart = nil; marks.markAll()
    case .clearMarks: rangeStart = nil; marks.clear()
    }
    news.selectionChanged = selection != old
    return news
  }
  /// Scrolls without a key: the selection follows only when it would leave the screen.
  @discardableResult
  public mutating func wheel(_ lines: Int) -> ListNews<Row> {
    let old = selection
    top = min(max(0, top + lines), max(0, rows.count - height, min(newAbove, top)))
    cursor = min(max(cursor, top), max(top, top + height - 1), max(0, rows.count - 1))
    if top == 0, isAtStart { newAbove = 0 }
    var news = ListNews<Row>()
    news.selectionChanged = selection != old
    return news
  }
  /// Selects the row in so many lines below the first one on the screen; `false` where there is none.
  public mutating func click(line: Int) -> Bool {
    guard line >= 0, line < height, rows.indices.contains(top + line) else { return false }
    cursor = top + line
    return true
  }

  /// Answers whether the end of the view stopped it.
  private mutating func step(_ distance: Int) -> Bool {
    guard !rows.isEmpty else { return true }
    let wanted = cursor + distance
    cursor = min(max(0, wanted), rows.count - 1)
    let left = wanted - cursor
    keepVisible()
    if left == 0 { carry = 0; return false }
    if (left > 0 && isAtEnd) || (left < 0 && isAtStart) { carry = 0; return left == distance }
    carry = left
    return false
  }
  private mutating func scrollPage(_ distance: Int) -> Bool {
    top = min(max(0, top + distance), max(0, rows.count - height, min(newAbove, top)))
    return step(distance)
  }
  private mutating func goToStart() {
    newAbove = 0
    if isAtStart { (cursor, top) = (0, 0); keepVisible() } else { go(to: .top, landing: .first) }
  }
  private mutating func goToEnd() {
    if isAtEnd { cursor = max(0, rows.count - 1); keepVisible() } else { go(to: .bottom, landing: .last) }
  }
  private mutating func goToRow(_ number: Int) {
    let index = max(0, number - 1)
    if let before, rows.indices.contains(index - before) {
      cursor = index - before
      keepVisible()
    } else if isAtStart {
      cursor = 0
      _ = step(index)
    } else {
      go(to: .top, landing: .first, carry: index)
    }
  }
  private mutating func toggleRange() {
    if let range {
      for index in range { marks.set(rows[index].id, to: true) }
      rangeStart = nil
    } else {
      rangeStart = selection
    }
  }
  /// Goes on with a count that ran into the edge of the window.
  mutating func continueCarry() {
    guard carry != 0 else { return }
    let distance = carry
    carry = 0
    _ = step(distance)
  }
}
