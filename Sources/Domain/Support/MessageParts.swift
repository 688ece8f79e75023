/// A message's text in parts: what was newly said, and what is folded away, quoted text and signatures.
public struct MessagePart: Equatable, Sendable {
  /// What the part is.
  public enum Kind: String, Sendable { case text, quote, signature }
  /// What the part is, and its lines, line ends left out.
  public let kind: Kind, lines: [Substring]
  /// Makes a part.
  public init(_ kind: Kind, _ lines: [Substring]) { (self.kind, self.lines) = (kind, lines) }
}

/// Splits mail text as people and programs write it, in the languages our customers write in.
public enum MessageParts {
  /// The parts in order; all their lines together are the lines of the body.
  public static func split(_ body: String) -> [MessagePart] {
    // A carriage return with its line feed is one Character.
    let lines = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var kinds = [MessagePart.Kind](repeating: .text, count: lines.count)
    var place = 0
    while place < lines.count {
      if let length = introduction(lines, at: place) {
        let end = quoteEnd(lines, from: place + length)
        for line in place..<end { kinds[line] = .quote }
        place = end
      } else if isQuoted(lines[place]) {
        let end = quoteEnd(lines, from: place)
        for line in place..<end { kinds[line] = .quote }
        place = end
      } else if isHeaderBlock(lines, at: place) {
        for line in place..<lines.count { kinds[line] = .quote }
        place = lines.count
      } else if isSignature(lines[place]) {
        kinds[place] = .signature
        place += 1
        while place < lines.count, !isQuoted(lines[place]), introduction(lines, at: place) == nil,
          !isHeaderBlock(lines, at: place)
        {
          kinds[place] = .signature
          place += 1
        }
      } else {
        place += 1
      }
    }
    return grouped(lines, kinds)
  }
  /// What was newly said, without quotes and signature, blank ends cut: for previews and summaries.
  public static func newText(of body: String) -> String {
    let lines = split(body).filter { $0.kind == .text }.flatMap(\.lines)
    let start = lines.firstIndex { !isBlank($0) } ?? lines.count
    let end = lines.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return start < end ? lines[start..<end].joined(separator: "\n") : ""
  }

  private static func grouped(_ lines: [Substring], _ kinds: [MessagePart.Kind]) -> [MessagePart] {
    var parts: [MessagePart] = [], start = 0
    for place in lines.indices where place + 1 == lines.count || kinds[place + 1] != kinds[place] {
      parts.append(MessagePart(kinds[place], Array(lines[start...place])))
      start = place + 1
    }
    return parts
  }
  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
  private static func isQuoted(_ line: Substring) -> Bool {
    // ">From " is how mailbox files write a line that begins with "From "; not all that read them put it back.
    line.drop { $0 == " " || $0 == "\t" }.hasPrefix(">") && !line.hasPrefix(">From ")
  }
  /// Quoted lines with the blank ones between them; without any `>`, what an introduction announces is the rest.
  private static func quoteEnd(_ lines: [Substring], from start: Int) -> Int {
    var place = start
    while place < lines.count, isBlank(lines[place]) { place += 1 }
    guard place < lines.count, isQuoted(lines[place]) else { return lines.count }
    var end = place
    while place < lines.count, isQuoted(lines[place]) || isBlank(lines[place]) {
      place += 1
      if isQuoted(lines[place - 1]) { end = place }
    }
    return end
  }

  // MARK: introductions

  private static let beginnings = ["On ", "Am ", "El ", "Le ", "Den ", "Op ", "Il ", "Em "]
  private static let endings = [
    "wrote:", "schrieb:", "geschrieben:", "escribió:", "a écrit :", "a écrit:", "écrit :", "ha scritto:",
    "schreef:",
    "escreveu:", "skrev:", "のメール:", "書きました:", "wrote :", "さんは書きました:", "さん:",
  ]
  /// How many lines introduce a quote here ("On Tue, Kim wrote:", often broken in two), or nil.
  private static func introduction(_ lines: [Substring], at place: Int) -> Int? {
    let first = trimmed(lines[place])
    guard !first.isEmpty, first.utf8.count < 300 else { return nil }
    let isDated = first.prefix(4).allSatisfy { $0.isASCII && $0.isNumber } && first.count > 8
    guard isDated || beginnings.contains(where: first.hasPrefix) else {
      // German puts the name first: "Kim Lee <kim@x.org> schrieb am 24.11.2026 um 14:32:".
      let isNamed = first.hasSuffix(":") && (first.contains(" schrieb am ") || first.contains(" wrote on "))
      return isNamed ? 1 : nil
    }
    var joined = first
    for length in 1...3 where place + length <= lines.count {
      if length > 1 { joined += " " + trimmed(lines[place + length - 1]) }
      // A full-width colon and German's "schrieb Kim Lee:" come behind the name.
      let text = joined.hasSuffix("：") ? joined.dropLast() + ":" : joined[...]
      if endings.contains(where: text.hasSuffix) || (text.hasSuffix(":") && text.contains(" schrieb ")) {
        return length
      }
      if text.hasSuffix(":") || isBlank(lines[place + length - 1]) { return nil }
    }
    return nil
  }
  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while let first = line.first, first.isWhitespace { line = line.dropFirst() }
    while let last = line.last, last.isWhitespace { line = line.dropLast() }
    return String(line)
  }

  // MARK: headers of Outlook and its kind

  private static let dividers = [
    "original message", "ursprüngliche nachricht", "originalnachricht", "mensaje original",
    "message d'origine",
    "message original", "元のメッセージ", "messaggio originale",
  ]
  private static let senders = ["From:", "Von:", "De:", "De :", "差出人:", "送信者:", "Da:"]
  private static let others = [
    "Sent:", "Date:", "To:", "Subject:", "Gesendet:", "Datum:", "An:", "Betreff:", "Enviado:", "Enviado el:",
    "Para:",
    "Asunto:", "Envoyé :", "Envoyé:", "À :", "À:", "Objet :", "Objet:", "送信日時:", "日付:", "宛先:", "件名:",
  ]
  private static func isHeaderBlock(_ lines: [Substring], at place: Int) -> Bool {
    func bare(_ line: Substring) -> String { trimmed(line).replacing("*", with: "") }
    let line = bare(lines[place])
    if line.hasPrefix("--"), line.hasSuffix("--") {
      let inner = line.lowercased().drop { $0 == "-" || $0 == " " }
      if dividers.contains(where: inner.hasPrefix) { return true }
    }
    guard senders.contains(where: line.hasPrefix) else { return false }
    // Two of the header's other lines must follow, or a sentence that begins with "From:" would hide the rest.
    let following = lines[(place + 1)..<min(lines.count, place + 6)].map(bare)
    return following.count { text in others.contains { text.hasPrefix($0) } } >= 2
  }

  // MARK: signatures

  private static let appliances = [
    "Sent from my ", "Sent from Mail for", "Get Outlook for ", "Von meinem ", "Gesendet von ",
    "Gesendet mit ",
    "Enviado desde mi ", "Envoyé de mon ", "Envoyé depuis mon ", "iPhoneから送信", "Inviato da ",
    "Diese Nachricht wurde von mein",
  ]
  private static func isSignature(_ line: Substring) -> Bool {
    line == "-- " || line == "--" || appliances.contains { line.hasPrefix($0) }
  }
}
