import Acts
import Domain
import Operations
import Store
import Terminal

/// One ticket: its conversation, its properties, who asks, and the reply or note one writes.
struct TicketPane: Pane {
  /// Hits of a search in the conversation.
  struct Search: Sendable {
    var text: String
    var at = 0
  }
  private(set) var id: Ticket.ID
  private(set) var trail: Trail
  /// The step along the trail that waits for more of its tickets.
  private var waitingStep: Int?
  var detail: TicketDetail?
  var isMissing = false
  var top = 0
  /// The place of the message that was gone to.
  var messageAt: Int?
  /// It shows another ticket of the list than the one it was opened with.
  private(set) var hasMoved = false
  /// A new view begins at the end of the conversation, where the last word is.
  var startsAtEnd = true
  var foldsOpen: Set<Int> = []
  var isRelative = false
  var search: Search?
  /// Set while the ticket is shown as it was then.
  var asOf: Instant?
  var composer: Composer?
  /// What to begin once the ticket is read, when the queue's `r` or `i` opened it.
  var beginning: Message.Kind?
  var lastPresence: Instant?
  var size = Size(0, 0)

  init(
    _ id: Ticket.ID, trail: Trail = Trail(), writing kind: Message.Kind? = nil, asOf: Instant? = nil
  ) {
    (self.id, self.trail, beginning, self.asOf) = (id, trail, kind, asOf)
  }

  var contexts: [String] { composer != nil ? ["compose"] : ["ticket", "verbs", "detail", "global"] }
  var isTyping: Bool { composer != nil }
  var title: String { id.description }
  var name: String { "ticket:\(id.rawValue)" }
  var subjects: [Ticket.ID] { [id] }
  var unsaved: String? {
    composer.flatMap { $0.isEmpty ? nil : "The draft is kept; r or i goes on with it." }
  }

  mutating func appear(_ facts: Facts) -> [Effect] {
    size = facts.size
    return [read(facts), presence(facts)]
  }
  mutating func refresh(_ facts: Facts) -> [Effect] { asOf == nil ? [read(facts)] : [] }

  func read(_ facts: Facts) -> Effect {
    let id = id, me = facts.me.id, now = facts.now, asOf = asOf
    return .read(
      Ask("detail") { desk in
        var found = try desk.look { store in
          try asOf.map { try TicketDetail.read(id, asOf: $0, by: me, in: store) }
            ?? TicketDetail.read(id, by: me, now: now, in: store)
        }
        let zone = found?.customer?.timeZone.flatMap(desk.zoneNamed)
        found?.customerZone = zone
        return found as any Sendable
      })
  }
  /// Tells the others that somebody is here; it fades by itself when the console ends.
  mutating func presence(_ facts: Facts) -> Effect {
    lastPresence = facts.now
    let doing: Presence.Doing = composer.map { $0.kind == .note ? .noting : .replying } ?? .reading
    var order = Order(TouchPresence(ticket: id, doing: doing), slot: "presence")
    order.isQuiet = true
    return .act(order)
  }
  func wakesAt(_ facts: Facts) -> Instant? {
    let touch = (lastPresence ?? facts.now) + Presence.lifetime / 2
    return [composer?.savesAt, touch, waitingUntil(facts)].compactMap { $0 }.min()
  }
  /// While a reply waits in the outbox its seconds are counted.
  private func waitingUntil(_ facts: Facts) -> Instant? {
    guard let detail, detail.waiting.contains(where: { $0.notBefore > facts.now }) else { return nil }
    return Instant(milliseconds: (facts.now.milliseconds / 1000 + 1) * 1000)
  }
  mutating func tick(_ facts: Facts) -> [Effect] {
    var effects: [Effect] = []
    if let last = lastPresence, facts.now - last >= Presence.lifetime / 2 { effects.append(presence(facts)) }
    if let due = composer?.savesAt, due <= facts.now { effects += saveDraft(facts) }
    return effects
  }

  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch (slot, answer) {
    case ("detail", .success(let value)): return take(value as? TicketDetail, facts)
    case ("detail", .failure(let error)): return [.say("\(error)", .bad)]
    case ("trail", .success(let value)):
      guard let more = value as? Trail.More, let step = waitingStep else { return [] }
      waitingStep = nil
      trail.append(more)
      return go(by: step, facts)
    case ("trail", .failure(let error)): return [.say("\(error)", .bad)]
    case ("time", .success(let value)):
      guard let instant = value as? Instant else { return [] }
      asOf = instant >= facts.now ? nil : instant
      startsAtEnd = true
      return [read(facts)]
    case ("search", .success(let value)):
      guard let text = value as? String else { return [] }
      search = text.isEmpty ? nil : Search(text: text)
      return find(forward: true, from: top - 1, facts)
    case ("send", .success): return sent(facts)
    case ("send", .failure(let error)): return refused(error, facts)
    case ("draft", .success): composer?.saved(at: facts.now); return []
    case ("draft", .failure(let error)):
      composer?.failedToSave(at: facts.now)
      return [.say("The draft could not be kept: \(error)", .bad)]
    case ("edit", .success(let value)):
      if let text = value as? String { composer?.replace(with: text, at: facts.now) }
      return []
    case ("insert", .success(let value)):
      if let text = value as? String { composer?.insert(text, at: facts.now) }
      return []
    case ("variable", .success(let value)):
      // The brace that asked for it goes.
      if let text = value as? String { composer?.replaceBrace(with: text, at: facts.now) }
      return []
    case ("canned", .success(let value)):
      guard let replies = value as? [CannedReply], let detail else { return [] }
      return [.layer(CannedPicker.make(replies, for: detail, facts))]
    case ("discarded", .success):
      composer = nil
      return [.say("The draft is gone.", .plain)]
    default: return []
    }
  }
  private mutating func take(_ found: TicketDetail?, _ facts: Facts) -> [Effect] {
    guard let found else {
      (detail, isMissing) = (nil, true)
      return []
    }
    detail = found
    tellNews()
    if startsAtEnd {
      startsAtEnd = false
      top = max(0, conversation(found, facts).count - areas(facts).text.height)
    }
    if let kind = beginning {
      beginning = nil
      return compose(kind, facts)
    }
    return []
  }

  /// Goes to another ticket of the list it was opened from.
  mutating func go(by step: Int, _ facts: Facts) -> [Effect] {
    guard let next = trail.ticket(step, from: id) else {
      if step > 0, let more = trail.reading(facts) {
        waitingStep = step
        return [more]
      }
      return [
        .say(
          step > 0 ? "This is the last ticket of the list." : "This is the first ticket of the list.", .plain)
      ]
    }
    let effects = composer.map { $0.isDirty } == true ? saveDraft(facts) : []
    self = TicketPane(next, trail: trail)
    hasMoved = true
    return effects + appear(facts)
  }
  func conversation(_ detail: TicketDetail, _ facts: Facts) -> [TextLine] {
    Conversation(
      detail: detail, facts: facts, theme: .builtIn, foldsOpen: foldsOpen, isRelative: isRelative, indent: 11
    ).lines(width: areas(facts).text.width)
  }
}
