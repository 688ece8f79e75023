import Acts
import Domain
import Glibc
import Operations
import Store

/// The first start: asks for the place of the store and for the first operator, line by line. There is never a
/// default account, and nothing is made before everything has been answered.
struct FirstSetup {
  let choice: StoreChoice, places: Places
  /// Who has just set the store up: she need not say again who she is.
  struct Founder { let store: String, handle: String, password: Secret }

  func run() throws -> Founder {
    let prompt = try Prompt(purpose: "The first set-up")
    defer { prompt.close() }
    return try run(asking: prompt)
  }
  func run(asking prompt: Prompt) throws -> Founder {
    prompt.say(
      """
      There is no store at \(choice.path) yet. This sets one up.
      (To look around first, stop with Ctrl-C and start: opsdeck demo)


      """)
    let path = try place(prompt)
    let (operator_, password) = try firstOperator(prompt)
    let database = try make(path)
    do {
      try Self.found(database, operator_, password)
      database.close()
    } catch {
      // What would remain is a store that nobody can log in to.
      database.close()
      for end in ["", "-wal", "-shm", ".lock"] { unlink(path + end) }
      throw error
    }
    try remember(path)
    prompt.say("\nThe store is at \(path). You are \(operator_.handle), admin. Next time: opsdeck\n")
    return Founder(store: path, handle: operator_.handle.name, password: password)
  }

  private func place(_ prompt: Prompt) throws(Complaint) -> String {
    if choice.reason == .flag || choice.reason == .environment { return choice.path }
    while true {
      let answer = try prompt.ask("Place of the store", usual: choice.path)
      let path = answer.hasPrefix("~/") ? (Places.variable("HOME") ?? "") + answer.dropFirst() : answer
      if !path.hasPrefix("/") {
        prompt.say("  Write the whole path, from / or ~/.\n")
      } else if access(path, F_OK) == 0 {
        prompt.say("  There is something at \(path) already. To use it: opsdeck --store \(path)\n")
      } else {
        return path
      }
    }
  }

  private func firstOperator(_ prompt: Prompt) throws(Complaint) -> (CreateAgent, Secret) {
    prompt.say("The first operator is an admin, and makes the others.\n")
    while true {
      let login = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
      let handle = try prompt.ask(
        "Your short name, as colleagues type it", usual: login == "root" ? nil : login)
      let name = try prompt.ask("Your full name, as customers read it")
      let email = try prompt.ask("Your mail address")
      let texts: Texts = ["handle": [handle], "name": [name], "email": [email], "role": ["admin"]]
      switch CreateAgent.form.read(texts) {
      case .flawed(let flaws):
        for flaw in flaws { prompt.say("  \(flaw.field.map { $0 + ": " } ?? "")\(flaw)\n") }
      case .complete(let act):
        if let flaw = act.flaws.first {
          prompt.say("  \(flaw)\n")
        } else {
          return (act, try Self.newPassword(prompt, for: act))
        }
      }
    }
  }
  /// Asked twice, without echo; the rules are told before they are broken.
  static func newPassword(_ prompt: Prompt, for act: CreateAgent) throws(Complaint) -> Secret {
    let agent = Agent(id: .init(0), handle: act.handle, name: act.name, email: act.email, role: act.role)
    prompt.say(
      "A password has at least \(PasswordRules.lengths.lowerBound) characters; four or five words are good.\n"
    )
    while true {
      let first = try prompt.askSecretly("Password")
      if let refusal = PasswordRules.refusal(of: first, for: agent) {
        prompt.say("  \(refusal)\n")
        continue
      }
      if try prompt.askSecretly("The same again") == first { return first }
      prompt.say("  The two are different.\n")
    }
  }

  private func make(_ path: String) throws -> Database {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try Places.makeFolder(String(path[..<slash]))
    }
    return try Database.open(at: path, mode: .create)
  }
  /// The act that makes any operator; here the system itself asks, since there is nobody yet.
  static func found(_ database: Database, _ act: CreateAgent, _ password: Secret) throws {
    let first = CreateAgent(
      handle: act.handle, name: act.name, email: act.email, role: .admin, teams: [], password: password)
    let context = Context(actor: .system, door: .command, now: Clock.now, zone: Zone.here)
    _ = try Pipeline(database: database).run(first, context)
  }
  /// Another place than the usual one is written down, where the next start finds it.
  private func remember(_ path: String) throws(Complaint) {
    guard choice.reason == .usual, path != choice.path else { return }
    try Places.makeFolder(places.config)
    // Whoever could write it could lead the next start to a store of his own.
    let mask = umask(0o077)
    defer { umask(mask) }
    guard let file = fopen(places.configFile, "ae") else {
      throw Complaint(
        .failed, "The place cannot be written to \(places.configFile): \(String(cString: strerror(errno))).",
        "Start with: opsdeck --store \(path)")
    }
    defer { fclose(file) }
    fputs("store: \"\(path)\"\n", file)
  }
}
