/// A key or sequence of keys that runs a command in a context.
public struct KeyBinding: Hashable, Sendable {
  /// Where a binding was written, for messages.
  public enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// In the program.
    case builtIn
    /// In a file of the user, line from 1.
    case file(String, line: Int)
    /// `keys.yaml line 12`.
    public var description: String {
      switch self {
      case .builtIn: "built in"
      case .file(let path, let line): "\(path) line \(line)"
      }
    }
  }
  /// The context it holds in: `list`, `queue`, `global`.
  public var context: String
  /// The keys.
  public var keys: KeySequence
  /// The name of the command that runs.
  public var command: String
  /// What it does, a word or two: `assign`.
  public var title: String
  /// The heading it stands under in the help.
  public var group: String
  /// The place in the footer, lower first; nil keeps it out of there.
  public var hintRank: Int?
  /// Where it was written.
  public var origin: Origin

  /// Makes a binding.
  public init(
    context: String, keys: KeySequence, command: String, title: String, group: String = "",
    hintRank: Int? = nil,
    origin: Origin = .builtIn
  ) {
    (self.context, self.keys, self.command, self.title) = (context, keys, command, title)
    (self.group, self.hintRank, self.origin) = (group, hintRank, origin)
  }

  /// Several written keys for one command, separated by ` | `. Keys that cannot be read are a
  /// mistake in the program and stop it.
  public static func built(
    _ context: String, _ keys: String, _ command: String, _ title: String, group: String = "",
    hint: Int? = nil
  ) -> [KeyBinding] {
    keys.split(separator: " | ").enumerated().map { index, written in
      guard let sequence = KeySequence(String(written)) else {
        preconditionFailure("\(context): \(KeySequence.problem(in: String(written)) ?? String(written))")
      }
      return KeyBinding(
        context: context, keys: sequence, command: command, title: title, group: group,
        hintRank: index == 0 ? hint : nil)
    }
  }
}

/// Two bindings that cannot both be reached.
public struct KeyConflict: Hashable, Sendable, CustomStringConvertible {
  /// The one that comes first, and the one that collides with it.
  public let first: KeyBinding, second: KeyBinding
  /// Names both with their places.
  public var description: String {
    let what =
      first.keys == second.keys
      ? "\"\(first.keys)\" is bound twice" : "\"\(first.keys)\" would never let \"\(second.keys)\" be typed"
    return "\(what): \(first.command) (\(first.context), \(first.origin)) and "
      + "\(second.command) (\(second.context), \(second.origin))."
  }
}

/// All bindings, by context.
public struct KeyMap: Sendable {
  /// In the order they were given.
  public private(set) var bindings: [KeyBinding]
  /// Contexts that are looked at together, innermost first: `["queue", "list", "global"]`. Between them only what
  /// cannot be typed at all is a conflict; the same keys again are meant to be overlaid.
  public let stacks: [[String]]

  private var roots: [String: Node] = [:]

  final class Node: Sendable {
    let binding: KeyBinding?
    let next: [Key: Node]
    init(_ binding: KeyBinding?, _ next: [Key: Node]) { (self.binding, self.next) = (binding, next) }
  }

  /// Makes a map. Conflicts are not refused here: ask `conflicts`.
  public init(_ bindings: [KeyBinding], stacks: [[String]] = []) {
    (self.bindings, self.stacks) = (bindings, stacks)
    var byContext: [String: [KeyBinding]] = [:]
    for binding in bindings { byContext[binding.context, default: []].append(binding) }
    roots = byContext.mapValues { Self.node($0, depth: 0) }
  }

  /// The first binding of a sequence wins, and a sequence beats those that begin with it.
  private static func node(_ bindings: [KeyBinding], depth: Int) -> Node {
    let ended = bindings.first { $0.keys.keys.count == depth }
    var longer: [Key: [KeyBinding]] = [:]
    for binding in bindings where binding.keys.keys.count > depth {
      longer[binding.keys.keys[depth], default: []].append(binding)
    }
    return Node(ended, longer.mapValues { node($0, depth: depth + 1) })
  }

  func root(_ context: String) -> Node? { roots[context] }

  /// The bindings of some contexts, innermost first; one that an inner context overlays is left out.
  public func bindings(in contexts: [String]) -> [KeyBinding] {
    var seen: Set<KeySequence> = []
    return contexts.flatMap { context in
      bindings.filter { $0.context == context && seen.insert($0.keys).inserted }
    }
  }

  /// The keys of a command in some contexts, the first given first.
  public func keys(for command: String, in contexts: [String]) -> [KeySequence] {
    bindings(in: contexts).filter { $0.command == command }.map(\.keys)
  }

  /// All bindings of which one hides the other: the same keys twice in a context, or keys that begin a longer
  /// sequence, in the same context or in one stacked with it.
  public var conflicts: [KeyConflict] {
    var found: [KeyConflict] = []
    var stacked: Set<[String]> = []
    for stack in stacks {
      for inner in stack { for outer in stack where inner != outer { stacked.insert([inner, outer]) } }
    }
    let byFirst = Dictionary(grouping: bindings.indices) { bindings[$0].keys.keys.first }
    for group in byFirst.values {
      for (n, i) in group.enumerated() {
        for j in group[(n + 1)...] {
          let (a, b) = (bindings[i], bindings[j])
          let same = a.context == b.context
          guard same || stacked.contains([a.context, b.context]) else { continue }
          if a.keys == b.keys {
            if same { found.append(KeyConflict(first: a, second: b)) }
          } else if a.keys.isPrefix(of: b.keys) {
            found.append(KeyConflict(first: a, second: b))
          } else if b.keys.isPrefix(of: a.keys) {
            found.append(KeyConflict(first: b, second: a))
          }
        }
      }
    }
    return found.sorted { "\($0)" < "\($1)" }
  }
}
