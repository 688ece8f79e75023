import Domain

/// JSON as it is, so that a number stays a number and nothing is lost between a body and a form.
public enum JSON: Codable, Equatable, Sendable {
  case null, flag(Bool), number(Int), text(String), list([JSON]), object([String: JSON])
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    self =
      if value.decodeNil() { .null } else if let flag = try? value.decode(Bool.self) {
        .flag(flag)
      } else if let number = try? value.decode(Int.self) {
        .number(number)
      } else if let text = try? value.decode(String.self) {
        .text(text)
      } else if let list = try? value.decode([JSON].self) { .list(list) } else {
        .object(try value.decode([String: JSON].self))
      }
  }
  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .flag(let flag): try value.encode(flag)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let members): try value.encode(members)
    }
  }
  var texts: [String]? {
    switch self {
    case .null: []
    case .flag(let flag): [flag.text]
    case .number(let number): [number.text]
    case .text(let text): [text]
    case .list(let list):
      list.reduce(into: [String]?([])) { all, one in all = one.texts.flatMap { more in all.map { $0 + more } }
      }
    case .object: nil
    }
  }
}
extension Form {
  /// A request body; every flaw with its field, unknown fields too.
  public func read(_ body: [String: JSON]) -> Reading<A> {
    let nested = body.keys.filter { body[$0]?.texts == nil }
    guard nested.isEmpty else {
      return .flawed(nested.sorted().map { Refusal(.invalid, "An object does not fit here.", field: $0) })
    }
    return read(body.compactMapValues(\.texts))
  }
  /// The OpenAPI schema of the body.
  public var schema: JSON {
    func type(_ field: FieldInfo) -> [String: JSON] {
      switch field.kind {
      case .flag: ["type": .text("boolean")]
      case .number(let range):
        ["type": .text("integer")].merging(
          range.upperBound < .max
            ? ["minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)] : [:]
        ) { a, _ in a }
      case .choice(let words): ["type": .text("string"), "enum": .list(words.map(JSON.text))]
      case .date: ["type": .text("string"), "format": .text("date")]
      case .secret: ["type": .text("string"), "format": .text("password"), "writeOnly": .flag(true)]
      case .line, .prose, .money, .reference: ["type": .text("string")]
      }
    }
    let members = fields.map { field in
      let one = JSON.object(type(field).merging(["description": .text(field.help)]) { a, _ in a })
      return (
        field.name,
        field.count == .many
          ? .object([
            "type": .text("array"), "minItems": .number(field.isRequired ? 1 : 0), "items": one,
          ]) : one
      )
    }
    return .object([
      "type": .text("object"), "additionalProperties": .flag(false),
      "properties": .object(Dictionary(uniqueKeysWithValues: members)),
      "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
    ])
  }
}
