/// Notices when the wall clock is set: while it was, nothing that follows from the time of day is done.
///
/// A clock that is put forward by a day would let every snooze end and every due pass at once, and one that is then put
/// back cannot take that back. So what expires waits until both clocks have gone alike for a while.
public struct ClockWatch: Sendable {
  /// How far the two clocks may drift apart between two looks, and for how long they must have gone alike after a jump;
  /// in milliseconds.
  public static let tolerance: Int64 = .seconds(2), calm: Int64 = .seconds(30)

  private var last: (wall: Instant, steady: Int64)?
  private var jumped: Int64?
  /// The last jump, in milliseconds, forward positive; nil: there was none.
  public private(set) var jump: Int64?

  /// A watch that has seen nothing yet.
  public init() {}

  /// Tells what both clocks show; to be called at least each few seconds.
  /// - Parameters:
  ///   - wall: the time of day.
  ///   - steady: milliseconds of a clock that never jumps.
  /// - Returns: the milliseconds until the wall clock is believed again; 0 when it is.
  public mutating func look(wall: Instant, steady: Int64) -> Int64 {
    if let last {
      let drift = (wall - last.wall) - (steady - last.steady)
      if abs(drift) > Self.tolerance { (jumped, jump) = (steady, drift) }
    }
    last = (wall, steady)
    guard let jumped else { return 0 }
    let left = Self.calm - (steady - jumped)
    if left > 0 { return left }
    self.jumped = nil
    return 0
  }
}
