extension WrittenTime {
  /// Reads what a person wrote.
  /// - Throws: ``Refusal`` with examples when it is no time.
  public init(_ text: String) throws(Refusal) {
    guard let found = WrittenTime.read(text) else {
      throw Refusal(
        .invalid, "“\(text)” is not a time.",
        remedy: "Write it as 2h, tomorrow 9:00, mon 9, next week or 2026-12-01 14:30.")
    }
    self = found
  }

  private static func read(_ text: String) -> WrittenTime? {
    var words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "_" }).map(String.init)
    if let first = words.first, words.count == 1, first.count > 11 {
      let parts = first.split(separator: "t", maxSplits: 1).map(String.init)
      if parts.count == 2, Day(iso: parts[0]) != nil { words = parts }
    }
    words.removeAll { $0 == "at" }
    guard let first = words.first else { return nil }
    if words == ["now"] { return .offset(0) }
    if let offset = offset(words) { return .offset(offset) }
    guard let (day, used) = day(words) else {
      // A bare number is no time of day: "9" could as well be nine of anything.
      guard words.count == 1, first.contains(":") || first.hasSuffix("m") else { return nil }
      return minute(first).map { .clock(minute: $0) }
    }
    switch words.count - used {
    case 0: return .day(day, minute: nil)
    case 1: return minute(words[used]).map { .day(day, minute: $0) }
    default: return nil
    }
  }

  /// `2h`, `-2d`, `in 2 hours`, `2 hours ago`, `1h30m`; milliseconds.
  private static func offset(_ words: [String]) -> Int64? {
    var words = words, sign: Int64 = 1
    if words.first == "in" { words.removeFirst() }
    if words.last == "ago" { words.removeLast(); sign = -1 }
    var text = words.joined()[...]
    if text.hasPrefix("-") {
      text = text.dropFirst(); sign = -sign
    } else if text.hasPrefix("+") {
      text = text.dropFirst()
    }
    guard !text.isEmpty else { return nil }
    var total: Int64 = 0
    while !text.isEmpty {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      text = text.dropFirst(digits.count)
      let unit = text.prefix { $0.isASCII && $0.isLetter }
      text = text.dropFirst(unit.count)
      guard let number = Int64(digits), number <= 1_000_000, let length = length(of: String(unit)) else {
        return nil
      }
      total += number * length
    }
    guard total <= .days(36_525) else { return nil }
    return sign * total
  }
  private static func length(of unit: String) -> Int64? {
    switch unit {
    case "s", "sec", "secs", "second", "seconds": 1000
    case "m", "min", "mins", "minute", "minutes": 60_000
    case "h", "hr", "hrs", "hour", "hours": 3_600_000
    case "d", "day", "days": 86_400_000
    case "w", "week", "weeks": 604_800_000
    default: nil
    }
  }

  private static func day(_ words: [String]) -> (WrittenDay, used: Int)? {
    switch words[0] {
    case "today": return (.today, 1)
    case "yesterday": return (.yesterday, 1)
    case "tomorrow", "tmrw": return (.tomorrow, 1)
    case "next" where words.count > 1:
      if words[1] == "week" { return (.nextWeek, 2) }
      if words[1] == "month" { return (.nextMonth, 2) }
      return weekday(words[1]).map { (.weekday($0), 2) }
    case "on", "last": return words.count > 1 ? weekday(words[1]).map { (.weekday($0), 2) } : nil
    default: break
    }
    if let day = Day(iso: words[0]) { return (.date(day), 1) }
    return weekday(words[0]).map { (.weekday($0), 1) }
  }
  private static func weekday(_ word: String) -> Int? {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    return word.count < 3 ? nil : names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }
  /// The minute of the day of `9`, `9:30`, `9am`, `9:30pm`, `14:30`, `14:30:00`.
  private static func minute(_ word: String) -> Int? {
    var text = word[...], shift = 0
    if text.hasSuffix("am") || text.hasSuffix("pm") {
      shift = text.hasSuffix("pm") ? 12 : 0
      text = text.dropLast(2)
      guard let hour = Int(text.prefix { $0 != ":" }), (1...12).contains(hour) else { return nil }
      if hour == 12 { shift -= 12 }
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    let hour = numbers[0] + shift, minute = numbers.count > 1 ? numbers[1] : 0
    return hour < 24 && minute < 60 && numbers.dropFirst(2).allSatisfy { $0 < 60 } ? hour * 60 + minute : nil
  }
}
