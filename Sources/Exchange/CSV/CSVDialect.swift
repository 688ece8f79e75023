public import Domain

/// How a CSV file is written, guessed from its first bytes and shown before anything is imported.
public struct CSVDialect: Hashable, Sendable {
  /// The encoding of the text and the byte between fields.
  public var encoding: TextEncoding, separator: UInt8
  /// Makes a dialect.
  public init(encoding: TextEncoding = .utf8, separator: UInt8 = UInt8(ascii: ",")) {
    (self.encoding, self.separator) = (encoding, separator)
  }
  /// The separators that are tried, the most usual first.
  public static let separators = [",", ";", "\t", "|"].map { Array($0.utf8)[0] }
  /// The separator as people call it.
  public var separatorName: String { separator == 9 ? "tab" : String(decoding: [separator], as: UTF8.self) }
  /// The separator that a person or a profile names: the character, or `tab`.
  /// - Throws: a refusal for anything else.
  public static func separator(named name: String) throws(Refusal) -> UInt8 {
    if name.lowercased() == "tab" || name == "\\t" { return 9 }
    let bytes = Array(name.utf8)
    guard bytes.count == 1, bytes[0] != 34, bytes[0] != 10, bytes[0] != 13, bytes[0] < 128 else {
      throw Refusal(
        .invalid, "\"\(name)\" cannot separate fields.", remedy: "Write one character such as , ; | or tab.")
    }
    return bytes[0]
  }

  /// Guesses by trying each separator on the first rows: the one that gives the most columns in the most
  /// even way wins.
  /// - Throws: a refusal when the file is no text, or when no line ends within the bounds of a row.
  public static func guess(_ file: InputFile) throws(Refusal) -> CSVDialect {
    let head = try file.read(at: 0, count: 1 << 16)
    try FileKind.refuseBinary(head, name: file.name)
    let encoding = TextEncoding.guess(head)
    var best = (dialect: CSVDialect(encoding: encoding), score: -1.0)
    for separator in separators {
      let score = try evenness(of: head, encoding: encoding, separator: separator)
      if score > best.score { best = (CSVDialect(encoding: encoding, separator: separator), score) }
    }
    return best.dialect
  }

  private static func evenness(of head: [UInt8], encoding: TextEncoding, separator: UInt8) throws(Refusal)
    -> Double
  {
    var reader = CSVReader(
      InputFile(name: "head", bytes: head), encoding: encoding, separator: separator,
      limits: CSVLimits(rowBytes: head.count))
    var counts: [Int] = []
    while counts.count < 50, case .row(let row)? = try reader.next() { counts.append(row.fields.count) }
    if counts.count > 1 && head.count == 1 << 16 { counts.removeLast() }
    guard let columns = counts.first, columns > 1 else { return 0 }
    let even = Double(counts.count { $0 == columns }) / Double(counts.count)
    return even * (1 + Double(min(columns, 40)) / 40)
  }
}
