import Acts
import Domain
import Foundation
import Store
import Testing

@testable import Operations

/// A secret that was typed anywhere is found nowhere: not in the store, its log or its lock file, nor in what is said.
@Suite struct CanaryTests {
  @Test("no secret that goes through an act is written or said, whether the act is done, refused or flawed")
  func nowhere() throws {
    let desk = try Desk(), canary = "sieben Kanarienvögel 7391", other = "acht andere Vögel 5528"
    let weak = "kanari", bob = Agent.Handle("bob")
    var said: [String] = []
    func run<A: Act>(_ act: A, _ context: Context) throws {
      do { said.append(A.sentence(try desk.pipeline.run(act, context).output)) } catch let refusal as Refusal
      {
        said.append("\(refusal)")
      }
    }
    try run(
      CreateAgent(handle: .init("dora"), name: "Dora", email: "d@desk.example", password: Secret(canary)),
      try desk.by("admin"))
    try run(SetPassword(agent: bob, new: Secret(canary)), try desk.by("admin"))
    try run(SetPassword(agent: bob, new: Secret(weak)), try desk.by("admin"))
    try run(SetPassword(agent: bob, new: Secret(other)), try desk.by("ada"))
    let context = try desk.by("bob")
    try desk.database.write {
      try $0.save(
        Session(id: .init(1), agent: context.actor.id, tokenHash: "h", door: "console", started: context.now))
    }
    let inSession = Context(actor: context.actor, door: .console, session: .init(1), now: context.now)
    try run(ChangePassword(old: Secret(other), new: Secret(canary)), inSession)
    try run(ChangePassword(old: Secret(canary), new: Secret(other)), inSession)
    try run(UnlockSession(password: Secret(canary)), inSession)
    for (name, password) in [("bob", canary), (canary, other)] {
      do {
        _ = try Doorkeeper(database: desk.database).logIn(
          name, Secret(password), door: .console, at: desk.now)
      } catch let refusal as Refusal { said.append("\(refusal)") }
    }
    #expect(said.count == 9 && said.contains { $0.contains("new password") })

    let secrets = [canary, other, weak].map { Data($0.utf8) }
    for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder) {
      let bytes = try Data(contentsOf: URL(filePath: desk.folder + "/" + name))
      for secret in secrets { #expect(bytes.range(of: secret) == nil, "\(name) holds it") }
    }
    for sentence in said { #expect(!sentence.contains(canary) && !sentence.contains(other)) }
  }
}
