public import Domain

/// Public holidays out of an iCalendar file, as offices and calendar programs give them away.
///
/// Events of whole dates, over one or more of them, and such as come back each year. What is not understood is refused
/// by its line and name: a desk that is open on a holiday is worse than a file that must be mended.
public struct HolidayCalendar: Sendable {
  /// A date that is closed, and why.
  public struct Holiday: Hashable, Sendable {
    /// The parts.
    public let date: Day, name: String
  }
  private struct Event {
    var start: CalendarLine?, end: CalendarLine?, duration: CalendarLine?, rule: CalendarLine?
    var more: [Day] = [], except: Set<Day> = [], name = "", isCancelled = false
    let number: Int
  }
  /// A file of holidays is small.
  private static let largest = 8 << 20
  private static let longestEvent = 366

  /// The holidays of a file between two dates, both included, in order; a date that has two names comes twice.
  /// - Throws: ``Refusal`` that names the line and what is not understood in it.
  public static func holidays(
    in file: InputFile, from first: Day, through last: Day
  ) throws(Refusal) -> [Holiday] {
    let bytes = try file.read(at: 0, count: largest + 1)
    guard bytes.count <= largest, let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(
        .invalid, "\(file.name) is no calendar: it is not UTF-8 text of at most \(largest >> 20) MB.",
        remedy: "Export it again as iCalendar (.ics).")
    }
    var found: Set<Holiday> = []
    for event in try events(CalendarLine.all(in: text), file.name) where !event.isCancelled {
      for date in try dates(of: event, through: last) where date >= first && date <= last {
        found.insert(Holiday(date: date, name: event.name))
      }
    }
    return found.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
  }

  private static func events(_ lines: [CalendarLine], _ name: String) throws(Refusal) -> [Event] {
    guard let head = lines.first, head.name == "BEGIN", head.value.uppercased() == "VCALENDAR" else {
      throw Refusal(
        .invalid, "\(name) does not begin with BEGIN:VCALENDAR.",
        remedy: "Export it again as iCalendar (.ics).")
    }
    var events: [Event] = [], boxes: [String] = []
    for line in lines {
      switch line.name {
      case "BEGIN":
        boxes.append(line.value.uppercased())
        if boxes.last == "VEVENT" { events.append(Event(number: line.number)) }
      case "END":
        guard boxes.popLast() == line.value.uppercased() else {
          throw line.flaw("\(line.value.prefix(40)) was not begun.", "Export the calendar again.")
        }
      default: if boxes.last == "VEVENT" { try take(line, into: &events[events.count - 1]) }
      }
    }
    guard boxes.isEmpty else {
      throw Refusal(.invalid, "\(name) ends inside \(boxes[boxes.count - 1]).", remedy: "Was it cut off?")
    }
    return events
  }
  private static func take(_ line: CalendarLine, into event: inout Event) throws(Refusal) {
    switch line.name {
    case "DTSTART": event.start = line
    case "DTEND": event.end = line
    case "DURATION": event.duration = line
    case "RRULE":
      guard event.rule == nil else { throw line.flaw("there are two rules.", "Make two events of them.") }
      event.rule = line
    case "RDATE": event.more += try line.dates()
    case "EXDATE": event.except.formUnion(try line.dates())
    case "SUMMARY": event.name = plain(line.value)
    case "STATUS": event.isCancelled = line.value.uppercased() == "CANCELLED"
    case "EXRULE", "RECURRENCE-ID":
      throw line.flaw("it is not understood.", "Give the dates of this holiday one by one.")
    default: break
    }
  }
  private static func plain(_ text: String) -> String {
    var out = "", isEscaped = false
    for character in text {
      if isEscaped {
        out.append(character == "n" || character == "N" ? " " : character); isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  private static func dates(of event: Event, through last: Day) throws(Refusal) -> Set<Day> {
    guard let line = event.start else {
      throw Refusal(
        .invalid, "The event at line \(event.number) has no DTSTART.",
        remedy: "Add its date, or take the event out.")
    }
    let start = try line.dates()[0], length = try length(of: event, from: start)
    var starts =
      try event.rule.map { rule throws(Refusal) in
        try YearlyRule(rule).dates(from: start, through: last)
      } ?? [start]
    starts += event.more
    return Set(
      starts.filter { !event.except.contains($0) }.flatMap { day in (0..<length).map { day.adding(days: $0) }
      })
  }
  /// In days; the end is the first date that is no holiday any more.
  private static func length(of event: Event, from start: Day) throws(Refusal) -> Int {
    if let line = event.end {
      let length = try line.dates()[0].daysSinceEpoch - start.daysSinceEpoch
      guard (1...longestEvent).contains(length) else {
        throw line.flaw(
          "the event has \(length) days.", "DTEND is the date after the last one, at most a year on.")
      }
      return length
    }
    guard let line = event.duration else { return 1 }
    let unit = line.value.uppercased().last
    guard line.value.uppercased().hasPrefix("P"), let number = Int(line.value.dropFirst().dropLast()),
      unit == "D" || unit == "W", (1...longestEvent).contains(number * (unit == "W" ? 7 : 1))
    else {
      throw line.flaw("“\(line.value.prefix(40))” is not understood.", "Write whole days, such as P1D.")
    }
    return number * (unit == "W" ? 7 : 1)
  }
}
