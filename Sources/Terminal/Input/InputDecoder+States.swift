extension InputDecoder {
  /// One byte in any state but a paste.
  mutating func take(_ byte: UInt8, into events: inout [Event]) {
    switch state {
    case .ground: takeGround(byte, &events)
    case .character: takeCharacter(byte, &events)
    case .escape: takeEscape(byte, &events)
    case .csi: takeCSI(byte, &events)
    case .csiTooLong: takeTooLong(byte, &events)
    case .linuxFunction: takeLinuxFunction(byte, &events)
    case .oldMouse: takeOldMouse(byte, &events)
    case .ss3: takeSS3(byte, &events)
    case .string(let escaped): takeString(byte, escaped: escaped, &events)
    case .paste: break
    }
  }

  /// Leaves a broken sequence; the byte that broke it is looked at by itself.
  private mutating func abandon(_ byte: UInt8, _ events: inout [Event]) {
    begin(.ground)
    takeGround(byte, &events)
  }

  private mutating func takeGround(_ byte: UInt8, _ events: inout [Event]) {
    switch byte {
    case 0x1B: begin(.escape)
    case 0x20..<0x7F: key(.character(Character(Unicode.Scalar(byte))), &events)
    case 0x80...:
      state = .character
      collected = []
      takeCharacter(byte, &events)
    default: control(byte, &events)
    }
  }

  /// One key that needs no more bytes.
  private mutating func key(_ code: KeyCode, held: Key.Modifiers = [], _ events: inout [Event]) {
    emit(code, held: held, &events)
    begin(.ground)
  }

  private mutating func control(_ byte: UInt8, _ events: inout [Event]) {
    switch byte {
    case 0: key(.character(" "), held: .control, &events)
    case 0x08, 0x7F: key(.backspace, &events)
    case 0x09: key(.tab, &events)
    case 0x0A, 0x0D: key(.enter, &events)
    case 1...26: key(.character(Character(Unicode.Scalar(byte + 0x60))), held: .control, &events)
    default: key(.character(Character(Unicode.Scalar(byte + 0x40))), held: .control, &events)
    }
  }

  private mutating func takeCharacter(_ byte: UInt8, _ events: inout [Event]) {
    if byte < 0x80 {
      for _ in collected { emit(.character("\u{FFFD}"), &events) }
      begin(.ground)
      takeGround(byte, &events)
      return
    }
    collected.append(byte)
    while !collected.isEmpty {
      switch UTF8Shape(collected) {
      case .partial: return
      case .broken:
        emit(.character("\u{FFFD}"), &events)
        collected.removeFirst()
      case .whole:
        let character = String(decoding: collected, as: UTF8.self).first ?? "\u{FFFD}"
        let isControl = character.unicodeScalars.allSatisfy { $0.value < 0xA0 }
        key(.character(isControl ? "\u{FFFD}" : character), &events)
      }
    }
    begin(.ground)
  }

  private mutating func takeEscape(_ byte: UInt8, _ events: inout [Event]) {
    switch byte {
    case 0x1B:
      // Twice: either the key twice, or Alt before a sequence.
      if isMeta { events.append(.key(Key(.escape))) }
      isMeta = true
    case 0x5B: begin(.csi)
    case 0x4F: begin(.ss3)
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
      begin(.string(escaped: false))
      collected = [byte]
    default:
      if isMeta { events.append(.key(Key(.escape))) }
      isMeta = true
      state = .ground
      takeGround(byte, &events)
    }
  }

  private mutating func takeCSI(_ byte: UInt8, _ events: inout [Event]) {
    switch byte {
    case 0x5B where collected.isEmpty: begin(.linuxFunction)
    case 0x4D where collected.isEmpty: begin(.oldMouse)
    case 0x20...0x3F:
      collected.append(byte)
      if collected.count > Self.sequenceLimit { begin(.csiTooLong) }
    case 0x40...0x7E: finishCSI(byte, &events)
    default: abandon(byte, &events)
    }
  }

  private mutating func takeTooLong(_ byte: UInt8, _ events: inout [Event]) {
    swallowed += 1
    switch byte {
    case 0x20...0x3F where swallowed < Self.stringLimit: break
    case 0x20...0x7E: begin(.ground)
    default: abandon(byte, &events)
    }
  }

  private mutating func takeLinuxFunction(_ byte: UInt8, _ events: inout [Event]) {
    guard 0x41...0x45 ~= byte else { return abandon(byte, &events) }
    key(.function(Int(byte) - 0x40), &events)
  }

  /// A report of three raw bytes, which we never asked for: swallowed.
  private mutating func takeOldMouse(_ byte: UInt8, _ events: inout [Event]) {
    guard byte >= 0x20 else { return abandon(byte, &events) }
    collected.append(byte)
    if collected.count == 3 { begin(.ground) }
  }

  private mutating func takeSS3(_ byte: UInt8, _ events: inout [Event]) {
    if 0x30...0x39 ~= byte, collected.count < 4 {
      collected.append(byte)
      return
    }
    guard byte >= 0x20, byte < 0x7F else { return abandon(byte, &events) }
    let held = Self.modifiers(Self.number(collected[...]) ?? 1)
    switch byte {
    case 0x4D: key(.enter, held: held, &events)
    case 0x6A...0x79: key(.character(Character(Unicode.Scalar(byte - 0x40))), held: held, &events)
    default:
      if let code = Self.letterKeys[byte] { key(code, held: held, &events) } else { begin(.ground) }
    }
  }

  /// Replies of the terminal end with BEL or ST; Enter ends one that was never finished.
  private mutating func takeString(_ byte: UInt8, escaped: Bool, _ events: inout [Event]) {
    if escaped {
      if byte == 0x5C { return begin(.ground) }
      begin(.escape)
      return takeEscape(byte, &events)
    }
    swallowed += 1
    switch byte {
    case 0x07, 0x18, 0x1A: begin(.ground)
    case 0x1B: state = .string(escaped: true)
    case 0x0D: abandon(byte, &events)
    default: if swallowed >= Self.stringLimit { begin(.ground) }
    }
  }
}
