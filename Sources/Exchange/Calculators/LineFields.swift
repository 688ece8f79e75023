public import Domain

extension LineMembers {
  /// - Throws: ``Refusal`` that names a member that is none of `known`, or stands twice.
  func allow(_ known: [String], in what: String) throws(Refusal) {
    for (key, _) in members where !known.contains(key) {
      throw LineFlaw.unknown(key, known, in: what, at: key)
    }
    for place in members.indices.dropFirst()
    where members[..<place].contains(where: { $0.key == members[place].key }) {
      throw Refusal(
        .invalid, "The field \(members[place].key) stands twice.", remedy: "Leave one of them out.",
        field: members[place].key)
    }
  }
  private func needed(_ key: String) throws(Refusal) -> ArraySlice<UInt8> {
    guard let bytes = self[key] else { throw LineFlaw.missing(key, at: key) }
    return bytes
  }
  /// A value as a tree.
  func value(_ key: String) throws(Refusal) -> JSONValue {
    try LineFlaw.json(try needed(key), at: key)
  }
  func instant(_ key: String) throws(Refusal) -> Instant {
    let bytes = try needed(key)
    guard bytes.first == 34 else { throw LineFlaw.kind(key, "an instant in quotation marks") }
    return try LineFlaw.at(key) { () throws(Refusal) in try RFC3339.wholeSecond(bytes.dropFirst().dropLast())
    }
  }
  func text(_ key: String) throws(Refusal) -> String {
    guard let text = Self.text(try needed(key)) else { throw LineFlaw.kind(key, "a text in quotation marks") }
    return text
  }
  /// A whole number.
  func whole(_ key: String) throws(Refusal) -> Int64 {
    guard let number = LineFlaw.whole(try LineFlaw.json(try needed(key), at: key)) else {
      throw LineFlaw.kind(key, "a whole number")
    }
    return number
  }
  /// Pairs of instants.
  func pauses(_ key: String) throws(Refusal) -> [TimeSpan] {
    guard let bytes = self[key] else { return [] }
    let value = try LineFlaw.json(bytes, at: key)
    guard case .array(let pairs) = value else { throw LineFlaw.kind(key, "a list of pairs of instants") }
    var spans: [TimeSpan] = []
    for (place, pair) in pairs.enumerated() {
      let field = "\(key)[\(place)]"
      guard pair.elements.count == 2 else { throw LineFlaw.kind(field, "a pair of instants") }
      let from = try LineFlaw.instant(pair.elements[0], at: field),
        to = try LineFlaw.instant(pair.elements[1], at: field)
      guard from <= to else {
        throw Refusal(
          .invalid, "The pause ends at \(RFC3339.text(to)), before it begins at \(RFC3339.text(from)).",
          remedy: "Give the earlier instant first.", field: field)
      }
      spans.append(TimeSpan(from: from, to: to))
    }
    return spans
  }
}

/// How flaws of a line are told, and small values read.
enum LineFlaw {
  static func missing(_ key: String, at field: String) -> Refusal {
    Refusal(.invalid, "The field \(key) is missing.", remedy: "Add it.", field: field)
  }
  static func unknown(_ key: String, _ known: [String], in what: String, at field: String) -> Refusal {
    let near = Words.nearest(to: key, in: known)
    return Refusal(
      .unknown, "There is no field \(key) in \(what).",
      remedy: near.map { "Did you mean \($0)?" } ?? "It has: \(known.joined(separator: ", ")).", field: field)
  }
  static func kind(_ field: String, _ wanted: String) -> Refusal {
    Refusal(.invalid, "The field \(field) is not \(wanted).", remedy: "Write \(wanted).", field: field)
  }
  /// One of some words.
  static func choice<T: RawRepresentable & CaseIterable>(
    _ value: JSONValue, at field: String
  ) throws(Refusal) -> T where T.RawValue == String {
    let words = T.allCases.map(\.rawValue)
    guard let text = value.string else { throw kind(field, "one of \(words.joined(separator: ", "))") }
    guard let found = T(rawValue: text) else {
      throw Refusal(
        .invalid, "“\(text.prefix(60))” is not one of \(words.joined(separator: ", ")).",
        remedy: Words.nearest(to: text, in: words).map { "Did you mean \($0)?" } ?? "Choose one of them.",
        field: field)
    }
    return found
  }
  static func whole(_ value: JSONValue) -> Int64? {
    switch value {
    case .integer(let number): number
    case .decimal(let number): Int64(exactly: number)
    default: nil
    }
  }
  static func instant(_ value: JSONValue, at field: String) throws(Refusal) -> Instant {
    guard let text = value.string else { throw kind(field, "an instant in quotation marks") }
    return try at(field) { () throws(Refusal) in try RFC3339.wholeSecond(Array(text.utf8)[...]) }
  }
  static func json(_ bytes: ArraySlice<UInt8>, at field: String) throws(Refusal) -> JSONValue {
    do { return try JSONReader.value(bytes) } catch {
      throw Refusal(
        .invalid, "The field \(field) is no JSON at its byte \(error.offset): \(error.problem).",
        remedy: "Write it as JSON.", field: field)
    }
  }
  /// Says where, if the refusal does not; its own place counts from there.
  static func at<T>(_ field: String, _ body: () throws(Refusal) -> T) throws(Refusal) -> T {
    do { return try body() } catch {
      var refusal = error
      refusal.field = error.field.map { field + "." + $0 } ?? field
      throw refusal
    }
  }
  /// The members of an object that may only have certain ones, each once; null counts as left out.
  static func members(
    _ value: JSONValue, _ known: [String], in what: String, at field: String
  ) throws(Refusal) -> [String: JSONValue] {
    guard case .object(let members) = value else { throw kind(field, "an object") }
    var found: [String: JSONValue] = [:]
    for member in members {
      let place = "\(field).\(member.key)"
      guard known.contains(member.key) else { throw unknown(member.key, known, in: what, at: place) }
      guard found.updateValue(member.value, forKey: member.key) == nil else {
        throw Refusal(
          .invalid, "The field \(member.key) stands twice.", remedy: "Leave one of them out.", field: place)
      }
    }
    return found.filter { $0.value != .null }
  }
}

extension JSONValue {
  /// Reads a value, as the calculators do.
  /// - Throws: ``Refusal`` that names the byte where it is no JSON, at the field it was written in.
  public init(reading text: String, at field: String) throws(Refusal) {
    self = try LineFlaw.json(Array(text.utf8)[...], at: field)
  }
}
