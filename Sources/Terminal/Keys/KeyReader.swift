/// Follows key presses through a key map: counts, half-typed sequences, commands.
public struct KeyReader: Sendable {
  /// What a key led to.
  public enum Outcome: Equatable, Sendable {
    /// A command is to run, with the count that was typed before it, if any.
    case command(KeyBinding, count: Int?)
    /// More must follow: what was typed so far and what may come next.
    case pending(Pending)
    /// Nothing is bound to it. A sequence that was begun is forgotten with it.
    case unbound(Key)
    /// Esc or the like ended a half-typed sequence or count.
    case cancelled
  }

  /// A half-typed sequence or count.
  public struct Pending: Equatable, Sendable {
    /// The count typed so far.
    public let count: Int?
    /// The keys typed so far.
    public let keys: KeySequence
    /// What may follow: the next key, and the binding it runs or nil where more keys must follow.
    public let next: [Choice]
    /// One key that may follow.
    public struct Choice: Equatable, Sendable {
      /// The key.
      public let key: Key
      /// What it runs; nil where it leads on.
      public let binding: KeyBinding?
    }
    /// What was typed, as one shows it: `3 g`.
    public var written: String {
      [count.map { String($0) } ?? "", keys.description].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// The map that is followed. Putting another one in forgets what was begun.
  public var map: KeyMap { didSet { reset() } }
  /// The largest count; more digits change nothing.
  public static let countLimit = 99_999

  private var count: Int?
  private var typed: [Key] = []

  /// Starts with nothing typed.
  public init(_ map: KeyMap) { self.map = map }

  /// Forgets a half-typed sequence and count.
  public mutating func reset() { (count, typed) = (nil, []) }

  /// Something was typed that waits for more.
  public var isPending: Bool { count != nil || !typed.isEmpty }

  /// Takes one key. `contexts` are those that hold now, innermost first; with `counts` digits are a count, which
  /// must be off where digits are text.
  public mutating func feed(_ key: Key, contexts: [String], counts: Bool = true) -> Outcome {
    if isPending, key == Key(.escape), !isBound(key, contexts) {
      reset()
      return .cancelled
    }
    if counts, typed.isEmpty, let digit = digit(of: key), digit > 0 || count != nil {
      count = min(Self.countLimit, (count ?? 0) * 10 + digit)
      return .pending(pending(contexts))
    }
    typed.append(key)
    let nodes = contexts.compactMap { node($0) }
    // An inner context's binding wins over an outer one's beginning.
    for node in nodes {
      if let binding = node.binding {
        let count = count
        reset()
        return .command(binding, count: count)
      }
      if !node.next.isEmpty { return .pending(pending(contexts)) }
    }
    reset()
    return .unbound(key)
  }

  /// The half-typed sequence and what may follow, nil at rest.
  public func pending(in contexts: [String]) -> Pending? { isPending ? pending(contexts) : nil }

  private func digit(of key: Key) -> Int? {
    guard key.modifiers.isEmpty, case .character(let character) = key.code, character.isASCII else {
      return nil
    }
    return character.wholeNumberValue
  }

  private func isBound(_ key: Key, _ contexts: [String]) -> Bool {
    !typed.isEmpty && contexts.contains { node($0)?.next[key] != nil }
  }

  private func node(_ context: String) -> KeyMap.Node? {
    var node = map.root(context)
    for key in typed { node = node?.next[key] }
    return node
  }

  private func pending(_ contexts: [String]) -> Pending {
    var choices: [Pending.Choice] = []
    var seen: Set<Key> = []
    if !typed.isEmpty {
      for context in contexts {
        guard let node = node(context) else { continue }
        for (key, next) in node.next where seen.insert(key).inserted {
          choices.append(.init(key: key, binding: next.binding))
        }
      }
    }
    choices.sort { $0.key.description < $1.key.description }
    return Pending(count: count, keys: KeySequence(typed), next: choices)
  }
}
