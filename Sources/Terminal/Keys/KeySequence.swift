/// One or more keys pressed one after the other: `gq`, `Ctrl-X Ctrl-E`, `F2`, `Alt-Left`.
///
/// Written as in the help: characters stand together, named keys and keys with something held are set apart by
/// blanks. `Space`, `Enter`, `Tab`, `S-Tab`, `Esc`, `Backspace`, `Del`, `Ins`, `Up`, `PgDn`, `Home`, `F1`;
/// `Ctrl-`, `Alt-`, `S-` (or `Shift-`) before them.
public struct KeySequence: Hashable, Sendable, CustomStringConvertible {
  /// The keys in their order, never empty when parsed.
  public let keys: [Key]
  /// Takes keys as they are.
  public init(_ keys: [Key]) { self.keys = keys }

  /// Reads the written form; nil if it is not one. See `problem(in:)` for why.
  public init?(_ text: String) {
    guard case .success(let sequence) = Self.parse(text) else { return nil }
    self = sequence
  }

  /// What is wrong with a written sequence, as a sentence; nil if nothing is.
  public static func problem(in text: String) -> String? {
    guard case .failure(let trouble) = parse(text) else { return nil }
    return trouble.problem
  }

  /// The written form.
  public var description: String {
    var out = ""
    var wasPlain = true
    for key in keys {
      let name = key.description
      let isPlain = name.count == 1
      if !out.isEmpty, !(wasPlain && isPlain) { out += " " }
      out += name
      wasPlain = isPlain
    }
    return out
  }

  /// The other begins with this one, and is longer.
  public func isPrefix(of other: KeySequence) -> Bool {
    keys.count < other.keys.count && other.keys.starts(with: keys)
  }

  struct Trouble: Error { let problem: String }

  static func parse(_ text: String) -> Result<KeySequence, Trouble> {
    var keys: [Key] = []
    for word in text.split(separator: " ") {
      if let key = Key(name: String(word)) {
        keys.append(key)
        continue
      }
      if word.contains("-"), word.count > 2 {
        return .failure(Trouble(problem: "\"\(word)\" is not a key."))
      }
      for character in word { keys.append(Key(.character(character))) }
    }
    guard !keys.isEmpty else { return .failure(Trouble(problem: "No key is given.")) }
    for key in keys {
      if let reason = key.neverArrives {
        return .failure(Trouble(problem: "\(key) cannot be bound: \(reason)"))
      }
    }
    return .success(KeySequence(keys))
  }
}

extension Key: CustomStringConvertible {
  private static let names: [(String, KeyCode)] = [
    ("Space", .character(" ")), ("Enter", .enter), ("Tab", .tab), ("Esc", .escape), ("Backspace", .backspace),
    ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
  ]
  private static let otherNames: [(String, KeyCode)] = [
    ("Return", .enter), ("Escape", .escape), ("Delete", .delete), ("Insert", .insert), ("PageUp", .pageUp),
    ("PageDown", .pageDown),
  ]

  private static let codes = Dictionary(uniqueKeysWithValues: names + otherNames)
  private static let prefixes: [(String, Modifiers)] = [
    ("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift), ("S-", .shift),
  ]

  /// Reads `Ctrl-X`, `F2`, `S-Tab`, `q`; nil for anything else.
  public init?(name: String) {
    // The built-in map is read before the first frame, and most of its keys are single letters.
    if name.utf8.count == 1, let only = name.first {
      self.init(.character(only))
      return
    }
    var rest = Substring(name)
    var held: Modifiers = []
    for (prefix, modifier) in Self.prefixes where rest.utf8.contains(0x2D) {
      if rest.utf8.count > prefix.utf8.count, rest.hasPrefix(prefix) {
        held.insert(modifier)
        rest = rest.dropFirst(prefix.count)
      }
    }
    if let code = Self.codes[String(rest)] {
      self = code == .tab && held == .shift ? Key(.backTab) : Key(code, held)
    } else if rest.first == "F", let n = Int(rest.dropFirst()), 1...24 ~= n {
      self.init(.function(n), held)
    } else if rest.count == 1, let character = rest.first {
      if held.isEmpty { self.init(.character(character)) } else { self.init(holding: held, character) }
    } else {
      return nil
    }
  }

  private init?(holding held: Modifiers, _ character: Character) {
    guard !held.contains(.shift) else { return nil }
    let lower = held.contains(.control) ? Character(character.lowercased()) : character
    self.init(.character(lower), held)
  }

  /// The written form, as the help shows it.
  public var description: String {
    var prefix = modifiers.contains(.control) ? "Ctrl-" : ""
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "S-" }
    switch code {
    case .backTab: return prefix + "S-Tab"
    case .function(let n): return prefix + "F\(n)"
    case .character(let c) where c != " ":
      return prefix + (modifiers.contains(.control) ? String(c).uppercased() : String(c))
    default: return prefix + (Self.names.first { $0.1 == code }?.0 ?? "?")
    }
  }

  /// Why a terminal never sends this key as such, nil if it does.
  var neverArrives: String? {
    guard modifiers.contains(.control), case .character(let character) = code else { return nil }
    switch character {
    case "i": return "terminals send Tab for it."
    case "m", "j": return "terminals send Enter for it."
    case "h": return "terminals send Backspace for it."
    case "[": return "terminals send Esc for it."
    default: return nil
    }
  }
}
