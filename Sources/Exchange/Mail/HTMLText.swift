/// HTML as plain text to read: blocks become lines, links keep their target, scripts and styles vanish.
///
/// It never loads, runs or resolves anything, and goes over the text once, so that no input can make it slow.
public enum HTMLText {
  /// The text of `html`; entities decoded, white space folded but in `pre`, at most one blank line in a row.
  public static func plain(_ html: String) -> String {
    var writer = Writer()
    var scan = Array(html.utf8)[...]
    var skipping: String?
    while let next = scan.first {
      if next != UInt8(ascii: "<") {
        let end = scan.firstIndex(of: UInt8(ascii: "<")) ?? scan.endIndex
        if skipping == nil { writer.text(String(decoding: scan[..<end], as: UTF8.self)) }
        scan = scan[end...]
        continue
      }
      guard let tag = Tag.take(&scan) else {
        if skipping == nil { writer.text("<") }
        scan.removeFirst()
        continue
      }
      if let name = skipping {
        if tag.isClosing && tag.name == name { skipping = nil }
      } else if !tag.isClosing, ["script", "style", "title", "template", "noscript"].contains(tag.name) {
        skipping = tag.name
      } else {
        writer.apply(tag)
      }
    }
    return writer.finished()
  }

  /// A tag or a comment, taken off the front of the text.
  private struct Tag {
    let name: String, isClosing: Bool, href: String?

    static func take(_ scan: inout ArraySlice<UInt8>) -> Tag? {
      let body = scan.dropFirst()
      guard let first = body.first else { return nil }
      if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
        let isComment = body.starts(with: Array("!--".utf8))
        var place = body.startIndex
        while place < body.endIndex {
          if body[place] == UInt8(ascii: ">"),
            !isComment || place >= body.startIndex + 5 && body[place - 1] == 45 && body[place - 2] == 45
          {
            break
          }
          place += 1
        }
        scan = scan[min(place + 1, scan.endIndex)...]
        return Tag(name: "!", isClosing: false, href: nil)
      }
      let isClosing = first == UInt8(ascii: "/")
      let nameStart = isClosing ? body.startIndex + 1 : body.startIndex
      let nameBytes = scan[nameStart...].prefix {
        ($0 | 32) >= 97 && ($0 | 32) <= 122 || (48...57).contains($0)
      }
      guard let letter = nameBytes.first, (letter | 32) >= 97 else { return nil }
      var place = nameBytes.endIndex
      var quote: UInt8?
      while place < scan.endIndex {
        let byte = scan[place]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: ">") {
          break
        } else if byte == 34 || byte == 39, scan[place - 1] == UInt8(ascii: "=") {
          quote = byte
        }
        place += 1
      }
      let name = String(decoding: nameBytes, as: UTF8.self).lowercased()
      let rest = scan[nameBytes.endIndex..<place]
      scan = scan[min(place + 1, scan.endIndex)...]
      return Tag(name: name, isClosing: isClosing, href: name == "a" && !isClosing ? Tag.href(rest) : nil)
    }
    private static func href(_ attributes: ArraySlice<UInt8>) -> String? {
      let bytes = Array(attributes.prefix(4096))
      let lower = bytes.map { (65...90).contains($0) ? $0 | 32 : $0 }
      guard let start = lower.firstRange(of: Array("href=".utf8)) else { return nil }
      var value = String(decoding: bytes[start.upperBound...], as: UTF8.self)[...]
      if let quote = value.first, quote == "\"" || quote == "'" {
        value = value.dropFirst()
        value = value.prefix { $0 != quote }
      } else {
        value = value.prefix { !$0.isWhitespace }
      }
      return Entities.decode(String(value)).trimmingSpaces
    }
  }

  /// Collects lines: quote marks of blockquotes, list marks, folded white space.
  private struct Writer {
    private var lines: [String] = []
    private var line = ""
    private var quoteDepth = 0
    private var preDepth = 0
    private var hasGap = false
    private var link: (target: String, start: Int, line: Int)?

    mutating func text(_ raw: String) {
      let text = Entities.decode(raw)
      if preDepth > 0 {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
          if place > 0 { endLine() }
          line += part.filter { $0 != "\r" }
        }
        return
      }
      for character in text {
        if character.isWhitespace {
          hasGap = true
        } else {
          if hasGap && !line.isEmpty { line.append(" ") }
          hasGap = false
          line.append(character)
        }
      }
    }
    private mutating func endLine() {
      lines.append(String(repeating: "> ", count: quoteDepth) + line)
      (line, hasGap) = ("", false)
    }
    private mutating func block() { if !line.isEmpty { endLine() } }
    private mutating func gap() {
      block()
      if let last = lines.last, !last.allSatisfy({ $0 == ">" || $0 == " " }) { endLine() }
    }

    mutating func apply(_ tag: Tag) {
      switch tag.name {
      case "br": endLine()
      case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl": gap()
      case "div", "tr", "section", "article", "header", "footer", "dt", "dd", "form", "center", "body":
        block()
      case "td", "th": if !line.isEmpty { hasGap = true }
      case "li":
        block()
        if !tag.isClosing { line = "- " }
      case "hr":
        block()
        line = "----"
        endLine()
      case "blockquote":
        gap()
        quoteDepth = tag.isClosing ? max(0, quoteDepth - 1) : min(10, quoteDepth + 1)
        if tag.isClosing { endLine() }
      case "pre":
        block()
        preDepth = tag.isClosing ? max(0, preDepth - 1) : preDepth + 1
      case "a": tag.isClosing ? closeLink() : openLink(tag.href)
      default: break
      }
    }
    private mutating func openLink(_ href: String?) {
      let isShown = ["http:", "https:", "mailto:", "tel:"].contains {
        href?.lowercased().hasPrefix($0) == true
      }
      // In bytes: to count the characters of a line at each of its links would read it over and over.
      link = isShown ? href.map { ($0, line.utf8.count, lines.count) } : nil
    }
    /// A target is shown unless the text is the target already.
    private mutating func closeLink() {
      guard let link else { return }
      self.link = nil
      let shown = link.line == lines.count ? line.from(byte: link.start).trimmingSpaces : ""
      let bare = link.target.replacing("mailto:", with: "").replacing("tel:", with: "")
      if !shown.isEmpty && shown != bare && shown != link.target { text(" <\(bare)>") }
    }

    mutating func finished() -> String {
      block()
      var out: [String] = []
      for line in lines {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        // Blank lines in a row are one, at the least depth of quoting among them.
        func isBlank(_ text: some StringProtocol) -> Bool { text.allSatisfy { $0 == ">" || $0 == " " } }
        if isBlank(line) {
          guard let last = out.last else { continue }
          if isBlank(last) {
            if line.count < last.count { out[out.count - 1] = String(line) }
            continue
          }
        }
        out.append(String(line))
      }
      while out.last?.isEmpty == true { out.removeLast() }
      return out.joined(separator: "\n")
    }
  }
}

extension String {
  fileprivate func from(byte start: Int) -> String {
    String(decoding: utf8.dropFirst(start), as: UTF8.self)
  }
}

/// Character references of HTML: numbers, and the names that mail uses.
enum Entities {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "shy": "", "copy": "©",
    "reg": "®",
    "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”",
    "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "euro": "€", "pound": "£", "yen": "¥",
    "cent": "¢",
    "sect": "§", "para": "¶", "deg": "°", "times": "×", "divide": "÷", "plusmn": "±", "auml": "ä",
    "ouml": "ö",
    "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è",
    "ecirc": "ê",
    "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç", "ntilde": "ñ", "oacute": "ó", "ocirc": "ô",
    "iacute": "í", "uacute": "ú", "oslash": "ø", "aring": "å", "aelig": "æ", "Eacute": "É", "iquest": "¿",
    "iexcl": "¡", "larr": "←", "rarr": "→", "zwnj": "", "zwj": "", "ensp": " ", "emsp": " ", "thinsp": " ",
  ]
  static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var out = ""
    var rest = text[...]
    while let amp = rest.firstIndex(of: "&") {
      out += rest[..<amp]
      rest = rest[amp...]
      let body = rest.dropFirst().prefix(12)
      guard
        let end = body.firstIndex(where: { !($0.isLetter || $0.isNumber || $0 == "#") }) ?? optionalEnd(body),
        let value = value(body[..<end])
      else {
        out.append("&")
        rest = rest.dropFirst()
        continue
      }
      out += value
      rest = rest[end...]
      if rest.first == ";" { rest.removeFirst() }
    }
    return out + rest
  }
  private static func optionalEnd(_ body: Substring) -> Substring.Index? {
    body.isEmpty ? nil : body.endIndex
  }
  private static func value(_ name: Substring) -> String? {
    guard name.first == "#" else { return names[String(name)] }
    let digits = name.dropFirst()
    let code =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard var code else { return nil }
    if (0x80..<0xA0).contains(code) { code = Charset.windows1252High[Int(code) - 0x80] }
    guard code >= 32 || code == 9 || code == 10, let scalar = Unicode.Scalar(code) else { return "\u{FFFD}" }
    return String(scalar)
  }
}
