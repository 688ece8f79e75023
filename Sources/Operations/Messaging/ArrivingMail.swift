import Cryptography
import Domain
import Exchange

/// A mail as a mail server hands it in, read.
public struct ArrivingMail: Equatable, Sendable {
  /// What stands in it, and its bytes as they came.
  let mail: MailMessage, source: [UInt8]
  /// For whom the mail server says it is; empty where it says nothing.
  let recipients: [String]
  /// A digest of what it says, without what servers add on its way: the same mail by two roads is one.
  let digest: String

  /// Reads a mail; there are no bytes it refuses.
  /// - Parameters:
  ///   - sender: the envelope's sender, empty for the null return path; nil: what the mail itself tells.
  ///   - recipients: the envelope's recipients.
  public init(_ bytes: [UInt8], sender: String? = nil, recipients: [String] = []) {
    var mail = MailMessage(bytes)
    if let sender {
      let plain = sender.filter { !"<> ".contains($0) }.lowercased()
      // Postfix writes the null return path of its pipes as the name of the one who reports.
      mail.signs.returnPath = plain == "mailer-daemon" ? "" : plain
    }
    (self.mail, source) = (mail, bytes)
    self.recipients = recipients.map { $0.lowercased() }
    let hash = RunningHash()
    // When it came tells two mails apart that name neither themselves nor their time; else it is the road's, not the mail's.
    let when = mail.written ?? (mail.id == nil ? mail.date : nil)
    for text in [
      mail.from?.address ?? "", mail.subject, when.map { "\($0.milliseconds)" } ?? "", mail.text,
    ] {
      hash.add(Array("\(text.utf8.count):\(text)".utf8))
    }
    for file in mail.attachments {
      let content = file.content ?? []
      hash.add(Array("\(file.name.utf8.count):\(file.name)\(content.count):".utf8))
      hash.add(content)
    }
    digest = hash.finish()
  }
  /// What it says by its digest alone.
  public static func == (a: ArrivingMail, b: ArrivingMail) -> Bool { a.digest == b.digest }

  /// The author as a customer is named; nil where the mail names nobody who could be answered.
  var author: Sender? {
    guard let from = mail.from, let sender = Sender(from.address) else { return nil }
    let name = String(from.name.prefix(100))
    return Sender("\(name.filter { !"<>\"".contains($0) }) <\(sender.email)>") ?? sender
  }
  var subject: String {
    let text = mail.subject.isEmpty ? "(no subject)" : mail.subject
    return String(text.prefix(300)).filter { !$0.isNewline }
  }
}
