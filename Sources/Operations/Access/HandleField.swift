public import Acts
public import Domain
import Store

extension Agent.Handle: WrittenValue {
  public static var kind: FieldKind { .reference(Agents.self) }
  public static var samples: [Self] { [Self("bob"), Self("ada")] }
  /// Reads `bob`, `@bob` and `me`.
  public init(text: String) throws(Refusal) {
    let name = (text.hasPrefix("@") ? String(text.dropFirst()) : text).lowercased()
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || ".-_".contains($0) }) else {
      throw Refusal(.invalid, "“\(text)” cannot be the name of an agent.", remedy: "Write it as bob, or me.")
    }
    self.init(name)
  }
  public var text: String { name }
}

extension ReadTransaction {
  /// The agent people mean by a handle; `me` is the actor.
  func agent(_ handle: Agent.Handle, _ context: Context) throws -> Agent {
    if handle.name == "me" { return context.actor }
    if let found = try agent(handle: handle.name.lowercased()) { return found }
    let names = try directory().agents.filter { !$0.isDisabled }.map(\.handle.name)
    throw Refusal(
      .unknown, "No agent is called \(handle).",
      remedy: Words.nearest(to: handle.name, in: names).map { "Did you mean \($0)?" }
        ?? "Agents are listed by: opsdeck agent list.")
  }
  /// The team of this name.
  func team(called name: String) throws -> Team {
    if let found = try team(named: name.lowercased()) { return found }
    let names = try directory().teams.map(\.name)
    throw Refusal(
      .unknown, "No team is called \(name).",
      remedy: Words.nearest(to: name, in: names).map { "Did you mean \($0)?" }
        ?? (names.isEmpty ? nil : "There are: \(names.joined(separator: ", "))."))
  }
}
