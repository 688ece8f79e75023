import ArgumentParser

/// What can be told from the words before the parser sees them.
enum CommandWords {
  /// The words as the parser understands them.
  static func arranged(_ words: [String]) -> [String] { withoutDashes(commandFirst(words)) }

  /// A filter turns a condition round with a minus, which the parser takes for an option: `ticket list -tag:spam`. The
  /// filter knows an exclamation mark for the same. What follows an option is its value, and stays as it is.
  private static func withoutDashes(_ words: [String]) -> [String] {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    return words.indices.map { place in
      let word = words[place]
      guard place < end, place > 0, !words[place - 1].hasPrefix("-"), word.hasPrefix("-"),
        let sign = word.firstIndex(where: { ":<>".contains($0) }),
        word[..<sign].dropFirst().allSatisfy({ $0.isLetter || $0 == "_" }),
        sign > word.index(after: word.startIndex)
      else { return word }
      return "!" + word.dropFirst()
    }
  }
  /// Options that every command has may also stand before it: `opsdeck --store x ticket list`.
  private static func commandFirst(_ words: [String]) -> [String] {
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
  static func subcommands(of command: any ParsableCommand.Type) -> [(
    names: [String], type: any ParsableCommand.Type
  )] {
    // Those in groups are among them.
    command.configuration.subcommands.map { type in
      let own = type.configuration
      return ([own.commandName ?? "\(type)".lowercased()] + own.aliases, type)
    }
  }
}
