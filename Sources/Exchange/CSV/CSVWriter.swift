/// Writes CSV rows in UTF-8 with CRLF line ends (RFC 4180).
///
/// A field that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab, carriage return
/// or NUL) gets an apostrophe in front, which spreadsheets do not show; `raw` leaves fields as they are.
public struct CSVWriter: Sendable {
  /// Leave fields as they are, for programs that read the file; people are asked for it by name.
  public let raw: Bool
  /// The byte between fields.
  public let separator: UInt8
  /// Makes a writer.
  public init(raw: Bool = false, separator: UInt8 = UInt8(ascii: ",")) {
    (self.raw, self.separator) = (raw, separator)
  }
  /// The row as bytes, line end included.
  public func row(_ fields: [String]) -> [UInt8] {
    var out: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { out.append(separator) }
      append(field, to: &out)
    }
    out.append(contentsOf: [13, 10])
    return out
  }
  /// Whether a spreadsheet may take the field for a formula.
  public static func isFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    return [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x00].contains(first)
  }
  private func append(_ field: String, to out: inout [UInt8]) {
    let neutral = !raw && CSVWriter.isFormula(field)
    let mustQuote =
      neutral || field.utf8.contains { $0 == separator || $0 == 34 || $0 == 10 || $0 == 13 }
      || field.utf8.first == 32 || field.utf8.last == 32
    if !mustQuote { out.append(contentsOf: field.utf8); return }
    out.append(34)
    if neutral { out.append(UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == 34 { out.append(34) }
      out.append(byte)
    }
    out.append(34)
  }
}
