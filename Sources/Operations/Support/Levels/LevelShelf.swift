public import Domain
import Exchange
public import Store
import Synchronization

/// Reads what a store promises, once for each time it was changed: versions never change, so what was read stays.
///
/// Most acts find nothing changed and pay for one look-up; where nothing was ever promised that is all.
public final class LevelShelf: Sendable {
  private struct Known {
    var mark: Int64?, desk: SLADesk?
    var policies: [Int64: SLAPolicy] = [:], schedules: [Int64: BusinessTime] = [:]
  }
  private let known = Mutex(Known())
  /// An empty shelf, for one store.
  public init() {}

  /// What is promised; nil where nothing ever was.
  public func desk(in store: ReadTransaction) throws -> SLADesk? {
    let mark = try store.levelMark(), isMoving = (store as? WriteTransaction)?.hasChangedLevels ?? false
    guard mark != nil || isMoving else { return nil }
    if !isMoving, let desk = known.withLock({ $0.mark == mark ? $0.desk : nil }) { return desk }
    let desk = SLADesk(
      editions: try store.levelEditions().map { try edition($0, in: store) },
      chains: try store.escalations().map { try LevelReader.chain($0.name, $0.body) })
    if !isMoving { known.withLock { ($0.mark, $0.desk) = (mark, desk) } }
    return desk
  }

  /// What was due next in a ticket at a past instant, told from its log.
  /// - Parameter past: the ticket as it was then; where nothing is promised it knows best.
  public static func due(of past: Ticket, at instant: Instant, in store: ReadTransaction) throws -> Instant {
    guard !(try store.clocks(of: past.id).isEmpty), let desk = try LevelShelf().desk(in: store),
      let now = try store.ticket(past.id)
    else { return past.due }
    let standing = try desk.standing(of: past, try store.clockLog(of: now), now: instant)
    return standing?.nextDue ?? .never
  }

  /// Brings the clocks of all tickets whose log has grown up to it, and tells those whom it concerns.
  /// - Parameter isPast: it was brought in: nobody is told, and nothing is done about dues that are over.
  func settle(in store: WriteTransaction, now: Instant, isPast: Bool = false) throws {
    try NoticePost(store, now: now).tellOfHappenings()
    let tickets = store.takeLogged()
    guard !tickets.isEmpty, let desk = try desk(in: store) else { return }
    for id in tickets { try store.settleClocks(of: id, by: desk, now: now, isPast: isPast) }
  }

  private func edition(_ stored: LevelEdition, in store: ReadTransaction) throws -> SLAEdition {
    var numbers: [String: Int64] = [:], schedules: [String: BusinessTime] = [:]
    for text in try store.levelTexts(.schedule, stored.schedules) {
      (numbers[text.name], schedules[text.name]) = (text.id, try time(text, in: store))
    }
    return SLAEdition(
      number: stored.number, firstTicket: stored.firstTicket, appliedAt: stored.appliedAt,
      entries: try store.levelTexts(.policy, stored.policies).map { text in
        let policy = try policy(text, in: store)
        let named = Set(policy.targets.map(\.schedule))
        return SLAEdition.Entry(
          policy: text.id, name: text.name, schedules: numbers.filter { named.contains($0.key) },
          rules: try SLARules(policy, schedules: schedules.filter { named.contains($0.key) }))
      })
  }
  private func policy(_ text: LevelText, in store: ReadTransaction) throws -> SLAPolicy {
    if !Self.isNew(store), let found = known.withLock({ $0.policies[text.id] }) { return found }
    let policy = try LevelReader.policy(text.body)
    if !Self.isNew(store) { known.withLock { $0.policies[text.id] = policy } }
    return policy
  }
  private func time(_ text: LevelText, in store: ReadTransaction) throws -> BusinessTime {
    if !Self.isNew(store), let found = known.withLock({ $0.schedules[text.id] }) { return found }
    let time = BusinessTime(try LevelReader.schedule(text.body))
    if !Self.isNew(store) { known.withLock { $0.schedules[text.id] = time } }
    return time
  }
  /// What was saved in this transaction may yet be taken back, and its number given to another version.
  private static func isNew(_ store: ReadTransaction) -> Bool {
    (store as? WriteTransaction)?.hasChangedLevels ?? false
  }
}
