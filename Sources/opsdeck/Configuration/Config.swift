/// What a user has set in `config.yaml`; what is left out is as usual.
struct Config: Equatable, Sendable {
  /// When colours are used, or how many.
  enum Color: String, CaseIterable, Sendable {
    case auto, always, never, mono
    case sixteen = "16"
    case indexed = "256"
    case direct = "true"
    static let words = "auto, always, never, true, 256, 16 or mono"
  }
  /// The command that takes mail (`sendmail -t -oi` or one like it); whoever runs the jobs names it, not the store.
  var sendmail: [String]?
  /// The store to open, the theme by name or file, and how the console looks and behaves.
  var store: String?, theme: String?, color: Color = .auto, mouse = true, ascii = false, plain = false,
    emoji = "simple"

  /// A line of the file that says something wrong; the rest of the file counts.
  struct Flaw: Equatable, Sendable, CustomStringConvertible {
    let file: String, line: Int, problem: String, remedy: String
    var description: String { "\(file), line \(line): \(problem) \(remedy)" }
  }
}

extension Config {
  static let names = ["store", "theme", "color", "mouse", "ascii", "plain", "emoji", "sendmail"]

  /// Reads the flat part of YAML that a configuration needs (`name: value`, comments, quotes): a YAML parser would
  /// cost more than the whole first frame.
  static func read(_ text: String, file: String, home: String) -> (config: Config, flaws: [Flaw]) {
    var config = Config(), flaws: [Flaw] = [], seen: [String: Int] = [:]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let number = index + 1
      func flaw(_ problem: String, _ remedy: String) {
        flaws.append(Flaw(file: file, line: number, problem: problem, remedy: remedy))
      }
      let words = line.drop { $0 == " " || $0 == "\t" }
      if words.isEmpty || words.first == "#" || line == "---" { continue }
      guard words.startIndex == line.startIndex, let colon = line.firstIndex(of: ":") else {
        flaw("“\(line)” is not a setting.", "Write it as name: value, at the start of the line.")
        continue
      }
      let name = String(line[..<colon])
      guard names.contains(name) else {
        let near = suggestion(for: name, among: names)
        flaw(
          "There is no setting “\(name)”.",
          near.map { "Did you mean \($0)?" } ?? "Remove the line; opsdeck help config lists the settings.")
        continue
      }
      if let first = seen[name] {
        flaw("\(name) was set in line \(first) already.", "Keep one of the two.")
        continue
      }
      seen[name] = number
      switch scalar(line[line.index(after: colon)...]) {
      case .failure(let problem): flaw(problem.text, "Close the quote, or leave both out.")
      case .success(let value):
        if let problem = config.set(name, to: value, home: home) { flaw(problem.0, problem.1) }
      }
    }
    return (config, flaws)
  }

  private struct Unclosed: Error { let text: String }
  private static func scalar(_ text: Substring) -> Result<String, Unclosed> {
    let value = text.drop { $0 == " " || $0 == "\t" }
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      // A comment begins at a # behind a blank.
      var end = value.endIndex, before: Character = " "
      for place in value.indices {
        if value[place] == "#", before == " " { end = place; break }
        before = value[place]
      }
      var plain = value[..<end]
      while plain.last == " " || plain.last == "\t" { plain.removeLast() }
      return .success(String(plain))
    }
    let rest = value.dropFirst()
    guard let close = rest.firstIndex(of: quote) else {
      return .failure(Unclosed(text: "The quote in “\(value)” is not closed."))
    }
    return .success(String(rest[..<close]))
  }

  private mutating func set(_ name: String, to value: String, home: String) -> (String, String)? {
    func flag(_ path: WritableKeyPath<Config, Bool>) -> (String, String)? {
      switch value {
      case "true", "yes", "on": self[keyPath: path] = true
      case "false", "no", "off": self[keyPath: path] = false
      default:
        return (
          "\(name) is “\(value)”, which is neither yes nor no.", "Write \(name): true or \(name): false."
        )
      }
      return nil
    }
    switch name {
    case "store":
      guard value.hasPrefix("/") || value.hasPrefix("~/") else {
        return (
          "store is “\(value)”, which depends on where opsdeck is started.",
          "Write the whole path, from / or ~/."
        )
      }
      store = value.hasPrefix("~/") ? home + value.dropFirst() : value
    case "theme":
      guard !value.isEmpty else {
        return ("theme has no value.", "Name a theme (opsdeck theme list), or remove the line.")
      }
      theme = value
    case "color":
      guard let found = Color(rawValue: value) else {
        return ("color is “\(value)”.", "Write \(Color.words).")
      }
      color = found
    case "sendmail":
      guard value.hasPrefix("/") else {
        return (
          "sendmail is “\(value)”, which is no whole path.",
          "Write the program's path and its options: /usr/sbin/sendmail -t -oi"
        )
      }
      sendmail = value.split(separator: " ").map(String.init)
    case "mouse": return flag(\.mouse)
    case "ascii": return flag(\.ascii)
    case "plain": return flag(\.plain)
    default:
      guard ["simple", "full"].contains(value) else {
        return ("emoji is “\(value)”.", "Write simple or full.")
      }
      emoji = value
    }
    return nil
  }
}
