import Domain
import Glibc

/// A file that is written piece by piece; only its owner may read it, for it holds what customers said. No link is
/// followed: in a folder that others can write too, one may have been put where a file will be made.
final class OutputFile {
  let path: String
  /// It was empty when it was opened.
  let isNew: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ path: String, appends: Bool = false) throws {
    self.path = path
    // /dev/stdout is a link of the system's own.
    let follows = path.hasPrefix("/dev/") ? 0 : O_NOFOLLOW
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | follows | (appends ? O_APPEND : 0), 0o600)
    guard descriptor >= 0 else { throw Self.trouble(path) }
    var found = stat()
    // One that was there already may have been made for everybody.
    if fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG {
      let isPrivate = found.st_mode & 0o077 == 0 || fchmod(descriptor, 0o600) == 0
      guard isPrivate, appends || ftruncate(descriptor, 0) == 0 else {
        let complaint = Self.trouble(path)
        Glibc.close(descriptor)
        descriptor = -1
        throw complaint
      }
    }
    isNew = !appends || lseek(descriptor, 0, SEEK_END) == 0
  }
  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }
  /// Writes what waits and lets the file go.
  func close() throws {
    try flush()
    Glibc.close(descriptor)
    descriptor = -1
  }
  /// Writes what waits.
  func flush() throws {
    try Self.put(buffer, to: descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }
  /// Writes all of it.
  static func put(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw trouble(path) }
    }
  }
  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.close()
  }
  static func trouble(_ path: String) -> Complaint {
    if errno == ELOOP {
      return Complaint(
        .failed, "\(path) is a link, and what is written here goes through none.",
        "Remove it, or name the file it leads to.")
    }
    return Complaint(
      .failed, "\(path) cannot be written: \(String(cString: strerror(errno))).",
      "Name another place, or make room there.")
  }
}
