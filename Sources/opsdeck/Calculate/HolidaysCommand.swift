import ArgumentParser
import Domain
import Exchange

/// `opsdeck time holidays`: the dates of a calendar file, for a schedule's `holidays`.
struct HolidaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays", abstract: "Reads public holidays out of an iCalendar file.",
    discussion: """
      Whole dates, events of several days, and such as come back each year. What is not understood is refused with its \
      line, so that no holiday is lost in silence.

      Examples:
        opsdeck time holidays holidays.ics --from 2026-01-01 --to 2027-12-31
        opsdeck time holidays holidays.ics --from 2026-01-01 --to 2027-12-31 --json | jq -s 'map(.date)'
      """)
  @Argument(help: "The file (.ics); - is standard input.", completion: .file(extensions: ["ics"])) var file:
    String
  @Option(help: ArgumentHelp("The first date.", valueName: "date")) var from: String
  @Option(help: ArgumentHelp("The last date.", valueName: "date")) var to: String
  @OptionGroup var printing: PrintOptions

  struct Row: Encodable { let date: String, name: String }

  func run() throws {
    let first = try Self.date(from, "from"), last = try Self.date(to, "to")
    let found = try HolidayCalendar.holidays(in: try InputFile(path: file), from: first, through: last)
    let rows = found.map { Row(date: $0.date.description, name: $0.name) }, printer = try Printer(printing)
    if printer.isJSON { return try printer.json(rows) }
    guard !rows.isEmpty else { return printer.say("There is no holiday between \(first) and \(last).") }
    printer.show(printer.table(["date", "holiday"], rows.map { [$0.date, $0.name] }))
  }
  private static func date(_ text: String, _ option: String) throws -> Day {
    guard let day = Day(iso: text) else {
      throw Complaint(.usage, "--\(option): “\(text)” is no date.", "Write it as 2026-12-24.")
    }
    return day
  }
}
