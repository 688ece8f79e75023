/// What a mail server reports of a mail it was given (RFC 3464).
public struct DeliveryReport: Equatable, Sendable {
  /// One addressee.
  public struct Recipient: Equatable, Sendable {
    /// The address; `failed`, `delayed`, `delivered`, `relayed` or `expanded`; the status `5.1.1`; the words of the
    /// server that refused.
    public let address: String, action: String, status: String, diagnostic: String
  }
  /// The addressees it tells of, and the Message-ID of the mail it is about, without angles.
  public var recipients: [Recipient] = [], original: String?

  /// Reads the report out of a mail's tree; nil where there is none.
  init?(_ root: MailPart) {
    guard root.type == "multipart/report",
      root.parameters["report-type"].map({ $0.lowercased() == "delivery-status" }) ?? true
    else { return nil }
    var isFound = false
    Self.each(root) { part in
      switch part.type {
      case "message/delivery-status", "message/global-delivery-status":
        isFound = true
        recipients += Self.recipients(part.content)
      case "text/rfc822-headers", "message/global-headers":
        original = original ?? Self.identifier(HeaderBlock.read(part.content[...]).0)
      case "message/rfc822", "message/global":
        original = original ?? part.parts.first.flatMap { Self.identifier($0.header) }
      default: break
      }
    }
    if !isFound { return nil }
  }
  /// Whether something was given up for good.
  public var hasFailed: Bool { recipients.contains { $0.action == "failed" } }

  /// The parts of the report itself; what lies within the mail that came back is not looked at.
  private static func each(_ root: MailPart, _ body: (MailPart) -> Void) {
    for part in root.parts {
      body(part)
      if part.isMultipart { each(part, body) }
    }
  }
  private static func identifier(_ header: HeaderBlock) -> String? {
    MailMessage.identifiers(header.plain("message-id") ?? "", bare: true).first
  }
  /// The first group of fields is about the mail, each later one about an addressee.
  private static func recipients(_ content: [UInt8]) -> [Recipient] {
    var found: [Recipient] = [], rest = content[...]
    while !rest.isEmpty, found.count < 100 {
      let (header, end) = HeaderBlock.read(rest)
      guard end > rest.startIndex else { break }
      rest = rest[end...]
      func value(_ name: String) -> String? {
        header.plain(name).map { text in
          let tail = text.firstIndex(of: ";").map { text[text.index(after: $0)...] } ?? text[...]
          return String(String(tail).trimmingSpaces.prefix(500))
        }
      }
      guard let action = header.plain("action") else { continue }
      found.append(
        Recipient(
          address: value("final-recipient") ?? value("original-recipient") ?? "",
          action: action.lowercased().trimmingSpaces, status: header.plain("status")?.trimmingSpaces ?? "",
          diagnostic: value("diagnostic-code") ?? ""))
    }
    return found
  }
}
