import Acts
import Domain
import Operations
import Store

/// An opened store and who acts on it from the command line.
struct Desk {
  let database: Database, pipeline: Pipeline, actor: Agent, session: Session.ID?, config: Config

  /// Opens the store that is meant, and finds who asks: by `--as` in a demo, by the log-in elsewhere.
  init(_ place: PlaceOptions, forWriting: Bool) throws {
    let places = Places()
    config = Config.load(places).config
    let choice = try StoreChoice.find(flag: place.store, config: config, places: places)
    database = try Self.open(choice.path, forWriting: forWriting)
    pipeline = Pipeline(database: database)
    (actor, session) = try Self.actor(place.actor, in: database, choice, places)
  }
  /// Who only asks can do so on a store that this user may not write.
  static func open(_ path: String, forWriting: Bool) throws -> Database {
    do { return try Database.open(at: path) } catch let trouble as StoreTrouble
      where !forWriting && (trouble.kind == .readOnly || trouble.kind == .forbidden)
    { return try Database.open(at: path, mode: .readOnly) }
  }
  func close() { database.close() }

  /// What an act is done with: each command is one thing the person asked for.
  func context(once: String?) -> Context {
    Context(
      actor: actor, door: .command, session: session, now: Clock.now, zone: Zone.here,
      correlation: String(UInt64.random(in: .min ... .max), radix: 36), key: once.map(Context.Key.init))
  }

  private static func actor(
    _ name: String?, in database: Database, _ choice: StoreChoice, _ places: Places
  ) throws -> (Agent, Session.ID?) {
    let isDemo = try database.read { try $0.isDemo() }
    if isDemo { return (try demoActor(name ?? "ada", in: database), nil) }
    guard name == nil else { throw asIsForDemos(choice.path) }
    guard let token = try SessionFile(store: choice.path, places: places).read() else {
      throw Complaint(.failed, "You are not logged in at \(choice.path).", "Log in with: opsdeck login.")
    }
    do {
      let found = try Doorkeeper(database: database).resume(token, at: Clock.now)
      return (found.agent, found.session.id)
    } catch is Refusal {
      throw Complaint(.failed, "Your session at \(choice.path) is over.", "Log in again with: opsdeck login.")
    }
  }
  static func asIsForDemos(_ path: String) -> Complaint {
    Complaint(
      .usage, "--as is for demo stores; \(path) is a real one, where everybody acts as herself.",
      "Leave it out, and log in with: opsdeck login.")
  }
  static func demoActor(_ name: String, in database: Database) throws -> Agent {
    let directory = try database.read { try $0.directory() }
    if let agent = directory.agent(handle: name), !agent.isDisabled { return agent }
    let names = directory.agents.filter { !$0.isDisabled }.map(\.handle.name)
    throw Complaint(
      .usage, "Nobody here is called “\(name)”.",
      suggestion(for: name, among: names).map { "Did you mean \($0)?" }
        ?? "There are: \(names.joined(separator: ", ")).")
  }
}
