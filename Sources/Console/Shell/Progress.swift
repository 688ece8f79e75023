import Domain
import Synchronization

/// How far something long has come, told by the thread that does it, and the wish of the operator that it stops.
final class Progress: Sendable {
  private struct State { var done = 0, total = 0, isStopping = false }
  private let state = Mutex(State())

  /// What is done of how much; nil before the first report.
  var standing: (done: Int, total: Int)? {
    state.withLock { $0.total > 0 ? ($0.done, $0.total) : nil }
  }
  var isStopping: Bool { state.withLock { $0.isStopping } }
  /// Stops after the part that is under way; what was done until then stays done.
  func stop() { state.withLock { $0.isStopping = true } }
  /// Told by the one who works. Answers whether to go on.
  func report(_ done: Int, of total: Int) -> Bool {
    state.withLock {
      ($0.done, $0.total) = (done, total)
      return !$0.isStopping
    }
  }

  /// `Assign tickets  12,400 of 45,000   3,100 a second   11 s left`, as far as it is known after so many
  /// milliseconds.
  func words(after elapsed: Int64) -> String {
    guard let (done, total) = standing else { return "\(elapsed / 1000) s" }
    var words = "\(Digits.grouped(done)) of \(Digits.grouped(total))"
    guard done > 0, elapsed >= 500 else { return words }
    let rate = Int64(done) * 1000 / elapsed
    if rate > 0 {
      words += "   \(Digits.grouped(Int(rate))) a second   \(Int64(total - done) / rate + 1) s left"
    }
    return words
  }
}
