public import Acts
import Domain
public import Store

/// What a desk did, in figures.
public enum Reports: Noun { public static let name = "report", help = "Figures about the desk's work." }

let reportRequests: [any Request.Type] = [ReportSupport.self]

/// The figures of support for a period, or the tickets behind one of them.
public struct ReportSupport: Query {
  public static let about = About(
    Reports.self, "support", .readTickets, "Report on support",
    help:
      "Responses and resolutions with their percentiles, the backlog, promises, agents and load of a period, and the tickets behind each number.",
    examples: [
      "report support", "report support team:billing --last 28d --json",
      "report support --from 2026-11-01 --to 2026-11-30 --zone Europe/Berlin",
      "report support --tickets first_response",
    ])
  public static let form = Form(
    Self.init,
    Field("filter", \.filter, "Of which tickets, in the filter language; left out: all.", .words) { text in
      text.flatMap { FieldRule.filter($0) }
    },
    Field("from", \.from, "From when on, in words: 2026-11-01, mon, -14d.") { text in
      text.flatMap { FieldRule.time($0) }
    },
    Field("to", \.to, "Until when; a day counts to its end. Left out: now.") { text in
      text.flatMap { FieldRule.time($0) }
    },
    Field("last", \.last, "How long it is, instead of --from: 24h, 7d, 90d. Left out: 7d.") { text in
      text.flatMap { text in
        do throws(Refusal) {
          _ = try FigurePeriod.length(text)
          return nil
        } catch { return error }
      }
    },
    Field("zone", \.zone, "The time zone of days and hours, as Europe/Berlin; left out: yours."),
    Field(
      "schedule", \.schedule, "The schedule whose open time is business time; left out: default.",
      .names(Schedules.self)),
    Field("tickets", \.tickets, "Instead of the report the tickets behind a figure, as first_response."),
    Field("limit", \.limit, "How many tickets at most.", .range(1...100_000), .initially("1000"), .short("n"))
  )

  /// Of which tickets, from when, until when or for how long, and where (nil: as said in the form).
  public let filter: String?, from: String?, to: String?, last: String?, zone: String?
  /// By which schedule; a figure whose tickets are wanted, and how many of them.
  public let schedule: String?, tickets: String?, limit: Int
  public init(
    filter: String? = nil, from: String? = nil, to: String? = nil, last: String? = nil, zone: String? = nil,
    schedule: String? = nil, tickets: String? = nil, limit: Int = 1000
  ) {
    (self.filter, self.from, self.to, self.last, self.zone) = (filter, from, to, last, zone)
    (self.schedule, self.tickets, self.limit) = (schedule, tickets, limit)
  }
  /// How long a period is of which nothing is said.
  public static let usual = "7d"

  /// The report, or the tickets.
  public enum Answer: Codable, Equatable, Sendable {
    case report(SupportReport)
    case tickets([FigureTicket])
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let tickets = try? container.decode([FigureTicket].self) {
        self = .tickets(tickets)
      } else {
        self = .report(try container.decode(SupportReport.self))
      }
    }
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .report(let report): try container.encode(report)
      case .tickets(let tickets): try container.encode(tickets)
      }
    }
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    let directory = try store.directory()
    let period = try FigurePeriod(self, directory, in: store, context)
    if let tickets {
      return .tickets(
        try FigureTicket.behind(try figure(tickets, directory), period, limit: limit, in: store))
    }
    var tally = FigureTally(period.scope, parts: SupportReport.partCount)
    // Very long periods have no comparison: it would double what is read.
    guard period.scope.to - period.scope.from <= .days(100) else {
      try period.tell(in: store) { tally.add($0, $1) }
      return .report(SupportReport(period, filter ?? "", tally, before: nil, directory))
    }
    var before = FigureTally(period.before, parts: 1)
    try period.tell(in: store, before: { before.add($0, $1) }) { tally.add($0, $1) }
    return .report(SupportReport(period, filter ?? "", tally, before: before, directory))
  }
  private func figure(_ name: String, _ directory: Directory) throws(Refusal) -> Figure {
    let found = Figure(named: name) { handle in directory.agent(Agent.Handle(handle))?.id }
    if let found { return found }
    let names = Figure.plain.map { $0.name { _ in "" } }
    throw Self.refusal(
      at: \.tickets, .unknown, "There is no figure “\(name)”.",
      remedy: Words.nearest(to: name, in: names).map { "Did you mean \($0)?" }
        ?? "There are: \(names.joined(separator: ", ")), backlog.4h, hour.mon.14, sla.resolution.breached, agent.ada.handled."
    )
  }
  public static func sentence(_ answer: Answer) -> String {
    switch answer {
    case .report(let report): report.told
    case .tickets(let tickets):
      Columns.text(tickets.map(\.cells), none: "No ticket is behind this figure.")
    }
  }
}

/// A ticket behind a figure.
public struct FigureTicket: Codable, Equatable, Sendable {
  /// The ticket, the instant by which it belongs to the period, and its amount: seconds for a time, else 0 or a number.
  public let ticket: String, at: String, amount: Int64, business: Int64?
  var cells: [String] {
    [ticket, at, amount == 0 ? "" : "\(amount)", business.map { "\($0)" } ?? ""]
  }

  /// The tickets behind a figure, each once with its largest amount; the largest first, then the newest.
  static func behind(
    _ figure: Figure, _ period: FigurePeriod, limit: Int, in store: ReadTransaction
  ) throws -> [FigureTicket] {
    var largest: [Ticket.ID: Measured] = [:]
    try period.tell(in: store) { told, measured in
      guard told == figure else { return }
      if let known = largest[measured.ticket], known.amount >= measured.amount { return }
      largest[measured.ticket] = measured
    }
    return largest.values.sorted {
      ($0.amount, $0.at, $0.ticket) > ($1.amount, $1.at, $1.ticket)
    }.prefix(limit).map {
      FigureTicket(ticket: "\($0.ticket)", at: RFC3339.text($0.at), amount: $0.amount, business: $0.open)
    }
  }
}
