import Domain

/// The files that customers of the demo add to their mails: small, but real ones of their type.
enum DemoFile: CaseIterable, Sendable { case log, screenshot, statement, invoice, table }

/// A file as it will be kept: what the sender calls it, what type he claims, and its bytes.
public struct DemoAttachment: Equatable, Sendable {
  /// Name and media type as the sender gave them.
  public let name: String, type: String
  /// The content.
  public let bytes: [UInt8]
}

extension DemoFile {
  /// A dozen variants of each, so that the same content comes more than once, as it does in life.
  func attachment(variant: Int, _ facts: Facts) -> DemoAttachment {
    let variant = variant % 12
    switch self {
    case .log:
      return DemoAttachment(name: "log.txt", type: "text/plain", bytes: Array(Self.log(variant).utf8))
    case .table:
      return DemoAttachment(name: "sample.csv", type: "text/csv", bytes: Array(Self.table(variant).utf8))
    case .screenshot:
      return DemoAttachment(name: "screenshot.png", type: "image/png", bytes: Self.screenshots[variant])
    case .statement:
      return DemoAttachment(
        name: "statement.png", type: "image/png", bytes: Self.statements[variant])
    case .invoice:
      let text = "Invoice \(facts[.invoice]), \(facts[.amount])"
      return DemoAttachment(
        name: facts[.invoice] + ".pdf", type: "application/pdf", bytes: PDF.page(saying: text))
    }
  }
  private static let screenshots = (0..<12).map { Picture.chart(seed: $0) }
  private static let statements = (0..<12).map { Picture.chart(seed: 100 + $0) }
  private static func log(_ variant: Int) -> String {
    let lines = (0..<24).map { line in
      let second = (line * 7 + variant) % 60
      return
        "08:\(line + 10):\(second < 10 ? "0" : "")\(second) \(line % 5 == 4 ? "ERROR" : "info ") request "
        + "\(9000 + variant * 100 + line) \(line % 5 == 4 ? "403 org_mismatch" : "200 ok")"
    }
    return lines.joined(separator: "\n") + "\n"
  }
  private static func table(_ variant: Int) -> String {
    let rows = (1...20).map {
      "\($0 + variant * 20),\"Contact \($0)\",contact\($0)@sample.example,\($0 * 13 % 7)"
    }
    return "id,name,mail,id,name,mail\r\n" + rows.joined(separator: "\r\n") + "\r\n"
  }
}
