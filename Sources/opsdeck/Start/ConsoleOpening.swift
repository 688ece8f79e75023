import Acts
import Console
import Domain
import Glibc
import Operations
import Store
import Terminal

extension ConsoleStart {
  /// Opens the console; what is wrong in the configuration is shown there, and costs nothing else.
  func show(_ database: Database, _ visitor: Visitor, _ places: Places) throws {
    defer { database.close() }
    let (config, flaws) = Config.load(places)
    var options = ConsoleApp.Options(
      database: database, storeName: visitor.isDemo ? "demo store" : Self.shortName(database.path),
      isDemo: visitor.isDemo, actor: visitor.agent, session: visitor.session, environment: Self.environment,
      clock: { Clock.now })
    (options.zone, options.zoneNamed) = (Zone.here, Zone.named)
    options.habits = places.state + "/columns-\(visitor.agent.handle)"
    options.terminal.color = color ?? (config.color == .auto ? nil : config.color.rawValue)
    options.terminal.ascii = isASCII || config.ascii
    options.terminal.mouse = config.mouse
    options.isPlain = isPlain || config.plain
    options.troubles = flaws.map(\.description)
    if database.mode == .readOnly {
      options.troubles.insert(
        "This store may only be read here: you can look at everything and change nothing.", at: 0)
    }
    let (keys, problems) = UserKeys.load(places)
    options.keys = keys
    options.troubles += problems.map(\.description)
    // Reading a theme's file costs some milliseconds: only who asks for one pays.
    if let name = theme ?? config.theme {
      let (definition, trouble) = Themes.load(name, places)
      options.theme = definition
      if let trouble { options.troubles.append(trouble.description) }
    }
    let ending: EventLoop.Ending
    do { ending = try MainActor.assumeIsolated { try ConsoleApp.run(options) } } catch let trouble
      as TerminalTrouble
    {
      throw Complaint(.usage, trouble.problem, trouble.remedy)
    }
    if visitor.cameForConsole, let session = visitor.session {
      _ = try? Pipeline(database: database).run(
        LogOut(hangup: ending != .finished), context(visitor.agent, session))
    }
    if case .signal(let signal) = ending { exit(128 + signal) }
  }

  private func context(_ agent: Agent, _ session: Session.ID) -> Context {
    Context(actor: agent, door: .console, session: session, now: Clock.now, zone: Zone.here)
  }
  /// What the console may know of the process's environment: how the terminal is, and which editor is meant.
  private static var environment: [String: String] {
    let names = [
      "TERM", "COLORTERM", "NO_COLOR", "VISUAL", "EDITOR", "TERM_PROGRAM", "TMUX", "LANG", "LC_ALL",
      "LC_CTYPE",
    ]
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in Places.variable(name).map { (name, $0) } })
  }
  /// What the status bar calls a store: the name of its file without the ending.
  static func shortName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lastIndex(of: ".").flatMap { $0 > file.startIndex ? String(file[..<$0]) : nil } ?? file
  }
}
