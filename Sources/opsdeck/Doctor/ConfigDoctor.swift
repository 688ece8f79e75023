import Glibc
import Terminal

/// The user's files: whether they can be read, and by whom else.
enum ConfigDoctor {
  static func findings(_ places: Places, _ flaws: [Config.Flaw]) -> [Finding] {
    let file = places.configFile
    var found: [Finding] = []
    if access(file, F_OK) != 0 {
      found.append(Finding("settings", "config", .ok, "\(file) is not there; everything is as usual"))
    } else if flaws.isEmpty {
      found.append(Finding("settings", "config", .ok, file))
    }
    found += flaws.map {
      Finding("settings", "config", .warning, "\($0.file), line \($0.line): \($0.problem)", mend: $0.remedy)
    }
    found += look(places)
    for (name, folder) in [("config folder", places.config), ("state folder", places.state)] {
      found += rights(name, folder)
    }
    return found
  }
  /// Theme and keys as the console would read them.
  static func look(_ places: Places) -> [Finding] {
    func finding(_ name: String, _ trouble: FileTrouble) -> Finding {
      let line = trouble.line.map { ", line \($0)" } ?? ""
      return Finding(
        "settings", name, .warning, "\(trouble.path)\(line): \(trouble.problem)", mend: trouble.remedy)
    }
    let name = Config.load(places).config.theme, (definition, trouble) = Themes.load(name, places)
    var found = [trouble.map { finding("theme", $0) } ?? Finding("settings", "theme", .ok, definition.name)]
    let (map, problems) = UserKeys.load(places)
    found += problems.map { finding("keys", $0) }
    if problems.isEmpty { found.append(Finding("settings", "keys", .ok, "\(map.bindings.count) bindings")) }
    return found
  }
  /// Folders of ours are for the user alone: sessions, drafts and stores lie there.
  static func rights(_ name: String, _ path: String) -> [Finding] {
    var about = stat()
    guard stat(path, &about) == 0 else { return [] }
    let mode = about.st_mode & 0o777, text = String(mode, radix: 8)
    if about.st_uid != geteuid() {
      return [
        Finding(
          "settings", name, .warning, "\(path) belongs to user \(about.st_uid)",
          mend: "chown -R $USER \(path)")
      ]
    }
    if mode & 0o077 != 0 {
      return [
        Finding(
          "settings", name, .warning, "\(path) has the rights \(text): others may look in",
          mend: "chmod 700 \(path)")
      ]
    }
    return [Finding("settings", name, .ok, "\(path) (\(text))")]
  }
}
