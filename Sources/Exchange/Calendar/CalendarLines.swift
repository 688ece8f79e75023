import Domain

/// A line of an iCalendar file (RFC 5545), put together again where it was folded.
struct CalendarLine {
  /// In capitals, parameters by their names in capitals.
  let name: String, parameters: [String: String], value: String
  /// Where it begins in the file, from 1.
  let number: Int

  /// All lines of a file.
  /// - Throws: ``Refusal`` that names the line that is none.
  static func all(in text: String) throws(Refusal) -> [CalendarLine] {
    var folded: [(number: Int, text: String)] = [], number = 0
    // A line's end may be two characters, which Swift counts as one.
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if line.first == " " || line.first == "\t", !folded.isEmpty {
        folded[folded.count - 1].text += line.dropFirst()
      } else if !line.isEmpty {
        folded.append((number, String(line)))
      }
    }
    var lines: [CalendarLine] = []
    for (number, text) in folded {
      guard let line = CalendarLine(text, number: number) else {
        throw Refusal(
          .invalid, "Line \(number) is no line of a calendar: “\(text.prefix(40))”.",
          remedy: "Export the calendar again as iCalendar (.ics).")
      }
      lines.append(line)
    }
    return lines
  }
  private init?(_ text: String, number: Int) {
    var isQuoted = false, parts: [String] = [""]
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ":", !isQuoted {
        break
      } else if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      if rest.isEmpty { return nil }
    }
    name = parts[0].uppercased()
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      return nil
    }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      parameters[pair[0].uppercased()] = pair[1]
    }
    (self.parameters, value, self.number) = (parameters, String(rest), number)
  }
  /// What is said about a line that is not understood.
  func flaw(_ problem: String, _ remedy: String) -> Refusal {
    Refusal(.invalid, "Line \(number), \(name): \(problem)", remedy: remedy)
  }
  /// The dates of a value such as `20261225` or `20261225,20261226`.
  func dates() throws(Refusal) -> [Day] {
    var days: [Day] = []
    for text in value.split(separator: ",") {
      guard let day = CalendarLine.date(String(text)) else {
        throw flaw(
          "“\(text.prefix(40))” is no date without a time.", "A holiday is a whole date, such as 20261225.")
      }
      days.append(day)
    }
    guard !days.isEmpty else { throw flaw("there is no date.", "Write one, such as 20261225.") }
    return days
  }
  static func date(_ text: String) -> Day? {
    guard text.utf8.count == 8 else { return nil }
    return Day(iso: "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
  }
}
