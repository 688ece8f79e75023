import Acts
import ArgumentParser
import Domain
import Exchange
import Operations

/// `opsdeck sla …`: what a policy would make of a ticket.
struct SLACommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sla", abstract: ServiceLevels.help,
    subcommands: [NounCommand<Policies>.self] + verbs + [Simulate.self])
  private static var verbs: [any ParsableCommand.Type] {
    func command<R: Request>(_: R.Type) -> any ParsableCommand.Type { ActCommand<R>.self }
    return Catalogue.opsdeck.verbs(of: ServiceLevels.self).map { command($0) }
  }

  struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Computes a ticket's clocks from what happened to it.",
      discussion: """
        Asks the engine that the desk itself uses; no store is needed. Without options each line of standard input is a \
        question in JSON with the fields policy, schedules, events, now, and id, and gets one line of answer, in order; \
        a bad one gets an error and the next is answered all the same. Exit status 1 when any was an error.

        Examples:
          opsdeck sla simulate --policy policy.json --schedule hours.json --events events.json --now 2026-11-24T12:00:00Z
          opsdeck sla simulate --after-each < tickets.jsonl
        """)
    @Flag(help: "Answer with the state after each event.") var afterEach = false
    @Option(help: ArgumentHelp("The policy, as JSON or a file.", valueName: "policy"), completion: .file())
    var policy: String?
    @Option(
      name: .customLong("schedule"),
      help: ArgumentHelp(
        "A schedule, as JSON or a file, the default one or as NAME=FILE; again for more.",
        valueName: "schedule"),
      completion: .file()) var schedules: [String] = []
    @Option(
      help: ArgumentHelp("What happened, a list as JSON or a file.", valueName: "events"), completion: .file()
    )
    var events: String?
    @Option(help: ArgumentHelp("The instant to look from.", valueName: "instant")) var now: String?
    @OptionGroup var counting: ConventionOptions
    @OptionGroup var printing: PrintOptions

    func run() throws {
      let calculator = SLACalculator(
        afterEach: afterEach, conventions: try counting.conventions(),
        zones: SystemZones.source)
      guard policy != nil || events != nil || now != nil || !schedules.isEmpty else {
        return try LineAnswers.run(calculator)
      }
      var question = SingleQuestion()
      question.add("policy", try SingleQuestion.json(policy, "policy"))
      question.add("schedules", .object(try schedules.map(Self.schedule)))
      question.add("events", try SingleQuestion.json(events, "events"))
      question.add("now", now.map { .string($0) })
      let printer = try Printer(printing)
      let answer = try question.answer(of: calculator, json: printer.isJSON)
      guard !printer.isJSON else { return }
      let states = afterEach ? answer["states"]?.elements ?? [] : [answer]
      printer.show(states.map { Self.told($0, printer) }.joined(separator: "\n\n"))
    }
    private static func schedule(_ text: String) throws -> JSONValue.Member {
      var name = "default", source = text
      if text.first != "{", let sign = text.firstIndex(of: "=") {
        (name, source) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
      }
      return JSONValue.Member(name, try SingleQuestion.json(source, "schedule") ?? .null)
    }
    private static func told(_ state: JSONValue, _ printer: Printer) -> String {
      var clocks: [(String, JSONValue)] = []
      for metric in SLAMetric.allCases {
        guard let found = state[metric.rawValue] else { continue }
        let all: [JSONValue] = if case .array(let list) = found { list } else { [found] }
        clocks += all.map { (metric.rawValue.split(separator: "_").joined(separator: " "), $0) }
      }
      let head = "\(state["priority"]?.string ?? "") \(state["state"]?.string ?? "")"
      let next = state["next_due"]?.string.map { ", next due \($0)" } ?? ""
      guard !clocks.isEmpty else { return head + next + "\nno clocks" }
      let rows = clocks.map { name, clock in
        [
          name, clock["status"]?.string?.split(separator: "_").joined(separator: " ") ?? "",
          clock["elapsed_seconds"]?.words ?? "", clock["remaining_seconds"]?.words ?? "",
          clock["due"]?.string ?? "–", clock["stopped_at"]?.string ?? "–",
        ]
      }
      return head + next + "\n"
        + printer.table(["clock", "status", "elapsed", "remaining", "due", "stopped"], rows, right: [2, 3])
    }
  }
}
