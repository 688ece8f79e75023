import Glibc

/// Where this user's files lie, by the XDG base directories. Asked before the first frame: no Foundation here.
struct Places: Sendable {
  /// The folder of `config.yaml`, `keys.yaml` and `themes/`; of sessions, drafts and the demo; of what can be made anew.
  let config: String, state: String, cache: String

  init(environment: (String) -> String? = Places.variable) {
    let home = environment("HOME").flatMap { $0.isEmpty ? nil : $0 } ?? "/"
    // The specification tells programs to ignore paths that are not absolute.
    func base(_ name: String, _ usual: String) -> String {
      let given = environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (given ?? "\(home)/\(usual)") + "/opsdeck"
    }
    config = base("XDG_CONFIG_HOME", ".config")
    state = base("XDG_STATE_HOME", ".local/state")
    cache = base("XDG_CACHE_HOME", ".cache")
  }

  var configFile: String { config + "/config.yaml" }
  var keysFile: String { config + "/keys.yaml" }
  var demoStore: String { state + "/demo/demo.opsdeck" }
  var usualStore: String { state + "/store.opsdeck" }
  var sessions: String { state + "/sessions" }

  /// A variable of the process's environment.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Makes a folder and those above it, each for this user only.
  static func makeFolder(_ path: String) throws(Complaint) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if access(made, F_OK) == 0 { continue }
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw Complaint(.failed, "The folder \(made) cannot be made: \(String(cString: strerror(errno))).")
      }
    }
  }
}
