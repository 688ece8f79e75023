public import Acts
import Domain
public import Store

/// Puts a view, a macro, a canned reply or an automation back to what it was: what undoing their acts runs.
public struct RestoreDesk: Act {
  /// Which of the four.
  public enum Kind: String, Choice { case view, macro, canned, automation }

  public static let about = About(
    Views.self, "restore", .keepViews, "Put a view, macro, canned reply or automation back",
    help: "Puts one back to what it was; it is what undoing runs.", isOffered: false)
  public static let form = Form(
    Self.init,
    Field("kind", \.kind, "What it is."),
    Field("id", \.id, "Its number."),
    Field(
      "expected", \.expected, "Its parts as they must be now; none: it must not be there.", .prose,
      .mayBeEmpty),
    Field("values", \.values, "Its parts as they become; none: it goes.", .prose, .mayBeEmpty))

  /// What sort of thing, its number, and its fields as they must be now and as they become; none: it is not there.
  public let kind: Kind, id: Int, expected: [String], values: [String]
  public init(kind: Kind, id: Int, expected: [String], values: [String]) {
    (self.kind, self.id, self.expected, self.values) = (kind, id, expected, values)
  }
  static func from(_ now: DeskThing?, to then: DeskThing?) -> [RestoreDesk] {
    guard let thing = now ?? then, now != then else { return [] }
    return [
      RestoreDesk(kind: thing.kind, id: thing.id, expected: now?.parts ?? [], values: then?.parts ?? [])
    ]
  }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RestoreDesk> {
    let now = try DeskThing(kind, id, in: store)
    guard (now?.parts ?? []) == expected else {
      let name = now?.name ?? DeskThing(kind, id, values)?.name ?? String(id)
      throw Refusal(
        .conflict, "The \(kind.rawValue) “\(name)” was changed since.",
        remedy: "Look at it and set it by hand.")
    }
    let then = DeskThing(kind, id, values)
    if let then { try then.save(in: store) } else { try now?.remove(in: store) }
    return Done(undoneBy: RestoreDesk.from(then, to: now))
  }
}

/// A view, a macro, a canned reply or an automation, and its parts as text, in a fixed order.
enum DeskThing: Equatable {
  case view(SavedView), macro(Macro), canned(CannedReply), automation(Automation)

  var kind: RestoreDesk.Kind {
    switch self {
    case .view: .view
    case .macro: .macro
    case .canned: .canned
    case .automation: .automation
    }
  }
  var id: Int {
    switch self {
    case .view(let view): Int(view.id.rawValue)
    case .macro(let macro): Int(macro.id.rawValue)
    case .canned(let reply): Int(reply.id.rawValue)
    case .automation(let rule): Int(rule.id.rawValue)
    }
  }
  var name: String {
    switch self {
    case .view(let view): view.name
    case .macro(let macro): macro.name
    case .canned(let reply): reply.name
    case .automation(let rule): rule.name
    }
  }
  var parts: [String] {
    func number(_ raw: Int64?) -> String { raw.map { String($0) } ?? "" }
    return switch self {
    case .view(let view):
      [
        view.name, view.title, view.filter, view.order.description, number(view.owner?.rawValue),
        number(view.team?.rawValue), String(view.rank),
      ] + view.columns
    case .macro(let macro):
      [macro.name, macro.title, macro.text ?? "", macro.isNote ? "note" : "reply"] + macro.steps.map(\.text)
    case .canned(let reply): [reply.name, reply.title, reply.text, reply.language]
    case .automation(let rule):
      [
        rule.name, rule.title, String(rule.rank), rule.triggers.map(\.rawValue).joined(separator: " "),
        rule.filter, rule.text ?? "", rule.isNote ? "note" : "reply", String(rule.since),
      ] + rule.steps.map(\.text)
    }
  }
  /// The thing these parts spell; nil when there are none.
  init?(_ kind: RestoreDesk.Kind, _ id: Int, _ parts: [String]) {
    let id = Int64(id)
    switch kind {
    case .view where parts.count >= 7:
      self = .view(
        SavedView(
          id: .init(id), name: parts[0], title: parts[1], filter: parts[2],
          order: TicketOrder(parts[3]) ?? TicketOrder(.due), columns: Array(parts[7...]),
          owner: Int64(parts[4]).map(Agent.ID.init), team: Int64(parts[5]).map(Team.ID.init),
          rank: Int(parts[6]) ?? 0))
    case .macro where parts.count >= 4:
      self = .macro(
        Macro(
          id: .init(id), name: parts[0], title: parts[1],
          steps: parts[4...].compactMap { try? MacroStep(text: $0) }, text: parts[2].isEmpty ? nil : parts[2],
          isNote: parts[3] == "note"))
    case .canned where parts.count == 4:
      self = .canned(
        CannedReply(id: .init(id), name: parts[0], title: parts[1], text: parts[2], language: parts[3]))
    case .automation where parts.count >= 8:
      self = .automation(
        Automation(
          id: .init(id), name: parts[0], title: parts[1], rank: Int(parts[2]) ?? 0,
          triggers: parts[3].split(separator: " ").compactMap { Automation.Trigger(rawValue: String($0)) },
          filter: parts[4], steps: parts[8...].compactMap { try? MacroStep(text: $0) },
          text: parts[5].isEmpty ? nil : parts[5], isNote: parts[6] == "note", since: Int64(parts[7]) ?? 0))
    default: return nil
    }
  }
  /// The thing as it is stored, or nil.
  init?(_ kind: RestoreDesk.Kind, _ id: Int, in store: ReadTransaction) throws {
    let found: DeskThing? =
      switch kind {
      case .view: try store.savedView(.init(Int64(id))).map(DeskThing.view)
      case .macro: try store.macro(.init(Int64(id))).map(DeskThing.macro)
      case .canned: try store.cannedReply(.init(Int64(id))).map(DeskThing.canned)
      case .automation: try store.automation(.init(Int64(id))).map(DeskThing.automation)
      }
    guard let found else { return nil }
    self = found
  }
  func save(in store: WriteTransaction) throws {
    switch self {
    case .view(let view): try store.save(view)
    case .macro(let macro): try store.save(macro)
    case .canned(let reply): try store.save(reply)
    case .automation(let rule): try store.save(rule)
    }
  }
  func remove(in store: WriteTransaction) throws {
    switch self {
    case .view(let view): try store.remove(view.id)
    case .macro(let macro): try store.remove(macro.id)
    case .canned(let reply): try store.remove(reply.id)
    case .automation(let rule): try store.remove(rule.id)
    }
  }
}
