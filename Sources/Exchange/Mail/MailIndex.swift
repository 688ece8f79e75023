import Domain

/// Where the mails of an mbox lie, found in one pass that holds no mail.
struct MailIndex {
  /// What is remembered of a mail until its turn comes.
  struct Entry {
    /// The bytes of the mail, and the line of its first header.
    var start: Int, end: Int, line: Int
    /// Digests of its Message-ID (0: none) and of what it answers, nearest first.
    var id: UInt64 = 0, answers: [UInt64] = []
    /// What it says, as a digest: two mails with one Message-ID and other content are two mails.
    var content: UInt64 = 0
    /// The instant its separator tells, where its own header tells none.
    var separatorDate: Instant?
  }
  private(set) var entries: [Entry] = []
  private var open: Entry?
  private var header: [UInt8] = []
  private var isInHeader = true
  private var wasBlank = true
  private var print = Fingerprint()

  /// Goes over the file; `progress` is told the byte it has reached.
  init(_ file: InputFile, progress: (Int) -> Void) throws(Refusal) {
    var lines = LineReader(file, limit: 1 << 16)
    while let line = try lines.next() {
      progress(line.end)
      take(line)
    }
    close(at: file.size)
  }

  private mutating func take(_ line: Line) {
    if let separator = MailIndex.separator(line.bytes, wasBlank: wasBlank || open == nil) {
      close(at: line.offset)
      let start = separator.isHeaderToo ? line.offset : line.end
      open = Entry(
        start: start, end: 0, line: line.number + (separator.isHeaderToo ? 0 : 1),
        separatorDate: separator.date)
      (header, isInHeader, print, wasBlank) = ([], true, Fingerprint(), false)
      if !separator.isHeaderToo { return }
    }
    if open == nil { open = Entry(start: line.offset, end: 0, line: line.number) }
    wasBlank = line.bytes.isEmpty
    if isInHeader {
      if line.bytes.isEmpty {
        isInHeader = false
      } else if header.count < 1 << 20 {
        header += line.bytes + [10]
      }
    } else {
      print.add(line.bytes)
    }
  }

  private mutating func close(at end: Int) {
    guard var entry = open else { return }
    open = nil
    entry.end = end
    let block = HeaderBlock.read(header[...]).0
    let id = MailMessage.identifiers(block.plain("message-id") ?? "", bare: true).first
    entry.id = id.map(Fingerprint.number) ?? 0
    for field in ["in-reply-to", "references"] {
      let named = MailMessage.identifiers(block.plain(field) ?? "", bare: false).filter { $0.contains("@") }
      for name in (field == "references" ? named.reversed() : named).prefix(50) where name != id {
        let number = Fingerprint.number(name)
        if !entry.answers.contains(number) { entry.answers.append(number) }
      }
    }
    for field in ["from", "date", "subject"] { print.add(block.raw(field).first ?? []) }
    entry.content = print.number
    entries.append(entry)
  }

  /// Whether a line begins a mail. `From ` counts behind a blank line, and elsewhere when it carries a date;
  /// where it is a field of an old header (`From   : Joe`) it is both.
  private static func separator(_ line: [UInt8], wasBlank: Bool) -> (isHeaderToo: Bool, date: Instant?)? {
    guard line.starts(with: Array("From ".utf8)) else { return nil }
    let rest = String(decoding: line.dropFirst(5), as: UTF8.self).trimmingSpaces
    if rest.hasPrefix(":") { return wasBlank ? (true, nil) : nil }
    let date = MailDate.parse(rest)
    return wasBlank || date != nil && rest.contains("@") ? (false, date) : nil
  }
}

/// Which mails belong together, by what they answer; never by their subjects.
struct MailThreads {
  /// Places of mails, each list a conversation in the order of the file; the lists in the order of their first.
  private(set) var threads: [[Int]] = []
  /// Place of a mail that is an exact copy of an earlier one, to that one.
  private(set) var copies: [Int: Int] = [:]
  /// Mails whose Message-ID an earlier mail with other content has: the id alone does not name them.
  private(set) var ambiguous: Set<Int> = []
  private var leader: [Int]

  init(_ entries: [MailIndex.Entry]) {
    leader = Array(entries.indices)
    var byID: [UInt64: [Int]] = [:]
    for (place, entry) in entries.enumerated() where entry.id != 0 {
      if let original = byID[entry.id]?.first(where: { entries[$0].content == entry.content }) {
        copies[place] = original
        join(place, original)
      } else {
        if byID[entry.id] != nil { ambiguous.insert(place) }
        byID[entry.id, default: []].append(place)
      }
    }
    var missing: [UInt64: Int] = [:]
    for (place, entry) in entries.enumerated() where copies[place] == nil {
      if let parent = MailThreads.parent(of: place, entry, byID) {
        join(place, parent)
      } else if entry.id == 0 || byID[entry.id]?.count == 1 {
        // Answers to a mail that is not here belong together all the same; not so mails that share an id.
        for name in entry.answers {
          if let other = missing[name] { join(place, other) } else { missing[name] = place }
        }
      }
    }
    var placeOfLeader: [Int: Int] = [:]
    for place in entries.indices {
      let first = find(place)
      if let thread = placeOfLeader[first] {
        threads[thread].append(place)
      } else {
        placeOfLeader[first] = threads.count
        threads.append([place])
      }
    }
  }

  /// The nearest mail before it that it answers, else the first behind it.
  private static func parent(of place: Int, _ entry: MailIndex.Entry, _ byID: [UInt64: [Int]]) -> Int? {
    for name in entry.answers {
      guard let found = byID[name] else { continue }
      if let near = found.last(where: { $0 < place }) ?? found.first(where: { $0 != place }) { return near }
    }
    return nil
  }
  private mutating func find(_ place: Int) -> Int {
    var place = place
    while leader[place] != place {
      leader[place] = leader[leader[place]]
      place = leader[place]
    }
    return place
  }
  private mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (find(a), find(b))
    leader[max(first, second)] = min(first, second)
  }
}
