/// The rule at the end of a TZif file for all years after its table: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneFooter: Sendable {
  private enum Date: Sendable {
    case julian(Int), zeroBased(Int)
    case weekday(month: Int, week: Int, day: Int)
  }
  private struct Turn: Sendable {
    let date: Date, second: Int
  }
  private let standard: Int, summer: Int?, begin: Turn?, end: Turn?

  /// Reads the rule; nil when it is not in the shape that POSIX and RFC 8536 give.
  init?(_ text: String) {
    var reader = FooterReader(text)
    guard reader.name(), let west = reader.time() else { return nil }
    standard = -west
    guard !reader.isAtEnd else {
      (summer, begin, end) = (nil, nil, nil)
      return
    }
    guard reader.name() else { return nil }
    summer = reader.next == "," ? standard + 3600 : reader.time().map { -$0 }
    guard summer != nil, reader.take(","), let first = Self.turn(&reader), reader.take(","),
      let last = Self.turn(&reader), reader.isAtEnd
    else { return nil }
    (begin, end) = (first, last)
  }
  private static func turn(_ reader: inout FooterReader) -> Turn? {
    let date: Date
    if reader.take("M") {
      guard let month = reader.number(), reader.take("."), let week = reader.number(), reader.take("."),
        let day = reader.number(), (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
      else { return nil }
      date = .weekday(month: month, week: week, day: day)
    } else if reader.take("J") {
      guard let day = reader.number(), (1...365).contains(day) else { return nil }
      date = .julian(day)
    } else {
      guard let day = reader.number(), (0...365).contains(day) else { return nil }
      date = .zeroBased(day)
    }
    guard reader.take("/") else { return Turn(date: date, second: 7200) }
    return reader.time().map { Turn(date: date, second: $0) }
  }

  /// How far clocks are ahead of UTC at a second since the epoch.
  func offset(at second: Int64) -> Int {
    guard let summer, let begin, let end else { return standard }
    let days = Int((second + Int64(standard)) / 86_400)
    let year = Day(daysSinceEpoch: days).year
    let from = Self.second(of: begin, in: year) - Int64(standard),
      to = Self.second(of: end, in: year) - Int64(summer)
    let isSummer = from < to ? second >= from && second < to : second >= from || second < to
    return isSummer ? summer : standard
  }
  private static func second(of turn: Turn, in year: Int) -> Int64 {
    let day: Int
    switch turn.date {
    case .zeroBased(let number): day = Day(year, 1, 1).daysSinceEpoch + number
    case .julian(let number):
      let leap = Day.length(of: 2, year) == 29 && number >= 60 ? 1 : 0
      day = Day(year, 1, 1).daysSinceEpoch + number - 1 + leap
    case .weekday(let month, let week, let weekday):
      let first = Day(year, month, 1), shift = (weekday - first.weekday % 7 + 7) % 7
      let length = Day.length(of: month, year)
      var date = 1 + shift + (week - 1) * 7
      if date > length { date -= 7 }
      day = first.daysSinceEpoch + date - 1
    }
    return Int64(day) * 86_400 + Int64(turn.second)
  }
}

private struct FooterReader {
  private var rest: Substring
  init(_ text: String) { rest = text[...] }
  var isAtEnd: Bool { rest.isEmpty }
  var next: Character? { rest.first }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }
  /// `CET` or `<+03>`.
  mutating func name() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(letters.count)
    return letters.count >= 3
  }
  mutating func number() -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits.count <= 4 ? Int(digits) : nil
  }
  /// `-1`, `5:30`, `26:00:00`; seconds.
  mutating func time() -> Int? {
    let sign = take("-") ? -1 : 1
    if sign > 0 { _ = take("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let value = number(), value < 60 else { return nil }
      seconds += value * unit
    }
    return sign * seconds
  }
}
