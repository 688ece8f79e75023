public import Acts

/// What the desk as a whole is set to.
public enum Settings: Noun { public static let name = "setting", help = "What the whole desk is set to." }

let settingRequests: [any Request.Type] = [SetSetting.self, ListSettings.self]

/// The settings there are. A setting is a text in the store; what it may be is said here.
enum Setting: String, CaseIterable, Sendable, Choice {
  case mailDomain = "mail.domain"
  case company = "company.name"

  var help: String {
    switch self {
    case .mailDomain: "the domain in the Message-ID of replies, such as desk.example"
    case .company: "the name of the company; passwords may not lean on it"
    }
  }
  /// Why it cannot be this, or nil.
  func flaw(of text: String) -> String? {
    switch self {
    case .company: return text.count <= 100 ? nil : "The name is longer than 100 characters."
    case .mailDomain:
      let labels = text.split(separator: ".", omittingEmptySubsequences: false)
      let isGood =
        labels.count > 1
        && labels.allSatisfy { label in
          !label.isEmpty && label.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
      return isGood ? nil : "“\(text)” is not a domain."
    }
  }
}
