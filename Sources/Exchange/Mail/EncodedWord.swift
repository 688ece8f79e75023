/// RFC 2047: text outside ASCII in header fields, `=?utf-8?Q?na=C3=AFve?=`, as it should be and as it is met.
enum EncodedWord {
  private struct Word {
    var charset: String, isBase64: Bool, content: [UInt8], end: Int
    /// What was decoded of words before this one.
    var before: [UInt8] = []
    var bytes: [UInt8] {
      before + (isBase64 ? TransferEncoding.base64 : .quotedPrintable).decode(content[...])
    }
    /// Takes the next word of the same charset; two that cut a base64 group in half are put together first.
    mutating func join(_ next: Word) {
      if isBase64 && next.isBase64 && content.count % 4 != 0
        && (content.count + next.content.count) % 4 == 0
      {
        content += next.content
      } else {
        (before, content, isBase64) = (bytes, next.content, next.isBase64)
      }
    }
  }
  /// Decodes a value. Words of one charset that touch are joined as bytes first, since mailers cut characters
  /// in half; words that cannot be read stay as they are written.
  static func decode(_ value: [UInt8], charset: Charset?) -> String {
    var out = ""
    var pending: Word?
    var place = 0
    var plainStart = 0
    func flush() {
      guard let word = pending else { return }
      out += (Charset(named: word.charset) ?? Charset.guess(word.bytes)).decode(word.bytes)
      pending = nil
    }
    while place < value.count {
      guard value[place] == 61, let word = word(value, at: place) else { place += 1; continue }
      let between = value[plainStart..<place]
      let onlyBlanks = between.allSatisfy { $0 == 32 || $0 == 9 }
      if pending != nil, onlyBlanks {
        if pending?.charset.lowercased() == word.charset.lowercased() {
          pending?.join(word)
        } else {
          flush()
          pending = word
        }
      } else {
        flush()
        out += raw(between, charset)
        pending = word
      }
      place = word.end
      plainStart = place
    }
    flush()
    out += raw(value[plainStart...], charset)
    return out
  }
  /// Bytes over 127 without an encoded word: UTF-8 when they are valid UTF-8, which other charsets hardly ever
  /// are by chance, else what the body is declared to be.
  static func raw(_ bytes: ArraySlice<UInt8>, _ charset: Charset?) -> String {
    if bytes.isEmpty { return "" }
    let bytes = Array(bytes)
    let guess = Charset.guess(bytes)
    return (guess == .windows1252 ? charset ?? guess : guess).decode(bytes)
  }

  private static func word(_ value: [UInt8], at start: Int) -> Word? {
    guard start + 6 < value.count, value[start + 1] == 63,
      let first = value[(start + 2)...].prefix(60).firstIndex(of: 63), first + 2 < value.count,
      value[first + 2] == 63
    else { return nil }
    var name = String(decoding: value[(start + 2)..<first], as: UTF8.self)
    if let star = name.firstIndex(of: "*") { name = String(name[..<star]) }
    guard !name.isEmpty, !name.contains(" ") else { return nil }
    let text = first + 3
    var end = text
    while end + 1 < value.count, !(value[end] == 63 && value[end + 1] == 61) { end += 1 }
    guard end + 1 < value.count else { return nil }
    let content = value[text..<end]
    switch value[first + 1] {
    case UInt8(ascii: "B"), UInt8(ascii: "b"):
      return Word(charset: name, isBase64: true, content: Array(content), end: end + 2)
    case UInt8(ascii: "Q"), UInt8(ascii: "q"):
      let spaced = content.map { $0 == 95 ? 32 : $0 }
      return Word(charset: name, isBase64: false, content: spaced, end: end + 2)
    default: return nil
    }
  }
}
