import Domain
import Terminal

/// A customer's name as panes draw it: with a sign before it where its letters may be meant to deceive.
enum CustomerName {
  static func runs(_ name: String, _ role: ThemeRole, ascii: Bool = false) -> [TextRun] {
    guard MixedScripts.isSuspicious(name) else { return [TextRun(name, role)] }
    return [TextRun(ascii ? "?! " : "⚠ ", .statusWarn), TextRun(name, role)]
  }
  /// The name, or the address where there is none; said in words as well, where there is room for them.
  static func card(_ customer: Customer, ascii: Bool) -> [TextRun] {
    let name = customer.name.isEmpty ? customer.email : customer.name
    let warning = MixedScripts.isSuspicious(name) ? [TextRun("  mixed scripts", .statusWarn)] : []
    return runs(name, .textBright, ascii: ascii) + warning
  }
}
