/// What a ticket's clocks are computed from: its log, read once in order.
struct SLAStory {
  struct Wait {
    let start: Instant
    /// When it was over and which row of a policy was in force then; what has stopped never changes.
    var stop: (at: Instant, place: SLAPlace?)?
  }
  let law: SLALaw
  private(set) var state = Ticket.Status.new, priority = Ticket.Priority.normal, tier = SLAEvent.usualTier
  private(set) var created: Instant?
  private(set) var firstResponse: Wait?, nextResponses: [Wait] = [], resolution: Wait?
  /// Resolutions that were over before the ticket was opened again and a new one began.
  private(set) var earlierResolutions: [Wait] = []
  private(set) var lastUpdate: Instant?
  /// The states in order, each from its instant on.
  private(set) var states: [(from: Instant, state: Ticket.Status)] = []

  init(_ law: SLALaw) { self.law = law }

  /// The row that is in force at an instant, as the ticket is now.
  func place(at instant: Instant) -> SLAPlace? { law.place(priority, tier: tier, at: instant) }
  private func policy(at instant: Instant) -> SLAPolicy { law.policy(place(at: instant), at: instant) }

  /// - Throws: ``Refusal`` when the ticket was not there yet, or is made a second time.
  mutating func add(_ event: SLAEvent) throws(Refusal) {
    if case .created(let priority, let tier, let origin, let state) = event.what {
      guard created == nil else {
        throw Refusal(
          .invalid, "The ticket is created twice, again at \(RFC3339.text(event.at)).",
          remedy: "Leave one created event, the first.", field: "events")
      }
      create(event.at, priority, tier, origin, state)
      return
    }
    guard created != nil else {
      throw Refusal(
        .invalid, "Something happened at \(RFC3339.text(event.at)), before the ticket was created.",
        remedy: "Begin with a created event.", field: "events")
    }
    switch event.what {
    case .created, .note, .assign: break
    case .state(let new): move(to: new, event.at)
    case .priority(let new): priority = new
    case .tier(let new): tier = new
    case .agentReply: reply(event.at)
    case .customerMessage: message(event.at)
    }
  }
  private mutating func create(
    _ at: Instant, _ priority: Ticket.Priority, _ tier: String, _ origin: SLAEvent.Origin,
    _ state: Ticket.Status
  ) {
    (created, lastUpdate) = (at, at)
    (self.priority, self.tier, self.state) = (priority, tier, state)
    states = [(at, state)]
    if origin == .customer { firstResponse = Wait(start: at) }
    let isSolved = policy(at: at).solved.contains(state)
    resolution = Wait(start: at, stop: isSolved ? (at, place(at: at)) : nil)
  }
  private mutating func move(to new: Ticket.Status, _ at: Instant) {
    guard new != state else { return }
    state = new
    states.append((at, new))
    // Policies may differ in what they call solved; whether it was is told by the clock, not by the one in force now.
    let policy = policy(at: at), isSolved = policy.solved.contains(new), isStopped = resolution?.stop != nil
    let place = place(at: at)
    if isSolved, !isStopped { resolution?.stop = (at, place) }
    if isStopped, !isSolved { reopen(at, policy) }
  }
  private mutating func reopen(_ at: Instant, _ policy: SLAPolicy) {
    guard policy.reopening == .restart else {
      resolution?.stop = nil
      return
    }
    if let resolution, resolution.stop != nil { earlierResolutions.append(resolution) }
    resolution = Wait(start: at)
  }
  private mutating func reply(_ at: Instant) {
    lastUpdate = at
    let place = place(at: at)
    if firstResponse != nil, firstResponse?.stop == nil { firstResponse?.stop = (at, place) }
    if let last = nextResponses.last, last.stop == nil {
      nextResponses[nextResponses.count - 1].stop = (at, place)
    }
  }
  private mutating func message(_ at: Instant) {
    let isAnswered = firstResponse == nil || firstResponse?.stop != nil
    let isWaiting = nextResponses.last.map { $0.stop == nil } ?? false
    if isAnswered, !isWaiting { nextResponses.append(Wait(start: at)) }
  }

  /// When a metric's clock stood still between two instants by a policy, in the words of the states.
  func pauses(
    of metric: SLAMetric, by policy: SLAPolicy, from start: Instant, to end: Instant
  ) -> [SLAClock.Pause] {
    states.indices.compactMap { place in
      let from = max(states[place].from, start)
      let to = place + 1 < states.count ? min(states[place + 1].from, end) : end
      guard from < to, policy.pauses(metric, in: states[place].state) else { return nil }
      return SLAClock.Pause(state: states[place].state, span: TimeSpan(from: from, to: to))
    }
  }
}
