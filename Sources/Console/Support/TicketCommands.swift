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
    /// Statuses of the tickets, as far as they are at hand, for greying.
    var rows: [TicketRow] = []
    /// Set when all that match a filter are meant, also those that were never loaded.
    var everything: String?
    var isMarked = false
    /// The list the tickets stand in, for going through it, and what it is called.
    var neighbours: [Ticket.ID] = [], origin = "Queues"

    init(ids: [Ticket.ID], detail: TicketDetail? = nil, message: Message? = nil) {
      (self.ids, self.detail, self.message) = (ids, detail, message)
    }
    init(rows: [TicketRow], detail: TicketDetail?, everything: String?, isMarked: Bool) {
      (self.rows, self.detail, self.everything, self.isMarked) = (rows, detail, everything, isMarked)
      ids = rows.map(\.id)
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
    let gate = Gate(role: facts.me.role)
    let type: (any Request.Type)? =
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
      default: nil
      }
    if let type, let refusal = gate.refusal(of: type) { return refusal.description }
    guard let ticket = selection.detail?.ticket, selection.ids.count == 1 else { return nil }
    let refusal: Refusal? =
      switch command {
      case "ticket.assign", "ticket.take": ticket.refusalToAssign
      case "ticket.reply": ticket.refusalToReply
      case "ticket.merge": ticket.refusalToMerge
      default: nil
      }
    return refusal?.description
  }

  /// What a verb does, or nil if it is none.
  static func effects(_ command: String, for selection: Selection, _ facts: Facts) -> [Effect]? {
    let ids = selection.ids
    switch command {
    case "ticket.take":
      return orders(selection) { .init(TakeTickets(tickets: $0), again: { Order(TakeTickets(tickets: $0)) }) }
    case "ticket.assign": return [.layer(AssignPicker.make(selection, facts))]
    case "ticket.status": return [.layer(StatusPicker.make(selection))]
    case "ticket.priority": return [.layer(PriorityPicker.make(selection))]
    case "ticket.tag": return [.layer(LinePrompt.tags(selection))]
    case "ticket.defer": return [.layer(LinePrompt.snooze(selection, facts))]
    case "ticket.macro": return [.layer(MacroPicker.make(selection))]
    case "ticket.merge": return [.layer(LinePrompt.merge(selection))]
    case "ticket.link": return [.layer(LinePrompt.link(selection))]
    case "ticket.watch":
      return [.act(Order(WatchTickets(tickets: ids), again: { Order(WatchTickets(tickets: $0)) }))]
    case "ticket.close": return [.layer(closing(selection))]
    case "ticket.reply":
      return ids.first.map {
        [.open(TicketPane($0, neighbours: selection.neighbours, origin: selection.origin, writing: .public))]
      }
    case "ticket.note":
      return ids.first.map {
        [.open(TicketPane($0, neighbours: selection.neighbours, origin: selection.origin, writing: .note))]
      }
    case "ticket.events": return ids.first.map { [.open(HistoryPane($0))] }
    case "ticket.customer": return customer(selection, facts)
    case "ticket.split": return split(selection)
    case "ticket.followUp":
      return ids.first.map { [.layer(ActForms.layer(FollowUp.self, ["ticket": [$0.description]]))] }
    case "ticket.create": return [.layer(ActForms.layer(CreateTicket.self))]
    case "copy": return [.layer(CopyPicker.make(selection))]
    default: return nil
    }
  }

  /// One order for the tickets, or for all that match: then first a look at how many and which cannot.
  static func orders(_ selection: Selection, _ make: @escaping @Sendable ([Ticket.ID]) -> Order) -> [Effect] {
    guard let text = selection.everything else { return [.act(make(selection.ids))] }
    return [.layer(BulkDialog(filter: text, make: make))]
  }

  private static func closing(_ selection: Selection) -> any Overlay {
    Confirm.make(
      "Close \(selection.words)?",
      ["A closed ticket takes no more replies; a later answer makes a follow-up."],
      safe: "Leave open", risky: "Close", canUndo: true
    ) { orders(selection) { .init(CloseTickets(tickets: $0), again: { Order(CloseTickets(tickets: $0)) }) } }
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
