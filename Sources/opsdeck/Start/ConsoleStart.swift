import Glibc
import Store

/// `opsdeck` without a command: the console on the configured store, or the first set-up where there is none.
struct ConsoleStart: Equatable {
  var store: String?, actor: String?, theme: String?, color: String?, isPlain = false, isASCII = false

  func run() throws {
    let places = Places(), config = Config.load(places).config
    let choice = try StoreChoice.find(flag: store, config: config, places: places)
    try Self.demandTerminal(instead: "opsdeck ticket list")
    let founder =
      access(choice.path, F_OK) == 0 ? nil : try FirstSetup(choice: choice, places: places).run()
    let database = try Desk.open(founder?.store ?? choice.path, forWriting: false)
    let visitor =
      try founder.map { try Visitor($0, at: database) } ?? Visitor(at: database, actor: actor, places)
    try show(database, visitor, places)
  }

  /// A full screen needs a terminal that can move its cursor.
  static func demandTerminal(instead command: String) throws(Complaint) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Complaint(
        .usage, "The console needs a terminal, and standard input or output is none.",
        "Use a command instead, for example: \(command)")
    }
    let kind = Places.variable("TERM") ?? ""
    guard !kind.isEmpty, kind != "dumb" else {
      throw Complaint(
        .usage,
        kind.isEmpty ? "TERM is not set." : "The terminal says it is “dumb”: it cannot show a full screen.",
        "Set TERM to what the terminal is, for example xterm-256color, or use a command: \(command)")
    }
  }
}
