import Acts
import Domain
import Store

/// What a macro and an automation do on a ticket: a text that is said, and steps in their order.
struct Routine {
  let steps: [MacroStep], text: String?, isNote: Bool

  /// Its acts on one ticket. The text goes first: a step may close the ticket, and a closed one takes no reply.
  /// - Parameter wrong: what is said where a variable has no value.
  func acts(
    on ticket: Ticket, _ directory: Directory, in store: ReadTransaction, _ context: Context,
    wrong: (Refusal) -> Refusal = { $0 }
  ) throws -> [any Act] {
    var acts: [any Act] = []
    if let text, !text.isEmpty {
      let values = CannedText.values(
        ticket: ticket, customer: try store.customer(ticket.requester), agent: context.actor,
        directory: directory)
      let filled = CannedText(text).filled(with: values)
      if let refusal = filled.refusal { throw wrong(refusal) }
      acts.append(
        isNote
          ? AddNote(ticket: ticket.id, text: filled.text)
          : ReplyToTicket(ticket: ticket.id, text: filled.text)
      )
    }
    return acts + (try steps.map { step throws(Refusal) in try step.act(on: ticket.id) })
  }
}

extension Nested {
  /// Performs acts in their order: what each said, and what takes all of them back.
  static func perform(
    _ acts: [any Act], in store: WriteTransaction, _ context: Context
  ) throws -> (inverse: [any Act], said: [String]) {
    let outcomes = try acts.map { try perform($0, in: store, context) }
    return (outcomes.flatMap(\.inverse), outcomes.map(\.sentence))
  }
}

extension MacroStep {
  /// As it is kept: under the whole name of its act, which never changes.
  var underWholeName: MacroStep {
    get throws(Refusal) { MacroStep(act: try Catalogue.opsdeck.act(named: act).about.name, fields: fields) }
  }
}
