public import Domain

/// Tells by its first bytes that a file is none of the text formats, whatever its name says.
public enum FileKind {
  private static let signatures: [(bytes: [UInt8], kind: String, remedy: String)] = [
    (
      [0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office workbook (.xlsx, .ods)",
      "Unpack it, or save the sheet as CSV in UTF-8, and import that file."
    ),
    ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive", "Export the file again."),
    (
      [0xD0, 0xCF, 0x11, 0xE0], "an old office file (.xls, .doc, .msg)",
      "Save the sheet as CSV in UTF-8, or the mail as mbox, and import that file."
    ),
    (Array("%PDF-".utf8), "a PDF", "Export the tickets as CSV or JSON where the PDF was made."),
    ([0x1F, 0x8B], "compressed (gzip)", "Unpack it with `gunzip` and import the result."),
    (Array("BZh".utf8), "compressed (bzip2)", "Unpack it with `bunzip2` and import the result."),
    (
      [0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed (xz)", "Unpack it with `unxz` and import the result."
    ),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed (zstd)", "Unpack it with `unzstd` and import the result."),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "Unpack it and import the file inside."),
    (Array("Rar!".utf8), "a RAR archive", "Unpack it and import the file inside."),
    (Array("SQLite format 3".utf8), "a SQLite database", "Name it with `--store` if it is an opsdeck store."),
    (Array("!BDN".utf8), "an Outlook data file (.pst)", "Turn it into mbox with `readpst` first."),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", "Name the file that holds the tickets."),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture", "Name the file that holds the tickets."),
    (Array("GIF8".utf8), "a GIF picture", "Name the file that holds the tickets."),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", "Name the file that holds the tickets."),
  ]
  /// Refuses files that are known to be something else, and bytes that are no text in any encoding we read.
  /// - Parameter head: the first bytes, 4 KB or more where the file has them.
  /// - Throws: a refusal that says what the file is and what to do with it.
  public static func refuseBinary(_ head: [UInt8], name: String) throws(Refusal) {
    for known in signatures where head.starts(with: known.bytes) {
      throw Refusal(.invalid, "\(name) is \(known.kind), not a text file of tickets.", remedy: known.remedy)
    }
    if TextEncoding.isUTF16(head) { return }
    if let place = head.firstIndex(of: 0), head.filter({ $0 < 9 }).count * 100 > head.count {
      throw Refusal(
        .invalid, "\(name) is not text: byte \(place) is 0 and many more are control codes.",
        remedy: "Name a CSV, mbox or JSON file.")
    }
  }
}
