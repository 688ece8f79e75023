import ArgumentParser

/// `opsdeck demo` as the parser knows it; the plain start does not come here, see ``QuickStart``.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Opens the console on a made-up desk.",
    discussion: """
      Makes a store with believable tickets, customers and colleagues the first time, and keeps it between starts. \
      No password is needed; nothing leaves the machine.

      Examples:
        opsdeck demo
        opsdeck demo --as kim
        opsdeck demo --fresh --tickets 100000 --store /tmp/large.opsdeck --no-console
      """)
  @Option(help: ArgumentHelp("Where the demo store lies.", valueName: "path"), completion: .file()) var store:
    String?
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who you are: ada (agent), bo, kim (lead), lee (billing), noa (admin), max (on call), eve (auditor).",
      valueName: "name"))
  var actor: String?
  @Flag(help: "Throw the demo store away and make it anew.") var fresh = false
  @Option(help: ArgumentHelp("How many tickets (3,000).", valueName: "n")) var tickets: Int?
  @Option(
    help: ArgumentHelp("How many messages in all; otherwise as many as people would write.", valueName: "n"))
  var messages: Int?
  @Option(help: ArgumentHelp("The same seed makes the same desk (1).", valueName: "n")) var seed: UInt64?
  @Flag(help: "Only make the store.") var noConsole = false
  @Flag(help: "Say nothing when all went well.") var quiet = false
  @Flag(help: "With --no-console: print where it lies as JSON.") var json = false
  @Option(help: ArgumentHelp("A theme's name or file.", valueName: "theme")) var theme: String?
  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when")) var color: String?
  @Flag(help: "One column of text for screen readers.") var plain = false
  @Flag(help: "Lines and charts in ASCII.") var ascii = false

  func run() throws {
    var start = DemoStart(store: store, actor: actor, tickets: tickets, messages: messages, seed: seed)
    (start.isFresh, start.hasConsole, start.isQuiet, start.isJSON) = (fresh, !noConsole, quiet, json)
    start.console = ConsoleStart(
      store: store, actor: actor, theme: theme, color: color, isPlain: plain, isASCII: ascii)
    try start.run()
  }
}
