import ArgumentParser

/// What can be told from the words before the parser sees them.
enum CommandWords {
  /// Options that every command has may also stand before it: `opsdeck --store x ticket list`.
  static func arranged(_ words: [String]) -> [String] {
    var moved: [String] = [], rest = words[...]
    while let word = rest.first {
      if ["--store", "--as", "--color"].contains(word), rest.count > 1 {
        moved += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if ["--json", "--quiet"].contains(word) || word.hasPrefix("--store=")
        || word.hasPrefix("--color=")
      {
        moved.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return words }
    // Before a terminator, or they would be arguments.
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + moved + rest[end...]
  }

  /// The parser suggests options but not commands: a word that is no command gets the nearest one.
  static func complaint(about words: [String], in root: any ParsableCommand.Type) -> Complaint? {
    var command = root, path = "opsdeck"
    for word in words {
      if word.hasPrefix("-") || (word == "help" && path == "opsdeck") { return nil }
      let commands = subcommands(of: command)
      guard !commands.isEmpty else { return nil }
      guard let next = commands.first(where: { $0.names.contains(word) }) else {
        // A command that can do something by itself takes the word as its own.
        if command.configuration.defaultSubcommand != nil { return nil }
        let names = commands.flatMap(\.names)
        let hint = suggestion(for: word, among: names).map { "Did you mean “\(path) \($0)”?" }
        return Complaint(
          .usage, "There is no command “\(path) \(word)”.",
          hint
            ?? (path == "opsdeck"
              ? "opsdeck help lists the commands." : "It has: \(names.joined(separator: ", "))."))
      }
      (command, path) = (next.type, path + " " + word)
    }
    return nil
  }
  private static func subcommands(of command: any ParsableCommand.Type) -> [(
    names: [String], type: any ParsableCommand.Type
  )] {
    let configuration = command.configuration
    let all = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
    return all.map { type in
      let own = type.configuration
      return ([own.commandName ?? "\(type)".lowercased()] + own.aliases, type)
    }
  }
}
