public import Acts
public import Domain

/// All that can be asked for, one list per area; nothing of an act is touched before somebody asks for it.
public struct Catalogue: Sendable {
  /// The requests, area by area.
  public let requests: [any Request.Type]
  private let byName: [String: any Request.Type]
  /// Joins the lists of the areas; of two with the same name the first counts, and a test names them.
  public init(_ areas: [any Request.Type]...) {
    requests = areas.flatMap { $0 }
    byName = Dictionary(requests.map { ($0.about.name, $0) }) { first, _ in first }
  }

  /// What is offered at the doors: all but what only undoes.
  public var offered: [any Request.Type] { requests.filter { $0.about.isOffered } }
  /// The nouns of what is offered, in order.
  public var nouns: [any Noun.Type] {
    offered.reduce(into: []) { nouns, request in
      if !nouns.contains(where: { $0 == request.about.noun }) { nouns.append(request.about.noun) }
    }
  }
  /// What can be done with a noun.
  public func verbs(of noun: any Noun.Type) -> [any Request.Type] {
    offered.filter { $0.about.noun == noun }
  }
  /// The request of this name (`ticket.assign`).
  public func request(named name: String) -> (any Request.Type)? { byName[name] }
  /// The act of this name; of `ticket.assign` also just `assign`.
  public func act(named name: String) throws(Refusal) -> any Act.Type {
    let found = byName[name] ?? byName[Tickets.name + "." + name]
    guard let type = found as? any Act.Type else {
      let names = requests.compactMap { $0 as? any Act.Type }.map { $0.about.name }
      throw Refusal(
        .unknown, "There is no act “\(name)”.",
        remedy: Words.nearest(to: name, in: names).map { "Did you mean “\($0)”?" }
          ?? "It may be from a newer opsdeck.")
    }
    return type
  }

  /// An act kept as text comes back: an undo, a macro's step, a job.
  public func act(_ stored: StoredAct) throws(Refusal) -> any Act {
    try act(named: stored.name).reading(stored.texts)
  }
}
extension Request {
  /// The request these texts spell; throws the first thing that is wrong with them.
  public static func reading(_ texts: Texts) throws(Refusal) -> Self {
    switch form.read(texts) {
    case .complete(let request): return request
    case .flawed(let flaws): throw flaws.first ?? Refusal(.invalid, "\(about.title) cannot be read.")
    }
  }
}
extension StoredAct {
  /// Keeps an act as text, secrets and all: an inverse act may have none, and a test sees to it.
  init(_ act: any Act) {
    func keep<A: Act>(_ act: A) -> StoredAct {
      (act as? SomeAct).map { StoredAct($0.act) }
        ?? StoredAct(name: A.about.name, texts: A.form.texts(of: act))
    }
    self = keep(act)
  }
}
