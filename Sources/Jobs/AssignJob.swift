import Operations
import Store

extension Job {
  /// Batches small enough that nobody at a console waits behind one.
  private static let givenAtOnce = 100

  /// Gives what waits to whom the rules choose, some at a time; looks first whether there is anything to do, so that a
  /// night in which nobody is there leaves no rows.
  @Sendable static func assign(_ hand: JobHand) throws -> Int {
    var done = 0
    while hand.mayGoOn(), try hand.database.read({ try AssignWaiting.hasWork(in: $0, at: hand.now) }) {
      let outcome = try hand.pipeline.run(AssignWaiting(limit: givenAtOnce), hand.context).output
      done += outcome.assigned + outcome.handed
      // An absence without a deputy begins and ends without a ticket.
      if outcome.assigned + outcome.handed == 0 { break }
    }
    return done
  }
}
