import Acts
import Domain
import Operations
import Terminal

/// Every act and every place by name: commands with their keys, acts of the catalogue with their command lines. A verb
/// that is both stands there once, with its key and its command line.
struct PaletteLayer: Overlay {
  /// What choosing an entry does.
  private enum What: Sendable { case command(String), act(any Act.Type), ticket(Ticket.ID) }
  private var palette: Palette
  private var meanings: [String: What] = [:]
  private let subjects: [Ticket.ID]

  /// - Parameter tickets: only what can be done with these.
  @MainActor init(shell: Shell, about tickets: [Ticket.ID]? = nil) {
    subjects = tickets ?? shell.subjects
    let words =
      subjects.isEmpty ? "" : subjects.count == 1 ? subjects[0].description : "\(subjects.count) tickets"
    palette = Palette(
      tickets == nil ? "Palette" : "All acts on \(words)", [],
      recent: (shell.facts.earlier["acts"] ?? []).reversed(), history: shell.facts.earlier["palette"] ?? [])
    palette.hint = "an act, a place, or T-1042"
    var entries: [PaletteEntry] = []
    for (entry, meaning) in commands(of: shell, onTickets: tickets != nil) {
      entries.append(entry)
      meanings[entry.id] = meaning
    }
    let gate = Gate(role: shell.facts.me.role)
    for request in Catalogue.opsdeck.offered {
      let about = request.about
      guard let act = request as? any Act.Type, meanings["act " + about.name] == nil else { continue }
      if tickets != nil, about.noun.name != "ticket" { continue }
      let line = line(of: request)
      entries.append(
        PaletteEntry(
          "act " + about.name, about.title, command: line, keywords: line,
          unavailable: gate.refusal(of: request)?.description))
      meanings["act " + about.name] = .act(act)
    }
    palette.setEntries(entries)
  }
  /// The commands of the key map; one that is an act has the act's title and id.
  @MainActor private func commands(of shell: Shell, onTickets: Bool) -> [(PaletteEntry, What)] {
    var seen: Set<String> = ["palette", "acts"]
    let gate = Gate(role: shell.facts.me.role)
    return shell.keys.bindings(in: shell.pane?.contexts ?? ["global"]).compactMap { binding in
      guard seen.insert(binding.command).inserted else { return nil }
      if onTickets, binding.group != "On the ticket" { return nil }
      let act = TicketCommands.act(of: binding.command)
      let line = act.map { self.line(of: $0) } ?? ""
      let entry = PaletteEntry(
        act.map { "act " + $0.about.name } ?? binding.command, act?.about.title ?? binding.title,
        key: binding.keys.description, command: line, keywords: act == nil ? "" : "\(line) \(binding.title)",
        unavailable: shell.pane?.reason(against: binding.command, shell.facts)
          ?? act.flatMap { gate.refusal(of: $0)?.description })
      return (entry, .command(binding.command))
    }
  }
  private func line(of request: any Request.Type) -> String {
    let target =
      Self.hasTickets(request) ? " " + subjects.prefix(3).map(\.description).joined(separator: " ") : ""
    return "opsdeck \(request.about.noun.command) \(request.about.verb)\(target)"
  }
  private static func hasTickets(_ request: any Request.Type) -> Bool {
    func look<R: Request>(_: R.Type) -> Bool {
      R.form.fields.contains { $0.isPosition && ($0.name == "tickets" || $0.name == "ticket") }
    }
    return look(request)
  }

  var hints: [Hint] { palette.hints }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch palette.handle(event, in: Rect(facts.size).forLayers) {
    case .run(let entry): return run(entry)
    case .changed:
      jump()
      return []
    case .copy(let line): return [.dismiss, .copy(line, named: "the command")]
    case .close: return [.dismiss]
    case .none, .refused: return []
    }
  }
  /// `T-1042`, or the number alone, goes there.
  private mutating func jump() {
    let text = palette.text.trimmedBlanks
    let isReference = text.lowercased().hasPrefix("t-") || text.allSatisfy(\.isNumber)
    guard isReference, let id = Ticket.ID(text) else {
      if !palette.jumps.isEmpty { palette.jumps = [] }
      return
    }
    palette.jumps = [PaletteEntry("jump", "go to \(id)", command: "opsdeck ticket show \(id)")]
    meanings["jump"] = .ticket(id)
  }
  private func run(_ entry: PaletteEntry) -> [Effect] {
    let known: [Effect] = [
      .dismiss, .remember(palette.text.trimmedBlanks, for: "palette"), .remember(entry.id, for: "acts"),
    ]
    return switch meanings[entry.id] {
    case .command(let name): known + [.command(name, count: nil)]
    case .act(let type): known + [.layer(ActForms.layer(type, about: subjects))]
    case .ticket(let id): known + [.open(TicketPane(id))]
    case nil: []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    palette.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { palette.plain }
}
