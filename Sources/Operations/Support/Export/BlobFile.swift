import Domain
import FoundationEssentials
import Glibc

/// A file for an attachment, named by its content. Only its owner may read it, whatever the umask: customers sent it.
enum BlobFile {
  /// Writes it beside its place and moves it there when it is whole; one that is there already is the same.
  /// - Throws: a `Refusal` that names the path and the reason.
  static func write(_ bytes: [UInt8], named hash: String, in folder: String) throws {
    let path = folder + "/" + hash, draft = path + ".part"
    if access(path, F_OK) == 0 { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw refusal(folder) }
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw refusal(path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        let refusal = refusal(path)
        close(descriptor)
        unlink(draft)
        throw refusal
      }
    }
    guard close(descriptor) == 0, rename(draft, path) == 0 else { throw refusal(path) }
  }
  private static func refusal(_ path: String) -> Refusal {
    Refusal(
      .conflict, "\(path) cannot be written: \(String(cString: strerror(errno))).",
      remedy: "Name another folder, or make room there.")
  }
}
