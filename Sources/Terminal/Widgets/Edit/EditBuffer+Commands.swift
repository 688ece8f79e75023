extension EditBuffer {
  /// Does a command and answers whether the text changed.
  mutating func apply(_ command: EditCommand) -> Bool {
    let before = version
    var isKill = false
    switch command {
    case .insert(let text):
      if text.utf8.count <= room {
        replace(from: cursor, to: cursor, with: text, typed: text.utf8.count < 32)
      }
    case .newline: if !isOneLine { replace(from: cursor, to: cursor, with: "\n") }
    case .deleteBack: replace(from: place(left: cursor), to: cursor, with: "")
    case .deleteForward: replace(from: cursor, to: place(right: cursor), with: "")
    case .killWordBack: kill(from: place(wordLeft: cursor, byBlanks: true), to: cursor); isKill = true
    case .killWord: kill(from: cursor, to: place(wordRight: cursor)); isKill = true
    case .killToStart: kill(from: TextPlace(cursor.line, 0), to: cursor); isKill = true
    case .killToEnd: killToEnd(); isKill = true
    case .yank: if killed.utf8.count <= room { replace(from: cursor, to: cursor, with: killed) }
    case .transpose: transpose()
    case .undo: _ = undo()
    case .redo: _ = redo()
    default: move(command)
    }
    isKilling = isKill
    if version == before { pauseTyping() }
    return version != before
  }
  private mutating func move(_ command: EditCommand) {
    switch command {
    case .left: cursor = place(left: cursor)
    case .right: cursor = place(right: cursor)
    case .wordLeft: cursor = place(wordLeft: cursor, byBlanks: false)
    case .wordRight: cursor = place(wordRight: cursor)
    case .lineStart: cursor.offset = 0
    case .lineEnd: cursor.offset = line.utf8.count
    case .start: cursor = TextPlace(0, 0)
    default: cursor = end
    }
  }

  func place(left place: TextPlace) -> TextPlace {
    if place.offset > 0 {
      return TextPlace(place.line, Clusters.previous(in: lines[place.line], before: place.offset))
    }
    return place.line == 0 ? place : TextPlace(place.line - 1, lines[place.line - 1].utf8.count)
  }
  func place(right place: TextPlace) -> TextPlace {
    let text = lines[place.line]
    if place.offset < text.utf8.count {
      return TextPlace(place.line, Clusters.next(in: text, after: place.offset))
    }
    return place.line + 1 == lines.count ? place : TextPlace(place.line + 1, 0)
  }
  private func place(wordLeft place: TextPlace, byBlanks: Bool) -> TextPlace {
    guard place.offset > 0 else { return self.place(left: place) }
    let bytes = Array(lines[place.line].utf8.prefix(place.offset))
    var offset = bytes.count
    func belongs(_ byte: UInt8) -> Bool { byBlanks ? byte != 0x20 && byte != 0x09 : EditBuffer.isWord(byte) }
    while offset > 0, !belongs(bytes[offset - 1]) { offset -= 1 }
    while offset > 0, belongs(bytes[offset - 1]) { offset -= 1 }
    return TextPlace(place.line, Clusters.boundary(in: lines[place.line], at: offset))
  }
  private func place(wordRight place: TextPlace) -> TextPlace {
    let bytes = lines[place.line].utf8.dropFirst(place.offset)
    guard !bytes.isEmpty else { return self.place(right: place) }
    let gap = bytes.prefix { !EditBuffer.isWord($0) }.count
    let word = bytes.dropFirst(gap).prefix { EditBuffer.isWord($0) }.count
    let offset = place.offset + gap + word
    return TextPlace(place.line, max(Clusters.boundary(in: lines[place.line], at: offset), place.offset))
  }
  /// Letters, digits and everything beyond ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }

  private mutating func kill(from start: TextPlace, to end: TextPlace) {
    guard start < end else { return }
    let taken = text(from: start, to: end)
    killed = !isKilling ? taken : end == cursor ? taken + killed : killed + taken
    replace(from: start, to: end, with: "")
  }
  private mutating func killToEnd() {
    let lineEnd = TextPlace(cursor.line, line.utf8.count)
    kill(from: cursor, to: cursor == lineEnd ? place(right: cursor) : lineEnd)
  }
  /// Changes the two clusters around the cursor, at the end of a line the last two.
  private mutating func transpose() {
    var middle = cursor
    if middle.offset == line.utf8.count { middle = place(left: middle) }
    guard middle.line == cursor.line, middle.offset > 0, middle.offset < line.utf8.count else { return }
    let first = place(left: middle), last = place(right: middle)
    replace(from: first, to: last, with: text(from: middle, to: last) + text(from: first, to: middle))
  }
}
