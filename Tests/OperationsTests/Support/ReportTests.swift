import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct ReportTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  private func report(_ query: ReportSupport) throws -> SupportReport {
    guard case .report(let report) = try desk.pipeline.read(query, try desk.by("bob")) else {
      throw Refusal(.unknown, "no report")
    }
    return report
  }
  private func tickets(_ query: ReportSupport) throws -> [FigureTicket] {
    guard case .tickets(let tickets) = try desk.pipeline.read(query, try desk.by("bob")) else {
      throw Refusal(.unknown, "no tickets")
    }
    return tickets
  }

  @Test("what is done in the console is in the figures, and behind each is its ticket") func whole() throws {
    let answered = try desk.ticket { $0.status = .new }, waiting = try desk.ticket { $0.team = Team.ID(2) }
    desk.now = desk.now + .minutes(30)
    _ = try desk.pipeline.run(ReplyToTicket(ticket: answered, text: "Here."), try desk.by("ada"))
    _ = try desk.pipeline.run(AssignTickets(tickets: [answered], to: .init("ada")), try desk.by("ada"))
    desk.now = desk.now + .minutes(30)
    _ = try desk.pipeline.run(SolveTickets(tickets: [answered]), try desk.by("ada"))
    desk.now = desk.now + .hours(5)
    let found = try report(ReportSupport())
    #expect(found.created == 2 && found.waiting == 1 && found.backlog == 1)
    #expect(found.times.map(\.n) == [1, 0, 1, 1] && found.times[0].calendar?.p50 == 1801)
    #expect(found.solves == 1 && found.reopened == 0 && found.touches.oneTouch == 1)
    let ada = try #require(found.agents.first { $0.agent == "ada" })
    #expect(ada.handled == 1 && ada.owned == 1 && ada.open == 0 && ada.firstResponse.n == 1)
    #expect(found.ages.map(\.n) == [0, 1, 0, 0, 0])
    #expect(try tickets(ReportSupport(tickets: "waiting")).map(\.ticket) == ["\(waiting)"])
    #expect(try tickets(ReportSupport(tickets: "agent.ada.owned")).map(\.ticket) == ["\(answered)"])
    #expect(try report(ReportSupport(filter: "team:product")).created == 1)
    #expect(try report(ReportSupport(filter: "team:product")).times[0].n == 0)
    #expect(try report(ReportSupport(last: "1h")).created == 0)
    #expect(found.schedule == nil && found.times[0].business == nil)
  }
  @Test("a merged ticket is in no figure") func merged() throws {
    let source = try desk.ticket(), target = try desk.ticket()
    _ = try desk.pipeline.run(MergeTickets(tickets: [source], into: target), try desk.by("ada"))
    desk.now = desk.now + .minutes(1)
    let found = try report(ReportSupport())
    #expect(found.created == 1 && found.backlog == 1 && found.solves == 0)
  }
  @Test("a solve that was taken back at once is none") func undone() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(SolveTickets(tickets: [id]), try desk.by("ada"))
    _ = try desk.pipeline.run(UndoLast(), try desk.by("ada"))
    desk.now = desk.now + .minutes(1)
    let found = try report(ReportSupport())
    #expect(found.solves == 0 && found.reopened == 0 && found.times[3].n == 0)
  }
  @Test("business time is the open time of the schedule that is named, or of default") func hours() throws {
    let night = #"{"time_zone":"UTC","hours":{"tue":[["09:10","10:00"]]}}"#
    _ = try desk.pipeline.run(SaveSchedule(name: "default", definition: night), try desk.by("admin"))
    let id = try desk.ticket()
    desk.now = desk.now + .minutes(30)
    _ = try desk.pipeline.run(ReplyToTicket(ticket: id, text: "Here."), try desk.by("ada"))
    desk.now = desk.now + .minutes(30)
    let found = try report(ReportSupport())
    #expect(found.schedule == "default")
    let first = try #require(found.times[0].business)
    #expect(first.p50 > 1190 && first.p50 < 1210 && found.times[0].calendar?.p50 == 1801)
    #expect(try refusal { try report(ReportSupport(schedule: "nights")) }?.field == "schedule")
  }
  @Test("the answer is read back from its JSON") func json() throws {
    _ = try desk.ticket()
    desk.now = desk.now + .minutes(1)
    let answer = ReportSupport.Answer.report(try report(ReportSupport()))
    let text = ReportSupport.sentence(answer)
    #expect(text.contains("1 tickets made") && text.contains("MADE AT"))
    #expect(try tickets(ReportSupport(tickets: "created")).count == 1)
  }
}
