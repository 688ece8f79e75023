public import Domain

/// The formats tickets are read from.
public enum ImportFormat: String, CaseIterable, Sendable, Codable {
  case csv, mbox, zendesk
  /// Our own export.
  case opsdeck = "jsonl"

  /// The format that a file looks like, by what it begins with and not by its name.
  /// - Throws: a refusal when it is no text at all.
  public static func guess(_ file: InputFile) throws(Refusal) -> ImportFormat {
    let head = try file.read(at: 0, count: 1 << 16)
    try FileKind.refuseBinary(head, name: file.name)
    guard !head.isEmpty else {
      throw Refusal(.invalid, "\(file.name) is empty.", remedy: "Name a CSV, mbox or JSON file.")
    }
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    if text.starts(with: Array("From ".utf8)) { return .mbox }
    let first = text.first { $0 > 32 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return text.drop { $0 <= 32 }.starts(with: Array("{\"opsdeck\":".utf8)) ? .opsdeck : .zendesk
    }
    let names = HeaderBlock.read(text).0.fields.map { $0.name.lowercased() }
    let mailNames: Set = ["from", "received", "return-path", "message-id", "date", "subject", "delivered-to"]
    return names.count { mailNames.contains($0) } >= 2 ? .mbox : .csv
  }
}
