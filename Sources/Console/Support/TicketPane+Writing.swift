import Domain
import Operations
import Store
import Terminal

extension TicketPane {
  /// Opens the editor with the draft that is there, or an empty one.
  mutating func compose(_ kind: Message.Kind, _ facts: Facts) -> [Effect] {
    guard let detail else {
      beginning = kind
      return []
    }
    if kind == .public, let refusal = detail.ticket.refusalToReply {
      return [.say(refusal.description, .warn)]
    }
    let draft = detail.drafts.first { $0.kind == kind }
    composer = Composer(kind, draft: draft, version: detail.ticket.version, newest: detail.messages.last?.id)
    fitEditor(facts)
    top = max(0, conversation(detail, facts).count - areas(facts).text.height)
    // At once, not with the next sign of life: two who answer the same ticket should know it soon.
    return [presence(facts)]
  }
  mutating func fitEditor(_ facts: Facts) {
    let area = areas(facts).editor
    composer?.editor.resize(Size(max(4, area.width), max(1, area.height)))
  }

  mutating func type(_ event: Event, _ facts: Facts) -> [Effect]? {
    guard composer != nil else { return nil }
    fitEditor(facts)
    switch event {
    case .paste(let text):
      composer?.insert(text, at: facts.now)
      return []
    case .key(let key):
      if key == Key(.character("/")), composer?.isAtLineStart == true { return [readCanned()] }
      if key == Key(.character("{")), composer?.isAfterBrace == true, let detail {
        return [.layer(VariablePicker.make(detail, facts))]
      }
      let before = composer?.editor.version
      let outcome = composer?.editor.handle(key)
      if composer?.editor.version != before { composer?.changed(at: facts.now) }
      return outcome == .ignored ? nil : []
    default: return nil
    }
  }
  private func readCanned() -> Effect {
    .read(Ask("canned") { desk in try desk.look { try $0.cannedReplies() } })
  }

  mutating func composing(_ command: String, _ facts: Facts) -> [Effect]? {
    guard let composer else { return nil }
    switch command {
    case "compose.send": return send(status: nil, facts)
    case "compose.solve": return send(status: .solved, facts)
    case "compose.pending": return send(status: .pending, facts)
    case "compose.edit": return saveDraft(facts) + [.edit(composer.text, slot: "edit")]
    case "compose.variable": return detail.map { [.layer(VariablePicker.make($0, facts))] } ?? []
    case "compose.discard":
      let ticket = id, kind = composer.kind
      return [
        .layer(
          Confirm.make(
            "Throw this draft away?", ["It cannot be brought back."], safe: "Keep it", risky: "Throw away"
          ) {
            [.act(Order(DiscardDraft(ticket: ticket, kind: kind), slot: "discarded"))]
          })
      ]
    case "compose.leave":
      let effects = saveDraft(facts)
      let kept = !composer.isEmpty
      self.composer = nil
      return effects
        + (kept
          ? [.say("The draft is kept; \(composer.kind == .note ? "i" : "r") goes on with it.", .plain)] : [])
    default: return nil
    }
  }

  mutating func leaving(_ facts: Facts) -> [Effect] { saveDraft(facts) }

  /// Keeps the draft in the store, and nothing of it is said.
  mutating func saveDraft(_ facts: Facts) -> [Effect] {
    guard let composer, composer.isDirty else { return [] }
    self.composer?.saving()
    // Writing may go on before the ticket has been read again.
    let draft = Draft(
      agent: facts.me.id, ticket: id, kind: composer.kind, text: composer.text,
      baseVersion: composer.baseVersion, baseMessage: composer.baseMessage, saved: facts.now)
    detail?.drafts.removeAll { $0.kind == draft.kind }
    detail?.drafts.append(draft)
    var order = Order(
      SaveDraft(
        ticket: id, kind: composer.kind, text: composer.text, version: Int(composer.baseVersion),
        message: composer.baseMessage.map { Int($0.rawValue) }), slot: "draft")
    order.isQuiet = true
    return [.act(order)]
  }

  private mutating func send(status: Ticket.Status?, _ facts: Facts) -> [Effect] {
    guard let composer, let detail else { return [] }
    guard !composer.isEmpty else { return [.say("There is nothing to send yet.", .warn)] }
    if composer.kind == .note, status != nil {
      return [.say("A note changes no status: Ctrl-S keeps it, s then sets one.", .warn)]
    }
    if composer.kind == .public, let missing = CannedText.unfilled(in: composer.text).first {
      self.composer?.trouble = "{{\(missing)}} has no value for this ticket; fill it in or take it out."
      return []
    }
    let version = composer.sendsAnyway ? nil : Int(composer.baseVersion)
    if composer.kind == .note {
      return [.act(Order(AddNote(ticket: id, text: composer.text, version: version), slot: "send"))]
    }
    return [
      .act(
        Order(
          ReplyToTicket(ticket: detail.ticket.id, text: composer.text, status: status, version: version),
          slot: "send"))
    ]
  }
  mutating func sent(_ facts: Facts) -> [Effect] {
    composer = nil
    startsAtEnd = true
    return [read(facts)]
  }
  /// A refusal keeps the editor open with the text in it. If the ticket moved on, what is new is shown first.
  mutating func refused(_ error: any Error, _ facts: Facts) -> [Effect] {
    guard let refusal = error as? Refusal else { return [.say("\(error)", .bad)] }
    guard refusal.kind == .conflict, composer?.sendsAnyway == false else {
      composer?.trouble = refusal.description
      return [.say(refusal.description, .bad)]
    }
    composer?.sendsAnyway = true
    composer?.trouble = refusal.problem
    startsAtEnd = true
    return [.say(refusal.problem, .warn), read(facts)]
  }
  /// Says what is new, once it is on the screen above the editor.
  mutating func tellNews() {
    guard let detail, let base = composer?.baseMessage?.rawValue, composer?.sendsAnyway == true else {
      return
    }
    let newer = detail.messages.count { $0.id.rawValue > base }
    let news =
      newer == 0
      ? "The ticket changed since you began."
      : "\(newer) new \(newer == 1 ? "message" : "messages") since you began, shown above."
    composer?.trouble = news + " Ctrl-S sends all the same."
  }
}
