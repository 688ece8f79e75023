public import Domain

/// What can be asked about open time; see the guide on business time.
public enum TimeVerb: String, CaseIterable, Sendable {
  case add, subtract, within, open, periods
  case addDays = "add-days"
  case local

  /// The fields of a line besides `id`, and whether it needs them.
  public var fields: [(name: String, isNeeded: Bool)] {
    let own: [(String, Bool)] =
      switch self {
      case .add: [("from", true), ("amount_seconds", true), ("pauses", false)]
      case .subtract: [("from", true), ("amount_seconds", true)]
      case .within: [("from", true), ("to", true), ("pauses", false)]
      case .open: [("at", true)]
      case .periods: [("from", true), ("direction", true), ("count", false), ("to", false)]
      case .addDays: [("from", true), ("days", true)]
      case .local: [("date", true), ("time", true)]
      }
    return [("schedule", true)] + own
  }
}

/// Answers lines about open time.
public struct TimeCalculator: Calculator {
  private let verb: TimeVerb, conventions: BusinessConventions, reader: ScheduleReader, known: [String]
  private var schedules = Remembered<BusinessTime>()
  /// How many periods a line may ask for.
  public static let mostPeriods: Int64 = 10_000

  /// Answers one kind of question by the given conventions.
  public init(_ verb: TimeVerb, conventions: BusinessConventions = .init(), zones: ZoneSource) {
    (self.verb, self.conventions, reader) = (verb, conventions, ScheduleReader(zones))
    known = ["id"] + verb.fields.map(\.name)
  }

  /// Appends what was asked for.
  public mutating func answer(_ line: LineOfFields, into out: inout [UInt8]) throws(Refusal) {
    let line = line.members
    try line.allow(known, in: "time \(verb.rawValue)")
    let time = try schedule(line)
    switch verb {
    case .add:
      let (from, amount) = (try line.instant("from"), try amount(line))
      try write(at: try time.add(amount, to: from, pauses: try line.pauses("pauses")), to: &out)
    case .subtract:
      try write(at: try time.subtract(try amount(line), from: try line.instant("from")), to: &out)
    case .within:
      let (from, to) = (try line.instant("from"), try line.instant("to"))
      out += Array(",\"seconds\":".utf8)
      out += Array(String(try time.within(from, to, pauses: try line.pauses("pauses"))).utf8)
    case .open:
      let at = try line.instant("at")
      JSONValue.Member("open", .bool(time.isOpen(at))).writeAfter(&out)
      JSONValue.Member("on_holiday", .bool(time.isOnHoliday(at))).writeAfter(&out)
      JSONValue.Member("on_break", .bool(time.isOnBreak(at))).writeAfter(&out)
    case .periods: try writePeriods(line, time, to: &out)
    case .addDays:
      guard let days = Int(exactly: try line.whole("days")) else {
        throw LineFlaw.kind("days", "a number of days")
      }
      try write(at: try time.addDays(days, to: try line.instant("from")), to: &out)
    case .local:
      let date = try ScheduleReader.date(try line.text("date"), at: "date")
      let second = try ScheduleReader.clock(.string(try line.text("time")), at: "time", isClosing: false)
      try write(at: time.schedule.zone.instant(date, second: second), to: &out)
    }
  }
  private mutating func schedule(_ line: LineMembers) throws(Refusal) -> BusinessTime {
    guard let text = line["schedule"] else { throw LineFlaw.missing("schedule", at: "schedule") }
    let (reader, conventions) = (reader, conventions)
    return try schedules.value(text) { text throws(Refusal) in
      BusinessTime(try reader.schedule(try LineFlaw.json(text, at: "schedule")), conventions: conventions)
    }
  }
  private func amount(_ line: LineMembers) throws(Refusal) -> Int64 { try line.whole("amount_seconds") }
  private func write(at instant: Instant, to out: inout [UInt8]) throws(Refusal) {
    out += Array(",\"at\":".utf8)
    try writeInstant(instant, to: &out)
  }
  private func writePeriods(
    _ line: LineMembers, _ time: BusinessTime, to out: inout [UInt8]
  ) throws(Refusal) {
    let from = try line.instant("from")
    let direction: TimeDirection = try LineFlaw.choice(try line.value("direction"), at: "direction")
    let to = line["to"] == nil ? nil : try line.instant("to")
    let count = line["count"] == nil ? nil : try line.whole("count")
    guard to != nil || count != nil else {
      throw Refusal(
        .invalid, "Neither count nor to says where the periods end.", remedy: "Add one of them.",
        field: "count")
    }
    if let count, !(0...Self.mostPeriods).contains(count) {
      throw Refusal(
        .invalid, "A count of \(count) is not from 0 to \(Self.mostPeriods).", remedy: "Ask for fewer.",
        field: "count")
    }
    let periods = try time.periods(direction, from: from, count: count.map { Int($0) }, to: to)
    out += Array(",\"periods\":[".utf8)
    for (place, period) in periods.enumerated() {
      out += place == 0 ? [91] : [44, 91]
      try writeInstant(period.from, to: &out)
      out.append(44)
      try writeInstant(period.to, to: &out)
      out.append(93)
    }
    out.append(93)
  }
}
