import Acts
import Domain
import Operations
import Store

/// Who sits at the console, and by which session.
struct Visitor {
  let agent: Agent, session: Session.ID?, isDemo: Bool
  /// The session was begun for the console, and ends with it.
  let cameForConsole: Bool
  init(agent: Agent, session: Session.ID? = nil, isDemo: Bool, cameForConsole: Bool = false) {
    (self.agent, self.session, self.isDemo, self.cameForConsole) = (agent, session, isDemo, cameForConsole)
  }

  /// Who has set the store up comes in with the password given a moment ago; the log-in stands in the audit log.
  init(_ founder: FirstSetup.Founder, at database: Database) throws {
    let entry = try Doorkeeper(database: database).logIn(
      founder.handle, founder.password, door: .console, at: Clock.now)
    self.init(agent: entry.agent, session: entry.session.id, isDemo: false, cameForConsole: true)
  }
  /// In a demo anybody; elsewhere who logged in before, or does so now, line by line at the terminal.
  init(at database: Database, actor: String?, _ places: Places) throws {
    let isDemo = try database.read { try $0.isDemo() }
    if isDemo {
      self.init(agent: try Desk.demoActor(actor ?? "ada", in: database), isDemo: true)
      return
    }
    if actor != nil { throw Desk.asIsForDemos(database.path) }
    let file = SessionFile(store: database.path, places: places)
    if let token = try file.read(),
      let found = try? Doorkeeper(database: database).resume(token, at: Clock.now)
    {
      self.init(agent: found.agent, session: found.session.id, isDemo: false)
      return
    }
    let entry = try Entrance.logIn(nil, at: database, door: .console)
    self.init(agent: entry.agent, session: entry.session.id, isDemo: false, cameForConsole: true)
  }
}
