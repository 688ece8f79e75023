/// What a mail says of how it was sent: what RFC 3834 tells a program to look at before it answers.
public struct MailSigns: Equatable, Sendable {
  /// The author's address in lower case, and that of the envelope where the mail server told it: empty for the null
  /// return path `<>`, nil where nothing was told.
  public var from: String, returnPath: String?
  /// `Auto-Submitted` and `Precedence` in lower case without parameters; nil where the mail has none.
  public var autoSubmitted: String?, precedence: String?
  /// It came over a list (any `List-` field), or carries a field by which programs mark their answers.
  public var isListed: Bool, isMarked: Bool
  /// It is a report about a delivery (`multipart/report`, RFC 3464).
  public var isReport: Bool
  /// Signs of a mail; left out, it says nothing of itself.
  public init(
    from: String, returnPath: String? = nil, autoSubmitted: String? = nil, precedence: String? = nil,
    isListed: Bool = false, isMarked: Bool = false, isReport: Bool = false
  ) {
    (self.from, self.returnPath, self.autoSubmitted) = (from, returnPath, autoSubmitted)
    (self.precedence, self.isListed, self.isMarked) = (precedence, isListed, isMarked)
    self.isReport = isReport
  }
}

/// What the desk does with a mail, before anybody looks where it belongs.
public enum MailSort: Equatable, Sendable {
  /// Somebody wrote: it opens or continues a ticket.
  case personal
  /// A program told something on its own: a note where it belongs to a ticket, else a ticket marked `automatic`.
  case automatic(because: String)
  /// A program answered, as an out-of-office notice: a note where it belongs to a ticket, else it is set aside.
  case answered(because: String)
  /// A report that something could not be delivered.
  case bounce
  /// What this desk sent itself came back.
  case own(because: String)

  /// The one table of the loop guard.
  /// - Parameters:
  ///   - signs: what the mail says of itself.
  ///   - isOurs: its Message-ID is one that this desk signed.
  ///   - addresses: the desk's own addresses in lower case.
  public static func of(_ signs: MailSigns, isOurs: Bool, addresses: Set<String>) -> MailSort {
    if isOurs { return .own(because: "its Message-ID is one of this desk") }
    if signs.isReport { return .bounce }
    if addresses.contains(plain(signs.from)) { return .own(because: "it says to be from \(signs.from)") }
    let isDaemon = isDaemon(signs.from)
    if isDaemon, signs.returnPath == "" { return .bounce }
    if let word = signs.autoSubmitted, word != "no" {
      let because = "Auto-Submitted: \(word)"
      return word == "auto-generated" || word == "auto-notified"
        ? .automatic(because: because) : .answered(because: because)
    }
    if signs.precedence == "auto_reply" { return .answered(because: "Precedence: auto_reply") }
    if signs.isMarked { return .answered(because: "it is marked as an automatic answer") }
    if signs.returnPath == "" { return .answered(because: "its return path is empty") }
    if isDaemon { return .answered(because: "it is from \(signs.from)") }
    // What came over a list was written by somebody: a desk's address may itself be a list.
    if let word = signs.precedence, ["bulk", "junk"].contains(word), !signs.isListed {
      return .automatic(because: "Precedence: \(word)")
    }
    return .personal
  }
  /// An address without what follows a plus in its local part.
  static func plain(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@"), let plus = address[..<at].firstIndex(of: "+") else {
      return address
    }
    return String(address[..<plus] + address[at...])
  }
  private static func isDaemon(_ address: String) -> Bool {
    let name = address.prefix { $0 != "@" }
    return name == "mailer-daemon" || name == "postmaster"
  }
}
