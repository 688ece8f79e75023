/// Goes over a mail's tree and takes out what people read and which files there are.
struct MailContent {
  private(set) var text = ""
  private(set) var attachments: [ImportedAttachment] = []
  private(set) var flaws: [String] = []
  var traits = MailMessage.Traits()

  mutating func collect(_ part: MailPart, isRoot: Bool = false) {
    if let flaw = part.flaw { flaws.append(flaw) }
    switch part.type {
    case "multipart/alternative": alternative(part)
    case "multipart/related":
      for (place, inner) in part.parts.enumerated() {
        if place == 0 || inner.isMultipart { collect(inner) } else { attach(inner) }
      }
    case "multipart/signed":
      let kind = part.parameters["protocol"]?.lowercased() ?? ""
      traits.signature = kind.contains("pgp") ? "PGP" : "S/MIME"
      part.parts.forEach { collect($0) }
    case "multipart/report":
      traits.isBounce = part.parameters["report-type"]?.lowercased() != "disposition-notification"
      part.parts.forEach { collect($0) }
    case _ where part.isMultipart: part.parts.forEach { collect($0) }
    case "message/rfc822", "message/global": nested(part)
    case "message/delivery-status":
      if text.isEmpty { append(part.text) }
      attach(part, name: "delivery-status.txt")
    case "text/plain", "text/html", "text/enriched", "text/rfc822-headers", "text/x-mail":
      if part.isAttachment && !isRoot { attach(part) } else { append(clearSigned(part.text)) }
    case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
      if traits.signature == nil { traits.signature = part.type.contains("pgp") ? "PGP" : "S/MIME" }
      attach(part)
    default: attach(part)
    }
  }

  /// The last text people can read wins, plain before HTML; what else there is are files.
  private mutating func alternative(_ part: MailPart) {
    func readable(_ inner: MailPart) -> Bool { inner.isText && !inner.isAttachment }
    func isFilled(_ inner: MailPart) -> Bool { inner.text.contains { !$0.isWhitespace } }
    let plain = part.parts.lastIndex { readable($0) && $0.type == "text/plain" && isFilled($0) }
    let other = part.parts.lastIndex { readable($0) && $0.type != "text/calendar" && isFilled($0) }
    let box = part.parts.lastIndex { $0.isMultipart }
    let chosen = plain ?? other ?? box
    for (place, inner) in part.parts.enumerated() {
      if place == chosen || inner.isMultipart && plain != nil && !readable(inner) {
        if place == chosen { collect(inner) } else { files(inner) }
      } else if !inner.isMultipart
        && !(readable(inner) && ["text/plain", "text/html", "text/enriched"].contains(inner.type))
      {
        attach(inner)
      }
    }
  }
  /// The files of a box whose text is said elsewhere already (HTML with its pictures).
  private mutating func files(_ part: MailPart) {
    for inner in part.parts {
      if inner.isMultipart { files(inner) } else if !inner.isText || inner.isAttachment { attach(inner) }
    }
  }

  private mutating func append(_ more: String) {
    let more = more.trimmingEnds
    if more.isEmpty { return }
    text += text.isEmpty ? more : "\n\n" + more
  }

  /// A mail inside a mail is a file, and is shown: whoever reads the ticket wants to see what was forwarded.
  private mutating func nested(_ part: MailPart) {
    let inner = part.parts.first
    let subject = inner?.header.text("subject") ?? ""
    attach(part, name: (subject.isEmpty ? "message" : subject) + ".eml")
    guard let inner else { return }
    var content = MailContent()
    content.collect(inner, isRoot: true)
    let sender = inner.header.text("from") ?? ""
    let date = inner.header.plain("date") ?? ""
    let heading = [("From", sender), ("Date", date), ("Subject", subject)].filter { !$0.1.isEmpty }
      .map { "\($0.0): \($0.1)" }
    append((["---- Enclosed message ----"] + heading + ["", content.text]).joined(separator: "\n"))
    flaws += content.flaws
  }

  /// Takes the armour off a clear-signed PGP text; the signature block stays out of what people read.
  private mutating func clearSigned(_ text: String) -> String {
    let begin = "-----BEGIN PGP SIGNED MESSAGE-----"
    guard let start = text.range(of: begin), let signature = text.range(of: "-----BEGIN PGP SIGNATURE-----"),
      start.upperBound < signature.lowerBound
    else { return text }
    traits.signature = "PGP"
    var lines = text[start.upperBound..<signature.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    if lines.first?.isEmpty == true { lines.removeFirst() }
    if let blank = lines.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }) { lines.removeFirst(blank + 1) }
    let body = lines.map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }.joined(separator: "\n")
    let armour = String(text[signature.lowerBound...])
    attachments.append(
      ImportedAttachment(
        name: "signature.asc", type: "application/pgp-signature", content: Array(armour.utf8)))
    return String(text[..<start.lowerBound]) + body
  }

  private mutating func attach(_ part: MailPart, name fallback: String? = nil) {
    if part.content.isEmpty && part.isMultipart { return }
    let given =
      part.fileName ?? fallback ?? "attachment-\(attachments.count + 1)\(MailContent.ending(part.type))"
    attachments.append(
      ImportedAttachment(name: MailContent.safeName(given), type: part.type, content: part.content))
  }
  /// A name without folders and control characters, of at most 200 characters; never empty, never hidden.
  static func safeName(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let clean = last.unicodeScalars.filter {
      !$0.properties.isNoncharacterCodePoint && $0.value >= 32 && $0.value != 127
        && !(0x80..<0xA0).contains($0.value)
    }
    var text = String(String.UnicodeScalarView(clean)).trimmingSpaces
    while text.hasPrefix(".") { text.removeFirst() }
    return text.isEmpty ? "attachment" : String(text.prefix(200))
  }
  private static func ending(_ type: String) -> String {
    switch type {
    case "text/plain": ".txt"
    case "text/html": ".html"
    case "text/calendar": ".ics"
    case "image/jpeg", "image/jpg": ".jpg"
    case "image/png": ".png"
    case "image/gif": ".gif"
    case "application/pdf": ".pdf"
    case "application/pgp-signature": ".asc"
    case "application/pkcs7-signature", "application/x-pkcs7-signature": ".p7s"
    case "application/pkcs7-mime", "application/x-pkcs7-mime": ".p7m"
    default: ".bin"
    }
  }
}

extension String {
  /// Without blank lines at the beginning and white space at the end.
  var trimmingEnds: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
  /// The first place of `text` in this one.
  func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
