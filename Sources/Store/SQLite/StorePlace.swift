import CSQLite
import Glibc

/// Where a store lies: what can be known about the file before SQLite opens it. The file itself is never opened
/// here: closing a second descriptor would drop SQLite's own locks in this process.
struct StorePlace {
  let path: String
  var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The file that a name leads to. SQLite goes through links too, so what lies beside the file, its log and the one
  /// lock, must be found from every name of it.
  static func resolved(_ path: String) throws -> String {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK else { return path }
    guard let real = realpath(path, nil) else {
      throw StoreTrouble(
        .foreign, "\(path) is a link that leads nowhere.",
        remedy: "Remove it, or name the store itself with --store.")
    }
    defer { free(real) }
    return String(cString: real)
  }
  var exists: Bool { access(path, F_OK) == 0 }
  var isWritable: Bool { access(path, W_OK) == 0 && access(folder, W_OK | X_OK) == 0 }
  var isFolderWritable: Bool { access(folder, W_OK | X_OK) == 0 }
  var logSize: Int64 { Self.size(of: path + "-wal") }

  static func size(of path: String) -> Int64 {
    var found = stat()
    return stat(path, &found) == 0 ? Int64(found.st_size) : 0
  }

  /// Refuses what can be told from the names alone; makes the last folder (0700) when a store is to be made.
  func check(creating: Bool) throws {
    var found = stat()
    if stat(folder, &found) != 0 {
      guard creating, mkdir(folder, 0o700) == 0 else {
        throw StoreTrouble(
          .folderMissing, "There is no folder \(folder) for the store.",
          remedy: "Make it (mkdir -p), or name another place with --store.",
          detail: String(cString: strerror(errno)))
      }
    }
    if stat(path, &found) != 0 {
      let why = errno
      if why == EACCES {
        throw StoreTrouble(
          .forbidden, "The folder \(folder) may not be entered.",
          remedy: "Give this user rights on it, or name another place with --store.")
      }
      guard creating else {
        throw StoreTrouble(
          .missing, "There is no store at \(path).",
          remedy: "Run opsdeck without arguments to set one up, or name another place with --store.")
      }
      try checkFileSystem()
      return
    }
    guard found.st_mode & S_IFMT == S_IFREG else {
      throw StoreTrouble(
        .foreign, "\(path) is not a file.",
        remedy: "Name the store's file with --store, not a folder or device.")
    }
    guard found.st_size > 0 || logSize > 0 else {
      throw StoreTrouble(
        .corrupt, "The store \(path) is empty: 0 bytes.",
        remedy: "Restore the last backup (opsdeck store restore), or remove the empty file to begin anew.")
    }
    if found.st_mode & 0o077 != 0, found.st_uid == geteuid() { chmod(path, 0o600) }
  }

  /// Memory shared between processes and locks work on local disks only.
  private func checkFileSystem() throws {
    let network: [Int64: String] = [0x6969: "NFS", 0x517b: "SMB", 0xff53_4d42: "CIFS", 0xfe53_4d42: "SMB"]
    guard let name = network[CSQLite_file_system(folder)] else { return }
    throw StoreTrouble(
      .disk, "\(folder) lies on a network file system (\(name)), where processes cannot share a store.",
      remedy: "Name a place on a local disk with --store.")
  }
}
