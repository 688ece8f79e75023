/// A mailbox out of a From, To or Cc field.
public struct MailAddress: Hashable, Sendable {
  /// The name as people read it, often empty; the address in lower case, empty when there is none.
  public var name: String, address: String
  /// Makes an address.
  public init(name: String, address: String) { (self.name, self.address) = (name, address.lowercased()) }

  /// Reads a list; groups are opened, comments kept as names where nothing better stands, junk left out.
  public static func list(_ text: String) -> [MailAddress] { list(Array(text.utf8), charset: nil) }

  static func list(_ bytes: [UInt8], charset: Charset?) -> [MailAddress] {
    var found: [MailAddress] = []
    for piece in pieces(bytes).prefix(1000) {
      if let address = one(piece, charset) { found.append(address) }
    }
    return found
  }

  private struct Piece {
    var words: [UInt8] = [], angle: [UInt8]?, comments: [[UInt8]] = []
    var isEmpty: Bool { words.allSatisfy { $0 == 32 || $0 == 9 } && angle == nil && comments.isEmpty }
  }
  /// Cuts at commas and semicolons outside quotes, comments and angles; a colon ends a group's name.
  private static func pieces(_ bytes: [UInt8]) -> [Piece] {
    var all: [Piece] = []
    var piece = Piece()
    var (isQuoted, depth, isAngle) = (false, 0, false)
    var place = 0
    func put(_ byte: UInt8) {
      if depth > 0 {
        piece.comments[piece.comments.count - 1].append(byte)
      } else if isAngle {
        piece.angle?.append(byte)
      } else {
        piece.words.append(byte)
      }
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == 92, place < bytes.count, isQuoted || depth > 0 {
        put(bytes[place])
        place += 1
        continue
      }
      switch byte {
      case 34 where depth == 0: isQuoted.toggle()
      case 40 where !isQuoted:
        depth += 1
        if depth == 1 { piece.comments.append([]) } else { put(byte) }
      case 41 where !isQuoted && depth > 0:
        depth -= 1
        if depth > 0 { put(byte) }
      case 60 where !isQuoted && depth == 0:
        isAngle = true
        piece.angle = []
      case 62 where !isQuoted && depth == 0: isAngle = false
      case 44 where !isQuoted && depth == 0 && !isAngle, 59 where !isQuoted && depth == 0 && !isAngle:
        if !piece.isEmpty { all.append(piece) }
        piece = Piece()
      case 58 where !isQuoted && depth == 0 && !isAngle && !piece.words.contains(64): piece = Piece()
      default: put(byte)
      }
    }
    if !piece.isEmpty { all.append(piece) }
    return all
  }

  private static func one(_ piece: Piece, _ charset: Charset?) -> MailAddress? {
    func text(_ bytes: [UInt8]) -> String {
      EncodedWord.decode(bytes, charset: charset).split { $0.isWhitespace }.joined(separator: " ")
    }
    let comment = piece.comments.first.map(text) ?? ""
    if let angle = piece.angle {
      var address = (charset ?? Charset.guess(angle)).decode(angle).filter { !$0.isWhitespace }
      if let route = address.lastIndex(of: ":") { address = String(address[address.index(after: route)...]) }
      let name = text(piece.words)
      return MailAddress(name: name.isEmpty ? comment : name, address: address)
    }
    let words = text(piece.words).split(separator: " ")
    guard let at = words.lastIndex(where: { $0.contains("@") }) else {
      let name = words.joined(separator: " ")
      return name.isEmpty ? nil : MailAddress(name: name, address: "")
    }
    // `pete (his account) @ silly.test`, or a name and an address without angles.
    if words[at].hasPrefix("@") || words[at].hasSuffix("@") || words.count == 1 {
      return MailAddress(name: comment, address: words.joined())
    }
    let name = (words[..<at] + words[(at + 1)...]).joined(separator: " ")
    return MailAddress(name: name.isEmpty ? comment : name, address: String(words[at]))
  }
}
