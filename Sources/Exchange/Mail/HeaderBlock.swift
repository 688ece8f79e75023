/// The header fields of a mail or of a part of one, in order, unfolded, as bytes.
public struct HeaderBlock: Sendable {
  /// A field: its name as written and its value, line ends and folding taken out.
  public struct Field: Sendable {
    /// The name without the colon.
    public let name: String
    /// The value as it came; decode it with ``HeaderBlock/text(_:)``.
    public let value: [UInt8]
  }
  /// The fields in order; at most ``most``.
  public private(set) var fields: [Field] = []
  /// More fields than this are left out: a mail with more is an attack or a wreck.
  public static let most = 2000
  /// What bytes over 127 in values mean when no encoded word says so; nil guesses.
  public var charset: Charset?

  /// Reads the fields at the beginning of `bytes`.
  /// - Returns: the block, and where the body begins.
  static func read(_ bytes: ArraySlice<UInt8>) -> (HeaderBlock, body: Int) {
    var block = HeaderBlock()
    var place = bytes.startIndex
    var name: String?
    var value: [UInt8] = []
    func finish() {
      if let name, block.fields.count < most { block.fields.append(Field(name: name, value: trimmed(value))) }
      name = nil
      value = []
    }
    while place < bytes.endIndex {
      let end = bytes[place...].firstIndex(of: 10) ?? bytes.endIndex
      let next = min(end + 1, bytes.endIndex)
      var line = bytes[place..<end]
      if line.last == 13 { line.removeLast() }
      if line.isEmpty { finish(); return (block, next) }
      if block.fields.isEmpty && name == nil && isSeparator(line) { place = next; continue }
      if isBlank(line[line.startIndex]) {
        // Folded: also a line of nothing but spaces continues the field, as real mail has it.
        if name != nil, value.count < 1 << 20 { value.append(32); value += trimmed(Array(line)) }
      } else if let field = split(line) {
        finish()
        (name, value) = field
      } else if block.fields.isEmpty && name == nil || !isHeaderAhead(bytes, next) {
        // No header at all, or text where one was expected: the body has begun.
        finish()
        return (block, place)
      } else {
        finish()
      }
      place = next
    }
    finish()
    return (block, bytes.endIndex)
  }
  /// The separator of an mbox, quoted or not, which forwarded mails often still carry.
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.first == 62 ? line.dropFirst() : line
    return line.starts(with: Array("From ".utf8)) && split(line) == nil
  }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var slice = bytes[...]
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return Array(slice)
  }
  private static func split(_ line: ArraySlice<UInt8>) -> (String?, [UInt8])? {
    guard let colon = line.firstIndex(of: 58), colon > line.startIndex else { return nil }
    var name = line[line.startIndex..<colon]
    while let last = name.last, isBlank(last) { name.removeLast() }
    guard !name.isEmpty, name.count < 200, name.allSatisfy({ (33...126).contains($0) }) else { return nil }
    return (String(decoding: name, as: UTF8.self), Array(line[(colon + 1)...]))
  }
  private static func isHeaderAhead(_ bytes: ArraySlice<UInt8>, _ place: Int) -> Bool {
    var place = place
    while place < bytes.endIndex {
      let end = bytes[place...].firstIndex(of: 10) ?? bytes.endIndex
      guard isBlank(bytes[place]) else { return split(bytes[place..<end]) != nil }
      place = min(end + 1, bytes.endIndex)
    }
    return false
  }

  /// The values of a field as they came, in order.
  func raw(_ name: String) -> [[UInt8]] {
    let name = name.lowercased()
    return fields.lazy.filter { $0.name.lowercased() == name }.map(\.value)
  }
  /// The first value of a field with encoded words decoded, nil where there is no such field.
  public func text(_ name: String) -> String? {
    raw(name).first.map { EncodedWord.decode($0, charset: charset) }
  }
  /// The first value of a field as bare text, encoded words left alone: for structured fields.
  func plain(_ name: String) -> String? { raw(name).first.map(plainText) }
  func plainText(_ bytes: [UInt8]) -> String { EncodedWord.raw(bytes[...], charset) }
}
