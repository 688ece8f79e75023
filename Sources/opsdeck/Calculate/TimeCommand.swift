import ArgumentParser
import Domain
import Exchange

/// `opsdeck time …`: arithmetic in open time, for one question or a stream of them.
struct TimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time", abstract: "Calculates with business hours.",
    discussion: """
      Asks the engine that the desk itself uses; no store is needed. Without options each line of standard input is a \
      question in JSON and gets one line of answer, in order; a bad one gets an error and the next is answered all the \
      same. Exit status 1 when any was an error. A schedule is JSON or a file that holds it.

      Examples:
        opsdeck time add --schedule hours.json --from 2026-11-27T16:00:00+01:00 --amount 4h
        opsdeck time within --schedule hours.json --from 2026-11-27T16:00:00Z --to 2026-11-30T10:00:00Z
        opsdeck time add < questions.jsonl > answers.jsonl
      """,
    subcommands: [
      Add.self, Subtract.self, Within.self, Open.self, Periods.self, AddDays.self, Local.self,
      HolidaysCommand.self,
    ])

  struct Add: TimeQuestion {
    static let verb = TimeVerb.add
    static let configuration = describe(
      "Adds open time to an instant.", "--from 2026-11-27T16:00:00+01:00 --amount 4h")
    @Option(help: .from) var from: String?
    @Option(help: .amount) var amount: String?
    @OptionGroup var pausing: PauseOption
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] {
      [("from", text(from)), ("amount_seconds", try seconds(amount)), ("pauses", pausing.spans)]
    }
  }
  struct Subtract: TimeQuestion {
    static let verb = TimeVerb.subtract
    static let configuration = describe(
      "Subtracts open time from an instant.", "--from 2026-11-30T10:00:00+01:00 --amount 4h")
    @Option(help: .from) var from: String?
    @Option(help: .amount) var amount: String?
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] {
      [("from", text(from)), ("amount_seconds", try seconds(amount))]
    }
  }
  struct Within: TimeQuestion {
    static let verb = TimeVerb.within
    static let configuration = describe(
      "Measures the open time between two instants.",
      "--from 2026-11-27T16:00:00+01:00 --to 2026-11-30T10:00:00+01:00")
    @Option(help: .from) var from: String?
    @Option(help: ArgumentHelp("Where to end.", valueName: "instant")) var to: String?
    @OptionGroup var pausing: PauseOption
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] {
      [("from", text(from)), ("to", text(to)), ("pauses", pausing.spans)]
    }
  }
  struct Open: TimeQuestion {
    static let verb = TimeVerb.open
    static let configuration = describe(
      "Tells whether it is open at an instant.", "--at 2026-11-27T16:00:00+01:00")
    @Option(help: ArgumentHelp("The instant.", valueName: "instant")) var at: String?
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] { [("at", text(at))] }
  }
  struct Periods: TimeQuestion {
    static let verb = TimeVerb.periods
    static let configuration = describe(
      "Lists open time from an instant on, or back from it.", "--from 2026-11-27T16:00:00+01:00 --count 3")
    @Option(help: .from) var from: String?
    @Option(
      help: ArgumentHelp("forward or backward; forward where it is not said.", valueName: "direction"),
      completion: .list(TimeDirection.allCases.map(\.rawValue))) var direction: String?
    @Option(help: ArgumentHelp("How many.", valueName: "number")) var count: Int?
    @Option(help: ArgumentHelp("Where to end.", valueName: "instant")) var to: String?
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] {
      let isAsked = from != nil || count != nil || to != nil || asking.schedule != nil
      return [
        ("from", text(from)), ("direction", text(direction ?? (isAsked ? "forward" : nil))),
        ("count", count.map { .integer(Int64($0)) }), ("to", text(to)),
      ]
    }
  }
  struct AddDays: TimeQuestion {
    static let verb = TimeVerb.addDays
    static let configuration = describe(
      "Goes on by days that have open time, or back by them.", "--from 2026-11-27T16:00:00+01:00 --days 2")
    @Option(help: .from) var from: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("How many; negative goes back.", valueName: "number"))
    var days: Int?
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] {
      [("from", text(from)), ("days", days.map { .integer(Int64($0)) })]
    }
  }
  struct Local: TimeQuestion {
    static let verb = TimeVerb.local
    static let configuration = describe(
      "Tells when the clocks of the schedule's zone show a time.", "--date 2026-03-29 --time 02:30")
    @Option(help: ArgumentHelp("The date there.", valueName: "date")) var date: String?
    @Option(help: ArgumentHelp("The time there, HH:MM or HH:MM:SS.", valueName: "time")) var time: String?
    @OptionGroup var asking: AskingOptions
    func fields() throws -> [(String, JSONValue?)] { [("date", text(date)), ("time", text(time))] }
  }
}

/// What all questions about open time share.
struct AskingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The schedule, as JSON or a file that holds it.", valueName: "schedule"),
    completion: .file()) var schedule: String?
  @OptionGroup var counting: ConventionOptions
  @OptionGroup var printing: PrintOptions
}

/// How a desk counts, for those who come from another one.
struct ConventionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where an amount ends that fills a frame: closing or next-opening.", valueName: "instant"),
    completion: .list(BusinessConventions.Boundary.allCases.map(\.rawValue))) var boundary = "closing"
  @Option(
    help: ArgumentHelp("What an hour is when clocks change: elapsed or wall-clock.", valueName: "measure"),
    completion: .list(BusinessConventions.Measure.allCases.map(\.rawValue))) var measure = "elapsed"
  @Option(
    help: ArgumentHelp("Time from later to earlier: zero, negative or refused.", valueName: "value"),
    completion: .list(BusinessConventions.Reversed.allCases.map(\.rawValue))) var reversed = "zero"

  func conventions() throws -> BusinessConventions {
    func chosen<T: RawRepresentable & CaseIterable>(_ word: String, _ option: String) throws -> T
    where T.RawValue == String {
      guard let found = T(rawValue: word) else {
        throw Complaint(
          .usage, "--\(option) is “\(word)”.",
          "Use \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return found
    }
    return BusinessConventions(
      boundary: try chosen(boundary, "boundary"), measure: try chosen(measure, "measure"),
      reversed: try chosen(reversed, "reversed"))
  }
}

/// Time that does not count.
struct PauseOption: ParsableArguments {
  @Option(
    name: .customLong("pause"), parsing: .upToNextOption,
    help: ArgumentHelp("Time that does not count, as FROM/TO.", valueName: "from/to")) var pauses: [String] =
      []

  var spans: JSONValue? {
    pauses.isEmpty
      ? nil
      : .array(pauses.map { .array($0.split(separator: "/", maxSplits: 1).map { .string(String($0)) }) })
  }
}

extension ArgumentHelp {
  fileprivate static var from: ArgumentHelp {
    ArgumentHelp("The instant to begin at, with its offset.", valueName: "instant")
  }
  fileprivate static var amount: ArgumentHelp {
    ArgumentHelp("How much open time, in seconds or as 1h30m.", valueName: "amount")
  }
}

/// A question about open time, from options or as a stream.
protocol TimeQuestion: ParsableCommand {
  static var verb: TimeVerb { get }
  var asking: AskingOptions { get }
  /// What the options say, by the names the fields have in a line; nil where they say nothing.
  func fields() throws -> [(String, JSONValue?)]
}

extension TimeQuestion {
  static func describe(_ abstract: String, _ example: String) -> CommandConfiguration {
    CommandConfiguration(
      commandName: verb.rawValue, abstract: abstract,
      discussion: """
        Without options the questions are lines of JSON on standard input, with the fields \
        \(verb.fields.map { $0.isNeeded ? $0.name : "\($0.name) (may be left out)" }.joined(separator: ", ")), and id.

        Examples:
          opsdeck time \(verb.rawValue) --schedule hours.json \(example)
          opsdeck time \(verb.rawValue) < questions.jsonl
        """)
  }
  func run() throws {
    let calculator = TimeCalculator(
      Self.verb, conventions: try asking.counting.conventions(),
      zones: SystemZones.source)
    let fields = try fields()
    guard asking.schedule != nil || fields.contains(where: { $0.1 != nil }) else {
      return try LineAnswers.run(calculator)
    }
    var question = SingleQuestion()
    question.add("schedule", try SingleQuestion.json(asking.schedule, "schedule"))
    for (name, value) in fields { question.add(name, value) }
    let printer = try Printer(asking.printing)
    let answer = try question.answer(of: calculator, json: printer.isJSON)
    if !printer.isJSON { printer.say(Self.words(answer)) }
  }
  private static func words(_ answer: JSONValue) -> String {
    switch verb {
    case .within: return answer["seconds"]?.words ?? ""
    case .periods:
      let lines = answer["periods"]?.elements.map { $0.elements.compactMap(\.string).joined(separator: "  ") }
      return lines.map { $0.isEmpty ? "none" : $0.joined(separator: "\n") } ?? ""
    case .open:
      let why =
        answer["on_holiday"]?.bool == true
        ? ", a holiday" : answer["on_break"]?.bool == true ? ", a break" : ""
      return (answer["open"]?.bool == true ? "open" : "closed") + why
    default: return answer["at"]?.string ?? ""
    }
  }

  func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }
  /// `5400`, `1h30m`, `90m`.
  func seconds(_ text: String?) throws -> JSONValue? {
    guard let text else { return nil }
    if let number = Int64(text) { return .integer(number) }
    var total: Int64 = 0, rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let number = Int64(digits), number < 1_000_000_000, let unit = rest.popFirst(),
        let length: Int64 = ["h": 3600, "m": 60, "s": 1][unit]
      else {
        throw Complaint(
          .usage, "--amount: “\(text)” is no amount.", "Write seconds, or hours and minutes as 1h30m.")
      }
      total += number * length
    }
    return .integer(total)
  }
}
