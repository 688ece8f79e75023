import Acts
import Domain
import Store

extension Pipeline {
  /// Refuses who may not and what is flawed, by what the store says now; the context with the actor as stored.
  func admit(_ request: some Request, in store: ReadTransaction, _ context: Context) throws -> Context {
    let about = type(of: request).about
    guard about.isOffered || context.isHouse else {
      throw Refusal(
        .forbidden, "\(about.title) cannot be asked for by itself.",
        remedy: "Undo the act that it takes back.")
    }
    let context = try Standing.check(context, in: store, for: about.permission)
    if let fence = context.fence { try store.demandLeading(fence) }
    if let refusal = Gate(role: context.actor.role, suspended: suspended).refusal(of: request) {
      throw refusal
    }
    return context
  }

  /// Runs `body`; when it was refused for want of a right, the attempt is kept in the audit log.
  func noting<R: Request, T>(_ request: R, _ context: Context, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let refusal as Refusal where refusal.kind == .forbidden {
      // Where the log cannot be written (a store opened to look only) the refusal still stands: nothing happened.
      _ = try? database.write { store in
        var row = AuditRow(R.about, context)
        row.inputs = R.form.shown(request)
        row.subjects = Subjects.named(in: request)
        (row.result, row.reason) = (.refused, refusal.description)
        _ = try store.append(row)
      }
      throw refusal
    }
  }
}

/// Whether the actor may still act at all.
enum Standing {
  /// The context with the actor as the store knows her now.
  /// - Throws: `Refusal.forbidden` when she is gone or disabled, or her session is over or locked.
  static func check(
    _ context: Context, in store: ReadTransaction, for permission: Permission
  ) throws -> Context {
    if context.isSystem { return context }
    guard let actor = try store.agent(context.actor.id), !actor.isDisabled else {
      throw Refusal(
        .forbidden, "The account “\(context.actor.handle)” is disabled.", remedy: "Ask an admin to enable it."
      )
    }
    // Who is locked out may still unlock, log out and change the own password.
    if let id = context.session, permission != .ownSession {
      guard let session = try store.session(id), session.agent == actor.id,
        try store.sessionLimits.end(of: session, at: context.now) == nil
      else {
        throw Refusal(.forbidden, "Your session is over.", remedy: "Log in again.")
      }
      if session.isLocked {
        throw Refusal(.forbidden, "Your session is locked.", remedy: "Unlock it with your password.")
      }
    }
    return context.with(actor: actor, key: context.key)
  }
  /// Notes that a session is in use, once a minute: acts, drafts, signs of presence and commands keep it from falling
  /// idle.
  static func touch(_ context: Context, in store: WriteTransaction) throws {
    if let id = context.session { try touch(id, at: context.now, in: store) }
  }
  static func touch(_ id: Session.ID, at now: Instant, in store: WriteTransaction) throws {
    guard var session = try store.session(id), session.end == nil, now - session.lastUsed >= .minutes(1)
    else { return }
    session.lastUsed = now
    try store.save(session)
  }
}

extension AuditRow {
  /// A row about a request, with all that the context says; the store numbers and chains it.
  init(_ about: About, _ context: Context) {
    self.init(
      id: 0, at: context.now, log: about.log, act: about.name,
      actor: context.isSystem ? nil : context.actor.id, handle: context.actor.handle.name,
      impersonated: context.impersonated?.id, door: context.door.rawValue, session: context.session,
      address: context.address, correlation: context.correlation)
  }
}

/// What an audit row is about, for following one thing through the log.
enum Subjects {
  /// The things a request names.
  static func named<R: Request>(in request: R) -> [String] {
    let texts = R.form.texts(of: request)
    return R.form.fields.flatMap { field -> [String] in
      guard case .reference(let noun) = field.kind else { return [] }
      return (texts[field.name] ?? []).filter { $0 != "me" }.map { noun.subject($0) }
    }
  }
  /// The things a request names and those that were changed, each once, in order.
  static func of(_ request: some Request, _ changes: [Change]) -> [String] {
    var seen: Set<String> = []
    return (named(in: request) + changes.map(\.thing)).filter { seen.insert($0).inserted }
  }
}
