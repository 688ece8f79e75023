import Acts
import Console
import Domain
import Glibc
import Operations
import Store
import Terminal

extension ConsoleStart {
  /// Opens the console; what is wrong in the configuration is shown there, and costs nothing else.
  func open(_ path: String, _ config: Config, _ flaws: [Config.Flaw], actor: String?) throws {
    let database = try Database.open(at: path)
    defer { database.close() }
    let isDemo = try database.read { try $0.isDemo() }
    let (agent, session) = try sitting(at: database, isDemo: isDemo, actor)
    var options = ConsoleApp.Options(
      database: database, storeName: isDemo ? "demo store" : Self.shortName(path), isDemo: isDemo,
      actor: agent, session: session,
      environment: Self.environment, clock: { Clock.now })
    options.zone = Zone.here
    options.terminal.color = color ?? (config.color == .auto ? nil : config.color.rawValue)
    options.terminal.ascii = isASCII || config.ascii
    options.terminal.mouse = config.mouse
    options.isPlain = isPlain || config.plain
    options.troubles = flaws.map(\.description)
    let ending: EventLoop.Ending
    do { ending = try MainActor.assumeIsolated { try ConsoleApp.run(options) } } catch let trouble
      as TerminalTrouble
    {
      throw Complaint(.usage, trouble.problem, trouble.remedy)
    }
    if let session { _ = try? Pipeline(database: database).run(LogOut(), context(agent, session)) }
    if case .signal(let signal) = ending { exit(128 + signal) }
  }

  /// Who sits here: in a demo whoever is named, elsewhere somebody who logs in now. The session ends with the console.
  private func sitting(at database: Database, isDemo: Bool, _ name: String?) throws -> (Agent, Session.ID?) {
    if isDemo { return (try Desk.demoActor(name ?? "ada", in: database), nil) }
    guard name == nil else {
      throw Complaint(
        .usage, "--as is for demo stores; on a real one everybody logs in as herself.", "Leave it out.")
    }
    let entry = try Entrance.logIn(nil, at: database, door: .console)
    return (entry.agent, entry.session.id)
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
    return file.hasSuffix(".db") ? String(file.dropLast(3)) : file
  }
}
