import Domain
import TestSupport

extension Ticket {
  static func sample(_ id: Int64 = 1042, status: Status = .open) -> Ticket {
    Ticket(
      id: ID(id), subject: "Refund for double charge", requester: .init(1), status: status,
      created: Instant(seconds: 1_000))
  }
  static func random(_ id: Int64, _ random: inout Seeded) -> Ticket {
    func maybe<T>(_ value: T) -> T? { Bool.random(using: &random) ? value : nil }
    func number(_ most: Int64) -> Int64 { Int64.random(in: 1...most, using: &random) }
    let words = ["refund", "sso", "invoice", "café", "spam", "vip"]
    return Ticket(
      id: ID(id), subject: words.shuffled(using: &random).prefix(3).joined(separator: " "),
      requester: .init(number(3)), assignee: maybe(.init(number(3))), team: maybe(.init(number(2))),
      status: Status.allCases.randomElement(using: &random)!,
      priority: Priority.allCases.randomElement(using: &random)!,
      channel: Channel.allCases.randomElement(using: &random)!,
      kind: Kind.allCases.randomElement(using: &random)!,
      tags: words.shuffled(using: &random).prefix(Int(number(3)) - 1).sorted(),
      watchers: maybe([.init(number(3))]) ?? [], snoozedUntil: maybe(Instant(seconds: number(200_000))),
      due: maybe(Instant(seconds: number(200_000))) ?? .never, mergedInto: maybe(ID(number(9))),
      parent: maybe(ID(number(9))),
      custom: maybe(["order": "\(number(3))"]) ?? [:], created: Instant(seconds: number(100_000)),
      updated: Instant(seconds: 100_000 + number(1000)), solved: maybe(Instant(seconds: number(100_000))))
  }
}
extension Directory {
  static let sample = Directory(
    agents: [
      Agent(
        id: .init(1), handle: .init("ada"), name: "Ada King", email: "ada@desk.example", role: .agent,
        teams: [.init(1)]),
      Agent(id: .init(2), handle: .init("kim"), name: "Kim Lee", email: "kim@desk.example", role: .lead),
      Agent(
        id: .init(3), handle: .init("lee.w"), name: "Lee", email: "lee@desk.example", role: .agent,
        isDisabled: true),
    ],
    teams: [
      Team(id: .init(1), name: "billing", title: "Billing"),
      Team(id: .init(2), name: "tech", title: "Technical"),
    ])
}
