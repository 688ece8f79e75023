import Domain
import Exchange
import Store

/// Brings notices to those who want them, in the transaction of what they tell of.
///
/// However many tickets an act changed, it asks for choices, mutes and quiet hours once; what nobody is to be told of
/// asks for nothing.
struct NoticePost {
  let store: WriteTransaction, now: Instant
  init(_ store: WriteTransaction, now: Instant) { (self.store, self.now) = (store, now) }

  /// More than so many for one agent of one transaction are told as one.
  private static let mostAtOnce = 10
  private static let atOnce = "all at once", unwatched = "while nobody watched the clocks"

  /// Tells of what the acts of this transaction did.
  func tellOfHappenings() throws {
    let happenings = store.takeHappenings()
    guard !happenings.isEmpty else { return }
    let notices = try NoticeRules.notices(
      of: happenings,
      queue: { team in
        let wanting = try store.agentsWhoChose(.created)
        if wanting.isEmpty { return [] }
        return try store.directory().members(of: team).map(\.id).filter(wanting.contains)
      },
      mentioned: { text in
        guard text.contains("@") else { return [] }
        return Mention.all(in: text, directory: try store.directory()).map(\.agent)
      })
    try post(notices)
  }

  /// Keeps notices for those who want them.
  /// - Parameter isFlood: so many clocks were not watched in time that what is late is told as one.
  func post(_ notices: [Notice], isFlood: Bool = false) throws {
    guard !notices.isEmpty else { return }
    let agents = Set(notices.map(\.agent)).sorted()
    let choices = try store.noticeChoices(of: agents), quiet = try zones(try store.quietHours(of: agents))
    let silent = notices.filter(\.kind.isMutable)
    let mutes = try store.noticeMutes(of: Set(silent.compactMap(\.ticket)).sorted())
    let wanted = notices.filter { notice in
      if (choices[notice.agent]?[notice.kind] ?? notice.kind.usual) == .none { return false }
      guard notice.kind.isMutable, let ticket = notice.ticket else { return true }
      return mutes[ticket]?.contains(notice.agent) != true
    }
    for agent in agents {
      let own = wanted.filter { $0.agent == agent }
      // Whoever is called is called by name, for each.
      for page in own where page.kind == .page { try store.post(page) }
      let late = own.filter { $0.late > 0 && $0.kind != .page }
      var single = own.filter { $0.late == 0 && $0.kind != .page }
      if !(try digest(late, of: agent, Self.unwatched, quiet, always: isFlood)) { single += late }
      if single.count > Self.mostAtOnce {
        _ = try digest(single, of: agent, Self.atOnce, quiet, always: true)
      } else {
        for notice in single { try store.post(shown(notice, quiet)) }
      }
    }
  }
  /// Puts notices into one; without `always` only where one of the kind was begun just now.
  private func digest(
    _ notices: [Notice], of agent: Agent.ID, _ words: String, _ quiet: [Agent.ID: Hours], always: Bool
  ) throws -> Bool {
    guard let last = notices.last else { return true }
    let late = notices.map(\.late).max() ?? 0
    if try store.addToDigest(of: agent, words, count: notices.count, late: late, at: now) { return true }
    guard always else { return false }
    let ticket = Set(notices.map(\.ticket)).count == 1 ? last.ticket : nil
    try store.post(
      shown(
        Notice(
          agent: agent, kind: .digest, ticket: ticket, at: now, actor: last.actor, detail: words, late: late,
          count: notices.count), quiet))
    return true
  }

  private typealias Hours = (hours: QuietHours, zone: any ZoneRules)
  private func zones(_ quiet: [Agent.ID: QuietHours]) throws -> [Agent.ID: Hours] {
    quiet.mapValues { ($0, SystemZones.named($0.zone) ?? FixedZone.utc) }
  }
  /// What comes in quiet hours counts when they end.
  private func shown(_ notice: Notice, _ quiet: [Agent.ID: Hours]) -> Notice {
    guard let own = quiet[notice.agent] else { return notice }
    var notice = notice
    notice.shownFrom = max(notice.at, own.hours.end(at: now, in: own.zone))
    return notice
  }
}
