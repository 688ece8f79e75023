import Domain
import TestSupport
import Testing

@Suite struct MeasurementTests {
  @Test(
    "a percentile lies between its neighbours as numpy has it",
    arguments: [
      ([7], 0.9, 7), ([1, 2, 3, 4], 0.5, 2.5), ([4, 1, 3, 2], 0.9, 3.7), ([10, 20], 0.95, 19.5),
      ([0, 0, 100], 0.5, 0), ([1, 2, 3, 4, 5], 0.25, 2),
    ] as [([Int32], Double, Double)])
  func percentile(_ values: [Int32], _ share: Double, _ expected: Double) {
    #expect(abs(Measurements.percentile(share, of: values.sorted()) - expected) < 1e-9)
  }
  @Test("percentiles rise with their share, stay within the numbers, and are reached at both ends")
  func order() throws {
    var random = Seeded(41)
    for _ in 0..<300 {
      let values = (0...random.below(40)).map { _ in Int32(random.below(1000)) }.sorted()
      let found = (0...20).map { Measurements.percentile(Double($0) / 20, of: values) }
      #expect(found == found.sorted())
      #expect(found.first == Double(values[0]) && found.last == Double(values[values.count - 1]))
    }
  }
  @Test("what is merged tells the same as what was measured at once, in any order")
  func merging() {
    var random = Seeded(42)
    for _ in 0..<200 {
      let all = (0...random.below(60)).map { _ in Int64(random.below(100_000)) }
      let cut = random.below(all.count + 1)
      var first = Measurements(all[..<cut]), second = Measurements(all[cut...])
      let (a, b) = (first, second)
      first.merge(b)
      second.merge(a)
      #expect(first.spread == Measurements(all).spread && second.spread == first.spread)
      #expect(first.count == all.count)
    }
  }
  @Test("of nothing nothing is told, and no time is negative") func edges() {
    #expect(Measurements().spread == nil)
    #expect(Measurements([-5]).spread?.p50 == 0)
    #expect(Measurements([.max]).spread?.p50 == Double(Int32.max))
  }
}

@Suite struct FigureTests {
  static let start = Instant(seconds: 1_795_510_800)
  private let ada = Agent.ID(11), bob = Agent.ID(12)
  private func at(_ minutes: Int) -> Instant { Self.start + .minutes(minutes) }
  private func said(_ id: Int64, _ author: Message.Author, _ minutes: Int, _ kind: Message.Kind = .public)
    -> SLASaid
  { SLASaid(id: Message.ID(id), author: author, kind: kind, at: at(minutes)) }
  private let customer = Message.Author.customer(Customer.ID(1))

  private func course(
    _ status: Ticket.Status = .open, solved: Int? = nil, said: [SLASaid] = [],
    _ turns: [(Int, Ticket.Status)] = []
  ) -> TicketCourse {
    var course = TicketCourse(
      Ticket.ID(1), created: Self.start, status: status, solved: solved.map(at), assignee: bob)
    course.first = .new
    course.said = said
    course.turns = turns.map { TicketCourse.Turn(at($0.0), $0.1) }
    return course
  }
  private func told(_ course: TicketCourse, from: Int = 0, to: Int = 10_000) throws -> [Figure: [Int64]] {
    var found: [Figure: [Int64]] = [:]
    try course.measure(FigureScope(from: at(from), to: at(to), zone: .utc, time: nil)) {
      found[$0, default: []].append($1.amount / 60)
    }
    return found
  }

  @Test("a first response ends at the first public reply of an agent, each later wait at the next one")
  func responses() throws {
    let found = try told(
      course(said: [
        said(1, customer, 0), said(2, .agent(ada), 5, .note), said(3, .system, 6), said(4, .agent(bob), 20),
        said(5, customer, 30), said(6, customer, 35), said(7, .agent(ada), 90), said(8, customer, 100),
      ]))
    #expect(found[.firstResponse] == [20] && found[.repliedFirst(bob)] == [20])
    #expect(found[.nextResponse] == [60] && found[.waiting] == nil)
    #expect(found[.handled(ada)]?.count == 1 && found[.handled(bob)]?.count == 1)
  }
  @Test("a ticket that an agent made has no first response, but the customer's answer is waited for")
  func byAgent() throws {
    var made = course(said: [said(1, .agent(ada), 0), said(2, customer, 10), said(3, .agent(ada), 25)])
    made.isByAgent = true
    let found = try told(made)
    #expect(found[.firstResponse] == nil && found[.nextResponse] == [15])
    var silent = course()
    silent.isByAgent = true
    #expect(try told(silent)[.waiting] == nil)
  }
  @Test("what ended outside of the period is not in it, and what has not ended is counted apart")
  func period() throws {
    let answered = course(said: [said(1, customer, 0), said(2, .agent(ada), 20)])
    #expect(try told(answered, from: 21)[.firstResponse] == nil)
    #expect(try told(answered, from: 20, to: 21)[.firstResponse] == [20])
    #expect(try told(answered, to: 20)[.firstResponse] == nil)
    #expect(try told(course(said: [said(1, customer, 0)]))[.waiting]?.count == 1)
    #expect(try told(course(.solved, solved: 9, said: [said(1, customer, 0)]))[.waiting] == nil)
  }
  @Test("first and full resolution part when a ticket is opened again")
  func reopening() throws {
    let found = try told(
      course(
        .solved, solved: 300, said: [said(1, .agent(ada), 10), said(2, .agent(ada), 290)],
        [(5, .open), (30, .solved), (100, .open), (300, .solved), (400, .closed)]))
    #expect(found[.firstResolution] == [30] && found[.fullResolution] == [300])
    #expect(found[.solves]?.count == 2 && found[.reopened]?.count == 1)
    #expect(found[.oneTouch] == nil && found[.ownedReopened(bob)]?.count == 1)
  }
  @Test("a solve that is left within half a minute was a slip") func slip() throws {
    var slipped = course()
    slipped.turns = [
      TicketCourse.Turn(at(10), .solved), TicketCourse.Turn(at(10) + .seconds(29), .open),
    ]
    let found = try told(slipped)
    #expect(found[.solves] == nil && found[.reopened] == nil && found[.firstResolution] == nil)
  }
  @Test("one reply is enough where it was the only one until the end, and the ticket stayed solved")
  func oneTouch() throws {
    let found = try told(
      course(
        .closed, solved: 10, said: [said(1, .agent(ada), 10), said(2, .agent(ada), 50)],
        [(10, .solved), (60, .closed)]))
    #expect(found[.oneTouch]?.count == 1)
  }
  @Test("the first resolution of a past that is not known is not told, the last one is") func unknown() throws
  {
    var imported = course(.solved, solved: 20)
    imported.isTold = false
    let found = try told(imported)
    #expect(found[.firstResolution] == nil && found[.fullResolution] == [20])
  }
  @Test("an unknown clock is never met, and a broken promise counts when it was due") func promises() throws {
    var course = course()
    course.clocks = [
      .init(.firstResponse, .unknown, due: at(5), at: at(2)),
      .init(.resolution, .missed, due: at(5), at: at(50)), .init(.nextResponse, .met, due: at(9), at: at(8)),
      .init(.updateEvery, .missed, due: at(5), at: at(6)),
    ]
    let found = try told(course, to: 20)
    #expect(found[.promise(.firstResponse, .unknown)]?.count == 1)
    #expect(found[.promise(.firstResponse, .met)] == nil)
    #expect(found[.promise(.resolution, .breached)]?.count == 1)
    #expect(found[.promise(.nextResponse, .met)]?.count == 1)
    #expect(found[.promise(.updateEvery, .breached)] == nil)
    #expect(try told(course, from: 20)[.promise(.resolution, .breached)] == nil)
  }
  @Test("the hour of the week is that of the local clock") func hours() throws {
    // A Tuesday, 09:00 in UTC.
    #expect(try told(course())[.hour(24 + 9)]?.count == 1)
    var found: [Figure] = []
    let zone = FixedZone(seconds: -10 * 3600)
    try course().measure(FigureScope(from: at(0), to: at(9), zone: zone, time: nil)) { figure, _ in
      found.append(figure)
    }
    #expect(found.contains(.hour(23)))
  }
  @Test("each figure is found by the name it has") func names() {
    let agents = ["ada": ada, "b.o": bob]
    let all =
      Figure.plain + BacklogAge.allCases.map(Figure.backlog) + (0..<168).map(Figure.hour)
      + Figure.metrics.flatMap { metric in PromiseOutcome.allCases.map { .promise(metric, $0) } }
      + [ada, bob].flatMap { [.handled($0), .owned($0), .ownedReopened($0), .open($0), .repliedFirst($0)] }
    for figure in all {
      let name = figure.name { id in agents.first { $0.value == id }?.key ?? "?" }
      #expect(Figure(named: name) { agents[$0] } == figure, "\(name)")
    }
    for wrong in ["", "hour.mon.24", "hour.mon", "agent.x.handled", "sla.update_every.met", "backlog.2h"] {
      #expect(Figure(named: wrong) { agents[$0] } == nil, "\(wrong)")
    }
  }
  @Test("a tally adds up what is told, and its parts are the whole") func tally() {
    var random = Seeded(7)
    let scope = FigureScope(from: at(0), to: at(1000), zone: .utc, time: nil)
    var tally = FigureTally(scope, parts: 24)
    for id in 0..<500 {
      let measured = Measured(Ticket.ID(Int64(id)), at: at(random.below(1000)), amount: Int64(id))
      tally.add(id % 2 == 0 ? .created : .firstResponse, measured)
    }
    #expect(tally.count(.created) == 250 && tally.parts.reduce(0) { $0 + $1.created } == 250)
    #expect(tally.parts.reduce(0) { $0 + $1.firstResponse.count } == 250)
    #expect(tally.times[.firstResponse]?.calendar.count == 250)
    #expect(tally.times[.firstResponse]?.open.spread == nil)
  }
}
