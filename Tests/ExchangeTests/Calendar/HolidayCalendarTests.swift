import Domain
import Testing

@testable import Exchange

@Suite struct HolidayCalendars {
  private static func calendar(_ events: String...) -> String {
    (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
      + events.map { "BEGIN:VEVENT\r\nUID:1\r\n" + $0 + "\r\nEND:VEVENT" } + ["END:VCALENDAR", ""]).joined(
        separator: "\r\n")
  }
  private static func read(_ text: String, _ first: Day = Day(2026, 1, 1), _ last: Day = Day(2028, 12, 31))
    throws -> [String]
  {
    let file = InputFile(name: "test.ics", bytes: Array(text.utf8))
    return try HolidayCalendar.holidays(in: file, from: first, through: last).map { "\($0.date) \($0.name)" }
  }
  @Test(
    "dates of events",
    arguments: [
      ("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day", ["2026-12-25 Christmas Day"]),
      (
        "DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas",
        ["2026-12-25 Christmas", "2026-12-26 Christmas"]
      ),
      ("DTSTART:20261231\r\nDURATION:P2D\r\nSUMMARY:Turn", ["2026-12-31 Turn", "2027-01-01 Turn"]),
      (
        "DTSTART;VALUE=DATE:20261003\r\nSUMMARY:Tag der Deutsc\r\n hen Einheit\\, bund\r\n\tesweit",
        ["2026-10-03 Tag der Deutschen Einheit, bundesweit"]
      ),
      ("DTSTART;VALUE=DATE;X-NOTE=\"a:b;c\":20260501\r\nSUMMARY:May", ["2026-05-01 May"]),
      (
        "DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:New Year",
        ["2026-01-01 New Year", "2027-01-01 New Year", "2028-01-01 New Year"]
      ),
      ("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Leap", ["2028-02-29 Leap"]),
      (
        "DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:Thanks",
        ["2026-11-26 Thanks", "2027-11-25 Thanks", "2028-11-23 Thanks"]
      ),
      (
        "DTSTART;VALUE=DATE:20200525\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;WKST=SU\r\nSUMMARY:Memory",
        ["2026-05-25 Memory", "2027-05-31 Memory", "2028-05-29 Memory"]
      ),
      (
        "DTSTART;VALUE=DATE:20261231\r\nRRULE:FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=-1;COUNT=3\r\nSUMMARY:Last",
        ["2026-12-31 Last", "2027-02-28 Last", "2027-12-31 Last"]
      ),
      (
        "DTSTART;VALUE=DATE:20240801\r\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20270101\r\nSUMMARY:Even",
        ["2026-08-01 Even"]
      ),
      (
        "DTSTART;VALUE=DATE:20250601\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270601\r\nRDATE;VALUE=DATE:20270602\r\nSUMMARY:Moved",
        ["2026-06-01 Moved", "2027-06-02 Moved", "2028-06-01 Moved"]
      ),
      ("DTSTART;VALUE=DATE:20260601\r\nSTATUS:CANCELLED\r\nSUMMARY:Not", []),
      (
        "DTSTART;VALUE=DATE:20260601\r\nSUMMARY:Alarm\r\nBEGIN:VALARM\r\nSUMMARY:No\r\nEND:VALARM",
        ["2026-06-01 Alarm"]
      ),
      ("DTSTART;VALUE=DATE:20191225\r\nSUMMARY:Long ago", []),
    ]) func dates(_ event: String, _ expected: [String]) throws
  {
    #expect(try Self.read(Self.calendar(event)) == expected)
    #expect(try Self.read(Self.calendar(event).replacing("\r\n", with: "\n")) == expected)
  }
  @Test("several events come in the order of their dates")
  func several() throws {
    let text = Self.calendar(
      "DTSTART:20261225\r\nSUMMARY:b", "DTSTART:20260101\r\nSUMMARY:a", "DTSTART:20261225\r\nSUMMARY:a")
    #expect(try Self.read(text) == ["2026-01-01 a", "2026-12-25 a", "2026-12-25 b"])
  }
  @Test(
    "what is not understood is named with its line",
    arguments: [
      (
        calendar("DTSTART:20261225T090000Z"), "Line 6, DTSTART: “20261225T090000Z” is no date without a time."
      ),
      (calendar("DTSTART:20261225\r\nRRULE:FREQ=MONTHLY"), "Line 7, RRULE: FREQ=MONTHLY is not understood."),
      (
        calendar("DTSTART:20261225\r\nRRULE:FREQ=YEARLY;BYWEEKNO=3"),
        "Line 7, RRULE: BYWEEKNO=3 is not understood."
      ),
      (
        calendar("DTSTART:20261225\r\nRRULE:FREQ=YEARLY;BYDAY=1MO"),
        "Line 7, RRULE: BYDAY as it is used here is not understood."
      ),
      (
        calendar("DTSTART:20261225\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO"),
        "Line 7, RRULE: BYDAY=MO is not understood."
      ),
      (calendar("DTSTART:20261225\r\nDTEND:20261225"), "Line 7, DTEND: the event has 0 days."),
      (calendar("DTSTART:20261225\r\nDURATION:PT1H"), "Line 7, DURATION: “PT1H” is not understood."),
      (calendar("RECURRENCE-ID:20261225"), "Line 6, RECURRENCE-ID: it is not understood."),
      (calendar("SUMMARY:x"), "The event at line 4 has no DTSTART."),
      ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261225", "test.ics ends inside VEVENT."),
      ("BEGIN:VCALENDAR\r\nEND:VEVENT", "Line 2, END: VEVENT was not begun."),
      ("BEGIN:VCALENDAR\r\nnonsense", "Line 2 is no line of a calendar: “nonsense”."),
      ("", "test.ics does not begin with BEGIN:VCALENDAR."),
      ("BEGIN:VCARD\r\nEND:VCARD", "test.ics does not begin with BEGIN:VCALENDAR."),
    ]) func flaws(_ text: String, _ problem: String)
  {
    #expect {
      try Self.read(text)
    } throws: { ($0 as? Refusal)?.problem == problem && ($0 as? Refusal)?.remedy != nil }
  }
}
