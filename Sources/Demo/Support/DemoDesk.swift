public import Domain

/// A believable support desk made from a seed: the same seed, size and `now` give the same desk, bit for bit.
///
/// Nothing is kept: any customer and any ticket is computed from its number, so that a desk of millions of tickets
/// costs no memory. Names, texts and figures are the demo's own; all addresses end in `.example`.
public struct DemoDesk: Sendable {
  /// What it is made from.
  public let seed: UInt64, now: Instant, ticketCount: Int, messageCount: Int?
  let customers: DemoCustomers, time: DeskTime

  /// - Parameters:
  ///   - tickets: from 1.
  ///   - messages: how many in all, at least one a ticket; nil for as many as people would write.
  /// - Throws: `Refusal.invalid` when a number does not fit.
  public init(seed: UInt64 = 1, now: Instant, tickets: Int = 3000, messages: Int? = nil) throws(Refusal) {
    guard (1...100_000_000).contains(tickets) else {
      throw Refusal(
        .invalid, "A demo of \(tickets) tickets cannot be made.", remedy: "Use 1 to 100,000,000.",
        field: "tickets")
    }
    if let messages, messages < tickets || messages > tickets * 1000 {
      throw Refusal(
        .invalid, "\(messages) messages do not fit \(tickets) tickets.",
        remedy: "Each ticket has at least one message, and at most a thousand.", field: "messages")
    }
    (self.seed, self.now, ticketCount, messageCount) = (seed, now, tickets, messages)
    customers = DemoCustomers(seed: seed, now: now, tickets: tickets)
    time = DeskTime(now: now, days: Self.days(tickets))
  }
  /// Some 25 tickets a day, but never more than four years.
  private static func days(_ tickets: Int) -> Int { min(1460, max(30, tickets / 25)) }

  /// Customers have the numbers 1 to this one.
  public var customerCount: Int { customers.count }
  /// The customer with this number.
  public func customer(_ number: Int) -> Customer { customers.customer(number) }

  /// The numbers of all tickets, oldest ticket first.
  ///
  /// The desk's own tickets end at ``newest``; what is beyond came along when the desk moved here, and is older. So
  /// the tickets that people read about, T-1042 and its neighbours, are recent in a desk of any size.
  public var numbers: [ClosedRange<Int>] {
    guard ticketCount > Self.newest else { return [Self.newest - ticketCount + 1...Self.newest] }
    return [Self.newest + 1...ticketCount, 1...Self.newest]
  }
  static let newest = 1140

  /// 0 for the newest ticket.
  func rank(of number: Int) -> Int {
    number <= Self.newest ? Self.newest - number : Self.newest + ticketCount - number
  }
  func exists(_ number: Int) -> Bool { numbers.contains { $0.contains(number) } }

  /// How many messages a ticket has where the number of all is given: adds up exactly, each from 1 to twice the mean.
  func messages(of number: Int) -> Int? {
    guard let messageCount else { return nil }
    let place = rank(of: number), spare = messageCount / ticketCount - 1
    func upTo(_ place: Int) -> Int {
      guard place > 0, place < ticketCount else { return place <= 0 ? 0 : messageCount }
      var random = SplitMix(seed: seed, stream: 3, place)
      let (whole, rest) = messageCount.quotientAndRemainder(dividingBy: ticketCount)
      let even = whole * place + rest * place / ticketCount
      return even + (spare > 0 ? random.below(spare + 1) : 0)
    }
    return upTo(place + 1) - upTo(place)
  }

  /// The ticket with this number, told in full.
  public func ticket(_ number: Int) -> DemoTicket {
    if messageCount == nil, let named = NamedStory.by(number) { return named.told(on: self) }
    return Story(number, on: self).told()
  }
}
