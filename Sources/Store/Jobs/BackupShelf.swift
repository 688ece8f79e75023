import Domain
import Glibc

/// The folder beside a store where its daily backups lie, one file for each local date.
public struct BackupShelf: Sendable {
  /// The folder, for its owner only.
  public let path: String
  private let database: Database

  /// The shelf of a store; nothing is made yet.
  public init(of database: Database) {
    (self.database, path) = (database, database.path + ".backups")
  }

  /// Makes the backup of a date unless it is there already, and throws away those beyond the newest `keep`.
  /// - Parameters:
  ///   - day: the date, `2026-11-25`; it is the file's name.
  ///   - keep: how many are kept, 1 or more. Only files named as this does are ever thrown away.
  ///   - progress: called between steps with pages left and in all; throw to break off, then no file is left.
  /// - Returns: whether it was made.
  /// - Throws: ``StoreTrouble`` when the folder is no folder of this user, or the copy is not sound.
  public func backUp(
    _ day: String, keep: Int, progress: (_ left: Int, _ all: Int) throws -> Void
  ) throws -> Bool {
    try makeFolder()
    let target = "\(path)/\(day)\(Self.ending)"
    guard access(target, F_OK) != 0 else { return false }
    try database.backUp(to: target, progress: progress)
    for old in days().dropLast(max(1, keep)) { unlink("\(path)/\(old)\(Self.ending)") }
    return true
  }
  /// The dates of which there are backups, the oldest first.
  public func days() -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(Self.ending), Day(iso: String(name.dropLast(Self.ending.count))) != nil else {
        continue
      }
      found.append(String(name.dropLast(Self.ending.count)))
    }
    return found.sorted()
  }
  private static let ending = ".opsdeck"

  private func makeFolder() throws {
    if mkdir(path, 0o700) == 0 { return }
    var facts = stat()
    guard errno == EEXIST, lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR,
      facts.st_uid == geteuid()
    else {
      throw StoreTrouble(
        .disk, "The folder \(path) for backups cannot be used.",
        remedy: "Make it a folder of this user, or free its name.", detail: String(cString: strerror(errno)))
    }
  }
}
