import Cryptography
import Domain
import Glibc

/// The token of a log-in at the command line, one file a store, readable by this user only.
struct SessionFile {
  let path: String
  init(store: String, places: Places) {
    let name =
      realpath(store, nil).map { pointer in
        defer { free(pointer) }; return String(cString: pointer)
      } ?? store
    path = places.sessions + "/" + SHA256.hex(Array(name.utf8)).prefix(32)
  }

  /// The token, if there is one. A file that others could read is not trusted.
  func read() throws(Complaint) -> Secret? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    guard found.st_mode & 0o077 == 0, found.st_uid == geteuid() else {
      throw Complaint(
        .failed, "The session file \(path) can be read by others.",
        "Remove it and log in anew: opsdeck login.")
    }
    guard case .success(let text) = SmallFile.text(path, limit: 4096) else { return nil }
    let token = text.prefix { $0 != "\n" }
    return token.isEmpty ? nil : Secret(String(token))
  }
  /// Keeps a token; the file is made anew, so that its rights are ours from its first byte.
  func write(_ token: Secret, places: Places) throws(Complaint) {
    try Places.makeFolder(places.sessions)
    let draft = path + ".new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.trouble(draft) }
    let bytes = Array((token.revealed + "\n").utf8)
    let written = Glibc.write(descriptor, bytes, bytes.count)
    guard fsync(descriptor) == 0, close(descriptor) == 0, written == bytes.count, rename(draft, path) == 0
    else {
      throw Self.trouble(path)
    }
  }
  func remove() { unlink(path) }
  private static func trouble(_ path: String) -> Complaint {
    Complaint(.failed, "The session cannot be kept in \(path): \(String(cString: strerror(errno))).")
  }
}
