public import Domain

/// Who asks, through which door, when: made once at the door, a value from there on.
public struct Context: Sendable {
  /// The roads to an act; `mail` is that of a mail server that hands a mail in.
  public enum Door: String, Sendable { case console, command, http, job, mail }
  /// A word a program chooses for one act, so that asking again does not act again.
  public struct Key: Hashable, Sendable {
    /// The word.
    public let text: String
    /// Takes the word as it is.
    public init(_ text: String) { self.text = text }
  }
  /// Who acts, and who really sits there when that is somebody else.
  public let actor: Agent, impersonated: Agent?
  /// The road, the stay it belongs to where there is one, and where from (empty: this machine).
  public let door: Door, session: Session.ID?, address: String
  /// The moment, the actor's date at it, and her time zone: what "tomorrow 9:00" is read in.
  public let now: Instant, today: Day, zone: any ZoneRules
  /// Groups acts that are one to the person: they are undone together. Empty: none. A door makes a new one for
  /// each thing it is asked for.
  public let correlation: String
  /// See ``Key``.
  public let key: Key?
  /// Of a job: the number of the leader that runs it. Refused once another leads.
  public let fence: Int64?

  /// Makes a context.
  public init(
    actor: Agent, impersonated: Agent? = nil, door: Door, session: Session.ID? = nil, address: String = "",
    now: Instant, zone: any ZoneRules = FixedZone.utc, correlation: String = "", key: Key? = nil,
    fence: Int64? = nil
  ) {
    (self.actor, self.impersonated, self.door, self.session) = (actor, impersonated, door, session)
    (self.address, self.now, self.today, self.zone) = (address, now, zone.day(of: now), zone)
    (self.correlation, self.key, self.fence) = (correlation, key, fence)
  }
  /// The same with an actor read anew, another correlation or another key.
  public func with(actor: Agent? = nil, correlation: String? = nil, key: Key?) -> Context {
    Context(
      actor: actor ?? self.actor, impersonated: impersonated, door: door, session: session, address: address,
      now: now, zone: zone, correlation: correlation ?? self.correlation, key: key, fence: fence)
  }
  /// The actor as a ticket's event log names her; the system where nobody acts (agent 0).
  public var author: TicketEvent.Actor { isSystem ? .system : .agent(actor.id) }
  /// Nobody in the store acts: the first set-up, a job of the house.
  public var isSystem: Bool { actor.id == Agent.system.id }
  /// The house itself acts, in a job or for a mail server: the only one who asks for acts that are not offered.
  public var isHouse: Bool { isSystem && (door == .job || door == .mail) }
}
extension Agent {
  /// Who acts when nobody does: jobs, and the set-up before there is any operator. It may do everything and is
  /// no row of the store.
  public static let system = Agent(
    id: ID(0), handle: Handle("system"), name: "System", email: "", role: .admin)
}
