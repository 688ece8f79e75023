import Acts
import Cryptography
import Domain
import Store
import Testing

@testable import Operations

/// Hashing takes half a second by design, so each test makes do with few passwords.
@Suite struct LoggingIn {
  static let password = Secret("vier Wörter und ein Hund"), other = Secret("ein ganz anderer langer Satz")
  let desk: Desk
  let doorkeeper: Doorkeeper
  init() throws {
    desk = try Desk()
    doorkeeper = Doorkeeper(database: desk.database)
  }
  func give(
    _ handle: String, _ password: Secret = password,
    parameters: PasswordHash.Parameters = .init(cost: 10, block: 8, lanes: 1)
  ) throws {
    // Weak hashes are quick, and are written anew at the first right password.
    let hash = try PasswordHash(of: password.revealed, parameters: parameters).description
    try desk.database.write { store in
      let agent = try #require(try store.agent(handle: handle))
      try store.save(Credential(password: hash, changed: desk.now), of: agent.id)
    }
  }
  func credential(_ handle: String) throws -> Credential {
    try #require(
      try desk.database.read { store in
        try store.agent(handle: handle).flatMap { try store.credential(of: $0.id) }
      })
  }

  @Test("the right password opens a session whose token the store does not know, and renews a weak hash")
  func right() throws {
    try give("ada")
    let entry = try doorkeeper.logIn("@Ada", Self.password, door: .console, address: "10.2.0.9", at: desk.now)
    #expect(entry.agent.handle.name == "ada" && entry.session.tokenHash == SHA256.hex(entry.token.revealed))
    #expect(try doorkeeper.resume(entry.token, at: desk.now).agent.id == entry.agent.id)
    #expect(try PasswordHash(stored: credential("ada").password ?? "")?.isOutdated == false)
    let row = try #require(try desk.audit().first)
    #expect(
      row.act == "session.login" && row.log == .login && row.result == .ok && row.session == entry.session.id)
    #expect(row.address == "10.2.0.9" && row.subjects == ["agent ada"])
    #expect(!row.chainText.contains(entry.token.revealed) && !row.chainText.contains(Self.password.revealed))
  }
  @Test("unknown, wrong, disabled and shut say the same, and each attempt is kept with its reason")
  func refused() throws {
    try give("bob")
    try give("cleo")
    _ = try desk.pipeline.run(DisableAgent(agent: .init("cleo")), try desk.by("admin"))
    let tries = [("nobody here", Self.password), ("bob", Self.other), ("cleo", Self.password)]
    var said: Set<String> = []
    for (name, password) in tries {
      let refused = try refusal { try doorkeeper.logIn(name, password, door: .console, at: desk.now) }
      said.insert("\(try #require(refused))")
    }
    #expect(said.count == 1)
    #expect(try desk.audit().prefix(3).map(\.reason) == ["disabled", "wrong password", "unknown name"])
    #expect(
      try desk.audit().prefix(3).map(\.handle) == ["cleo", "bob", "unknown"],
      "what was typed for an unknown name is not kept")
  }
  /// Not a matter of milliseconds, which a busy machine blurs, but of work: one hash at full strength, whoever comes.
  @Test("an unknown name, a wrong password, a missing one and a shut account cost the same work")
  func work() throws {
    let strong = PasswordHash.nobody.description
    var closed = Credential(password: strong, changed: desk.now)
    closed.throttle = LoginThrottle(failures: 9, lastFailure: desk.now, shutUntil: desk.now + .minutes(5))
    let comers: [Credential?] = [
      nil, Credential(password: nil, changed: desk.now), Credential(password: strong, changed: desk.now),
      closed,
      Credential(password: "not a hash", changed: desk.now),
    ]
    for credential in comers {
      var hashes: [PasswordHash] = []
      let verdict = try PasswordCheck.look(Self.other, at: credential, now: desk.now) { hash, _ in
        hashes.append(hash)
        return false
      }
      #expect(hashes.map(\.parameters) == [.current], "as much work for each")
      #expect(verdict == (credential == closed ? .shut : .wrong))
    }
  }
  @Test("the sixth wrong password shuts the account, also for the right one, over a restart; others come in")
  func throttled() throws {
    try give("ada")
    try give("bob")
    try desk.database.write { store in
      let ada = try #require(try store.agent(handle: "ada"))
      var credential = try #require(try store.credential(of: ada.id))
      credential.throttle = LoginThrottle(failures: 5, lastFailure: desk.now)
      try store.save(credential, of: ada.id)
    }
    _ = try refusal { try doorkeeper.logIn("ada", Self.other, door: .console, at: desk.now) }
    try desk.restart()
    let again = Doorkeeper(database: desk.database)
    #expect(
      try refusal { try again.logIn("ada", Self.password, door: .console, at: desk.now + .seconds(50)) }?.kind
        == .forbidden)
    #expect(try desk.audit().first?.reason == "shut")
    _ = try again.logIn("bob", Self.password, door: .console, at: desk.now)
    _ = try again.logIn("ada", Self.password, door: .console, at: desk.now + .seconds(61))
    #expect(try credential("ada").failures == 0)
  }
  @Test("a session dies by idleness, age, log-out, lock, disabling, a new role and a new password")
  func sessions() throws {
    func enter(_ id: Int64, _ handle: String) throws -> Context {
      let context = try desk.by(handle)
      let session = Session(
        id: .init(id), agent: context.actor.id, tokenHash: "h\(id)", door: "console", started: context.now)
      try desk.database.write { try $0.save(session) }
      return Context(actor: context.actor, door: .console, session: session.id, now: context.now)
    }
    func may(_ context: Context, after milliseconds: Int64 = 0) throws -> String? {
      let later = Context(
        actor: context.actor, door: .console, session: context.session, now: context.now + milliseconds)
      return try refusal { try desk.pipeline.read(ListAgents(), later) }?.problem
    }
    let ada = try enter(1, "ada")
    #expect(try may(ada) == nil && may(ada, after: .minutes(29)) == nil)
    #expect(try may(ada, after: .minutes(30)) == "Your session is over.")
    _ = try desk.pipeline.run(LockSession(), ada)
    #expect(try may(ada) == "Your session is locked.")
    #expect(
      try refusal { try desk.pipeline.run(UnlockSession(password: Self.other), ada) }?.problem
        == "The password is wrong.")
    _ = try desk.pipeline.run(LogOut(), ada)
    #expect(
      try may(ada) == "Your session is over." && refusal { try desk.pipeline.run(LogOut(), ada) } != nil)

    let bob = try enter(2, "bob")
    _ = try desk.pipeline.run(SetRole(agent: .init("bob"), to: .lead), try desk.by("admin"))
    #expect(try may(bob) == "Your session is over.")
    let again = try enter(3, "bob")
    _ = try desk.pipeline.run(DisableAgent(agent: .init("bob")), try desk.by("admin"))
    #expect(try may(again)?.contains("disabled") == true)
    let cleo = try enter(4, "cleo")
    _ = try desk.pipeline.run(EndSession(session: 4), try desk.by("admin"))
    #expect(try may(cleo) == "Your session is over.")
    #expect(try desk.database.read { try $0.session(.init(3))?.end } == .disabled)
  }
  @Test("an act in a session notes that it is in use, once a minute")
  func touched() throws {
    let context = try desk.by("ada")
    let session = Session(
      id: .init(9), agent: context.actor.id, tokenHash: "x", door: "console", started: context.now)
    try desk.database.write { try $0.save(session) }
    for minutes in [0, 20, 40] {
      let later = Context(
        actor: context.actor, door: .console, session: session.id, now: context.now + .minutes(minutes))
      let id = try desk.ticket()
      _ = try desk.pipeline.run(TakeTickets(tickets: [id]), later)
    }
    #expect(try desk.database.read { try $0.session(.init(9))?.lastUsed } == context.now + .minutes(40))
  }
  @Test("to come with the token of a log-in is to use it: commands that only read keep a session alive")
  func refreshed() throws {
    try give("ada")
    let entry = try doorkeeper.logIn("ada", Self.password, door: .command, at: desk.now)
    for minutes in stride(from: 20, through: 100, by: 20) {
      #expect(throws: Never.self) { try doorkeeper.resume(entry.token, at: desk.now + .minutes(minutes)) }
    }
    #expect(throws: Refusal.self) { try doorkeeper.resume(entry.token, at: desk.now + .minutes(131)) }
    #expect(try desk.audit().first?.reason == "idle")
    #expect(throws: Refusal.self, "what is over stays over") {
      try doorkeeper.resume(entry.token, at: desk.now + .minutes(132))
    }
  }
  @Test("an admin sets how long sessions last, and it counts at once for those that are open")
  func limits() throws {
    try give("ada")
    let entry = try doorkeeper.logIn("ada", Self.password, door: .command, at: desk.now)
    let set = SetSetting(name: "session.longest", to: "2h")
    #expect(try refusal { try desk.pipeline.run(set, try desk.by("lead")) }?.kind == .forbidden)
    _ = try desk.pipeline.run(SetSetting(name: "session.idle", to: "90m"), try desk.by("admin"))
    _ = try desk.pipeline.run(set, try desk.by("admin"))
    let start = entry.session.started
    #expect(throws: Never.self) { try doorkeeper.resume(entry.token, at: start + .minutes(85)) }
    #expect(throws: Refusal.self) { try doorkeeper.resume(entry.token, at: start + .minutes(120)) }
    #expect(try desk.audit().first?.reason == "absolute")
    try desk.pipeline.undoLast(try desk.by("admin"))
    #expect(try desk.database.read { try $0.sessionLimits } == SessionLimits(idle: .minutes(90)))
  }
  @Test("changing the own password asks for the old one and keeps neither; other sessions end")
  func changing() throws {
    try give("ada")
    let ada = try desk.by("ada")
    for id in [1, 2] as [Int64] {
      try desk.database.write {
        try $0.save(
          Session(id: .init(id), agent: ada.actor.id, tokenHash: "h\(id)", door: "console", started: ada.now))
      }
    }
    let context = Context(actor: ada.actor, door: .console, session: .init(1), now: ada.now)
    let wrong = try refusal {
      _ = try desk.pipeline.run(
        ChangePassword(old: Self.other, new: Secret("noch ein langer Satz hier")), context)
    }
    #expect(wrong?.field == "old" && wrong?.kind == .forbidden)
    #expect(try credential("ada").failures == 1)
    let weak = try refusal {
      _ = try desk.pipeline.run(ChangePassword(old: Self.password, new: Secret("qwerty123456")), context)
    }
    #expect(weak?.field == "new" && weak?.kind == .invalid)
    _ = try desk.pipeline.run(ChangePassword(old: Self.password, new: Self.other), context)
    #expect(try PasswordHash(stored: credential("ada").password ?? "")?.matches(Self.other.revealed) == true)
    #expect(
      try desk.database.read { try [$0.session(.init(1))?.end, $0.session(.init(2))?.end] } == [
        nil, .passwordChanged,
      ])
    for row in try desk.audit() {
      for secret in [Self.password, Self.other] { #expect(!row.chainText.contains(secret.revealed)) }
    }
    #expect(try desk.audit().first?.inputs == ["old": ["••••"], "new": ["••••"]])
  }
}

@Suite struct People {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test("the first operator is made by nobody and can then log in; there is no default account")
  func first() throws {
    let receipt = try desk.pipeline.run(
      CreateAgent(
        handle: .init("root"), name: "Root", email: "Root@desk.example", role: .admin, teams: ["billing"],
        password: LoggingIn.password),
      Context(actor: .system, door: .command, now: desk.now))
    #expect(CreateAgent.sentence(receipt.output) == "Created root (admin)." && !receipt.canUndo)
    let entry = try Doorkeeper(database: desk.database).logIn(
      "root", LoggingIn.password, door: .console, at: desk.now)
    #expect(entry.agent.email == "root@desk.example" && entry.agent.teams == [.init(1)])
  }
  @Test("creating is undone by disabling; a handle is never used twice, nor one that means something else")
  func creating() throws {
    let dora = CreateAgent(handle: .init("dora"), name: "Dora", email: "dora@desk.example")
    let receipt = try desk.pipeline.run(dora, try desk.by("admin"))
    try desk.pipeline.undo(receipt.audit, try desk.by("admin"))
    #expect(try desk.database.read { try $0.agent(handle: "dora")?.isDisabled } == true)
    #expect(try refusal { try desk.pipeline.run(dora, try desk.by("admin")) }?.field == "handle")
    let me = CreateAgent(handle: .init("me"), name: "Me", email: "")
    #expect(
      try refusal { try desk.pipeline.run(me, try desk.by("admin")) }?.problem == "“me” means something else."
    )
    #expect(try refusal { try desk.pipeline.run(dora, try desk.by("lead")) }?.kind == .forbidden)
  }
  @Test("nobody disables herself, and the last admin stays one")
  func lastAdmin() throws {
    let admin = Agent.Handle("admin")
    #expect(
      try refusal { try desk.pipeline.run(DisableAgent(agent: admin), try desk.by("admin")) }?.problem
        == "You cannot disable yourself.")
    #expect(
      try refusal { try desk.pipeline.run(SetRole(agent: admin, to: .agent), try desk.by("admin")) }?.problem
        == "admin is the last admin.")
    _ = try desk.pipeline.run(SetRole(agent: .init("cleo"), to: .admin), try desk.by("admin"))
    _ = try desk.pipeline.run(SetRole(agent: admin, to: .agent), try desk.by("admin"))
  }
  @Test("undoing a role is refused when it was changed since")
  func staleRole() throws {
    let receipt = try desk.pipeline.run(SetRole(agent: .init("bob"), to: .lead), try desk.by("admin"))
    _ = try desk.pipeline.run(SetRole(agent: .init("bob"), to: .auditor), try desk.by("admin"))
    let refused = try refusal { try desk.pipeline.undo(receipt.audit, try desk.by("admin")) }
    #expect(refused?.problem == "bob is auditor now, not lead.")
    try desk.pipeline.undoLast(try desk.by("admin"))
    try desk.pipeline.undo(receipt.audit, try desk.by("admin"))
    #expect(try desk.database.read { try $0.agent(handle: "bob")?.role } == .agent)
  }
  @Test("teams are made and filled, and filling is undone")
  func teams() throws {
    _ = try desk.pipeline.run(CreateTeam(name: "vip"), try desk.by("lead"))
    #expect(
      try refusal { try desk.pipeline.run(CreateTeam(name: "vip"), try desk.by("lead")) }?.field == "name")
    let receipt = try desk.pipeline.run(
      SetTeams(agent: .init("bob"), teams: ["vip", "billing"]), try desk.by("lead"))
    #expect(SetTeams.sentence(receipt.output) == "bob belongs to billing, vip.")
    let teams = try desk.pipeline.read(ListTeams(), try desk.by("auditor"))
    #expect(teams.first { $0.name == "vip" } == .init(name: "vip", title: "Vip", members: ["bob"]))
    try desk.pipeline.undo(receipt.audit, try desk.by("lead"))
    #expect(try desk.database.read { try $0.agent(handle: "bob")?.teams } == [.init(1)])
    #expect(
      try refusal {
        _ = try desk.pipeline.run(SetTeams(agent: .init("bob"), teams: ["vipp"]), try desk.by("lead"))
      }?.remedy == "Did you mean vip?")
  }
  @Test("lists say who works here, and sessions of others are for admins")
  func lists() throws {
    let rows = try desk.pipeline.read(ListAgents(), try desk.by("auditor"))
    #expect(rows.count == 9 && rows[0].handle == "ada" && rows[0].teams == ["billing"])
    #expect(
      ListAgents.sentence(rows).split(separator: "\n").count == 9
        && ListAgents.sentence([]) == "There is no operator yet.")
    #expect(
      try refusal { try desk.pipeline.read(ListSessions(of: .init("bob")), try desk.by("ada")) }?.kind
        == .forbidden)
    #expect(try desk.pipeline.read(ListSessions(), try desk.by("admin")).isEmpty)
  }
}
