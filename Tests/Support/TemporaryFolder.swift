import Foundation

/// An empty folder for its owner alone, which goes, with all that was put there, when nobody holds it any more.
///
/// It is to be kept in a property: a local variable may be let go after its last use.
public final class TemporaryFolder: Sendable {
  /// Where it lies.
  public let path: String

  /// Makes a folder whose name tells what it is for, should a run that was killed leave it behind.
  public init(_ purpose: String) {
    path = NSTemporaryDirectory() + "opsdeck-\(purpose)-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      fatalError("no folder can be made at \(path): \(error)")
    }
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}
