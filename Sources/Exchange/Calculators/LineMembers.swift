import Domain

/// The members of a JSON object on one line, each value still as the bytes of the line: what is asked for is read,
/// and what was seen before is known again by its bytes.
struct LineMembers {
  private(set) var members: [(key: String, value: ArraySlice<UInt8>)] = []

  /// - Throws: ``Refusal`` when the line is no JSON object.
  init(_ line: ArraySlice<UInt8>) throws(Refusal) {
    guard scan(line) else {
      do throws(JSONFlaw) {
        if case .object = try JSONReader.value(line) {
          throw JSONFlaw(problem: "it cannot be read", offset: 0)
        }
      } catch {
        throw Refusal(
          .invalid, "The line is no JSON at byte \(error.offset): \(error.problem).",
          remedy: "Write one JSON object a line.")
      }
      throw Refusal(.invalid, "The line is no JSON object.", remedy: "Write one JSON object a line.")
    }
  }
  /// The bytes of a value; nil when there is none and for null.
  subscript(key: String) -> ArraySlice<UInt8>? {
    guard let value = members.first(where: { $0.key == key })?.value, !value.elementsEqual("null".utf8) else {
      return nil
    }
    return value
  }

  private mutating func scan(_ line: ArraySlice<UInt8>) -> Bool {
    var place = line.startIndex
    func skipBlanks() {
      while place < line.endIndex, line[place] == 32 || (line[place] >= 9 && line[place] <= 13) { place += 1 }
    }
    func take(_ byte: UInt8) -> Bool {
      guard place < line.endIndex, line[place] == byte else { return false }
      place += 1
      return true
    }
    /// Behind the quotation mark that ends the text that begins here.
    func skipText() -> Bool {
      place += 1
      while place < line.endIndex {
        let byte = line[place]
        place += byte == 92 ? 2 : 1
        if byte == 34 { return true }
      }
      return false
    }
    func skipValue() -> Bool {
      guard place < line.endIndex else { return false }
      switch line[place] {
      case 34: return skipText()
      case 123, 91:
        var depth = 0
        while place < line.endIndex {
          switch line[place] {
          case 34:
            if !skipText() { return false }
            continue
          case 123, 91: depth += 1
          case 125, 93: depth -= 1
          default: break
          }
          place += 1
          if depth == 0 { return true }
        }
        return false
      default:
        let start = place
        while place < line.endIndex, ![44, 125, 32, 9, 13].contains(line[place]) { place += 1 }
        return place > start
      }
    }
    skipBlanks()
    guard take(123) else { return false }
    skipBlanks()
    if !take(125) {
      repeat {
        skipBlanks()
        let start = place
        guard place < line.endIndex, line[place] == 34, skipText(), place <= line.endIndex,
          let key = Self.text(line[start..<place])
        else { return false }
        skipBlanks()
        guard take(58) else { return false }
        skipBlanks()
        let value = place
        guard skipValue(), place <= line.endIndex else { return false }
        members.append((key, line[value..<place]))
        skipBlanks()
      } while take(44)
      guard take(125) else { return false }
    }
    skipBlanks()
    return place == line.endIndex
  }
  /// The text that a value in quotation marks is; nil for other values.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.first == 34, bytes.count >= 2 else { return nil }
    let inner = bytes.dropFirst().dropLast()
    if !inner.contains(92) { return String(decoding: inner, as: UTF8.self) }
    return (try? JSONReader.value(bytes))?.string
  }
}
