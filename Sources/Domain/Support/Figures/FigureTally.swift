/// Counts and times of one period, added up ticket by ticket.
public struct FigureTally: Sendable {
  /// Times of one figure, by the calendar and in open time.
  public struct Times: Sendable {
    /// In seconds.
    public var calendar = Measurements(), open = Measurements()
  }
  /// The course of the period in equal parts.
  public struct Part: Sendable {
    /// When it begins.
    public let start: Instant
    /// How many tickets were made and how many became solved, how many promises were broken; first responses.
    public var created = 0, solves = 0, breached = 0, firstResponse = Measurements()
  }
  /// How often each figure was told.
  public private(set) var counts: [Figure: Int] = [:]
  /// Of those figures that are times.
  public private(set) var times: [Figure: Times] = [:]
  /// Replies to each solved ticket.
  public private(set) var touches = Measurements()
  /// In order.
  public private(set) var parts: [Part]
  private let scope: FigureScope, width: Int64

  /// Nothing yet, for a period in so many parts.
  public init(_ scope: FigureScope, parts count: Int) {
    let count = max(1, count)
    let width = max(1, (scope.to - scope.from + Int64(count) - 1) / Int64(count))
    (self.scope, self.width) = (scope, width)
    parts = (0..<count).map { Part(start: scope.from + Int64($0) * width) }
  }
  /// How often a figure was told.
  public func count(_ figure: Figure) -> Int { counts[figure] ?? 0 }

  /// Adds one ticket's part in a figure.
  public mutating func add(_ figure: Figure, _ measured: Measured) {
    counts[figure, default: 0] += 1
    if figure.isTime {
      times[figure, default: Times()].calendar.add(measured.amount)
      if let open = measured.open { times[figure, default: Times()].open.add(open) }
    }
    switch figure {
    case .touches: touches.add(measured.amount)
    case .created: parts[place(measured.at)].created += 1
    case .solves: parts[place(measured.at)].solves += 1
    case .promise(_, .breached): parts[place(measured.at)].breached += 1
    case .firstResponse: parts[place(measured.at)].firstResponse.add(measured.amount)
    default: break
    }
  }
  private func place(_ at: Instant) -> Int {
    min(parts.count - 1, max(0, Int((at - scope.from) / width)))
  }
}
