import Acts
import ArgumentParser
import Domain
import Glibc
import Operations
import Store

/// `opsdeck mail …`: mail that comes and goes by a mail server.
struct MailCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Mail.name, abstract: Mail.help,
      discussion: """
        A mail server hands mail in with “mail deliver”; the jobs hand over what is due to leave.

        Examples:
          opsdeck mail deliver < message.eml
          opsdeck mail mode live
          opsdeck mail status
        """,
      subcommands: [Deliver.self] + NounCommand<Mail>.configuration.subcommands)
  }
}

extension MailCommand {
  struct Deliver: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes one mail in, from standard input.",
      discussion: """
        For the pipe of a mail server or of procmail. Opens a ticket, or continues the one that the mail answers.

        Exit status, as in sysexits.h: 0 taken, or had come before; 64 written wrong; 65 no mail, too large, or nobody who
        could be answered; 67 not for this desk; 75 not now, to be handed in again: whatever is wrong here never sends a
        customer's mail back.

        Examples:
          opsdeck mail deliver < message.eml
          opsdeck mail deliver --store /var/lib/opsdeck/desk.opsdeck --from kim@corp.example --to support@desk.example
        """)
    @OptionGroup var place: StoreOption
    @Option(help: ArgumentHelp("The envelope's sender; empty for a report.", valueName: "address"))
    var from: String?
    @Option(help: ArgumentHelp("The envelope's recipient; again for more.", valueName: "address"))
    var to: [String] = []
    @OptionGroup var printing: PrintOptions

    func run() throws {
      // Whoever reads our answer may have left; the mail is taken or not whatever becomes of the sentence.
      signal(SIGPIPE, SIG_IGN)
      let printer = try Printer(printing), open = try OpenStore(place.store)
      defer { open.database.close() }
      let settings = try open.database.read { try $0.mailSettings }
      if settings.hasAddress, !to.isEmpty, !to.contains(where: { Self.isOurs($0, settings.address) }) {
        throw MailTrouble(67, "There is no desk at \(to.joined(separator: ", ")).")
      }
      let bytes = try MailInput.read(limit: settings.largest)
      let mail = ArrivingMail(bytes, sender: from, recipients: to)
      let context = Context(
        actor: .system, door: .mail, now: Clock.now, zone: Zone.here,
        correlation: String(UInt64.random(in: .min ... .max), radix: 36))
      let done = try Pipeline(database: open.database).run(DeliverMail(mail), context).output
      if printer.isJSON { try printer.json(done) } else { printer.say(DeliverMail.sentence(done)) }
    }
    private static func isOurs(_ address: String, _ desk: String) -> Bool {
      func plain(_ text: String) -> String {
        let parts = text.lowercased().filter { !"<> ".contains($0) }.split(separator: "@")
        guard parts.count == 2 else { return text }
        return parts[0].prefix { $0 != "+" } + "@" + parts[1]
      }
      return plain(address) == plain(desk)
    }
  }
}

/// Why a mail is not taken, with the exit status that tells the mail server what to do.
struct MailTrouble: Error {
  let status: Int32, text: String
  init(_ status: Int32, _ text: String) { (self.status, self.text) = (status, text) }
}

/// The mail on standard input.
enum MailInput {
  /// Reads it to its end. What is larger than the limit is read on and thrown away, so that whoever writes it is not cut
  /// off; memory never holds more than the limit.
  static func read(limit: Int) throws -> [UInt8] {
    if isatty(STDIN_FILENO) == 1 { Printer.complain(["Reading a mail from standard input; Ctrl-D ends it."]) }
    var bytes: [UInt8] = [], size = 0, piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw MailTrouble(75, "The mail cannot be read: \(String(cString: strerror(errno))).")
      }
      if count == 0 { break }
      size += count
      if size <= limit { bytes += piece[..<count] } else { bytes = [] }
    }
    guard size <= limit else {
      throw MailTrouble(
        65, "The mail is larger than \(limit >> 20) MB, which is the most that is taken here.")
    }
    guard bytes.contains(where: { !" \t\r\n".utf8.contains($0) }) else {
      throw MailTrouble(65, "There is no mail on standard input.")
    }
    return bytes
  }
}

/// How `mail deliver` leaves: by the statuses that mail servers know.
enum MailExit {
  /// Whether these words call it, with options before it or not.
  static func isMeant(by words: [String]) -> Bool {
    let plain = CommandWords.arranged(words).filter { !$0.hasPrefix("-") }
    return plain.prefix(2) == ["mail", "deliver"]
  }
  static func leave(_ complaint: Complaint) -> Never {
    Printer.complain([complaint.lines.joined(separator: " ")])
    exit(complaint.mailStatus ?? (complaint.status == .usage ? 64 : complaint.status == .done ? 0 : 75))
  }
}
