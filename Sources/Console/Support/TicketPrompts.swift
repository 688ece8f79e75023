import Acts
import Domain
import Operations
import Store
import Terminal

// Questions that are answered by typing a line. What is typed is read while one types, and told below the line.

@MainActor enum LinePrompt {
  static func search(_ text: String) -> any Overlay {
    LineOverlay(
      "Search in this ticket", text: text, hint: "a word of the conversation", purpose: "search in a ticket"
    ) { text, _ in
      .success([.tell("search", text)])
    }
  }

  /// Full text over all tickets; what it finds opens as a view of its own.
  static func everywhere(_ text: String) -> any Overlay {
    LineOverlay(
      "Search all tickets", text: text, hint: "words, \"a phrase\", status:open from:ozan", purpose: "search"
    ) { text, _ in
      do throws(FilterFlaw) {
        guard !text.trimmedBlanks.isEmpty else {
          return .failure(
            Refusal(.invalid, "No word is written.", remedy: "Write some that occur in the ticket."))
        }
        return .success([.open(try SearchPane(text.trimmedBlanks))])
      } catch { return .failure(error.refusal()) }
    }
  }

  static func time(_ facts: Facts, title: String, slot: String, leaning: TimeLeaning) -> any Overlay {
    LineOverlay(
      title, hint: "-2h, yesterday 14:00, mon 9:00, 2026-03-01",
      live: { text, facts in told(text, leaning, facts) }
    ) { text, facts in
      instant(text, leaning, facts).map { [.tell(slot, $0)] }
    }
  }

  static func snooze(_ selection: TicketCommands.Selection, _ facts: Facts) -> any Overlay {
    LineOverlay(
      "Defer \(selection.words) until", hint: "tomorrow 9:00, 2h, mon 9:00, next week",
      offers: ["tomorrow 9:00", "2h", "mon 9:00", "next week"],
      live: { text, facts in told(text, .ahead, facts) }
    ) { text, facts in
      instant(text, .ahead, facts).flatMap { at in
        guard at > facts.now else {
          return .failure(
            Refusal(
              .invalid, "\(at.long(in: facts.zone)) lies behind.",
              remedy: "Write a time ahead, such as tomorrow 9:00."))
        }
        return .success(
          TicketCommands.orders(selection) { tickets, _ in SnoozeTickets(tickets: tickets, until: text) })
      }
    }
  }

  static func tags(_ selection: TicketCommands.Selection) -> any Overlay {
    let now = selection.ids.count == 1 ? selection.detail?.ticket.tags ?? [] : []
    return LineOverlay(
      "Tags of \(selection.words)" + (now.isEmpty ? "" : ", now \(now.joined(separator: " "))"),
      hint: "refund -spam",
      offering: { desk in try FormNames.read(["tag"], desk)["tag"] ?? [] },
      live: { text, _ in
        let (add, remove) = words(text)
        return [
          TextRun(add.isEmpty ? "" : "adds \(add.joined(separator: " "))  ", .statusOK),
          TextRun(remove.isEmpty ? "" : "takes away \(remove.joined(separator: " "))", .statusWarn),
        ]
      }
    ) { text, _ in
      let (add, remove) = words(text)
      guard !add.isEmpty || !remove.isEmpty else {
        return .failure(
          Refusal(.invalid, "No tag is written.", remedy: "Write refund to add one, -spam to take one away."))
      }
      return .success(
        TicketCommands.orders(selection) { tickets, _ in
          TagTickets(tickets: tickets, add: add, remove: remove)
        })
    }
  }
  private static func words(_ text: String) -> (add: [String], remove: [String]) {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map {
      $0.hasPrefix("#") ? $0.dropFirst() : $0
    }
    return (
      words.filter { !$0.hasPrefix("-") }.map { String($0.hasPrefix("+") ? $0.dropFirst() : $0) },
      words.filter { $0.hasPrefix("-") && $0.count > 1 }.map { String($0.dropFirst()) }
    )
  }

  static func merge(_ selection: TicketCommands.Selection) -> any Overlay {
    // Several marked ones: the oldest stays unless another is named.
    let oldest = selection.ids.count > 1 ? selection.ids.min() : nil
    return LineOverlay("Merge \(selection.words) into", text: oldest?.description ?? "", hint: "T-1042") {
      text, _ in
      ticket(text).flatMap { into in
        let others = selection.ids.filter { $0 != into }
        guard !others.isEmpty else {
          return .failure(
            Refusal(.invalid, "\(into) cannot be merged into itself.", remedy: "Name the ticket that stays."))
        }
        return .success([.act(Order(MergeTickets(tickets: others, into: into)))])
      }
    }
  }

  static func link(_ selection: TicketCommands.Selection) -> any Overlay {
    LineOverlay("Link \(selection.words) to", hint: "T-1042, or blocks T-1042, duplicates T-1042") {
      text, _ in
      let parts = text.split(separator: " ")
      guard let last = parts.last, let from = selection.ids.first else {
        return .failure(Refusal(.invalid, "No ticket is written.", remedy: "Write it as T-1042."))
      }
      let word = parts.dropLast().joined(separator: "_")
      guard let kind = word.isEmpty ? .related : TicketLink.Kind(rawValue: word) else {
        let known = TicketLink.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return .failure(Refusal(.invalid, "“\(word)” is no kind of link.", remedy: "Known are \(known)."))
      }
      return ticket(String(last)).map { [.act(Order(LinkTickets(from: from, to: $0, kind: kind)))] }
    }
  }

  static func auditFilter(_ text: String) -> any Overlay {
    LineOverlay(
      "Filter the audit log", text: text, hint: "who:bo act:ticket.assign on:T-1042 log:login since:-24h",
      purpose: "audit",
      live: { text, _ in
        do throws(Refusal) { _ = try AuditPane.Scope(text); return [] } catch {
          return [TextRun(error.description, .error)]
        }
      }
    ) { text, _ in
      do throws(Refusal) {
        _ = try AuditPane.Scope(text)
        return .success([.tell("filter", text)])
      } catch { return .failure(error) }
    }
  }

  static func saveView(_ scope: QueuePane.Scope, columns: [QueueColumn]) -> any Overlay {
    LineOverlay(
      "Save this view as", text: scope.view?.title ?? "",
      hint: "a name; begin with ! to share it with everybody"
    ) { text, _ in
      let shared = text.hasPrefix("!")
      let title = String(shared ? text.dropFirst() : text[...]).trimmedBlanks
      guard !title.isEmpty else {
        return .failure(Refusal(.invalid, "The view has no name yet.", remedy: "Write one."))
      }
      let name = title.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
      return .success([
        .act(
          Order(
            SaveView(
              name: name, title: title, filter: scope.text, order: scope.order.description,
              columns: columns.map(\.rawValue), scope: shared ? .shared : .personal)))
      ])
    }
  }

  // MARK: reading

  private static func ticket(_ text: String) -> Result<Ticket.ID, Refusal> {
    Ticket.ID(text.trimmedBlanks).map { .success($0) }
      ?? .failure(Refusal(.invalid, "“\(text)” is not a ticket.", remedy: "Write it as T-1042."))
  }
  static func instant(_ text: String, _ leaning: TimeLeaning, _ facts: Facts) -> Result<Instant, Refusal> {
    do throws(Refusal) {
      return .success(
        try WrittenTime(text.trimmedBlanks).instant(now: facts.now, in: facts.zone, leaning: leaning))
    } catch { return .failure(error) }
  }
  private static func told(_ text: String, _ leaning: TimeLeaning, _ facts: Facts) -> [TextRun] {
    guard !text.trimmedBlanks.isEmpty else { return [] }
    return switch instant(text, leaning, facts) {
    case .success(let at): [TextRun(at.long(in: facts.zone), .statusOK)]
    case .failure(let refusal): [TextRun(refusal.description, .error)]
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmedBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
