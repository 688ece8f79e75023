import Terminal
import Testing

struct Ticket: Identifiable, Sendable {
  let id: Int, priority: String, due: String, status: String, who: String, subject: String, tag: String
  static let some = [
    Ticket(
      id: 1042, priority: "‼", due: "-0:12", status: "open", who: "ada",
      subject: "Refund for double charge on 3 March", tag: "billing"),
    Ticket(
      id: 1057, priority: "!", due: "0:34", status: "open", who: "—", subject: "Cannot log in after SSO move",
      tag: "sso"),
    Ticket(
      id: 998, priority: "!", due: "1:10", status: "pend", who: "ada",
      subject: "解約について (cancellation of plan)", tag: ""),
    Ticket(
      id: 1101, priority: "·", due: "3:05", status: "open", who: "—", subject: "Invoice PDF is empty",
      tag: "invoice"),
  ]
  static let table = Table(
    [
      TableColumn("pri", "", .fixed(1)), TableColumn("ref", "REF", .fixed(6)),
      TableColumn("due", "DUE", .fixed(6), .right), TableColumn("status", "STATUS", .fixed(6, priority: 2)),
      TableColumn("who", "WHO", .fixed(4, priority: 1)), TableColumn("subject", "SUBJECT", .flexible(20)),
    ], sortedBy: ("due", true), emptyText: ["Nothing waits for you."])
  static func cell(_ ticket: Ticket, _ column: TableColumn, _ state: RowState) -> TableCell {
    switch column.id {
    case "pri": TableCell(ticket.priority, .priorityHigh)
    case "ref": TableCell("T-\(ticket.id)", .textBright)
    case "due": TableCell(ticket.due)
    case "status": TableCell(ticket.status)
    case "who": TableCell(ticket.who)
    default:
      TableCell([TextRun(ticket.subject)], chips: ticket.tag.isEmpty ? [] : [TextRun(ticket.tag, .chip)])
    }
  }
  static func list(_ rows: [Ticket] = some) -> ListState<Ticket> {
    var list = ListState<Ticket>()
    list.resize(rows: 4)
    list.total = rows.count
    list.fill { _ in RowPage(rows, isStart: true, isEnd: true) }
    return list
  }
}

@Suite struct Tables {
  @Test func eightyColumns() {
    var list = Ticket.list()
    list.perform(.mark)
    expectFrame(
      frame(80, 6) { Ticket.table.draw(list, into: &$0, area: $0.all, cell: Ticket.cell) },
      """
          REF      DUE↑ STATUS WHO  SUBJECT
       *‼ T-1042  -0:12 open   ada  Refund for double charge on 3 March       billing
      ▌ ! T-1057   0:34 open   —    Cannot log in after SSO move                  sso
        ! T-998    1:10 pend   ada  解約について (cancellation of plan)
        · T-1101   3:05 open   —    Invoice PDF is empty                      invoice
      """)
  }
  @Test("narrow tables drop columns by priority, then chips, and cut what is left with a sign") func narrow()
  {
    var list = Ticket.list()
    list.perform(.down)
    list.perform(.range)
    expectFrame(
      frame(40, 6) { Ticket.table.draw(list, into: &$0, area: $0.all, cell: Ticket.cell) },
      """
          REF      DUE↑ SUBJECT
        ‼ T-1042  -0:12 Refund for …  billing
      ▌*! T-1057   0:34 Cannot log in a…  sso
        ! T-998    1:10 解約について (cancell…
        · T-1101   3:05 Invoice PDF…  invoice
      """)
  }
  @Test func asciiScreensKeepTheSameColumns() {
    let rows = [
      Ticket(
        id: 1042, priority: "!", due: "-0:12", status: "open", who: "ada", subject: Ticket.some[0].subject,
        tag: "billing")
    ]
    let list = Ticket.list(rows)
    expectFrame(
      frame(60, 6, ascii: true) { Ticket.table.draw(list, into: &$0, area: $0.all, cell: Ticket.cell) },
      """
          REF      DUE^ STATUS WHO  SUBJECT
      > ! T-1042  -0:12 open   ada  Refund for double c~  billing
      """)
  }
  @Test func theSelectedRowIsTintedFromEdgeToEdge() {
    var surface = Surface(Size(60, 5), theme: .builtIn)
    Ticket.table.draw(Ticket.list(), into: &surface, area: surface.all, cell: Ticket.cell)
    let ground = surface.theme[.selection].background
    for x in 0..<60 where surface[x, 1].text != "" && !(52...59).contains(x) {
      #expect(surface[x, 1].style.background == ground)
      #expect(surface[x, 2].style.background != ground)
    }
  }
  @Test func clicksFindTitlesAndRows() {
    let area = Rect(2, 1, 80, 6)
    #expect(Ticket.table.hit(Point(14, 1), in: area) == .title("due"))
    #expect(Ticket.table.hit(Point(14, 3), in: area) == .row(1, column: "due"))
    #expect(Ticket.table.hit(Point(2, 3), in: area) == .row(1, column: nil))
    #expect(Ticket.table.hit(Point(1, 3), in: area) == nil)
  }
  @Test func anEmptyListSaysSoOnceItWasRead() {
    var list = ListState<Ticket>()
    #expect(
      frame(40, 3) { Ticket.table.draw(list, into: &$0, area: $0.all, cell: Ticket.cell) }
        == "    REF      DUE↑ SUBJECT")
    list.fill { _ in RowPage([], isStart: true, isEnd: true) }
    #expect(
      frame(40, 3) { Ticket.table.draw(list, into: &$0, area: $0.all, cell: Ticket.cell) }
        == "    REF      DUE↑ SUBJECT\n  Nothing waits for you.")
    #expect(Ticket.table.plain(list, cell: Ticket.cell) == ["Nothing waits for you."])
  }
  @Test func readersThatSpeakGetALineARow() {
    var list = Ticket.list()
    list.perform(.mark)
    #expect(
      Ticket.table.plain(list, cell: Ticket.cell).prefix(2) == [
        "row 1 of 4, marked: ‼, REF T-1042, DUE -0:12, STATUS open, WHO ada, SUBJECT Refund for double charge on 3 March billing",
        "row 2 of 4, selected: !, REF T-1057, DUE 0:34, STATUS open, WHO —, SUBJECT Cannot log in after SSO move sso",
      ])
  }
}
