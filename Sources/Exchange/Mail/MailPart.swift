/// A node of a mail's tree: a leaf with decoded bytes, or a box with parts.
struct MailPart {
  var header: HeaderBlock
  /// Lower-case media type, `text/plain` where none is told.
  var type: String
  var parameters: HeaderParameters
  /// The decoded bytes of a leaf; a nested mail keeps its own bytes here as well as its tree in `parts`.
  var content: [UInt8]
  var parts: [MailPart]
  /// Why something of it is not as the mail says, as a sentence.
  var flaw: String?

  /// Deeper boxes are kept as files, more parts are left out.
  static let deepest = 20, most = 500

  var isMultipart: Bool { type.hasPrefix("multipart/") }
  var isText: Bool { type.hasPrefix("text/") }
  var charset: Charset? { parameters["charset"].flatMap(Charset.init(named:)) }
  /// The name of a file, as the sender gave it; nil where there is none.
  var fileName: String? {
    if let field = header.raw("content-disposition").first,
      let name = HeaderParameters(field, charset: header.charset)["filename"]
    {
      return name
    }
    return parameters["name"]
  }
  var isAttachment: Bool {
    let disposition = header.plain("content-disposition")?.lowercased() ?? ""
    return disposition.hasPrefix("attachment") || fileName != nil && !isMultipart
  }
  /// The text of a text leaf, whatever its charset says and whatever it then is.
  var text: String {
    var charset = charset ?? Charset.guess(content)
    // Declared ASCII or nothing we know, with bytes over 127: guess.
    if charset == .windows1252, content.contains(where: { $0 > 127 }) { charset = Charset.guess(content) }
    var text = charset.decode(content).withLineFeeds
    if type == "text/plain", parameters["format"]?.lowercased() == "flowed" {
      text = FlowedText.joined(text, deletesSpaces: parameters["delsp"]?.lowercased() == "yes")
    }
    return type == "text/html" || type == "text/enriched" ? HTMLText.plain(text) : text
  }

  static func read(_ bytes: ArraySlice<UInt8>) -> MailPart {
    var budget = most
    return read(bytes, depth: 0, budget: &budget, fallback: "text/plain")
  }

  private static func read(_ bytes: ArraySlice<UInt8>, depth: Int, budget: inout Int, fallback: String)
    -> MailPart
  {
    var (header, bodyStart) = HeaderBlock.read(bytes)
    let typeField = header.raw("content-type").first
    let parameters = HeaderParameters(typeField ?? [], charset: nil)
    header.charset = parameters["charset"].flatMap(Charset.init(named:))
    let isSound = parameters.value.split(separator: "/", omittingEmptySubsequences: false).count == 2
    var part = MailPart(
      header: header, type: isSound ? parameters.value : parameters.value == "text" ? "text/plain" : fallback,
      parameters: parameters, content: [], parts: [])
    let body = bytes[bodyStart...]
    let encoding = TransferEncoding(header.plain("content-transfer-encoding"))
    if part.isMultipart {
      guard depth < deepest else {
        part.content = Array(body)
        part.type = "application/octet-stream"
        part.flaw = "Parts nested deeper than \(deepest) are kept as one file."
        return part
      }
      let pieces = split(body, boundary: parameters["boundary"] ?? "")
      if pieces.isEmpty {
        // A box without its boundary is what it looks like: text.
        part.type = "text/plain"
        part.content = encoding.decode(body)
        part.flaw = "A part says it has parts, and has none."
        return part
      }
      let inner = part.type == "multipart/digest" ? "message/rfc822" : "text/plain"
      for piece in pieces {
        guard budget > 0 else {
          part.flaw = "Only the first \(most) parts were read."
          break
        }
        budget -= 1
        part.parts.append(read(piece, depth: depth + 1, budget: &budget, fallback: inner))
      }
    } else {
      part.content = encoding.decode(body)
      if part.type == "message/rfc822" || part.type == "message/global", depth < deepest, budget > 0 {
        budget -= 1
        part.parts = [read(part.content[...], depth: depth + 1, budget: &budget, fallback: "text/plain")]
      }
    }
    return part
  }

  /// The pieces between the boundary's lines; a missing end is the end of the body.
  private static func split(_ body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
    let mark = [45, 45] + Array(boundary.utf8)
    if boundary.isEmpty || mark.count > 1000 { return [] }
    var pieces: [ArraySlice<UInt8>] = []
    var start: Int?
    var place = body.startIndex
    while place < body.endIndex, pieces.count <= most {
      let end = body[place...].firstIndex(of: 10) ?? body.endIndex
      let next = min(end + 1, body.endIndex)
      if end - place >= mark.count, body[place..<(place + mark.count)].elementsEqual(mark) {
        let tail = body[(place + mark.count)..<end].filter { $0 != 13 && $0 != 32 && $0 != 9 }
        if tail.isEmpty || tail.starts(with: [45, 45]) {
          if let start { pieces.append(withoutLineEnd(body[start..<max(start, place)])) }
          start = tail.isEmpty ? next : nil
          if start == nil { return pieces }
        }
      }
      place = next
    }
    if let start { pieces.append(body[start...]) }
    return pieces
  }
  /// The line end before a boundary belongs to the boundary.
  private static func withoutLineEnd(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var piece = piece
    if piece.last == 10 { piece.removeLast() }
    if piece.last == 13 { piece.removeLast() }
    return piece
  }
}
