/// The jobs that every store has: what runs without anybody asking.
public enum HouseJob: String, CaseIterable, Sendable {
  /// Brings tickets back whose snooze has ended.
  case wake
  /// Does what automations say.
  case automate
  /// Looks at the clocks of tickets: warns, keeps breaches, takes the steps of chains.
  case clocks
  /// Throws old notices away.
  case prune
  /// Gives waiting tickets to whom the rules choose, and hands over what absences make due.
  case assign
  /// Moves the store's log into its file and cuts it off.
  case checkpoint
  /// Copies the store to a folder beside it, once a day.
  case backup
  /// Hands mail over that is due to leave.
  case outbox

  /// What it does, in a few words.
  public var title: String {
    switch self {
    case .wake: "Wakes tickets whose snooze has ended"
    case .automate: "Does what automations say"
    case .clocks: "Warns of what is due, and escalates"
    case .prune: "Throws old notices away, once a day"
    case .assign: "Assigns waiting tickets by the rules"
    case .checkpoint: "Moves the log into the store's file"
    case .backup: "Copies the store, once a day"
    case .outbox: "Hands mail over that is due to leave"
    }
  }
  /// How often it runs where the store does not ask for it earlier.
  public var cadence: JobCadence {
    switch self {
    case .wake, .assign, .clocks, .automate, .checkpoint, .outbox: .onDemand
    case .prune: .daily(minute: 3 * 60 + 20)
    case .backup: .daily(minute: 3 * 60)
    }
  }
  /// It acts on what the time of day makes due, and so waits while the clock was set.
  public var followsTheClock: Bool {
    switch self {
    case .wake, .assign, .clocks, .automate, .prune, .backup, .outbox: true
    case .checkpoint: false
    }
  }
}
