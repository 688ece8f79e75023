/// A structured field such as `text/plain; charset=utf-8; name*0*=utf-8''na%C3%AFve`: its value and parameters.
struct HeaderParameters {
  /// What stands before the first semicolon, lower-case, comments and blanks taken out.
  let value: String
  private let parameters: [(name: String, value: String)]

  /// Reads a field with RFC 2231 continuations and charsets, and with encoded words in quotes, which mailers
  /// write though they may not.
  init(_ bytes: [UInt8], charset: Charset?) {
    let pieces = HeaderParameters.split(bytes)
    value = String(decoding: pieces.first ?? [], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
    var plain: [(String, String)] = []
    var continued: [String: [Int: (bytes: [UInt8], isEncoded: Bool)]] = [:]
    for piece in pieces.dropFirst().prefix(200) {
      guard let equals = piece.firstIndex(of: 61) else { continue }
      let name = String(decoding: piece[..<equals], as: UTF8.self).trimmingSpaces.lowercased()
      let value = HeaderParameters.unquoted(Array(piece[(equals + 1)...]))
      let parts = name.split(separator: "*", omittingEmptySubsequences: false)
      if parts.count == 1 {
        plain.append((name, EncodedWord.decode(value, charset: charset)))
      } else {
        let number = Int(parts[1]) ?? 0
        continued[String(parts[0]), default: [:]][number] = (value, name.hasSuffix("*"))
      }
    }
    for (name, sections) in continued {
      plain.insert((name, HeaderParameters.joined(sections, charset)), at: 0)
    }
    parameters = plain
  }
  subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  private static func joined(_ sections: [Int: (bytes: [UInt8], isEncoded: Bool)], _ charset: Charset?)
    -> String
  {
    var bytes: [UInt8] = []
    var named: Charset?
    for (place, section) in sections.sorted(by: { $0.key < $1.key }).map(\.value).enumerated() {
      var part = section.bytes[...]
      if section.isEncoded {
        if place == 0, let first = part.firstIndex(of: 39),
          let second = part[(first + 1)...].firstIndex(of: 39)
        {
          named = Charset(named: String(decoding: part[part.startIndex..<first], as: UTF8.self))
          part = part[(second + 1)...]
        }
        bytes += percentDecoded(part)
      } else {
        bytes += part
      }
    }
    return (named ?? charset ?? Charset.guess(bytes)).decode(bytes)
  }
  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    TransferEncoding.quotedPrintable.decode(bytes.map { $0 == 37 ? 61 : $0 }[...])
  }

  /// Cuts at semicolons outside quotes and leaves comments out.
  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var (isQuoted, depth, isEscaped) = (false, 0, false)
    for byte in bytes {
      if isEscaped {
        isEscaped = false
        if depth == 0 { pieces[pieces.count - 1].append(byte) }
        continue
      }
      switch byte {
      case 92 where isQuoted || depth > 0:
        isEscaped = true
        if depth == 0 { pieces[pieces.count - 1].append(byte) }
      case 34 where depth == 0:
        isQuoted.toggle()
        pieces[pieces.count - 1].append(byte)
      case 40 where !isQuoted: depth += 1
      case 41 where !isQuoted && depth > 0: depth -= 1
      case 59 where !isQuoted && depth == 0: pieces.append([])
      default: if depth == 0 { pieces[pieces.count - 1].append(byte) }
      }
    }
    return pieces
  }
  private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
    var slice = bytes[...]
    while let first = slice.first, first == 32 || first == 9 { slice.removeFirst() }
    while let last = slice.last, last == 32 || last == 9 { slice.removeLast() }
    guard slice.first == 34 else { return Array(slice) }
    var out: [UInt8] = []
    var isEscaped = false
    for byte in slice.dropFirst() {
      if isEscaped {
        out.append(byte)
        isEscaped = false
      } else if byte == 92 {
        isEscaped = true
      } else if byte == 34 {
        break
      } else {
        out.append(byte)
      }
    }
    return out
  }
}
