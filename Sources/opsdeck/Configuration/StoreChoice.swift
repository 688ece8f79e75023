/// Which store is meant, and by whose word.
struct StoreChoice: Equatable, Sendable {
  enum Reason: String, Sendable {
    case flag = "--store", environment = "OPSDECK_STORE", config = "config.yaml", usual = "the usual place"
  }
  let path: String, reason: Reason

  /// The flag goes before the environment, the environment before the configuration.
  static func find(
    flag: String?, config: Config, places: Places, environment: (String) -> String? = Places.variable
  ) throws(Complaint) -> StoreChoice {
    if let flag {
      guard !flag.isEmpty else { throw Complaint(.usage, "--store names no file.") }
      return StoreChoice(path: flag, reason: .flag)
    }
    if let named = environment("OPSDECK_STORE"), !named.isEmpty {
      return StoreChoice(path: named, reason: .environment)
    }
    if let named = config.store { return StoreChoice(path: named, reason: .config) }
    return StoreChoice(path: places.usualStore, reason: .usual)
  }
}
