import Acts
import Domain
import Foundation
import Store
import Testing

@testable import Operations

/// One request of the catalogue with its name, so that a failure says whose it is.
struct Entry: Sendable, CustomTestStringConvertible {
  let request: any Request.Type
  var testDescription: String { request.about.name }
  static let all = Catalogue.opsdeck.requests.map(Entry.init)
}

@Suite struct CatalogueTests {
  @Test func namesAreUnique() {
    let names = Catalogue.opsdeck.requests.map { $0.about.name }
    #expect(Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
  }
  @Test(arguments: Entry.all) func isSaidWell(_ entry: Entry) {
    let about = entry.request.about
    #expect(about.verb.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    #expect(about.help.hasSuffix(".") && !about.title.hasSuffix(".") && !about.title.isEmpty)
    #expect(about.examples.allSatisfy { $0.hasPrefix("\(about.noun.command) \(about.verb)") })
    // A secret is never on a command line, so there is none to show.
    func takesSecret<R: Request>(_: R.Type) -> Bool { R.form.fields.contains { $0.isSecret } }
    let isShown = !about.examples.isEmpty || !about.isOffered || takesSecret(entry.request)
    #expect(isShown, "what is offered shows an example")
    #expect(!about.noun.help.isEmpty)
  }
  @Test(arguments: Entry.all) func theRightItNeedsStandsInTheTable(_ entry: Entry) {
    #expect(Role.table.contains { $0.permission == entry.request.about.permission })
  }
  @Test(arguments: Entry.all) func fieldsAreWhole(_ entry: Entry) {
    func check<R: Request>(_: R.Type) {
      let names = R.form.fields.map(\.name)
      #expect(
        Set(names).count == names.count && names.allSatisfy { $0.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
      #expect(R.form.fields.allSatisfy { $0.help.hasSuffix(".") })
      #expect(R.form.misplaced == [], "the fields and the parameters of init are not in the same order")
      let letters = R.form.fields.compactMap(\.short)
      #expect(Set(letters).count == letters.count, "two fields have the same letter")
    }
    check(entry.request)
  }
  @Test(arguments: Entry.all) func textsAndValuesAreTheSame(_ entry: Entry) {
    func check<R: Request>(_: R.Type) {
      for sample in R.form.samples {
        if case .complete(let back) = R.form.read(R.form.texts(of: sample)) { #expect(back == sample) }
      }
    }
    check(entry.request)
  }
  @Test(arguments: Entry.all) func secretsStayIn(_ entry: Entry) {
    func check<R: Request>(_: R.Type) {
      let shown = R.form.shown(R.form.samples[0]).values.flatMap { $0 }
      #expect(!shown.contains { text in Secret.samples.contains { text.contains($0.revealed) } })
      // What is called like a secret is of the type that masks it.
      for field in R.form.fields where field.name.contains(/password|secret|token|(^|-)key$/) {
        #expect(field.isSecret, "\(R.about.name) takes “\(field.name)” as plain text")
      }
    }
    check(entry.request)
  }
  @Test(arguments: Entry.all) func anInverseIsAnActOfTheCatalogueWithoutSecrets(_ entry: Entry) {
    func check<A: Act>(_: A.Type) {
      guard A.Inverse.self != Never.self, A.Inverse.self != SomeAct.self else { return }
      #expect(Catalogue.opsdeck.requests.contains { $0 == A.Inverse.self })
      #expect(!A.Inverse.form.fields.contains { $0.isSecret })
    }
    if let act = entry.request as? any Act.Type { check(act) }
  }
  @Test(arguments: Entry.all) func anActCanBeTakenBackOrSaysWhyNot(_ entry: Entry) {
    func check<A: Act>(_: A.Type) {
      switch A.about.undoing {
      case .byInverse:
        #expect(A.Inverse.self != Never.self, "give it an inverse, or the reason why it has none")
      case .never(let reason, let instead):
        #expect(A.Inverse.self == Never.self)
        #expect(reason.hasSuffix(".") && instead?.hasSuffix(".") != false)
      }
    }
    if let act = entry.request as? any Act.Type { check(act) }
  }
  /// Only what happens by itself and concerns one person leaves no row; whoever adds to these must change this.
  @Test func onlyDraftsPresenceAndNoticesLeaveNoRow() {
    let silent = Catalogue.opsdeck.requests.filter { $0 is any Act.Type && !$0.about.isAudited }
    #expect(
      silent.map { $0.about.name }.sorted() == [
        "draft.discard", "draft.save", "notice.choose", "notice.mute", "notice.prune", "notice.read",
        "notice.unmute", "ticket.presence",
      ])
  }
  /// What only undoes, and what only the house does, is on no menu and no command line.
  @Test func onlyInversesAndTheHousesOwnAreNotOffered() {
    let hidden = Catalogue.opsdeck.requests.filter { !$0.about.isOffered }.map { $0.about.name }
    #expect(
      hidden.sorted()
        == [
          "assign.restore", "escalation.restore", "mail.deliver", "outbox.claim", "outbox.settle",
          "sla.restore",
          "ticket.restore", "ticket.unsay", "view.restore",
        ])
    #expect(Catalogue.opsdeck.verbs(of: Tickets.self).allSatisfy { $0.about.isOffered })
  }
  /// The lists per area cannot forget an act: the files say what there is.
  @Test func everyFileIsListed() throws {
    let room = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Operations"
    )
    .standardizedFileURL
    let files =
      FileManager.default.enumerator(at: room, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
      ?? []
    let written = files.filter { $0.pathExtension == "swift" }.flatMap { url -> [String] in
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return text.matches(of: /public struct (\w+): [\w, ]*\b(\w*Act|Query)\b/).map { String($0.1) }
    }
    #expect(Set(written) == Set(Catalogue.opsdeck.requests.map { "\($0)" }))
  }
}

/// Roles against acts: what the pipeline lets through is what the table of rights says, and nothing else.
@Suite struct RightsTests {
  @Test(arguments: Role.allCases) func whoMayNotIsRefusedWhateverTheValues(_ role: Role) throws {
    let desk = try Desk(), context = try desk.by(role.rawValue)
    func attempt<R: Request>(_: R.Type) throws -> Refusal? {
      let request = R.form.samples[0]
      return try refusal {
        try desk.database.write(.rollBack) { try desk.pipeline.admit(request, in: $0, context) }
      }
    }
    for type in Catalogue.opsdeck.offered {
      let isForbidden = try attempt(type)?.kind == .forbidden
      #expect(isForbidden == !role.permissions.contains(type.about.permission), "\(type.about.name)")
      #expect((Gate(role: role).refusal(of: type) != nil) == isForbidden)
    }
  }
}
