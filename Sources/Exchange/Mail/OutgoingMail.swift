public import Domain

/// A mail as it leaves: what stands in it, and the bytes that are handed to a mail server.
///
/// Whatever the parts hold, they cannot begin a header field: control characters are blanks there (RFC 5322, 2047).
public struct OutgoingMail: Equatable, Sendable {
  /// Author and addressees, as name and address.
  public var from: MailAddress, to: [MailAddress], cc: [MailAddress] = []
  /// Where answers go where that is not the author; nil: to the author.
  public var replyTo: MailAddress?
  /// What it is about, when it was written, and what it says.
  public var subject: String, date: Instant, text: String
  /// Its Message-ID, what it answers, and the thread in order; with their angles.
  public var id: String, inReplyTo: String?, references: [String] = []
  /// No person wrote it (RFC 3834).
  public var isAutomatic = false
  /// To whom it would have gone, where it was redirected.
  public var divertedFrom: [String] = []
  /// A mail with nothing beside what every mail has.
  public init(
    from: MailAddress, to: [MailAddress], subject: String, date: Instant, text: String, id: String
  ) {
    (self.from, self.to, self.subject, self.date) = (from, to, subject, date)
    (self.text, self.id) = (text, id)
  }

  /// The bytes, with line feeds alone, as a sendmail-compatible command reads them.
  public var bytes: [UInt8] {
    var lines = ["From: " + Self.address(from), "To: " + Self.list(to)]
    if !cc.isEmpty { lines.append("Cc: " + Self.list(cc)) }
    if let replyTo { lines.append("Reply-To: " + Self.address(replyTo)) }
    lines += ["Subject: " + Self.words(subject, after: 9), "Date: " + Self.date(date)]
    lines.append("Message-ID: " + Self.token(id))
    if let inReplyTo { lines.append("In-Reply-To: " + Self.token(inReplyTo)) }
    if !references.isEmpty {
      lines.append("References: " + references.map(Self.token).joined(separator: "\n "))
    }
    if isAutomatic { lines += ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"] }
    if !divertedFrom.isEmpty {
      lines.append("X-Opsdeck-Meant-For: " + divertedFrom.map(Self.token).joined(separator: ",\n "))
    }
    let body = Body(text)
    lines += [
      "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: " + body.encoding, "", body.text,
    ]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  // MARK: Header fields

  private static func list(_ people: [MailAddress]) -> String {
    people.map(address).joined(separator: ",\n ")
  }
  private static func address(_ person: MailAddress) -> String {
    let address = token(person.address), name = oneLine(person.name)
    if name.isEmpty { return address }
    let isAtoms = name.utf8.allSatisfy {
      (48...57).contains($0) || ($0 | 32 >= 97 && $0 | 32 <= 122) || $0 == 32 || $0 == 45
    }
    let isASCII = name.utf8.allSatisfy { (32...126).contains($0) } && name.utf8.count < 60
    if isAtoms, isASCII { return "\(name) <\(address)>" }
    if isASCII, !name.contains("=?") {
      let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(quoted)\" <\(address)>"
    }
    return encoded(name, after: 8) + "\n <\(address)>"
  }
  /// Words of a text that is no structured field: as it is where that can be read back, else RFC 2047.
  private static func words(_ text: String, after used: Int) -> String {
    let text = oneLine(text)
    let isPlain = text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
    // A word longer than a line cannot be folded but when it is encoded.
    guard isPlain, text.split(separator: " ").allSatisfy({ $0.utf8.count < 60 }) else {
      return encoded(text, after: used)
    }
    var out = "", width = used
    for (place, word) in text.split(separator: " ").enumerated() {
      if place > 0 {
        let folds = width + word.utf8.count + 1 > 76
        out += folds ? "\n " : " "
        width = folds ? 1 : width + 1
      }
      out += word
      width += word.utf8.count
    }
    return out
  }
  /// Encoded words of at most 75 characters; no character is cut in half.
  private static func encoded(_ text: String, after used: Int) -> String {
    var words: [String] = [], word = "", width = used
    let frame = "=?utf-8?Q??=".utf8.count
    for character in text {
      let piece = character.utf8.map { byte -> String in
        let isPlain = (48...57).contains(byte) || (byte | 32 >= 97 && byte | 32 <= 122)
        return isPlain ? String(Unicode.Scalar(byte)) : byte == 32 ? "_" : "=" + Body.hex(byte)
      }.joined()
      if width + frame + word.utf8.count + piece.utf8.count > 74, !word.isEmpty {
        words.append(word)
        (word, width) = ("", 1)
      }
      // One character of very many scalars goes into several words.
      var rest = piece[...]
      while rest.utf8.count > 60 {
        let part = rest.prefix(60).hasSuffix("=") ? 59 : rest.prefix(59).hasSuffix("=") ? 58 : 60
        words.append(String(rest.prefix(part)))
        rest = rest.dropFirst(part)
      }
      word += rest
    }
    if !word.isEmpty { words.append(word) }
    return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\n ")
  }
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 })).trimmingSpaces
  }
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 32 || scalar.value == 127 || (0x80..<0xA0).contains(scalar.value) || scalar.value == 0x2028
      || scalar.value == 0x2029
  }
  /// An address or a Message-ID: nothing in it ends it.
  private static func token(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { !isControl($0) && $0 != " " && $0 != "," }
    return String(String.UnicodeScalarView(kept))
  }
  private static func date(_ instant: Instant) -> String {
    let local = FixedZone.utc.local(instant)
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [local.second / 3600, local.second / 60 % 60, local.second % 60].map(two)
    return
      "\(days[local.day.weekday - 1]), \(local.day.day) \(months[local.day.month - 1]) \(local.day.year) "
      + clock.joined(separator: ":") + " +0000"
  }

  /// A text as a body: as it is where every mail server takes that, else quoted-printable.
  private struct Body {
    let encoding: String, text: String
    init(_ text: String) {
      let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
      let isPlain = lines.allSatisfy { line in
        line.utf8.count <= 78 && line.utf8.allSatisfy { (32...126).contains($0) || $0 == 9 }
          && !line.hasPrefix("From ") && line.last != " "
      }
      encoding = isPlain ? "7bit" : "quoted-printable"
      self.text = (isPlain ? lines.map(String.init) : lines.map(Self.quoted)).joined(separator: "\n")
    }
    private static func quoted(_ line: Substring) -> String {
      var out = "", width = 0
      let bytes = Array(line.utf8), fromLine = line.hasPrefix("From ")
      for (place, byte) in bytes.enumerated() {
        let isLast = place == bytes.count - 1, isBlank = byte == 32 || byte == 9
        let isPlain =
          (33...126).contains(byte) && byte != 61 || isBlank && !isLast
        let piece = isPlain && !(fromLine && place == 0) ? String(Unicode.Scalar(byte)) : "=" + hex(byte)
        if width + piece.utf8.count > 75 {
          out += "=\n"
          width = 0
        }
        out += piece
        width += piece.utf8.count
      }
      return out
    }
    static func hex(_ byte: UInt8) -> String {
      (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
    }
  }
}
