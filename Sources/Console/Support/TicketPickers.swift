import Acts
import Domain
import Operations
import Store
import Terminal

// What the verbs offer to choose from. Each is a list of choices and what choosing one does.

@MainActor enum AssignPicker {
  static func make(_ selection: TicketCommands.Selection, _ facts: Facts) -> any Overlay {
    let current = selection.detail?.ticket.assignee
    var choices = facts.directory.assignable.map { agent in
      PickerItem(
        "agent:" + agent.handle.name, agent.handle.name,
        detail: agent.name + (agent.id == facts.me.id ? ", you" : "")
          + (agent.id == current ? ", has it" : ""))
    }
    // Whoever sits here is the likeliest answer.
    if let mine = choices.firstIndex(where: { $0.id == "agent:" + facts.me.handle.name }) {
      choices.insert(choices.remove(at: mine), at: 0)
    }
    choices.append(PickerItem("nobody", "nobody", detail: "back to the queue"))
    choices += facts.directory.teams.map {
      PickerItem("team:" + $0.name, $0.name, detail: "team \($0.title)")
    }
    return PickerOverlay("Assign \(selection.words) to", choices) { chosen in
      guard let id = chosen.first else { return [] }
      let (kind, name) = id.splitOnce(":")
      return TicketCommands.orders(selection) { tickets, version in
        switch kind {
        case "agent": AssignTickets(tickets: tickets, to: Agent.Handle(name), team: nil, version: version)
        case "team": AssignTickets(tickets: tickets, to: nil, team: name, version: version)
        default: AssignTickets(tickets: tickets, to: nil, team: nil, version: version)
        }
      }
    }
  }
}

@MainActor enum StatusPicker {
  static func make(_ selection: TicketCommands.Selection) -> any Overlay {
    let ticket = selection.ids.count == 1 ? selection.detail?.ticket : nil
    let choices = Ticket.Status.allCases.map { status in
      PickerItem(
        status.rawValue, status.word, detail: ticket?.status == status ? "now" : "",
        unavailable: ticket.flatMap { $0.status == status ? nil : $0.refusal(toBecome: status)?.problem })
    }
    // What can be done comes first, so that the cursor never begins on what cannot.
    let isLater = { (choice: PickerItem) in
      choice.unavailable != nil || choice.detail == "now" || (ticket == nil && choice.id == "new")
    }
    let sorted = choices.filter { !isLater($0) } + choices.filter(isLater)
    return PickerOverlay("Status of \(selection.words)", sorted) { chosen in
      guard let status = chosen.first.flatMap(Ticket.Status.init(rawValue:)) else { return [] }
      return TicketCommands.orders(selection) { SetStatus(tickets: $0, to: status, version: $1) }
    }
  }
}

@MainActor enum PriorityPicker {
  static func make(_ selection: TicketCommands.Selection) -> any Overlay {
    let now = selection.ids.count == 1 ? selection.detail?.ticket.priority : nil
    let choices = Ticket.Priority.allCases.reversed().map {
      PickerItem($0.rawValue, $0.rawValue, detail: $0 == now ? "now" : "")
    }
    return PickerOverlay("Priority of \(selection.words)", choices) { chosen in
      guard let priority = chosen.first.flatMap(Ticket.Priority.init(rawValue:)) else { return [] }
      return TicketCommands.orders(selection) { SetPriority(tickets: $0, to: priority, version: $1) }
    }
  }
}

@MainActor enum CopyPicker {
  static func make(_ selection: TicketCommands.Selection) -> any Overlay {
    let ids = selection.ids.isEmpty ? selection.focus.map { [$0] } ?? [] : selection.ids
    let refs = ids.map(\.description).joined(separator: " ")
    var texts: [(String, String, String)] = [("ref", "reference", refs)]
    if let detail = selection.detail, ids.count == 1 {
      texts.append(("subject", "reference and subject", "\(refs) \(detail.ticket.subject)"))
      if let email = detail.customer?.email, !email.isEmpty {
        texts.append(("email", "the customer's address", email))
      }
      if let body = detail.messages.last(where: { $0.kind == .public })?.body {
        texts.append(("message", "the last message", body))
      }
    }
    texts.append(("command", "the command that shows it", "opsdeck ticket show \(refs)"))
    let choices = texts.map { PickerItem($0.0, $0.1, detail: $0.2.firstWords(60)) }
    return PickerOverlay("Copy", choices) { [texts] chosen in
      guard let text = texts.first(where: { $0.0 == chosen.first }) else { return [] }
      return [.copy(text.2, named: text.1)]
    }
  }
}

@MainActor enum AttachmentPicker {
  static func make(_ files: [Attachment]) -> any Overlay {
    let choices = files.map {
      PickerItem(String($0.id.rawValue), $0.name, detail: "\(Digits.bytes($0.size))  \($0.type)")
    }
    return PickerOverlay("Save which files?", choices, isMulti: true) { chosen in
      let wanted = files.filter { chosen.contains(String($0.id.rawValue)) }
      return [.write { desk in try AttachmentFiles.save(wanted, desk) }]
    }
  }
}

@MainActor enum CannedPicker {
  static func make(_ replies: [CannedReply], for detail: TicketDetail, _ facts: Facts) -> any Overlay {
    let language = detail.customer?.language.map { String($0.prefix(2)) }
    let sorted = replies.sorted { a, b in
      let (mine, other) = (a.language.hasPrefix(language ?? "?"), b.language.hasPrefix(language ?? "?"))
      return mine != other ? mine : a.title < b.title
    }
    let choices = sorted.map {
      PickerItem(
        $0.name, $0.title, detail: $0.text.firstWords(60))
    }
    return PickerOverlay("Canned reply", choices, onLeave: [.tell("insert", "/")]) { chosen in
      guard let reply = sorted.first(where: { $0.name == chosen.first }) else { return [] }
      return [.tell("insert", CannedText(reply.text).filled(with: VariablePicker.values(detail, facts)).text)]
    }
  }
}

@MainActor enum VariablePicker {
  static func values(_ detail: TicketDetail, _ facts: Facts) -> [String: String] {
    CannedText.values(
      ticket: detail.ticket, customer: detail.customer, agent: facts.me, directory: facts.directory)
  }
  static func make(_ detail: TicketDetail, _ facts: Facts) -> any Overlay {
    let values = values(detail, facts)
    let choices = values.keys.sorted().map { name in
      let value = values[name] ?? ""
      return PickerItem(name, name, detail: value, unavailable: value.isEmpty ? "has no value here" : nil)
    }
    return PickerOverlay("Variable", choices) { chosen in
      guard let value = chosen.first.flatMap({ values[$0] }) else { return [] }
      return [.tell("variable", value)]
    }
  }
}

extension String {
  /// What stands before and after the first `separator`; all of it and nothing where there is none.
  func splitOnce(_ separator: Character) -> (String, String) {
    guard let place = firstIndex(of: separator) else { return (self, "") }
    return (String(self[..<place]), String(self[index(after: place)...]))
  }
  /// The beginning as one line.
  func firstWords(_ characters: Int) -> String {
    String(
      prefix(characters * 2).split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(characters))
  }
}
