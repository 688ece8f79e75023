public import Domain
import Glibc

/// A file that is read for an import: any part of it, any number of times, never as a whole.
///
/// Reading by position (`pread`) lets a parser go over the file twice and jump back without sharing a cursor.
/// A pipe is copied to an unnamed temporary file first, because the importers need a second look.
public final class InputFile: Sendable {
  private enum Storage: Sendable {
    case descriptor(Int32)
    case bytes([UInt8])
  }
  /// What to call it in messages: the path as it was given, `standard input` for `-`.
  public let name: String
  /// Bytes in all.
  public let size: Int
  private let storage: Storage

  /// Opens the file at `path`; `-` is standard input.
  /// - Throws: a refusal that names the path and the reason when it cannot be read.
  public init(path: String) throws(Refusal) {
    name = path == "-" ? "standard input" : path
    let descriptor = path == "-" ? dup(0) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Refusal(
        .unknown, "\(path) cannot be read: \(reasonOfLastFailure()).",
        remedy: "Check the path and that you may read it.")
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      close(descriptor)
      throw Refusal(.unknown, "\(name) cannot be read: \(reasonOfLastFailure()).")
    }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR:
      close(descriptor)
      throw Refusal(.invalid, "\(name) is a folder.", remedy: "Name one file in it.")
    case S_IFREG:
      storage = .descriptor(descriptor)
      size = Int(facts.st_size)
    default:
      let copy = try InputFile.spool(descriptor, name: name)
      close(descriptor)
      storage = .descriptor(copy.descriptor)
      size = copy.size
    }
  }

  /// Bytes that are in memory already, as tests and nested files have them.
  public init(name: String, bytes: [UInt8]) {
    (self.name, self.size, self.storage) = (name, bytes.count, .bytes(bytes))
  }

  deinit {
    if case .descriptor(let descriptor) = storage { close(descriptor) }
  }

  /// The bytes from `offset` on, at most `count`; fewer only at the end.
  /// - Throws: a refusal when the disk or the network share fails.
  public func read(at offset: Int, count: Int) throws(Refusal) -> [UInt8] {
    switch storage {
    case .bytes(let bytes):
      return Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    case .descriptor(let descriptor):
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = 0
        while filled < count, let base = buffer.baseAddress {
          let got = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
          if got > 0 { filled += got; continue }
          if got == 0 { return }
          if errno == EINTR { continue }
          failure = errno
          return
        }
      }
      if failure != 0 {
        throw Refusal(
          .unknown, "\(name) cannot be read at byte \(offset): \(String(cString: strerror(failure))).",
          remedy: "Copy the file to a sound disk and start again; what was imported stays.")
      }
      return bytes
    }
  }

  private static func spool(_ source: Int32, name: String) throws(Refusal) -> (descriptor: Int32, size: Int) {
    var template = Array("/tmp/opsdeck-input-XXXXXX".utf8CString)
    let copy = mkstemp(&template)
    guard copy >= 0 else {
      throw Refusal(.unknown, "\(name) cannot be copied to /tmp: \(reasonOfLastFailure()).")
    }
    _ = fcntl(copy, F_SETFD, FD_CLOEXEC)
    unlink(template)
    var size = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(source, &chunk, chunk.count)
      if got == 0 { return (copy, size) }
      if got < 0 && errno == EINTR { continue }
      var done = 0
      while got > 0 && done < got {
        let put = chunk[done..<got].withUnsafeBytes { Glibc.write(copy, $0.baseAddress, $0.count) }
        if put < 0 && errno == EINTR { continue }
        if put <= 0 { break }
        done += put
      }
      guard got > 0, done == got else {
        let reason = reasonOfLastFailure()
        close(copy)
        throw Refusal(
          .unknown, "\(name) cannot be copied to /tmp: \(reason).",
          remedy: "Free some space there, or save the input to a file and name that.")
      }
      size += got
    }
  }
}

/// What the system says about the last failed call.
private func reasonOfLastFailure() -> String { String(cString: strerror(errno)) }

/// Reads an ``InputFile`` from front to back in chunks.
public struct ByteStream: Sendable {
  /// The file it reads.
  public let file: InputFile
  /// Bytes read so far.
  public private(set) var position: Int
  private let chunkSize: Int
  /// Starts at `position`.
  public init(_ file: InputFile, at position: Int = 0, chunkSize: Int = 1 << 18) {
    (self.file, self.position, self.chunkSize) = (file, position, chunkSize)
  }
  /// The next bytes, nil at the end.
  public mutating func next() throws(Refusal) -> [UInt8]? {
    let chunk = try file.read(at: position, count: chunkSize)
    position += chunk.count
    return chunk.isEmpty ? nil : chunk
  }
}
