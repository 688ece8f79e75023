import Console
import Glibc
import Terminal

/// The key map with what the user's `keys.yaml` changes, and what was wrong there.
enum UserKeys {
  static func load(_ places: Places) -> (map: KeyMap, problems: [FileTrouble]) {
    let file = places.keysFile, map = ConsoleApp.builtInKeys
    guard access(file, F_OK) == 0 else { return (map, []) }
    switch SmallFile.text(file, limit: 262_144) {
    case .success(let text): return KeyFile.merged(text, path: file, over: map)
    case .failure(let trouble):
      return (map, [FileTrouble(file, line: nil, trouble.problem, remedy: trouble.remedy)])
    }
  }
}
