/// Says changes of style as short as can be, at the moment something is painted with them.
///
/// ncurses names both colours of a pair whenever one changes, and resets everything to take bold away: in a list whose
/// columns have colours of their own that is two thirds of all bytes. This reads the bytes ncurses wrote, keeps the
/// style that they ask for, and puts one sequence with just the differences in front of what is painted next. All
/// else goes through as it is; a sequence it does not know is passed on, and the style is then said whole.
struct StyleCoalescer {
  /// What the terminal is set to, nil where that is not known; what it should be set to at the next painting.
  private var have: Style?, want = Style.plain
  /// Line-drawing letters were switched on by ncurses; until then switching them off says nothing.
  private var isAlternate = false, hasSaidCharset = false
  /// The terminal knows how to take single attributes away (22 to 27).
  private let takesOff: Bool

  /// Where the two ways to say a change are made before the shorter is taken.
  private var whole: [UInt8] = [], step: [UInt8] = [], numbers: [Int] = []

  init(takesOff: Bool) { self.takesOff = takesOff }

  /// The terminal was given away: nothing is known of it.
  mutating func forget() { (have, want, isAlternate, hasSaidCharset) = (nil, Style.plain, false, false) }

  /// Takes the bytes of one frame and appends what should be written.
  mutating func append(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x20...:
        if want != have { settle(&out) }
        let start = at
        while at < bytes.count, bytes[at] >= 0x20 { at += 1 }
        out.append(contentsOf: bytes[start..<at])
      case 0x1B: at += sequence(UnsafeRawBufferPointer(rebasing: bytes[at...]), &out)
      case 0x0F where !isAlternate && hasSaidCharset: at += 1
      case 0x0F, 0x0E:
        (isAlternate, hasSaidCharset) = (byte == 0x0E, true)
        out.append(byte)
        at += 1
      default:
        // A line's end can scroll in a row of the ground's colour.
        if byte == 0x0A, want != have { settle(&out) }
        out.append(byte)
        at += 1
      }
    }
  }

  /// Handles what begins with Esc and returns how many bytes that is.
  private mutating func sequence(_ bytes: UnsafeRawBufferPointer, _ out: inout [UInt8]) -> Int {
    guard bytes.count > 1 else { return copy(bytes, 1, &out) }
    guard bytes[1] == 0x5B else {
      // ESC, intermediates, a final byte: charsets, saved cursors, resets.
      var end = 1
      while end < bytes.count, (0x20...0x2F).contains(bytes[end]) { end += 1 }
      let count = min(end + 1, bytes.count)
      if count == 3, bytes[1] == 0x28 {
        if bytes[2] == 0x42, !isAlternate, hasSaidCharset { return count }
        (isAlternate, hasSaidCharset) = (bytes[2] == 0x30, true)
      } else if want != have {
        settle(&out)
      }
      return copy(bytes, count, &out)
    }
    var end = 2
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    let count = min(end + 1, bytes.count)
    guard end < bytes.count else { return copy(bytes, count, &out) }
    switch bytes[end] {
    case 0x6D:
      if apply(UnsafeRawBufferPointer(rebasing: bytes[2..<end])) { return count }
      if want != have { settle(&out) }
      have = nil
    // Moves of the cursor and modes paint nothing.
    case 0x41, 0x42, 0x43, 0x44, 0x47, 0x48, 0x64, 0x66, 0x68, 0x6C, 0x72, 0x74: break
    default: if want != have { settle(&out) }
    }
    return copy(bytes, count, &out)
  }

  private func copy(_ bytes: UnsafeRawBufferPointer, _ count: Int, _ out: inout [UInt8]) -> Int {
    out.append(contentsOf: bytes[..<count])
    return count
  }

  // MARK: what is asked for

  /// Takes parameters of SGR into what is wanted; false if one of them is none of ours.
  private mutating func apply(_ parameters: UnsafeRawBufferPointer) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    var number = 0
    for byte in parameters {
      switch byte {
      case 0x30...0x39: number = min(number * 10 + Int(byte - 0x30), 9999)
      case 0x3B:
        numbers.append(number)
        number = 0
      default: return false
      }
    }
    numbers.append(number)
    var look = want
    var at = 0
    while at < numbers.count {
      let code = numbers[at]
      switch code {
      case 0: look = Style.plain
      case 22: look.attributes.subtract([.bold, .dim])
      case 23: look.attributes.remove(.italic)
      case 24: look.attributes.remove(.underline)
      case 27: look.attributes.remove(.reverse)
      case 30...37: look.foreground = .indexed(UInt8(code - 30))
      case 90...97: look.foreground = .indexed(UInt8(code - 82))
      case 39: look.foreground = .standard
      case 40...47: look.background = .indexed(UInt8(code - 40))
      case 100...107: look.background = .indexed(UInt8(code - 92))
      case 49: look.background = .standard
      case 38, 48:
        guard let (color, count) = Self.long(numbers, from: at + 1) else { return false }
        if code == 38 { look.foreground = color } else { look.background = color }
        at += count
      default:
        guard let known = StyleCodes.attributes.first(where: { $0.code == code }) else { return false }
        look.attributes.insert(known.bit)
      }
      at += 1
    }
    want = look
    return true
  }

  /// `5;n` or `2;r;g;b`, and how many numbers that is.
  private static func long(_ numbers: [Int], from first: Int) -> (Color, Int)? {
    func byte(_ place: Int) -> UInt8? {
      first + place < numbers.count ? UInt8(exactly: numbers[first + place]) : nil
    }
    switch byte(0) {
    case 5: return byte(1).map { (.indexed($0), 2) }
    case 2:
      guard let r = byte(1), let g = byte(2), let b = byte(3) else { return nil }
      return (.rgb(r, g, b), 4)
    default: return nil
    }
  }

  // MARK: what is said

  private mutating func settle(_ out: inout [UInt8]) {
    whole.removeAll(keepingCapacity: true)
    StyleCodes.put(0, &whole)
    StyleCodes.append(from: Style.plain, to: want, &whole)
    var isStep = false
    if let have, takesOff || have.attributes.isSubset(of: want.attributes) {
      step.removeAll(keepingCapacity: true)
      StyleCodes.append(from: have, to: want, &step)
      isStep = want == Style.plain ? step.isEmpty : step.count <= whole.count
    }
    out.append(0x1B)
    out.append(0x5B)
    // Nothing at all stands for the 0 of a plain style.
    if isStep { out.append(contentsOf: step) } else if whole.count > 1 { out.append(contentsOf: whole) }
    out.append(0x6D)
    have = want
  }
}
