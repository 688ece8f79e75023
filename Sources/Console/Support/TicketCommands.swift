import Acts
import Domain
import Operations
import Store
import Terminal

/// The verbs: what a letter does to tickets, the same in the queue, in a ticket and from the palette.
@MainActor enum TicketCommands {
  /// What a verb works on.
  struct Selection: Sendable {
    var ids: [Ticket.ID]
    /// The ticket in full where one is shown.
    var detail: TicketDetail?
    /// Its message that a split would begin with.
    var message: Message?
    /// Set when all that match a filter are meant, also those that were never loaded, but for the ones unmarked.
    var everything: String?, except: Set<Ticket.ID> = []
    /// The ticket under the cursor: what is about one ticket is about this one, whatever is marked.
    var focus: Ticket.ID?
    /// The list the tickets stand in, for going through it.
    var trail = Trail()

    init(ids: [Ticket.ID], detail: TicketDetail? = nil, message: Message? = nil) {
      (self.ids, self.detail, self.message, focus) = (ids, detail, message, ids.first)
    }
    /// What is meant in a list: the marked rows and the range under way, also where they were scrolled out of the
    /// window; else the row under the cursor.
    init(_ list: ListState<TicketRow>, filter: String) {
      ids = list.chosen
      focus = list.selection
      if list.marks.coversAll { (everything, except) = (filter, list.marks.keys) }
    }
    /// `T-1042`, `3 tickets`, `all that match`.
    var words: String {
      if everything != nil { return "all that match" }
      return ids.count == 1 ? ids[0].description : "\(ids.count) tickets"
    }
    /// The version that was seen, where an act is about one ticket: a stale one is refused.
    var version: Int? { ids.count == 1 ? detail.map { Int($0.ticket.version) } : nil }
  }

  /// Why a verb is shut for these tickets; the same rules that the act asks.
  static func reason(against command: String, _ selection: Selection, _ facts: Facts) -> String? {
    guard command.hasPrefix("ticket."), command != "ticket.create" else { return nil }
    if selection.ids.isEmpty, selection.everything == nil { return "No ticket is selected here." }
    if selection.everything != nil, ["ticket.merge", "ticket.link"].contains(command) {
      return "This is about single tickets: mark those, not all that match."
    }
    if facts.isReadOnly, act(of: command) != nil { return "This store is open to look only." }
    let gate = Gate(role: facts.me.role)
    if let type = act(of: command), let refusal = gate.refusal(of: type) { return refusal.description }
    if selection.everything != nil, let refusal = gate.refusal(of: BulkTickets.self),
      bulk.contains(command)
    {
      return refusal.description
    }
    guard let ticket = selection.detail?.ticket, selection.ids.count == 1, selection.everything == nil else {
      return nil
    }
    let refusal: Refusal? =
      switch command {
      case "ticket.assign", "ticket.take": ticket.refusalToAssign
      case "ticket.reply": ticket.refusalToReply
      case "ticket.merge": ticket.refusalToMerge
      default: nil
      }
    return refusal?.description
  }
  /// The verbs that can be done to all that match.
  private static let bulk: Set = [
    "ticket.assign", "ticket.take", "ticket.status", "ticket.close", "ticket.priority", "ticket.tag",
    "ticket.defer", "ticket.macro", "ticket.watch", "ticket.acknowledge",
  ]
  /// The act behind a verb, where it is one: whose right, command line and help hold for the key too.
  static func act(of command: String) -> (any Request.Type)? {
    switch command {
    case "ticket.assign": AssignTickets.self
    case "ticket.take": TakeTickets.self
    case "ticket.status": SetStatus.self
    case "ticket.close": CloseTickets.self
    case "ticket.priority": SetPriority.self
    case "ticket.tag": TagTickets.self
    case "ticket.defer": SnoozeTickets.self
    case "ticket.merge": MergeTickets.self
    case "ticket.reply": ReplyToTicket.self
    case "ticket.note": AddNote.self
    case "ticket.macro": ApplyMacro.self
    case "ticket.watch": WatchTickets.self
    case "ticket.acknowledge": AcknowledgeTickets.self
    case "ticket.link": LinkTickets.self
    case "ticket.split": SplitTicket.self
    case "ticket.followUp": FollowUp.self
    case "ticket.create": CreateTicket.self
    case "view.save": SaveView.self
    case "undo": UndoLast.self
    case "redo": RedoLast.self
    case "lock": LockSession.self
    default: nil
    }
  }

  /// What a verb does, or nil if it is none.
  static func effects(_ command: String, for selection: Selection, _ facts: Facts) -> [Effect]? {
    switch command {
    case "ticket.clocks": return selection.focus.map { [.layer(ClocksLayer($0))] }
    case "ticket.take": return orders(selection) { tickets, _ in TakeTickets(tickets: tickets) }
    case "ticket.assign": return [.layer(AssignPicker.make(selection, facts))]
    case "ticket.status": return [.layer(StatusPicker.make(selection))]
    case "ticket.priority": return [.layer(PriorityPicker.make(selection))]
    case "ticket.tag": return [.layer(LinePrompt.tags(selection))]
    case "ticket.defer": return [.layer(LinePrompt.snooze(selection, facts))]
    case "ticket.macro": return [.layer(MacroPicker.make(selection))]
    case "ticket.merge": return [.layer(LinePrompt.merge(selection))]
    case "ticket.link": return [.layer(LinePrompt.link(selection))]
    case "ticket.watch": return orders(selection) { tickets, _ in WatchTickets(tickets: tickets) }
    case "ticket.acknowledge":
      return orders(selection) { tickets, _ in AcknowledgeTickets(tickets: tickets) }
    case "ticket.close":
      // All that match are shown and asked about anyway.
      return selection.everything != nil
        ? orders(selection) { tickets, _ in CloseTickets(tickets: tickets) } : [.layer(closing(selection))]
    case "ticket.reply": return writing(.public, selection)
    case "ticket.note": return writing(.note, selection)
    case "ticket.events": return selection.focus.map { [.open(HistoryPane($0))] }
    case "ticket.customer": return customer(selection, facts)
    case "ticket.split": return split(selection)
    case "ticket.followUp":
      return selection.focus.map { [.layer(ActForms.layer(FollowUp.self, ["ticket": [$0.description]]))] }
    case "ticket.create": return [.layer(ActForms.layer(CreateTicket.self))]
    case "copy": return [.layer(CopyPicker.make(selection))]
    default: return nil
    }
  }

  /// One order for the tickets, or for all that match: then first a look at how many and which cannot.
  /// - Parameter make: the act for tickets, and the version that was seen where it is about one; for `.` without.
  static func orders<A: Act & Sendable>(
    _ selection: Selection, _ make: @escaping @Sendable ([Ticket.ID], Int?) -> A
  ) -> [Effect] {
    if let text = selection.everything {
      return [.layer(BulkDialog(filter: text, except: selection.except, like: make([], nil)))]
    }
    return [.act(Order(make(selection.ids, selection.version), again: { Order(make($0, nil)) }))]
  }
  private static func writing(_ kind: Message.Kind, _ selection: Selection) -> [Effect]? {
    selection.focus.map { [.open(TicketPane($0, trail: selection.trail, writing: kind))] }
  }
  private static func closing(_ selection: Selection) -> any Overlay {
    Confirm.make(
      "Close \(selection.words)?",
      ["A closed ticket takes no more replies; a later answer makes a follow-up."],
      safe: "Leave open", risky: "Close", canUndo: true
    ) { orders(selection) { tickets, _ in CloseTickets(tickets: tickets) } }
  }
  private static func customer(_ selection: Selection, _ facts: Facts) -> [Effect] {
    guard let customer = selection.detail?.customer else {
      return [.say("The customer of this ticket is not known.", .plain)]
    }
    let text = "from:" + (customer.email.isEmpty ? "\"\(customer.name)\"" : customer.email)
    guard let filter = try? Filter(text) else { return [.say("“\(text)” cannot be looked for.", .warn)] }
    return [
      .open(
        QueuePane(
          scope: .init(view: nil, text: text, filter: filter, order: TicketOrder(.updated, descending: true)))
      )
    ]
  }
  private static func split(_ selection: Selection) -> [Effect] {
    guard let id = selection.ids.first, let message = selection.message else {
      return [.say("Open the ticket first; S splits it at the message shown.", .plain)]
    }
    return [
      .layer(
        ActForms.layer(
          SplitTicket.self, ["ticket": [id.description], "message": [String(message.id.rawValue)]]))
    ]
  }
}
