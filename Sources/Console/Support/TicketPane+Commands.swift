import Domain
import Operations
import Store
import Terminal

extension TicketPane {
  mutating func handle(_ command: String, count: Int?, _ facts: Facts) -> [Effect]? {
    size = facts.size
    if command.hasPrefix("line.") { return scroll(String(command.dropFirst(5)), count: count, facts) }
    if command.hasPrefix("compose.") { return composing(command, facts) }
    switch command {
    case "ticket.next": return go(by: count ?? 1, facts)
    case "ticket.previous": return go(by: -(count ?? 1), facts)
    case "message.next": return jump(forward: true, facts)
    case "message.previous": return jump(forward: false, facts)
    case "fold": return toggleFold(facts)
    case "fold.openAll": foldsOpen = Set(0..<1000); return []
    case "fold.closeAll": foldsOpen = []; return []
    case "times": isRelative.toggle(); return []
    case "search": return [.layer(LinePrompt.search(search?.text ?? ""))]
    case "search.next": return find(forward: true, from: top, facts)
    case "search.previous": return find(forward: false, from: top, facts)
    case "time":
      return [.layer(LinePrompt.time(facts, title: "\(id) as it was", slot: "time", leaning: .back))]
    case "ticket.reply": return compose(.public, facts)
    case "ticket.note": return compose(.note, facts)
    case "attachments": return attachments()
    case "back":
      if search != nil { search = nil; return [] }
      if asOf != nil { asOf = nil; return [read(facts)] }
      return nil
    default:
      return TicketCommands.effects(command, for: selection, facts)
    }
  }
  private var selection: TicketCommands.Selection {
    TicketCommands.Selection(ids: [id], detail: detail, message: focusedMessage)
  }
  /// The message that was gone to; else the last one. A split begins with it.
  private var focusedMessage: Message? {
    guard let detail else { return nil }
    if let place = messageAt, detail.messages.indices.contains(place) { return detail.messages[place] }
    return detail.messages.last
  }

  func reason(against command: String, _ facts: Facts) -> String? {
    if asOf != nil, command.hasPrefix("ticket."),
      !["ticket.next", "ticket.previous", "ticket.events", "ticket.customer"].contains(command)
    {
      return "This is the ticket as it was; Esc goes back to now."
    }
    return TicketCommands.reason(against: command, selection, facts)
  }

  private mutating func scroll(_ word: String, count: Int?, _ facts: Facts) -> [Effect] {
    guard let detail else { return [] }
    let page = max(1, areas(facts).text.height)
    let most = max(0, conversation(detail, facts).count - page)
    switch word {
    case "down": top += count ?? 1
    case "up": top -= count ?? 1
    case "halfDown": top += page / 2
    case "halfUp": top -= page / 2
    case "pageDown": top += page - 1
    case "pageUp": top -= page - 1
    case "first": top = 0
    default: top = most
    }
    top = max(0, min(top, most))
    return []
  }
  private mutating func jump(forward: Bool, _ facts: Facts) -> [Effect] {
    guard let detail else { return [] }
    let lines = conversation(detail, facts)
    let starts = lines.indices.filter {
      lines[$0].anchor != nil && ($0 == 0 || lines[$0 - 1].anchor != lines[$0].anchor)
    }
    guard let place = forward ? starts.first(where: { $0 > top }) : starts.last(where: { $0 < top }) else {
      return []
    }
    top = max(0, min(place, max(0, lines.count - 1)))
    messageAt = lines[place].anchor
    return []
  }
  private mutating func toggleFold(_ facts: Facts) -> [Effect] {
    guard let detail else { return [] }
    let lines = conversation(detail, facts)
    let visible = lines.indices.dropFirst(top).prefix(areas(facts).text.height)
    guard let fold = visible.lazy.compactMap({ lines[$0].fold }).first ?? lines.lazy.compactMap(\.fold).first
    else {
      return [.say("There is nothing folded here.", .plain)]
    }
    if foldsOpen.contains(fold) { foldsOpen.remove(fold) } else { foldsOpen.insert(fold) }
    return []
  }
  /// Goes to the next row with the searched text, round the end.
  mutating func find(forward: Bool, from start: Int, _ facts: Facts) -> [Effect] {
    guard let needle = search?.text.lowercased(), !needle.isEmpty else {
      return [.say("/ searches in this ticket.", .plain)]
    }
    guard let detail else { return [] }
    foldsOpen = Set(0..<1000)
    let lines = conversation(detail, facts)
    let hits = lines.indices.filter { lines[$0].plain.lowercased().contains(needle) }
    guard !hits.isEmpty else { return [.say("“\(search?.text ?? "")” is not in this ticket.", .plain)] }
    let next =
      forward ? hits.first { $0 > start } ?? hits[0] : hits.last { $0 < start } ?? hits[hits.count - 1]
    top = next
    let number = (hits.firstIndex(of: next) ?? 0) + 1
    search?.at = next
    return [.say("\(number) of \(hits.count)", .plain)]
  }
  private func attachments() -> [Effect] {
    let files = detail?.messages.flatMap(\.attachments) ?? []
    guard !files.isEmpty else { return [.say("No files are attached to this ticket.", .plain)] }
    return [.layer(AttachmentPicker.make(files))]
  }

  mutating func mouse(_ mouse: Mouse, area: Rect, _ facts: Facts) -> [Effect] {
    switch mouse.action {
    case .wheelDown: return scroll("down", count: 3, facts)
    case .wheelUp: return scroll("up", count: 3, facts)
    default: return []
    }
  }
}
