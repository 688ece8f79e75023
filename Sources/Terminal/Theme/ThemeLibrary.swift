import Glibc

/// The folders that themes lie in, searched in order; the built-in theme is found without any.
public struct ThemeLibrary: Sendable {
  /// The folders, the first found wins.
  public let folders: [String]
  /// Makes a library of folders.
  public init(folders: [String]) { self.folders = folders }

  /// Names of all themes, sorted.
  public func names() -> [String] {
    var names: Set<String> = [ThemeDefinition.defaultDark.name]
    for folder in folders {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.insert(String(name.dropLast(5))) }
      }
    }
    return names.sorted()
  }

  /// Reads a theme by its name, or by the path of its file.
  /// - Throws: `FileTrouble`, also when there is no such theme.
  public func load(_ name: String) throws -> ThemeDefinition { try load(name, through: []) }

  private func load(_ name: String, through heirs: [String]) throws -> ThemeDefinition {
    let wanted = name == "default" ? ThemeDefinition.defaultDark.name : name
    guard let (path, text) = try find(wanted) else {
      if wanted == ThemeDefinition.defaultDark.name { return .defaultDark }
      throw FileTrouble(
        wanted, line: nil, "There is no theme of that name.",
        remedy: "There are: \(names().joined(separator: ", ")).")
    }
    guard !heirs.contains(path) else {
      throw FileTrouble(path, line: nil, "The theme inherits from itself.", remedy: "Break the circle.")
    }
    return try ThemeFile.read(text, path: path) { parent in
      // A file of the name of what it inherits means the one behind it: `default` is always there.
      parent == "default" && heirs.isEmpty && wanted == ThemeDefinition.defaultDark.name
        ? .defaultDark : try load(parent, through: heirs + [path])
    }
  }

  private func find(_ name: String) throws -> (path: String, text: String)? {
    let paths = name.contains("/") ? [name] : folders.map { "\($0)/\(name).yaml" }
    for path in paths {
      if let text = try SmallFile.read(path) { return (path, text) }
    }
    return nil
  }
}

/// Files that people write by hand, without Foundation.
enum SmallFile {
  static let limit = 1 << 20

  /// The text of a file, nil if there is none.
  static func read(_ path: String) throws -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileTrouble(
        path, line: nil, "The file cannot be read: \(String(cString: strerror(errno))).",
        remedy: "See its permissions.")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let n = Glibc.read(descriptor, &buffer, buffer.count)
      guard n > 0 else { break }
      bytes += buffer[..<n]
      guard bytes.count <= limit else {
        throw FileTrouble(path, line: nil, "The file is larger than 1 MB.", remedy: "Is it the right file?")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
