public import Domain

/// RFC 5322 dates, as they should be and as old mailers wrote them; what is no date is none.
public enum MailDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let zones = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "jst": 9,
  ]
  /// The instant that a Date field tells: `Fri, 21 Nov 1997 09:55:06 -0600`, `21 Nov 97 09:55 GMT`, and the
  /// form of mbox separators, `Thu Jan  1 00:00:00 2015`. A zone that is none counts as UTC (RFC 5322 4.3).
  public static func parse(_ text: String) -> Instant? {
    let words = withoutComments(text).split { $0.isWhitespace || $0 == "," }.map { $0.lowercased() }
    guard let monthPlace = words.firstIndex(where: { month($0) != nil }), let month = month(words[monthPlace])
    else { return nil }
    let hasDayBefore = monthPlace > 0 && Int(words[monthPlace - 1]) != nil
    let isSeparator = !hasDayBefore && monthPlace + 3 < words.count && words[monthPlace + 2].contains(":")
    let dayPlace = isSeparator ? monthPlace + 1 : monthPlace - 1
    let yearPlace = isSeparator ? monthPlace + 3 : monthPlace + 1
    guard words.indices.contains(dayPlace), words.indices.contains(yearPlace), let day = Int(words[dayPlace]),
      let year = year(words[yearPlace]), (1...31).contains(day)
    else { return nil }
    let date = Day(year, month, day)
    guard Day(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    let timePlace = monthPlace + 2
    guard timePlace < words.count else { return InstantText.make(date, 0, offset: 0) }
    guard let time = time(words[timePlace...].joined()) else { return nil }
    let zone = isSeparator ? nil : words[(timePlace + 1)...].first { zoneOffset($0) != nil }
    return InstantText.make(date, time, offset: zone.flatMap(zoneOffset) ?? 0)
  }
  private static func month(_ word: String) -> Int? {
    guard word.count >= 3, word.allSatisfy(\.isLetter) else { return nil }
    return months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
  }
  private static func year(_ word: String) -> Int? {
    guard word.allSatisfy(\.isASCIIDigit), let number = Int(word) else { return nil }
    switch (word.count, number) {
    case (2, 0..<50): return 2000 + number
    case (2...3, _): return 1900 + number
    case (4, 1900...2100): return number
    default: return nil
    }
  }
  /// `09:55:06`, also where blanks or a zone follow without a gap; hours and minutes must be there.
  private static func time(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isASCIIDigit || $0 == ":" || $0 == "." }
    let parts = digits.split(separator: digits.contains(":") ? ":" : ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Int(parts[0].prefix(2)),
      let minute = Int(parts[1].prefix(2))
    else { return nil }
    let second = parts.count == 3 ? Int(parts[2].prefix(2)) : 0
    guard let second, hour < 24, minute < 60, second < 61, parts[0].count <= 2, parts[1].count <= 2 else {
      return nil
    }
    return Int64((hour * 60 + minute) * 60 + min(second, 59)) * 1000
  }
  private static func zoneOffset(_ word: String) -> Int? {
    if let hours = zones[word] { return hours * 3600 }
    return InstantText.fixedOffset(word.uppercased()[...])
  }
  private static func withoutComments(_ text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "(" { depth += 1; return false }
      if character == ")" && depth > 0 { depth -= 1; return false }
      return depth == 0
    }
  }
}
