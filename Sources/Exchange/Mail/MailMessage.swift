public import Domain

/// A mail as a desk needs it: who, when, what was said, which files came, and how it hangs together.
public struct MailMessage: Sendable {
  /// What sort of mail it is beside one that a person wrote to the desk.
  public struct Traits: Hashable, Sendable {
    /// It was sent by a program (RFC 3834, `Precedence: bulk`), it came over a list, it is a delivery report.
    public var isAutomatic = false, list: String?, isBounce = false
    /// How it was signed: `PGP` or `S/MIME`; the signature is kept, not checked.
    public var signature: String?
  }
  /// The Message-ID without its brackets, nil where the mail has none.
  public var id: String?
  /// What it answers, nearest first: In-Reply-To, then References from the last to the first.
  public var answers: [String]
  /// When its Date says it was written; nil where it has none that can be read.
  public var written: Instant?
  /// When it was sent by its Date, or came by its uppermost Received; nil where neither tells an instant.
  public var date: Instant?
  /// The people; `from` is the first author.
  public var from: MailAddress?, to: [MailAddress], cc: [MailAddress], replyTo: MailAddress?
  /// The subject as people read it.
  public var subject: String
  /// What was said, as plain text.
  public var text: String
  /// The files that came with it.
  public var attachments: [ImportedAttachment]
  /// What sort of mail it is.
  public var traits: Traits
  /// What it says of how it was sent, and the addresses by which it may have come here, in lower case.
  public var signs: MailSigns, recipients: [String]
  /// What it reports of another mail's delivery; nil where it is no report.
  public var report: DeliveryReport?
  /// What could not be read as the mail says, as sentences.
  public var flaws: [String]

  /// Reads a mail; there is no input it refuses.
  public init(_ bytes: [UInt8]) {
    let root = MailPart.read(bytes[...])
    let header = root.header
    id = MailMessage.identifiers(header.plain("message-id") ?? "", bare: true).first
    let parents = MailMessage.identifiers(header.plain("in-reply-to") ?? "", bare: false)
    let references = MailMessage.identifiers(header.plain("references") ?? "", bare: false)
    var answers: [String] = []
    for name in parents + references.reversed().prefix(100) where !answers.contains(name) && name != id {
      answers.append(name)
    }
    self.answers = answers
    func people(_ name: String) -> [MailAddress] {
      header.raw(name).flatMap { MailAddress.list($0, charset: header.charset) }
    }
    let authors = people("from")
    from = authors.first { $0.address.contains("@") } ?? authors.first ?? people("sender").first
    (to, cc, replyTo) = (people("to"), people("cc"), people("reply-to").first)
    subject = (header.text("subject") ?? "").split { $0.isWhitespace }.joined(separator: " ")
    written = header.plain("date").flatMap(MailDate.parse)
    date = written
    flaws = []
    signs = MailSigns(from: from?.address ?? "")
    recipients = (people("delivered-to") + people("x-original-to") + people("envelope-to")).map(\.address)
    recipients += (to + cc).map(\.address)
    if date == nil {
      let received = header.plain("received").flatMap { $0.split(separator: ";").last.map(String.init) }
      date = received.flatMap(MailDate.parse)
      if let written = header.plain("date") { flaws.append("\"\(written.prefix(60))\" is no date.") }
    }
    var content = MailContent()
    content.collect(root, isRoot: true)
    text = content.text
    attachments = content.attachments
    traits = content.traits
    flaws += content.flaws
    report = DeliveryReport(root)
    noteSender(header)
    signs = Self.signs(from: signs.from, root, isReport: report != nil)
  }
  private static func signs(from: String, _ root: MailPart, isReport: Bool) -> MailSigns {
    let header = root.header
    func word(_ name: String) -> String? {
      header.plain(name).map { String($0.lowercased().prefix { $0 != ";" && $0 != "(" }).trimmingSpaces }
    }
    let path = header.plain("return-path").map { $0.filter { !"<> ".contains($0) }.lowercased() }
    let marks = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from"]
    return MailSigns(
      from: from, returnPath: path, autoSubmitted: word("auto-submitted"), precedence: word("precedence"),
      isListed: header.fields.contains { $0.name.lowercased().hasPrefix("list-") },
      // A receipt that says it was read is an answer that nobody wrote.
      isMarked: marks.contains { header.plain($0) != nil } || root.type == "multipart/report" && !isReport,
      isReport: isReport)
  }

  private mutating func noteSender(_ header: HeaderBlock) {
    let automatic = header.plain("auto-submitted")?.lowercased() ?? "no"
    let precedence = header.plain("precedence")?.lowercased() ?? ""
    traits.list = header.plain("list-id") ?? header.plain("list-post") ?? header.plain("mailing-list")
    traits.isAutomatic =
      automatic != "no" || precedence == "auto_reply"
      || ["bulk", "junk"].contains(precedence) && traits.list == nil
      || header.plain("x-auto-response-suppress") != nil || header.plain("return-path") == "<>"
  }

  /// The first Message-ID in a text, without its angles; nil where there is none.
  public static func identifier(in text: String) -> String? { identifiers(text, bare: true).first }
  /// The ids in a field: what stands in angles; a bare word counts for a Message-ID alone.
  static func identifiers(_ text: String, bare: Bool) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), found.count < 1000 {
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let id = rest[rest.index(after: open)..<close].filter { !$0.isWhitespace }
      if !id.isEmpty && id.utf8.count < 1000 { found.append(id) }
      rest = rest[rest.index(after: close)...]
    }
    if found.isEmpty && bare {
      let word = text.trimmingSpaces
      if !word.isEmpty && !word.contains(where: \.isWhitespace) && word.utf8.count < 1000 { return [word] }
    }
    return found
  }
}
