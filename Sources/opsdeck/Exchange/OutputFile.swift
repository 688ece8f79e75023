import Domain
import Glibc

/// A file that is written piece by piece; only its owner may read it, for it holds what customers said.
final class OutputFile {
  let path: String
  /// It was empty when it was opened.
  let isNew: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ path: String, appends: Bool = false) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC), 0o600)
    guard descriptor >= 0 else { throw Self.trouble(path) }
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
    Complaint(
      .failed, "\(path) cannot be written: \(String(cString: strerror(errno))).",
      "Name another place, or make room there.")
  }
}
