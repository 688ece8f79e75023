/// Turns the bytes of a terminal into events: a bounded automaton that no sequence of bytes can stop.
///
/// It holds no clock. After all that was pending has been fed, `rest` decides what can be decided at once; whoever
/// waits for more gives up after `patience` by calling `expire`. Half a sequence never waits longer than that.
public struct InputDecoder: Sendable {
  enum State: Sendable {
    case ground
    case character
    case escape
    case csi
    case csiTooLong
    case linuxFunction
    case oldMouse
    case ss3
    case string(escaped: Bool)
    case paste
  }

  /// Bytes a paste may have; what comes after them is counted and dropped.
  public static let pasteLimit = 16 << 20
  /// Bytes of a reply (OSC, DCS) that are swallowed before the rest counts as keys.
  static let stringLimit = 1 << 16
  static let sequenceLimit = 64

  var state = State.ground
  /// Bytes of the sequence or character that was begun, without the introducer.
  var collected: [UInt8] = []
  /// Esc stood before the sequence: Alt.
  var isMeta = false
  var paste: [UInt8] = []
  var swallowed = 0
  private var loneEscape = false
  private var escapeGiven = false
  /// Bytes of pastes that were dropped since they went over the limit.
  public private(set) var droppedBytes = 0

  /// Nothing received yet.
  public init() {}

  /// Takes bytes and appends the events they complete.
  public mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, into events: inout [Event]) {
    let wasLone = escapeGiven
    escapeGiven = false
    var i = 0
    if wasLone, case .ground = state, bytes.first == 0x5B || bytes.first == 0x4F, bytes.count > 1 {
      // The Esc before was the beginning of this: the connection cut the sequence in two.
      begin(bytes[0] == 0x5B ? .csi : .ss3)
      i = 1
    }
    while i < bytes.count {
      if case .paste = state {
        i = takePaste(bytes, from: i, into: &events)
      } else {
        take(bytes[i], into: &events)
        i += 1
      }
    }
    loneEscape = bytes.count == 1 && bytes[0] == 0x1B
  }

  /// Takes bytes and gives the events they complete.
  public mutating func feed(_ bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    bytes.withUnsafeBufferPointer { feed($0, into: &events) }
    return events
  }

  /// Nothing more is pending: an Esc that came alone is the key. (One at the end of a longer piece may be half a
  /// sequence and waits.)
  public mutating func rest(into events: inout [Event]) {
    guard case .escape = state, loneEscape else { return }
    loneEscape = false
    finishEscape(into: &events)
    escapeGiven = true
  }

  /// Milliseconds to wait for the other half of what was begun, nil when nothing was.
  public var patience: Int? {
    switch state {
    case .ground: escapeGiven ? 25 : nil
    case .escape: 25
    case .character, .csi, .csiTooLong, .ss3, .oldMouse, .linuxFunction, .string: 100
    // What follows a paste that broke off must never run as keys: better to wait long.
    case .paste: 5000
    }
  }

  /// The other half did not come in time.
  public mutating func expire(into events: inout [Event]) {
    escapeGiven = false
    switch state {
    case .ground: return
    case .escape: finishEscape(into: &events)
    case .character:
      for _ in collected { emit(.character("\u{FFFD}"), &events) }
    case .ss3: emit(.character("O"), held: .alt, &events)
    case .string:
      if swallowed == 0, let opener = collected.first {
        emit(.character(Character(Unicode.Scalar(opener))), held: .alt, &events)
      }
    case .paste: endPaste(into: &events)
    case .csi, .csiTooLong, .linuxFunction, .oldMouse: break
    }
    begin(.ground)
  }

  /// Forgets what was begun, after a stop: it belongs to another time.
  public mutating func reset() {
    begin(.ground)
    paste = []
    escapeGiven = false
    isMeta = false
  }

  mutating func begin(_ next: State) {
    state = next
    collected.removeAll(keepingCapacity: true)
    swallowed = 0
    if case .ground = next { isMeta = false }
  }

  func emit(_ code: KeyCode, held modifiers: Key.Modifiers = [], _ events: inout [Event]) {
    events.append(.key(Key(code, isMeta ? modifiers.union(.alt) : modifiers)))
  }

  private mutating func finishEscape(into events: inout [Event]) {
    if isMeta { events.append(.key(Key(.escape))) }
    events.append(.key(Key(.escape)))
    begin(.ground)
  }

  // MARK: pastes

  private mutating func takePaste(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into events: inout [Event]
  ) -> Int {
    let ending: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var i = start
    while i < bytes.count {
      if collected.isEmpty {
        let next = bytes[i...].firstIndex(of: 0x1B) ?? bytes.count
        keep(bytes[i..<next])
        i = next
        if i < bytes.count {
          collected.append(0x1B)
          i += 1
        }
        continue
      }
      if bytes[i] == ending[collected.count] {
        collected.append(bytes[i])
        i += 1
        if collected.count == ending.count {
          endPaste(into: &events)
          return i
        }
      } else {
        // Not the end after all: what looked like it is text. The byte itself may begin it anew.
        let held = collected
        collected.removeAll(keepingCapacity: true)
        held.withUnsafeBufferPointer { keep($0[...]) }
      }
    }
    return i
  }

  private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let room = max(0, Self.pasteLimit - paste.count)
    paste.append(contentsOf: bytes.prefix(room))
    droppedBytes += max(0, bytes.count - room)
  }

  private mutating func endPaste(into events: inout [Event]) {
    events.append(.paste(Self.text(ofPaste: paste)))
    paste = []
    begin(.ground)
  }

  /// Terminals send CR for a line end; some send both.
  static func text(ofPaste bytes: [UInt8]) -> String {
    guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var wasReturn = false
    for byte in bytes {
      if byte == 0x0D {
        out.append(0x0A)
      } else if !(byte == 0x0A && wasReturn) {
        out.append(byte)
      }
      wasReturn = byte == 0x0D
    }
    return String(decoding: out, as: UTF8.self)
  }
}
