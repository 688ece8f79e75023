import Domain
import Glibc
import Store
import Terminal

/// A file for `$EDITOR` in a folder of its own, both for the operator alone.
struct PrivateFile {
  let folder: String, path: String

  init(_ text: String) throws {
    var template = Array("/tmp/opsdeck-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw Refusal(
        .conflict, "No folder for the editor's file could be made in /tmp.", remedy: "Free some space there.")
    }
    folder = String(cString: made)
    path = folder + "/reply.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Refusal(.conflict, "The file \(path) could not be made.") }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else {
        throw Refusal(.conflict, "The file \(path) could not be written.", remedy: "Free some space.")
      }
      rest = rest.dropFirst(written)
    }
  }
  /// The text as the editor left it; bytes that are no UTF-8 become a sign for that.
  func read() throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Refusal(.conflict, "The editor removed its file; the text is as it was.")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      guard bytes.count < 8_000_000 else {
        throw Refusal(.invalid, "The text is longer than 8 MB.", remedy: "Send it as a file.")
      }
    }
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }
  /// Takes away all there is: editors put copies and journals of the text beside it.
  func remove() {
    if let list = opendir(folder) {
      while let entry = readdir(list) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { unlink(folder + "/" + name) }
      }
      closedir(list)
    }
    rmdir(folder)
  }
}

/// Saves files of a ticket in the folder one works in, never over one that is there.
enum AttachmentFiles {
  static func save(_ files: [Attachment], _ desk: Desk) throws -> String {
    var names: [String] = []
    for file in files {
      guard let bytes = try desk.look({ try $0.attachmentBytes(file.id) }) else {
        throw Refusal(.unknown, "The bytes of \(file.name) are not in the store.")
      }
      names.append(try write(bytes, as: safe(file.name)))
    }
    return "Saved \(names.joined(separator: ", ")) here."
  }
  /// What a sender called a file may name any place: only its last part is used, without signs that mean something.
  static func safe(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    // What acts on a terminal, or turns or hides the letters beside it, would lie about the kind of the file.
    let kept = last.unicodeScalars.filter { !Clean.actsOrHides($0) }
    // A minus in front would be an option of the next program that is given the name.
    var text = String(String.UnicodeScalarView(kept).drop { $0 == "." || $0 == "-" })
    text = String(text.prefix(120))
    // The system takes 255 bytes, and a number may still come behind it.
    while text.utf8.count > 240 { text.removeLast() }
    return text.isEmpty ? "attachment" : text
  }
  private static func write(_ bytes: [UInt8], as name: String) throws -> String {
    let (stem, end) = name.lastIndex(of: ".").map { (String(name[..<$0]), String(name[$0...])) } ?? (name, "")
    for number in 0..<1000 {
      let path = number == 0 ? name : "\(stem)-\(number)\(end)"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else {
        throw Refusal(
          .conflict, "\(path) cannot be written here: \(String(cString: strerror(errno))).",
          remedy: "Start opsdeck in a folder you may write to.")
      }
      defer { close(descriptor) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written > 0 else {
          throw Refusal(.conflict, "\(path) could not be written whole.", remedy: "Free some space.")
        }
        rest = rest.dropFirst(written)
      }
      return path
    }
    throw Refusal(.conflict, "There are a thousand files called like \(name) here already.")
  }
}
