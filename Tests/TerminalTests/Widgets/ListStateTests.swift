import Terminal
import TestSupport
import Testing

/// A ticket of these tests: the key that a list holds on to, and what it is sorted by.
struct Item: Identifiable, Sendable, Equatable {
  let id: Int
  var rank: Int
}

/// A source in memory that answers by key as a store does.
struct Items {
  var all: [Item]
  init(_ count: Int) { all = (0..<count).map { Item(id: $0, rank: $0 * 10) } }
  private var sorted: [Item] { all.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) } }

  func page(_ request: ListRequest<Item>) -> RowPage<Item> {
    let rows = sorted
    func place(_ row: Item) -> Int {
      rows.firstIndex { ($0.rank, $0.id) >= (row.rank, row.id) } ?? rows.count
    }
    let first: Int
    switch request.start {
    case .top: first = 0
    case .bottom: first = rows.count - request.limit
    case .after(let row): first = place(row) + (rows.contains { $0.id == row.id } ? 1 : 0)
    case .before(let row): first = place(row) - request.limit
    case .around(let id, let known):
      first = (rows.firstIndex { $0.id == id } ?? known.map(place) ?? 0) - request.limit / 2
    }
    var end = first + request.limit
    if case .before(let row) = request.start { end = place(row) }
    let range = max(0, min(first, rows.count))..<max(0, min(end, rows.count))
    return RowPage(Array(rows[range]), isStart: range.lowerBound == 0, isEnd: range.upperBound == rows.count)
  }
}

@Suite struct Lists {
  private func list(of items: Items, rows: Int = 10, selecting key: Int? = nil) -> ListState<Item> {
    var list = ListState<Item>(selecting: key)
    list.resize(rows: rows)
    list.fill(from: items.page)
    return list
  }
  private func onScreen(_ list: ListState<Item>) -> [Int] { list.rows[list.visible].map(\.id) }

  @Test func beginsAtTheTop() {
    let list = list(of: Items(1000))
    #expect(list.selection == 0)
    #expect(onScreen(list) == Array(0..<10))
    #expect(list.position == 1)
  }
  @Test func beginsAtARowThatWasSelectedEarlier() {
    let list = list(of: Items(1000), selecting: 500)
    #expect(list.selection == 500)
    #expect(onScreen(list).contains(500))
  }
  @Test("a count moves beyond the rows at hand") func counts() {
    let items = Items(5000)
    var list = list(of: items)
    list.perform(.down, count: 3000)
    list.fill(from: items.page)
    #expect(list.selection == 3000)
    #expect(list.position == 3001)
    list.perform(.up, count: 2999)
    list.fill(from: items.page)
    #expect(list.selection == 1)
    #expect(list.rows.count < 1000, "what is far away is let go")
  }
  @Test func endsAreReachedByKey() {
    let items = Items(5000)
    var list = list(of: items)
    list.total = 5000
    list.perform(.last)
    list.fill(from: items.page)
    #expect(list.selection == 4999)
    #expect(list.position == 5000)
    #expect(onScreen(list) == Array(4990..<5000))
    list.perform(.first)
    list.fill(from: items.page)
    #expect(list.selection == 0)
    list.perform(.last, count: 300)
    list.fill(from: items.page)
    #expect(list.selection == 299)
  }
  @Test func pagesAndHalvesKeepTheRowOnTheScreen() {
    let items = Items(100)
    var list = list(of: items)
    list.perform(.pageDown)
    #expect(list.selection == 9)
    #expect(list.top == 9)
    list.perform(.halfDown)
    #expect(list.selection == 14)
    list.perform(.pageUp)
    list.perform(.halfUp)
    #expect(list.selection == 0)
    let news = list.perform(.up)
    #expect(news.hitEnd)
  }

  @Test func insertionsAboveNeitherMoveTheSelectionNorScroll() {
    var items = Items(100)
    var list = list(of: items)
    list.perform(.down, count: 3)
    items.all += [Item(id: 900, rank: -3), Item(id: 901, rank: -2), Item(id: 902, rank: 35)]
    list.refresh()
    let news = list.fill(from: items.page)
    #expect(list.selection == 3)
    #expect(list.cursor - list.top == 3, "it stays in its line")
    #expect(list.newAbove == 2)
    #expect(news.gone == nil && !news.selectionChanged)
    list.perform(.first)
    #expect(list.selection == 900)
    #expect(list.newAbove == 0)
  }
  @Test func anotherOrderKeepsTheSelectedRowInItsLine() {
    var items = Items(300)
    var list = list(of: items, selecting: 40)
    let line = list.cursor - list.top
    for index in items.all.indices { items.all[index].rank *= -1 }
    list.refresh()
    list.fill(from: items.page)
    #expect(list.selection == 40)
    #expect(list.cursor - list.top == line)
    #expect(list.rows[list.cursor + 1].id == 39)
  }
  @Test("when the selected row left the view, the next one is selected and the caller is told")
  func leaving() {
    var items = Items(100)
    var list = list(of: items)
    list.perform(.down, count: 5)
    items.all.removeAll { (5...6).contains($0.id) }
    list.refresh()
    let news = list.fill(from: items.page)
    #expect(news.gone?.id == 5)
    #expect(news.selectionChanged)
    #expect(list.selection == 7)
    items.all = []
    list.refresh()
    let emptied = list.fill(from: items.page)
    #expect(emptied.gone?.id == 7)
    #expect(list.selection == nil)
    let moved = list.perform(.down)
    #expect(moved.hitEnd)
  }
  @Test func theLastRowThatLeavesSelectsTheOneBefore() {
    var items = Items(3)
    var list = list(of: items)
    list.perform(.last)
    items.all.removeLast()
    list.refresh()
    list.fill(from: items.page)
    #expect(list.selection == 1)
  }
  @Test func lateAnswersToAnOlderQuestionAreDropped() throws {
    let items = Items(500)
    var list = list(of: items)
    list.perform(.last)
    let asked = list.nextRequest()
    let request = try #require(asked)
    list.perform(.first)
    let here = list.rows.map(\.id)
    list.reset()
    list.receive(items.page(request), for: request)
    #expect(list.rows.isEmpty)
    list.fill(from: items.page)
    #expect(list.rows.map(\.id).prefix(10) == here.prefix(10))
  }

  @Test func marksAreHeldByKey() {
    var items = Items(20)
    var list = list(of: items)
    list.perform(.mark, count: 2)
    #expect(list.selection == 2)
    items.all.append(Item(id: 99, rank: -1))
    list.refresh()
    list.fill(from: items.page)
    #expect(list.subjects.map(\.id) == [0, 1])
    list.perform(.invert)
    #expect(list.marks.count(of: 21) == 19)
    #expect(list.subjects.count == 19)
    var left = list.escape()
    #expect(left)
    #expect(list.subjects.map(\.id) == [2])
    left = list.escape()
    #expect(!left)
  }
  @Test func aRangeMarksWhatLiesBetween() {
    var list = list(of: Items(20))
    list.perform(.range)
    list.perform(.down, count: 2)
    #expect(list.subjects.map(\.id) == [0, 1, 2])
    list.perform(.range)
    #expect(list.rangeStart == nil)
    #expect(list.marks.keys == [0, 1, 2])
  }
  @Test func allThatMatchIsKeptAsARule() {
    var list = list(of: Items(5000))
    list.perform(.markAll)
    list.perform(.mark)
    #expect(list.marks.count(of: 5000) == 4999)
    #expect(!list.isMarked(at: 0) && list.isMarked(at: 7))
    #expect(list.marks.count(of: nil) == nil)
  }
  @Test func theWheelScrollsAndTheSelectionStaysOnTheScreen() {
    let items = Items(100)
    var list = list(of: items)
    let news = list.wheel(3)
    #expect(news.selectionChanged)
    #expect(list.top == 3 && list.selection == 3)
    list.wheel(-50)
    #expect(list.top == 0)
    let hit = list.click(line: 4)
    #expect(hit && list.selection == 4)
    let missed = list.click(line: 10)
    #expect(!missed)
  }

  @Test("whatever happens, the selected row is on the screen and is the one it should be", arguments: 0..<150)
  func invariants(seed: UInt64) {
    var random = Seeded(seed)
    var items = Items(Int.random(in: 0...400, using: &random))
    var list = list(of: items, rows: .random(in: 1...30, using: &random))
    var nextID = 1000
    for _ in 0..<60 {
      let before = list.selection
      switch Int.random(in: 0..<6, using: &random) {
      case 0...2:
        let move = ListMove.allCases.randomElement(using: &random)!
        list.perform(move, count: Bool.random(using: &random) ? .random(in: 1...500, using: &random) : nil)
        list.fill(from: items.page)
      case 3:
        for _ in 0..<5 {
          items.all.append(Item(id: nextID, rank: .random(in: -10...4000, using: &random)))
          nextID += 1
        }
        list.refresh()
        list.fill(from: items.page)
        if before != nil { #expect(list.selection == before) }
      case 4:
        let doomed = Set((0..<3).compactMap { _ in items.all.randomElement(using: &random)?.id })
        items.all.removeAll { doomed.contains($0.id) }
        list.refresh()
        let news = list.fill(from: items.page)
        if let before, !doomed.contains(before) { #expect(list.selection == before) }
        if let before, doomed.contains(before) { #expect(news.gone?.id == before) }
      default:
        list.resize(rows: .random(in: 1...40, using: &random))
        list.fill(from: items.page)
        #expect(list.selection == before)
      }
      let all = items.page(ListRequest(.top, limit: 100_000))
      #expect((list.selection == nil) == all.rows.isEmpty)
      if !list.rows.isEmpty { #expect(list.visible.contains(list.cursor)) }
      #expect(Set(list.rows.map(\.id)).count == list.rows.count)
      if let first = list.rows.first, let start = all.rows.firstIndex(of: first) {
        #expect(
          Array(all.rows[start...].prefix(list.rows.count)) == list.rows, "the window is a piece of the view")
        if let before = list.before { #expect(before == start) }
      }
      if list.top + list.height > list.rows.count { #expect(list.isAtEnd) }
    }
  }
}
