import Domain
import Operations
import Store

extension Job {
  /// Hands over what is due, one mail after another: taken out of the queue in one transaction, handed over, noted in
  /// another. Who is killed in between leaves a mail that is being sent, and the next leader hands it over again.
  @Sendable static func sendDue(_ hand: JobHand) throws -> Int {
    var handled = 0
    while hand.mayGoOn() {
      let claim = try hand.pipeline.run(ClaimOutbox(), hand.context).output
      guard let number = claim.outbox else { break }
      let end: (outcome: MailHandover, trouble: String?)
      var failure: (any Error)?
      do {
        guard let parcel = try hand.database.read({ try $0.parcel(number) }) else { break }
        end = try handOver(parcel, hand)
      } catch {
        // Nothing left: it waits, and the job says what is wrong.
        (end, failure) = ((.untried, "\(error)"), error)
      }
      _ = try hand.pipeline.run(
        SettleOutbox(
          outbox: Int(number), attempt: claim.attempt, outcome: end.outcome,
          trouble: end.trouble.map(oneLine)), hand.context)
      if let failure { throw failure }
      handled += 1
    }
    return handled
  }
  private static func handOver(
    _ parcel: MailParcel, _ hand: JobHand
  ) throws -> (MailHandover, String?) {
    switch parcel.mode {
    case .capture:
      try MailFolder(beside: hand.database.path).write(parcel.bytes, as: parcel.fileName)
      return (.sent, nil)
    case .redirect, .live:
      return try Sendmail(words: hand.sendmail).send(parcel.bytes, alive: { _ = hand.mayGoOn() })
    }
  }
  private static func oneLine(_ text: String) -> String {
    String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(1000))
  }
}
