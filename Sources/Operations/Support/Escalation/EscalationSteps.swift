import Acts
import Domain
import Store

/// Takes what is to be done at the levels that clocks have reached, each once.
struct EscalationSteps {
  let store: WriteTransaction, context: Context
  /// Whom to tell.
  private(set) var notices: [Notice] = []
  /// Tickets that a step has changed: what else their clocks had reached is told from how they stand then.
  private var changed: Set<Ticket.ID> = []

  init(store: WriteTransaction, context: Context) { (self.store, self.context) = (store, context) }

  /// - Returns: whether it was done now, and not before.
  mutating func take(_ reached: ReachedLevel) throws -> Bool {
    guard !changed.contains(reached.ticket) else { return false }
    let (clock, level) = (reached.clock, reached.mark.level)
    let effect = ClockEffect(clock: clock.clock.key, level: level, at: reached.mark.at, done: context.now)
    guard let ticket = try store.ticket(reached.ticket), try store.begin(effect, of: ticket.id) else {
      return false
    }
    let step = clock.chain?.step(at: level), directory = try store.directory()
    var words: [String] = []
    let first = try tell(reached, ticket, step, directory)
    if !first.isEmpty { words.append("told " + first.map(directory.handle(of:)).joined(separator: " ")) }
    if let step, try change(ticket, step, directory, &words) {
      changed.insert(ticket.id)
      // Whatever else it had reached is looked at again, as the ticket is now.
      try store.watch(clock.record, of: ticket.id, at: context.now)
    }
    if let due = clock.clock.due { words.insert("due \(RFC3339.text(due))", at: 0) }
    if isLate(reached.mark) { words.append("late") }
    store.note(effect, of: ticket.id, words.joined(separator: ", "))
    return true
  }
  private func isLate(_ mark: LevelMark) -> Bool { context.now - mark.at > Notice.patience }

  private mutating func tell(
    _ reached: ReachedLevel, _ ticket: Ticket, _ step: EscalationChain.Step?, _ directory: Directory
  ) throws -> [Agent.ID] {
    let level = reached.mark.level, metric = reached.clock.clock.metric
    var told: [Agent.ID] = []
    func add(_ whom: [EscalationChain.Whom], _ kind: Notice.Kind) {
      for agent in directory.people(whom, of: ticket) where kind == .page || !told.contains(agent) {
        told.append(agent)
        notices.append(
          Notice(
            agent: agent, kind: kind, ticket: ticket.id, at: context.now,
            detail: kind == .escalated || kind == .page
              ? "\(metric.words), step \(level.text)" : metric.words,
            due: reached.clock.clock.due, late: isLate(reached.mark) ? context.now - reached.mark.at : 0))
      }
    }
    if level == .warning { add([.assignee], .warning) }
    if level == .breach { add([.assignee, .watchers], .breached) }
    if let step {
      add(step.notify, .escalated)
      add(step.page, .page)
    }
    var seen: Set<Agent.ID> = []
    return told.filter { seen.insert($0).inserted }
  }
  private func change(
    _ ticket: Ticket, _ step: EscalationChain.Step, _ directory: Directory, _ words: inout [String]
  ) throws -> Bool {
    guard ticket.refusalToAssign == nil else { return false }
    var new = ticket
    if let raise = step.raise { new.priority = raise.priority(after: ticket.priority) }
    switch step.assign {
    case .agent(let handle):
      // Who has left since the chain was saved is given nothing.
      if let agent = directory.agent(handle), directory.assignable.contains(agent) { new.assignee = agent.id }
    case .team(let name):
      if let team = directory.team(named: name), team.id != ticket.team {
        (new.team, new.assignee) = (team.id, nil)
      }
    case nil: break
    }
    guard new != ticket else { return false }
    if new.priority != ticket.priority { words.append("priority \(new.priority.rawValue)") }
    if new.assignee != ticket.assignee || new.team != ticket.team { words.append("given on") }
    try store.save(new, by: context.author, at: context.now)
    return true
  }
}

extension SLAMetric {
  /// `first response`.
  var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
