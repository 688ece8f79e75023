extension InputDecoder {
  /// Keys by the last letter of a CSI or SS3 sequence.
  static let letterKeys: [UInt8: KeyCode] = [
    0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home, 0x50: .function(1),
    0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
  ]

  /// Keys by the number before `~`.
  static func numberedKey(_ number: Int) -> KeyCode? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// What was held, from the number terminals send: one more than the bits.
  static func modifiers(_ number: Int) -> Key.Modifiers {
    let bits = max(0, number - 1)
    var held: Key.Modifiers = []
    if bits & 1 != 0 { held.insert(.shift) }
    if bits & 2 != 0 { held.insert(.alt) }
    if bits & 4 != 0 { held.insert(.control) }
    return held
  }

  /// A number of few digits; nil where there is none.
  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 7, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Numbers between semicolons; of those with colons only the first, the second comes beside it.
  private func parameters() -> [(Int?, sub: Int?)] {
    collected.split(separator: 0x3B, omittingEmptySubsequences: false).map { part in
      let pieces = part.split(separator: 0x3A, omittingEmptySubsequences: false)
      return (Self.number(pieces.first ?? []), pieces.count > 1 ? Self.number(pieces[1]) : nil)
    }
  }

  mutating func finishCSI(_ final: UInt8, _ events: inout [Event]) {
    if collected.first == 0x3C, final == 0x4D || final == 0x6D {
      finishMouse(pressed: final == 0x4D, &events)
      return begin(.ground)
    }
    // Other private prefixes and intermediates belong to replies.
    guard collected.first.map({ 0x30...0x3B ~= $0 }) ?? true, collected.allSatisfy({ 0x30...0x3B ~= $0 })
    else {
      return begin(.ground)
    }
    let parameters = parameters()
    let first = parameters.first?.0
    let held = Self.modifiers(parameters.count > 1 ? parameters[1].0 ?? 1 : 1)
    let isRelease = parameters.count > 1 && parameters[1].sub == 3
    switch final {
    case 0x49 where collected.isEmpty: events.append(.focus(true))
    case 0x4F where collected.isEmpty: events.append(.focus(false))
    case 0x5A: emit(.backTab, held: held.subtracting(.shift), &events)
    case 0x7E: return finishNumbered(first ?? 0, parameters.map(\.0), held, isRelease, &events)
    case 0x75:
      if let first, !isRelease { emitCode(first, held, &events) }
    case 0x52 where first != nil && (first != 1 || !(2...16 ~= (parameters.last?.0 ?? 0))): break  // a place
    default:
      if let code = Self.letterKeys[final], !isRelease, (first ?? 1) == 1 { emit(code, held: held, &events) }
    }
    begin(.ground)
  }

  private mutating func finishNumbered(
    _ number: Int, _ parameters: [Int?], _ held: Key.Modifiers, _ isRelease: Bool, _ events: inout [Event]
  ) {
    if number == 200 {
      begin(.paste)
      paste = []
      return
    }
    if number == 27, parameters.count == 3, let code = parameters[2] {
      emitCode(code, held, &events)
    } else if let code = Self.numberedKey(number), !isRelease {
      emit(code, held: held, &events)
    }
    begin(.ground)
  }

  /// A key told by its code point (CSI u, modifyOtherKeys).
  private mutating func emitCode(_ code: Int, _ held: Key.Modifiers, _ events: inout [Event]) {
    switch code {
    case 9: emit(held.contains(.shift) ? .backTab : .tab, held: held.subtracting(.shift), &events)
    case 13: emit(.enter, held: held, &events)
    case 27: emit(.escape, held: held, &events)
    case 8, 127: emit(.backspace, held: held, &events)
    case 0xE000...0xF8FF: return  // keys of the number pad and the like, which send their usual codes too
    default:
      guard code >= 0x20, !(0x7F..<0xA0 ~= code),
        let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
      else { return }
      var character = Character(scalar)
      if held.contains(.shift), character.isLowercase, let upper = character.uppercased().first {
        character = held.contains(.control) ? character : upper
      }
      emit(.character(character), held: held.subtracting(.shift), &events)
    }
  }

  private mutating func finishMouse(pressed: Bool, _ events: inout [Event]) {
    let numbers = collected.dropFirst().split(separator: 0x3B, omittingEmptySubsequences: false).map {
      Self.number($0)
    }
    guard numbers.count == 3, let code = numbers[0], let x = numbers[1], let y = numbers[2], x > 0, y > 0
    else {
      return
    }
    var held: Key.Modifiers = []
    if code & 4 != 0 { held.insert(.shift) }
    if code & 8 != 0 { held.insert(.alt) }
    if code & 16 != 0 { held.insert(.control) }
    let button = code & 3 + 1
    let action: Mouse.Action
    switch code & 0xE0 {
    case 64:
      guard code & 3 < 2, pressed else { return }
      action = code & 3 == 0 ? .wheelUp : .wheelDown
    case 32: action = .drag(button)
    case 0: action = pressed ? .press(button) : .release(button)
    default: return
    }
    events.append(.mouse(Mouse(action, at: Point(x - 1, y - 1), modifiers: held)))
  }
}
