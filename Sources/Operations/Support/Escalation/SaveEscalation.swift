public import Acts
import Domain
public import Store

/// What is done when promises are about to be broken.
public enum Escalations: Noun {
  public static let name = "escalation", help = "What is done when a promise is about to be broken, or is."
}

/// Keeps a chain under a name.
public struct SaveEscalation: Act {
  public static let about = About(
    Escalations.self, "save", .manageLevels, "Save an escalation chain",
    help:
      "Keeps what is done step by step when a clock comes near its due or passes it. Of those that match a clock's "
      + "policy and metric the one with the lowest rank counts. It holds for clocks that run, too.",
    examples: [
      "escalation save late --definition '{\"steps\":[{\"at\":\"breach\",\"notify\":[\"lead\"]}]}'",
      "escalation save late --definition -",
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "What it is called.", .position, rule: FieldRule.name),
    Field("definition", \.definition, "The steps as JSON.", .short("d"), .prose),
    Field(
      "rank", \.rank, "Its place in the order, the lowest first; left out: where it is, a new one last.",
      .range(0...1_000_000)))

  /// What it is called, its steps as JSON, and its place in the order.
  public let name: String, definition: String, rank: Int?
  public init(name: String, definition: String, rank: Int? = nil) {
    (self.name, self.definition, self.rank) = (name, definition, rank)
  }

  public typealias Inverse = RestoreEscalation
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveEscalation> {
    let body = try Self.at(\.definition) {
      try check(try LevelReader.chain(name, definition), in: store)
      return try LevelReader.kept(definition)
    }
    let all = try store.escalations(), old = all.first { $0.name == name }
    let rank = rank ?? old?.rank ?? (all.last?.rank ?? 0) + 10
    guard old?.body != body || old?.rank != rank else {
      return Done("The chain “\(name)” is just so already.", undoneBy: [])
    }
    try store.saveEscalation(name, body, rank: rank, at: context.now)
    return Done(
      "Saved version \((old?.version ?? 0) + 1) of the chain “\(name)”, rank \(rank).",
      undoneBy: [RestoreEscalation(name: name, definition: old?.body, rank: old?.rank ?? rank)])
  }
  public static func sentence(_ text: String) -> String { text }

  /// Refuses a policy, colleagues and teams that are not there.
  private func check(_ chain: EscalationChain, in store: ReadTransaction) throws {
    func placed<T>(_ place: String, _ body: () throws -> T) throws -> T {
      do { return try body() } catch let refusal as Refusal {
        throw Refusal(refusal.kind, place + ": " + refusal.problem, remedy: refusal.remedy)
      }
    }
    if let policy = chain.policy {
      _ = try placed("policy") { try LevelsNow(in: store).policy(policy) }
    }
    let directory = try store.directory()
    for (place, step) in chain.steps.enumerated() {
      for (field, whom) in [("notify", step.notify), ("page", step.page)] {
        for (number, one) in whom.enumerated() {
          guard case .agent(let handle) = one else { continue }
          _ = try placed("steps[\(place)].\(field)[\(number)]") { try Self.agent(handle, directory) }
        }
      }
      try placed("steps[\(place)].assign") {
        switch step.assign {
        case .agent(let handle):
          let agent = try Self.agent(handle, directory)
          guard directory.assignable.contains(agent) else {
            throw Refusal(
              .conflict, "\(handle) is \(agent.role.rawValue) and answers no tickets.",
              remedy: "Choose somebody who may reply.")
          }
        case .team(let name):
          guard directory.team(named: name) == nil else { return }
          let names = directory.teams.map(\.name)
          throw Refusal(
            .unknown, "There is no team “\(name)”.",
            remedy: Words.nearest(to: name, in: names).map { "Did you mean “\($0)”?" }
              ?? "There are: \(names.joined(separator: ", ")).")
        case nil: return
        }
      }
    }
  }
  private static func agent(_ handle: Agent.Handle, _ directory: Directory) throws -> Agent {
    guard let agent = directory.agent(handle) else {
      let names = directory.agents.map(\.handle.name)
      throw Refusal(
        .unknown, "There is no agent “\(handle)”.",
        remedy: Words.nearest(to: handle.name, in: names).map { "Did you mean @\($0)?" }
          ?? "See: opsdeck agent list.")
    }
    guard !agent.isDisabled else {
      throw Refusal(.conflict, "\(handle) is disabled.", remedy: "Choose somebody who works here.")
    }
    return agent
  }
}

/// Takes a chain out of use.
public struct RetireEscalation: Act {
  public static let about = About(
    Escalations.self, "retire", .manageLevels, "Retire an escalation chain",
    help:
      "Takes a chain out of use: none of its steps is taken any more. Warnings and breaches are still told.",
    examples: ["escalation retire late"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The chain.", .position, .names(Escalations.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreEscalation
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RetireEscalation> {
    let old = try Self.at(\.name) { try store.escalation(called: name) }
    try store.removeEscalation(name)
    return Done(
      "Retired the chain “\(name)”.",
      undoneBy: [RestoreEscalation(name: name, definition: old.body, rank: old.rank)])
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Brings a chain back to what it was: what undoing runs.
public struct RestoreEscalation: Act {
  public static let about = About(
    Escalations.self, "restore", .manageLevels, "Put an escalation chain back",
    help: "Puts a chain back to what it was; it is what undoing runs.", isOffered: false)
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The chain.", .position),
    Field("definition", \.definition, "Its steps as JSON; left out: there was none.", .prose, .mayBeEmpty),
    Field("rank", \.rank, "Its place in the order.", .range(0...1_000_000)))

  /// Which one, what it was (nil: not there), and its place in the order.
  public let name: String, definition: String?, rank: Int
  public init(name: String, definition: String?, rank: Int) {
    (self.name, self.definition, self.rank) = (name, definition, rank)
  }

  public typealias Inverse = RestoreEscalation
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RestoreEscalation> {
    let now = try store.escalations().first { $0.name == name }
    if let definition {
      try store.saveEscalation(name, definition, rank: rank, at: context.now)
    } else {
      try store.removeEscalation(name)
    }
    return Done(undoneBy: [RestoreEscalation(name: name, definition: now?.body, rank: now?.rank ?? rank)])
  }
}

extension ReadTransaction {
  /// The chain of this name, or a refusal that says there is none.
  func escalation(called name: String) throws -> EscalationText {
    let all = try escalations()
    if let found = all.first(where: { $0.name == name }) { return found }
    let names = all.map(\.name)
    throw Refusal(
      .unknown, "There is no chain “\(name)”.",
      remedy: Words.nearest(to: name, in: names).map { "Did you mean “\($0)”?" }
        ?? (names.isEmpty ? "None was saved yet." : "There are: \(names.joined(separator: ", "))."))
  }
}
