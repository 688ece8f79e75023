/// Something an agent is told of.
public struct Notice: Equatable, Sendable {
  /// The notice's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the notice with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// What it is about; the store's number of a kind is its place, and that order is only added to.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    /// A ticket came into the own team's queue; something happened to a ticket one answers or watches.
    case created, updated
    /// One was given a ticket, or named by `@login` in a note.
    case assigned, mentioned
    /// A promise is about to be broken, or is.
    case warning, breached
    /// A step of a chain told one; or called one, whatever the hour.
    case escalated, page
    /// Many at once, in one.
    case digest
  }
  /// How an agent wants to hear of a kind.
  public enum Way: String, CaseIterable, Sendable, Codable {
    /// In the console, with a count.
    case bell
    /// Not at all.
    case none
  }
  /// Its number, and whose it is.
  public var id: ID, agent: Agent.ID
  /// What it is about.
  public var kind: Kind, ticket: Ticket.ID?
  /// When it happened last, and from when on it counts.
  public var at: Instant, shownFrom: Instant
  /// When it was read.
  public var read: Instant?
  /// Who did it; nil: the house.
  public var actor: TicketEvent.Actor?
  /// A few words: what happened, or which promise.
  public var detail: String
  /// When the promise is or was due, and how many milliseconds late one is told.
  public var due: Instant?, late: Int64
  /// How many things it tells of.
  public var count: Int
  /// Makes a notice.
  public init(
    id: ID = ID(0), agent: Agent.ID, kind: Kind, ticket: Ticket.ID?, at: Instant, shownFrom: Instant? = nil,
    read: Instant? = nil, actor: TicketEvent.Actor? = nil, detail: String, due: Instant? = nil,
    late: Int64 = 0, count: Int = 1
  ) {
    (self.id, self.agent, self.kind, self.ticket, self.at) = (id, agent, kind, ticket, at)
    (self.shownFrom, self.read, self.actor, self.detail) = (shownFrom ?? at, read, actor, detail)
    (self.due, self.late, self.count) = (due, late, count)
  }
  /// Told later than this it says so, in milliseconds.
  public static let patience: Int64 = .minutes(5)
}

extension Notice.Kind {
  /// How it is told to whoever has chosen nothing.
  public var usual: Notice.Way { self == .created ? .none : .bell }
  /// A muted ticket tells nothing of these; what was promised is told all the same.
  public var isMutable: Bool { self == .created || self == .updated || self == .mentioned }
  /// It is chosen by people; a digest stands for others.
  public var isChosen: Bool { self != .digest }
}

/// The hours of the day in which an agent is not to be disturbed.
public struct QuietHours: Hashable, Sendable {
  /// Minutes of the day, from and to; over midnight where `to` is not later.
  public let from: Int, to: Int
  /// The name of the zone they are read in.
  public let zone: String
  /// Makes them.
  public init(from: Int, to: Int, zone: String) { (self.from, self.to, self.zone) = (from, to, zone) }

  /// When a notice that comes at an instant counts: at once, or at the end of the quiet hours it falls into.
  public func end(at instant: Instant, in zone: any ZoneRules) -> Instant {
    let local = zone.local(instant), minute = local.minute
    let isOver = from < to
    guard isOver ? (from..<to).contains(minute) : (minute >= from || minute < to) else { return instant }
    let endsTomorrow = !isOver && minute >= from
    let day = Day(daysSinceEpoch: local.day.daysSinceEpoch + (endsTomorrow ? 1 : 0))
    return max(instant, zone.instant(day, second: to * 60))
  }
  /// Reads `22:00-07:00`.
  /// - Throws: ``Refusal`` that says how they are written.
  public init(text: String, zone: String) throws(Refusal) {
    func minute(_ text: Substring) -> Int? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
        (0..<60).contains(minute), parts[1].count == 2
      else { return nil }
      return hour * 60 + minute
    }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = minute(ends[0]), let to = minute(ends[1]), from != to else {
      throw Refusal(
        .invalid, "“\(text.prefix(40))” are no quiet hours.", remedy: "Write them as 22:00-07:00, or none.")
    }
    self.init(from: from, to: to, zone: zone)
  }
  /// `22:00-07:00`.
  public var text: String {
    func clock(_ minute: Int) -> String {
      "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
    return clock(from) + "-" + clock(to)
  }
}
