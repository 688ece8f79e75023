import ArgumentParser

/// How an act is done.
struct ActOptions: ParsableArguments {
  @Flag(help: "Show what would happen, and change nothing.") var preview = false
  @Option(help: ArgumentHelp("Do it at most once for this key.", valueName: "key")) var once: String?
}

/// Which store, and who asks.
struct PlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store; otherwise OPSDECK_STORE, then the configured one.", valueName: "path"),
    completion: .file())
  var store: String?
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Act as this operator; only in a demo store.", valueName: "name"))
  var actor: String?
}

/// How the answer is printed.
struct PrintOptions: ParsableArguments {
  @Flag(help: "Print JSON; lists as one object a line.") var json = false
  @Flag(help: "Print nothing when all went well.") var quiet = false
  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"),
    completion: .list(["auto", "always", "never"]))
  var color: String?
}
