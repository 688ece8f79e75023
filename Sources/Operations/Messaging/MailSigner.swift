import Cryptography
import Domain
import Store

/// Signs what a mail of this desk carries so that an answer finds its ticket: its Message-ID, and the reference in
/// subject and address. Nobody else can make one for another ticket.
struct MailSigner: Sendable {
  private let key: [UInt8]
  init(key: [UInt8]) { self.key = key }

  /// A Message-ID with its angles, for a message of a ticket that is written at a moment.
  func messageID(_ ticket: Ticket.ID, _ message: Message.ID, at now: Instant, domain: String) -> String {
    let name = "\(ticket).\(message.rawValue).\(now.milliseconds)"
    return "<\(name).\(code("id", name, digits: 20))@\(domain)>"
  }
  /// The ticket that a Message-ID of this desk names; nil where it is not one of this desk. Angles may be missing.
  func ticket(ofMessageID text: String) -> Ticket.ID? {
    let name = text.filter { $0 != "<" && $0 != ">" }.prefix { $0 != "@" }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return verified("id", String(name[..<dot]), name[name.index(after: dot)...], digits: 20)
  }
  /// What stands in subjects and after the plus of an address: `T-1042.5f2a9c01d3`.
  func token(of ticket: Ticket.ID) -> String { "\(ticket).\(code("ticket", "\(ticket)", digits: 10))" }
  /// The ticket that a token names; nil where the token is none of this desk. Upper and lower case are the same.
  func ticket(ofToken text: some StringProtocol) -> Ticket.ID? {
    let parts = text.uppercased().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return verified("ticket", String(parts[0]), parts[1].lowercased()[...], digits: 10)
  }
  /// The ticket whose token stands in brackets in a subject; the last one, where there are several.
  func ticket(inSubject text: String) -> Ticket.ID? {
    var found: Ticket.ID?
    for piece in text.split(separator: "[").dropFirst() {
      if let end = piece.firstIndex(of: "]"), let ticket = ticket(ofToken: piece[..<end]) { found = ticket }
    }
    return found
  }
  /// The ticket whose token follows a plus in an address.
  func ticket(inAddress address: String) -> Ticket.ID? {
    guard let at = address.lastIndex(of: "@"), let plus = address[..<at].firstIndex(of: "+") else {
      return nil
    }
    return ticket(ofToken: address[address.index(after: plus)..<at])
  }

  private func code(_ purpose: String, _ text: String, digits: Int) -> String {
    String(Hex.text(MessageCode.of(purpose + "\n" + text, under: key)).prefix(digits))
  }
  private func verified(
    _ purpose: String, _ name: String, _ code: Substring, digits: Int
  ) -> Ticket.ID? {
    guard let ticket = Ticket.ID(name.prefix { $0 != "." }),
      MessageCode.same(Array(code.utf8), Array(self.code(purpose, name, digits: digits).utf8))
    else { return nil }
    return ticket
  }
}

extension ReadTransaction {
  private static let secret = "mail.key"
  private static let sealPlace = "secret/mail.key/sealed"
  /// The file with the key to the store's secrets.
  private var keyFile: String { place + ".key" }

  /// What signs mail; nil where none was sent yet, or where the key file cannot be used.
  func mailSigner() throws -> MailSigner? {
    guard let sealed = try sealedSecret(Self.secret) else { return nil }
    // Without it nothing is refused: ids are then as any other mailer's, and threads are found by what is stored.
    guard let master = try? MasterKey(file: keyFile),
      let key = try? SealedBox.open(sealed, for: Self.sealPlace, under: master)
    else { return nil }
    return MailSigner(key: key)
  }
  /// Why what signs mail cannot be used, as a sentence; nil where it can, or is not needed yet.
  func mailSignerTrouble() throws -> String? {
    guard let sealed = try sealedSecret(Self.secret) else { return nil }
    do {
      _ = try SealedBox.open(sealed, for: Self.sealPlace, under: MasterKey(file: keyFile))
      return nil
    } catch { return "\(error)" }
  }
}
extension WriteTransaction {
  /// The same; the first time it is asked for it is made, with the key file beside the store.
  func mailSignerMaking() throws -> MailSigner? {
    if try sealedSecret("mail.key") != nil { return try mailSigner() }
    let path = place + ".key"
    guard let master = (try? MasterKey(file: path)) ?? (try? MasterKey.make(in: path)) else { return nil }
    let key = try Randomness.bytes(32)
    try set(secret: "mail.key", sealed: SealedBox.seal(key, for: "secret/mail.key/sealed", under: master))
    return MailSigner(key: key)
  }
}

/// Message-IDs are stored with their angles, by imports without them.
enum MailID {
  static func bare(_ id: String) -> String { id.filter { $0 != "<" && $0 != ">" } }
  static func angled(_ id: String) -> String { "<\(bare(id))>" }
}
