import Glibc
import Terminal

/// Where themes are looked for: the user's own folder first, then what came with the program.
enum Themes {
  static func library(_ places: Places) -> ThemeLibrary {
    ThemeLibrary(folders: [places.config + "/themes"] + SharedFiles.folders("themes"))
  }
  /// The theme that is wished for, and what was wrong with it: then it is the built-in one.
  static func load(_ name: String?, _ places: Places) -> (ThemeDefinition, trouble: FileTrouble?) {
    guard let name else { return (.defaultDark, nil) }
    do { return (try library(places).load(name), nil) } catch let trouble as FileTrouble {
      return (.defaultDark, trouble)
    } catch {
      return (.defaultDark, FileTrouble(name, line: nil, "\(error)", remedy: "Choose another theme."))
    }
  }
}

/// Files that come with the program: beside the binary as installed, or in the checkout it was built in.
enum SharedFiles {
  static func folders(_ name: String, environment: (String) -> String? = Places.variable) -> [String] {
    var found: [String] = []
    if let named = environment("OPSDECK_SHARE"), !named.isEmpty { found.append(named + "/" + name) }
    guard let binary = realpath("/proc/self/exe", nil) else { return found }
    defer { free(binary) }
    var folder = String(cString: binary)
    func up() { if let slash = folder.lastIndex(of: "/") { folder = String(folder[..<slash]) } }
    up()
    found.append(folder + "/../share/opsdeck/" + name)
    // .build/release/opsdeck lies three or four folders below the checkout.
    for _ in 0..<4 {
      up()
      if access(folder + "/Package.swift", F_OK) == 0 { found.append(folder + "/" + name) }
    }
    return found
  }
}
