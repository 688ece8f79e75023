import Terminal

/// The looks there are.
enum Themes {
  /// The theme of that name; the built-in one when none is named.
  static func load(_ name: String?) throws(Complaint) -> ThemeDefinition {
    guard let name, name != "default", name != ThemeDefinition.defaultDark.name else { return .defaultDark }
    throw Complaint(.failed, "There is no theme “\(name)”.", "There is: \(ThemeDefinition.defaultDark.name).")
  }
}
