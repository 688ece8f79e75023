import ArgumentParser
import Terminal

/// `opsdeck keys`: the key map, from the same table that the console reads.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Prints the key map.",
    discussion: "Examples:\n  opsdeck keys\n  opsdeck keys ticket\n  opsdeck keys --json")
  @Argument(help: "Only what works in this context, as list or ticket.") var context: String?
  @OptionGroup var printing: PrintOptions
  struct Row: Encodable {
    let context: String, keys: String, command: String, title: String, group: String, from: String
  }

  func run() throws {
    let (map, problems) = UserKeys.load(Places()), printer = try Printer(printing)
    Printer.complain(problems.map(\.description))
    let contexts = map.bindings.reduce(into: [String]()) {
      if !$0.contains($1.context) { $0.append($1.context) }
    }
    if let context, !contexts.contains(context) {
      throw Complaint(
        .usage, "No keys are bound in “\(context)”.",
        suggestion(for: context, among: contexts).map { "Did you mean \($0)?" }
          ?? "There are: \(contexts.joined(separator: ", ")).")
    }
    let rows = map.bindings.filter { context == nil || $0.context == context }.map {
      Row(
        context: $0.context, keys: "\($0.keys)", command: $0.command, title: $0.title, group: $0.group,
        from: "\($0.origin)")
    }
    if printer.isJSON { return try printer.json(rows) }
    printer.show(
      printer.table(
        ["CONTEXT", "KEYS", "WHAT", "COMMAND"], rows.map { [$0.context, $0.keys, $0.title, $0.command] }))
  }
}
