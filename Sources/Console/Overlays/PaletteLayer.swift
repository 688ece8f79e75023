import Acts
import Domain
import Operations
import Terminal

/// Every act and every place by name: commands with their keys, acts of the catalogue with their command lines.
struct PaletteLayer: Overlay {
  /// One thing that can be done.
  struct Entry: Sendable {
    enum What: Sendable { case command(String), act(any Request.Type) }
    let what: What
    let title: String, key: String, line: String, reason: String?
  }
  private let entries: [Entry]
  private let title: String
  private let subjects: [Ticket.ID]
  private var line = LineEditor()
  private var cursor = 0
  private var trouble: String?

  @MainActor init(shell: Shell, about tickets: [Ticket.ID]? = nil) {
    let facts = shell.facts, contexts = shell.pane?.contexts ?? ["global"]
    subjects = tickets ?? shell.subjects
    let words =
      subjects.isEmpty ? "" : subjects.count == 1 ? subjects[0].description : "\(subjects.count) tickets"
    title = tickets == nil ? "Palette" : "All acts on \(words)"
    var seen: Set<String> = [], entries: [Entry] = []
    for binding in shell.keys.bindings(in: contexts) where seen.insert(binding.command).inserted {
      if tickets != nil, binding.group != "On the ticket" { continue }
      if binding.command == "palette" || binding.command == "acts" { continue }
      entries.append(
        Entry(
          what: .command(binding.command), title: binding.title, key: binding.keys.description, line: "",
          reason: shell.pane?.reason(against: binding.command, facts)))
    }
    let gate = Gate(role: facts.me.role)
    for request in Catalogue.opsdeck.offered {
      let about = request.about
      if tickets != nil, about.noun.name != "ticket" { continue }
      guard request is any Act.Type else { continue }
      let target =
        Self.hasTickets(request) ? " " + subjects.prefix(3).map(\.description).joined(separator: " ") : ""
      entries.append(
        Entry(
          what: .act(request), title: about.title, key: "",
          line: "opsdeck \(about.noun.name) \(about.verb)\(target)",
          reason: gate.refusal(of: request)?.description))
    }
    self.entries = entries
  }
  private static func hasTickets(_ request: any Request.Type) -> Bool {
    func look<R: Request>(_: R.Type) -> Bool {
      R.form.fields.contains { $0.isPosition && ($0.name == "tickets" || $0.name == "ticket") }
    }
    return look(request)
  }
  var hints: [Hint] {
    Hint.row([("type", "find"), ("Enter", "run"), ("Ctrl-Y", "copy the command"), ("Esc", "leave")])
  }

  private var shown: [Entry] {
    let text = line.text
    guard !text.isEmpty else { return entries }
    let found = Fuzzy(text).ranked(entries) { $0.title + " " + $0.line }.map(\.item)
    // What may be done comes before what may not.
    return found.filter { $0.reason == nil } + found.filter { $0.reason != nil }
  }
  /// `T-1042` goes there.
  private var jump: Ticket.ID? {
    let text = line.text.trimmedBlanks
    return text.lowercased().hasPrefix("t-") || text.allSatisfy(\.isNumber) ? Ticket.ID(text) : nil
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch event {
    case .paste(let text): line.paste(text)
    case .key(let key):
      let rows = shown
      switch (key.code, key.modifiers) {
      case (.escape, _), (.character("c"), .control): return [.dismiss]
      case (.down, _), (.character("n"), .control), (.tab, _):
        cursor = min(max(0, rows.count - 1), cursor + 1)
      case (.up, _), (.character("p"), .control), (.backTab, _): cursor = max(0, cursor - 1)
      case (.pageDown, _): cursor = min(max(0, rows.count - 1), cursor + 10)
      case (.pageUp, _): cursor = max(0, cursor - 10)
      case (.character("y"), .control):
        guard rows.indices.contains(cursor), !rows[cursor].line.isEmpty else { return [] }
        return [.dismiss, .copy(rows[cursor].line, named: "the command")]
      case (.enter, _): return run(rows)
      default:
        if line.handle(key) == .changed { cursor = 0 }
      }
      trouble = nil
    default: return event.isMouse ? [] : nil
    }
    return []
  }
  private mutating func run(_ rows: [Entry]) -> [Effect] {
    if let jump { return [.dismiss, .open(TicketPane(jump))] }
    guard rows.indices.contains(cursor) else { return [] }
    let entry = rows[cursor]
    if let reason = entry.reason {
      trouble = reason
      return []
    }
    switch entry.what {
    case .command(let name): return [.dismiss, .command(name, count: nil)]
    case .act(let type): return [.dismiss, .layer(ActForms.layer(type, about: subjects))]
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    let inner = Popup.draw(title, into: &surface, area: area, width: 104, height: min(area.height - 4, 22))
    Popup.put(": ", .accent, into: &surface, at: inner.x, inner.y, width: 2)
    line.draw(
      into: &surface, at: Rect(inner.x + 2, inner.y, inner.width - 2, 1), hint: "an act, a place, or T-1042")
    let rows = shown, room = max(1, inner.height - 4),
      first = max(0, min(cursor - room / 2, rows.count - room))
    if let jump {
      Popup.put(
        "Enter goes to \(jump)", .statusOK, into: &surface, at: inner.x + 2, inner.y + 1, width: inner.width)
    }
    let half = inner.width >= 90 ? 44 : inner.width - 12
    for (offset, entry) in rows.dropFirst(first).prefix(room).enumerated() {
      let y = inner.y + 2 + offset, isHere = first + offset == cursor
      let words = entry.reason.map { "\(entry.title)  (\($0))" } ?? entry.title
      Popup.put(
        words, entry.reason != nil ? .textFaint : isHere ? .textBright : .text, into: &surface,
        at: inner.x + 1, y, width: half)
      Popup.put(entry.key, .accent, into: &surface, at: inner.x + half + 2, y, width: 9)
      if inner.width >= 90 {
        Popup.put(
          entry.line, .textMuted, into: &surface, at: inner.x + half + 12, y, width: inner.width - half - 12)
      }
      if isHere {
        surface.tint(Rect(inner.x - 1, y, inner.width + 2, 1), .selection)
        surface.put(surface.theme.isASCII ? ">" : "▌", at: Point(inner.x - 1, y), .selectionBar)
      }
    }
    let foot = trouble ?? (rows.indices.contains(cursor) ? rows[cursor].line : "nothing fits")
    Popup.put(
      foot, trouble == nil ? .textMuted : .error, into: &surface, at: inner.x + 1, inner.bottom - 1,
      width: inner.width - 2)
  }
  func plain(_ facts: Facts) -> [String] {
    let rows = shown
    return ["\(title): \(rows.count) entries"]
      + (rows.indices.contains(cursor)
        ? ["\(rows[cursor].title) \(rows[cursor].key) \(rows[cursor].line)"] : [])
  }
}
