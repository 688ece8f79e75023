public import Domain
import Operations
import Store
public import Terminal

/// A pane drawn without a terminal: for documents, tests and `opsdeck screenshot`.
@MainActor public enum ConsolePicture {
  /// The panes there are, and the keys that lead to them from a fresh console.
  public nonisolated static let panes: [(name: String, keys: [String], help: String)] = [
    ("queue", [], "the queue with its preview"),
    ("ticket", ["Enter"], "a ticket with its conversation"),
    ("reply", ["Enter", "r"], "a reply that is being written"),
    ("note", ["Enter", "i"], "a private note that is being written"),
    ("history", ["e"], "everything that happened to a ticket"),
    ("audit", ["ga"], "the audit log"),
    ("dashboard", ["gd"], "the figures of support"),
    ("notices", ["gn"], "what you were told of"),
    ("filter", ["/"], "the filter line with its completion"),
    ("views", ["gv"], "the saved views with their counts"),
    ("palette", [":"], "the palette"),
    ("help", ["?"], "the keys that work in the queue"),
    ("assign", ["a"], "who could take the ticket"),
    ("macros", ["m"], "the macros"),
  ]

  /// Draws a pane.
  /// - Parameters:
  ///   - name: one of `panes`.
  ///   - ticket: the ticket to go to first; the first one of the queue where it is nil.
  ///   - keys: further keys to press, as in the key map: `["Ctrl-D", "za"]`.
  /// - Throws: `Refusal` for an unknown pane or key.
  public static func draw(
    _ name: String, ticket: Ticket.ID? = nil, keys further: [String] = [], size: Size, theme: Theme,
    options: ConsoleApp.Options
  ) throws -> Surface {
    guard let pane = panes.first(where: { $0.name == name }) else {
      throw Refusal(
        .unknown, "There is no pane “\(name)”.",
        remedy: "Known are \(panes.map(\.name).joined(separator: ", ")).")
    }
    let shell = try shell(options, size: size)
    if let ticket { shell.select(ticket) }
    for keys in pane.keys + further {
      guard let sequence = KeySequence(keys) else {
        throw Refusal(.invalid, "“\(keys)” is no key.", remedy: "Write it as in the key map: gg, Ctrl-D, F2.")
      }
      for key in sequence.keys {
        shell.handle(.key(key))
        shell.settle()
        shell.shown()
      }
    }
    var surface = Surface(size, theme: theme)
    if options.isPlain { shell.drawPlain(into: &surface) } else { shell.draw(into: &surface) }
    return surface
  }

  /// A console that answers at once, on its first view.
  static func shell(_ options: ConsoleApp.Options, size: Size) throws -> Shell {
    let habits = ConsoleApp.habits(options), since = options.clock() - Presence.lifetime
    let (directory, presence, view, unread, mail) = try options.database.read { store in
      (
        try store.directory(), try store.presence(since: since),
        try ConsoleApp.firstView(options.actor, in: store, habits),
        try store.unreadNotices(of: options.actor.id, at: options.clock(), limit: Bell.most),
        try? store.mailSettings.mode
      )
    }
    let shell = Shell(
      executor: InlineExecutor(ConsoleApp.desk(options)), me: options.actor, directory: directory,
      zone: options.zone,
      size: size, setting: ConsoleApp.setting(options),
      keys: options.keys,
      clock: options.clock)
    shell.facts.habits = habits
    shell.learn(presence: presence, unread: unread, mail: mail)
    shell.open(view)
    return shell
  }
}

extension Shell {
  /// Puts the queue's cursor on a ticket.
  func select(_ ticket: Ticket.ID) {
    guard views.indices.contains(current), var queue = views[current].pane as? QueuePane else { return }
    let effects = queue.select(ticket, facts)
    views[current].pane = queue
    run(effects, for: views[current].number)
  }
}

extension QueuePane {
  /// Puts the cursor on a ticket, also on one that was not loaded yet.
  mutating func select(_ ticket: Ticket.ID, _ facts: Facts) -> [Effect] {
    list.select(ticket)
    return reading(facts) + look(facts)
  }
}
