/// Reads a user's `keys.yaml` over the built-in key map.
///
///     list:
///       Ctrl-N: down        # keys: command
///       x: none             # takes the keys away
public enum KeyFile {
  /// The map with the user's keys in it, and all that was wrong. What is wrong is left out; a file that is not YAML
  /// leaves the built-in map as it is.
  public static func merged(_ text: String, path: String, over map: KeyMap) -> (
    map: KeyMap, problems: [FileTrouble]
  ) {
    var reader = KeyFileReader(path: path, map: map)
    do throws(FileTrouble) {
      guard let root = try YAMLReading.document(text, path: path) else { return (map, []) }
      reader.read(root)
    } catch { return (map, [error]) }
    return reader.result()
  }
}

private struct KeyFileReader {
  let path: String
  let map: KeyMap
  private var own: [KeyBinding] = []
  private var removed: Set<[String]> = []
  private var problems: [FileTrouble] = []

  init(path: String, map: KeyMap) { (self.path, self.map) = (path, map) }

  private mutating func note(_ node: YAMLNode, _ problem: String, _ remedy: String) {
    problems.append(FileTrouble(path, line: node.line, problem, remedy: remedy))
  }

  mutating func read(_ root: YAMLNode) {
    guard let contexts = root.mapping else {
      return note(root, "The file must list contexts.", "Write \"list:\" and the keys indented below it.")
    }
    let known = Set(map.bindings.map(\.context))
    for (key, value) in contexts {
      let context = key.string ?? ""
      guard known.contains(context) else {
        note(
          key, "There is no context \"\(Clean.line(context))\".",
          Nearest.of(context, in: known).map { "Did you mean \($0)?" }
            ?? "There are: \(known.sorted().joined(separator: ", ")).")
        continue
      }
      guard let entries = value.mapping else {
        note(
          value, "\"\(context)\" must be a list of keys and commands.",
          "Write lines like \"Ctrl-N: down\" below it.")
        continue
      }
      for (written, command) in entries { readEntry(context, written, command) }
    }
  }

  private mutating func readEntry(_ context: String, _ written: YAMLNode, _ value: YAMLNode) {
    let text = written.string ?? ""
    guard let keys = KeySequence(text) else {
      return note(
        written, KeySequence.problem(in: text) ?? "\"\(Clean.line(text))\" is not a key.",
        "The key map guide lists all names.")
    }
    let command = value.string ?? ""
    if command == "none" {
      removed.insert([context, keys.description])
      return
    }
    // The command's words come from where it is built in, in this context or any other.
    let sources = map.bindings.filter { $0.command == command }
    guard let source = sources.first(where: { $0.context == context }) ?? sources.first else {
      let near = Nearest.of(command, in: Set(map.bindings.map(\.command)))
      return note(
        value, "There is no command \"\(Clean.line(command))\".",
        near.map { "Did you mean \($0)?" } ?? "The help shows the names of all commands.")
    }
    removed.insert([context, keys.description])
    own.append(
      KeyBinding(
        context: context, keys: keys, command: command, title: source.title, group: source.group,
        hintRank: nil,
        origin: .file(path, line: written.line)))
  }

  /// Puts the user's bindings in; of those that collide the user's later one is left out.
  mutating func result() -> (KeyMap, [FileTrouble]) {
    let kept = map.bindings.filter { !removed.contains([$0.context, $0.keys.description]) }
    var accepted = own
    while true {
      let merged = KeyMap(accepted + kept, stacks: map.stacks)
      let conflicts = merged.conflicts.filter { line(of: $0.first) != nil || line(of: $0.second) != nil }
      guard let conflict = conflicts.first else {
        return (merged, problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
      }
      let culprit =
        (line(of: conflict.second) ?? -1) >= (line(of: conflict.first) ?? -1)
        ? conflict.second : conflict.first
      problems.append(
        FileTrouble(
          path, line: line(of: culprit), conflict.description,
          remedy: "Bind it to other keys, or free the others with \"none\"."))
      accepted.removeAll { $0 == culprit }
    }
  }

  private func line(of binding: KeyBinding) -> Int? {
    if case .file(_, let line) = binding.origin { line } else { nil }
  }
}
