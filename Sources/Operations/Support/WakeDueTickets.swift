public import Acts
import Domain
public import Store

/// Wakes the tickets whose snooze has ended; the job does so by itself.
public struct WakeDueTickets: Act {
  public static let about = About(
    Tickets.self, "wake-due", .changeTickets, "Wake tickets whose snooze has ended",
    help:
      "Brings tickets whose snooze has ended back into the working queues, the earliest first; jobs do so by themselves.",
    examples: ["ticket wake-due", "ticket wake-due --limit 20"])
  public static let form = Form(
    Self.init,
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("200"), .short("n")))

  /// How many at most.
  public let limit: Int
  public init(limit: Int = 200) { self.limit = limit }

  public typealias Inverse = RestoreTickets
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<WakeDueTickets> {
    // Looked up here and not by who asks: what somebody has put to sleep again meanwhile sleeps on.
    let edits = try store.edit(try store.ticketsToWake(at: context.now, limit: limit), context) {
      $0.snoozedUntil = nil
    }
    return Done(Edited(edits.ids, changed: edits.changed, "awake"), undoneBy: edits.inverse)
  }
  public static func sentence(_ edited: Edited) -> String {
    edited.tickets.isEmpty ? "No ticket's snooze has ended." : edited.sentence
  }
}
