import Acts
import ArgumentParser
import Domain
import Operations
import Store

/// `opsdeck login`: keeps a session for the commands that follow.
struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Logs in for the commands that follow.",
    discussion: """
      The password is asked for at the terminal and never stands in a command line. The session lies in a file that \
      only you can read, ends by itself, and at once with opsdeck logout.

      Examples:
        opsdeck login ada
      """)
  @Argument(help: "Your short name; asked for when left out.") var name: String?
  @OptionGroup var place: StoreOption
  @OptionGroup var printing: PrintOptions

  func run() throws {
    let open = try OpenStore(place.store), places = Places()
    defer { open.database.close() }
    if try open.database.read({ try $0.isDemo() }) {
      throw Complaint(.failed, "A demo store needs no log-in.", "Act as somebody with --as NAME.")
    }
    let entry = try Entrance.logIn(name, at: open.database, door: .command)
    try SessionFile(store: open.choice.path, places: places).write(entry.token, places: places)
    try Printer(printing).say("Logged in as \(entry.agent.handle) (\(entry.agent.role.rawValue)).")
  }
}

/// `opsdeck logout`: ends that session and removes its file.
struct LogoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Ends the session of opsdeck login.",
    discussion: "Examples:\n  opsdeck logout")
  @OptionGroup var place: StoreOption
  @OptionGroup var printing: PrintOptions

  func run() throws {
    let open = try OpenStore(place.store), places = Places()
    defer { open.database.close() }
    let file = SessionFile(store: open.choice.path, places: places)
    let printer = try Printer(printing)
    guard let token = try file.read() else { return printer.say("Nobody was logged in.") }
    file.remove()
    // A session that is over already needs no end; the file was what had to go.
    guard let found = try? Doorkeeper(database: open.database).resume(token, at: Clock.now) else {
      return printer.say("Logged out; the session was over already.")
    }
    let context = Context(
      actor: found.agent, door: .command, session: found.session.id, now: Clock.now, zone: Zone.here)
    _ = try Pipeline(database: open.database).run(LogOut(), context)
    printer.say("Logged out \(found.agent.handle).")
  }
}

/// Asks who comes, at the terminal.
enum Entrance {
  static func logIn(_ name: String?, at database: Database, door: Context.Door) throws -> Doorkeeper.Entry {
    let prompt = try Prompt(purpose: "The password")
    defer { prompt.close() }
    let handle = try name ?? prompt.ask("Name")
    let password = try prompt.askSecretly("Password")
    return try Doorkeeper(database: database).logIn(handle, password, door: door, at: Clock.now)
  }
}
