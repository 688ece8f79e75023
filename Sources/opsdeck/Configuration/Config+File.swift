import Glibc

extension Config {
  /// The user's configuration; a file that cannot be read, or says something wrong, costs only what is wrong in it.
  static func load(_ places: Places) -> (config: Config, flaws: [Flaw]) {
    let file = places.configFile
    guard access(file, F_OK) == 0 else { return (Config(), []) }
    switch SmallFile.text(file, limit: 65_536) {
    case .success(let text):
      return read(text, file: file, home: Places.variable("HOME") ?? "/")
    case .failure(let trouble):
      return (Config(), [Flaw(file: file, line: 1, problem: trouble.problem, remedy: trouble.remedy)])
    }
  }
}

/// Files that a person writes by hand, read whole without Foundation.
enum SmallFile {
  struct Trouble: Error { let problem: String, remedy: String }
  static func text(_ path: String, limit: Int) -> Result<String, Trouble> {
    guard let file = fopen(path, "re") else {
      return .failure(
        Trouble(
          problem: "It cannot be read: \(String(cString: strerror(errno))).",
          remedy: "Look at its rights (ls -l \(path))."))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = fread(&bytes, 1, limit + 1, file)
    guard ferror(file) == 0 else {
      return .failure(
        Trouble(problem: "\(path) is not a file that can be read.", remedy: "Remove it, or put a file there.")
      )
    }
    guard count <= limit else {
      return .failure(
        Trouble(problem: "It is larger than \(limit / 1024) kB.", remedy: "Is it the right file?"))
    }
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
      return .failure(Trouble(problem: "It is not UTF-8 text.", remedy: "Save it as UTF-8."))
    }
    return .success(text)
  }

  /// Bytes of a file, or nil when it cannot be read or is larger than `limit`.
  static func bytes(_ path: String, limit: Int) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = fread(&bytes, 1, limit + 1, file)
    return ferror(file) == 0 && count <= limit ? Array(bytes[..<count]) : nil
  }
}
