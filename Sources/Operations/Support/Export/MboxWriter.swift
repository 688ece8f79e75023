import Domain
import Exchange
import FoundationEssentials
import Store

/// Writes a ticket as mails, one for each message, threaded by References; notes say that they are notes.
struct MboxWriter {
  let directory: Directory

  func text(_ whole: WholeTicket, content: (Attachment.ID) throws -> [UInt8]) throws -> [UInt8] {
    var out: [UInt8] = []
    let root = whole.messages.first.map { identifier($0, whole.ticket) }
    for (place, message) in whole.messages.enumerated() {
      let (name, written) = sender(message, whole), address = MboxWriter.token(written)
      out += Array(
        "From \(address.isEmpty ? "unknown" : address) \(MboxWriter.date(message.at, separator: true))\n".utf8
      )
      var header = [
        "From: \(MboxWriter.word(name)) <\(address)>",
        "Date: \(MboxWriter.date(message.at, separator: false))",
        "Subject: \(place == 0 ? "" : "Re: ")\(MboxWriter.word(whole.ticket.subject))",
        "Message-ID: <\(identifier(message, whole.ticket))>", "X-Opsdeck-Ticket: \(whole.ticket.id)",
        "MIME-Version: 1.0",
      ]
      if place > 0, let root { header.append("In-Reply-To: <\(root)>") }
      if message.kind == .note { header.append("X-Opsdeck-Note: yes") }
      out += try body(message, &header, content)
      out.append(10)
    }
    return out
  }
  private func identifier(_ message: Message, _ ticket: Ticket) -> String {
    message.mailID.map(MboxWriter.token) ?? "\(ticket.id).\(message.id.rawValue)@opsdeck.invalid"
  }
  private func sender(_ message: Message, _ whole: WholeTicket) -> (String, String) {
    switch message.author {
    case .system: return ("opsdeck", "")
    case .agent(let id): return (directory.agent(id)?.name ?? "", directory.agent(id)?.email ?? "")
    case .customer(let id):
      let customer = whole.customers[id] ?? whole.requester
      return (customer?.name ?? "", customer?.email ?? "")
    }
  }
  private func body(
    _ message: Message, _ header: inout [String], _ content: (Attachment.ID) throws -> [UInt8]
  ) throws
    -> [UInt8]
  {
    let text = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"]
    let encoded = MboxWriter.base64(Array(message.body.utf8))
    if message.attachments.isEmpty {
      return Array(((header + text).joined(separator: "\n") + "\n\n" + encoded).utf8)
    }
    let boundary = "opsdeck-\(message.id.rawValue)-\(message.attachments.count)"
    header.append("Content-Type: multipart/mixed; boundary=\"\(boundary)\"")
    var out =
      header.joined(separator: "\n") + "\n\n--\(boundary)\n" + text.joined(separator: "\n") + "\n\n" + encoded
    for file in message.attachments {
      let name = MboxWriter.percent(file.name)
      let type =
        file.type.utf8.allSatisfy { (33...126).contains($0) }
        ? file.type : "application/octet-stream"
      out +=
        "--\(boundary)\nContent-Type: \(type)\nContent-Disposition: attachment; filename*=utf-8''\(name)\n"
        + "Content-Transfer-Encoding: base64\n\n" + MboxWriter.base64(try content(file.id))
    }
    return Array((out + "--\(boundary)--\n").utf8)
  }

  /// 76 characters a line, so no line begins with `From `.
  private static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]) + "\n"
  }
  /// An address or an identifier as a field of a header takes it: nothing in it begins another field.
  private static func token(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { $0.value > 32 && $0.value != 127 && $0 != "<" && $0 != ">" }
    return String(String.UnicodeScalarView(kept))
  }
  /// RFC 2047 where the text is more than plain ASCII.
  private static func word(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains { "\"<>(),;:@\\=".contains($0) }
    if isPlain { return text }
    var words: [String] = []
    var piece = ""
    for character in text {
      if piece.utf8.count + String(character).utf8.count > 42, !piece.isEmpty {
        words.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    words.append(piece)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
  }
  private static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
      if isPlain { return String(Character(Unicode.Scalar(byte))) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
    }.joined()
  }
  static func date(_ instant: Instant, separator: Bool) -> String {
    let local = FixedZone.utc.local(instant)
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(local.second / 3600)):\(two(local.second / 60 % 60)):\(two(local.second % 60))"
    let (week, month) = (days[local.day.weekday - 1], months[local.day.month - 1])
    return separator
      ? "\(week) \(month) \(two(local.day.day)) \(clock) \(local.day.year)"
      : "\(week), \(local.day.day) \(month) \(local.day.year) \(clock) +0000"
  }
}
