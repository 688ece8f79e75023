public import Domain

/// Answers lines of JSON with lines of JSON. Lines do not know of each other; what they have in common is only read
/// once.
public protocol Calculator {
  /// Appends the members of an answer behind its `id`, each with a comma in front.
  /// - Throws: ``Refusal`` with the field that is wrong.
  mutating func answer(_ line: LineOfFields, into out: inout [UInt8]) throws(Refusal)
}

/// A line as calculators see it.
public struct LineOfFields {
  let members: LineMembers
}

extension Calculator {
  /// Appends the answer to one line, its end included.
  /// - Returns: false when the answer is an error.
  public mutating func answer(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    let start = out.count
    out += [123, 34, 105, 100, 34, 58]  // {"id":
    do throws(Refusal) {
      let members = try LineMembers(line)
      out += try Self.name(of: members)
      let place = out.count
      do throws(Refusal) { try answer(LineOfFields(members: members), into: &out) } catch {
        out.removeSubrange(place...)
        throw error
      }
    } catch {
      if out.count == start + 6 { out += Array("null".utf8) }
      JSONValue.Member("error", Self.told(error)).writeAfter(&out)
      out += [125, 10]
      return false
    }
    out += [125, 10]
    return true
  }
  /// The line's own name as it is written there, null when it has none.
  private static func name(of members: LineMembers) throws(Refusal) -> ArraySlice<UInt8> {
    guard let bytes = members["id"] else { return Array("null".utf8)[...] }
    guard bytes.first != 123, bytes.first != 91, (try? JSONReader.value(bytes)) != nil else {
      throw LineFlaw.kind("id", "a text or a number")
    }
    return bytes
  }
  /// What is said about a line that cannot be answered.
  static func told(_ refusal: Refusal) -> JSONValue {
    .object([
      JSONValue.Member("problem", .string(refusal.problem)),
      JSONValue.Member("remedy", refusal.remedy.map { .string($0) } ?? .null),
      JSONValue.Member("field", refusal.field.map { .string($0) } ?? .null),
    ])
  }
}

extension JSONValue.Member {
  func writeAfter(_ out: inout [UInt8]) {
    out.append(44)
    JSONValue.string(key).write(to: &out)
    out.append(58)
    value.write(to: &out)
  }
}

/// Appends an instant as a text.
/// - Throws: ``Refusal`` when it has no four-digit year.
func writeInstant(_ instant: Instant, to out: inout [UInt8]) throws(Refusal) {
  guard instant <= .never, instant.seconds >= -62_135_596_800 else {
    throw Refusal(
      .invalid, "The answer lies outside the years 1 to 9999.", remedy: "Ask about a nearer time.")
  }
  out.append(34)
  RFC3339.write(instant, to: &out)
  out.append(34)
}

/// Things that were read from text before, known again by it.
struct Remembered<Value> {
  private var known: [ArraySlice<UInt8>: Value] = [:]
  private var last: (text: [UInt8], value: Value)?
  /// More different ones in one stream are read anew.
  private static var kept: Int { 512 }

  mutating func value(
    _ text: ArraySlice<UInt8>, _ make: (ArraySlice<UInt8>) throws(Refusal) -> Value
  ) throws(Refusal) -> Value {
    if let last, last.text.count == text.count, last.text.elementsEqual(text) { return last.value }
    if let found = known[text] {
      last = (Array(text), found)
      return found
    }
    let made = try make(text)
    if known.count >= Self.kept { known.removeAll() }
    // A copy of its own: a slice would keep the whole input.
    let own = Array(text)
    known[own[...]] = made
    last = (own, made)
    return made
  }
}
