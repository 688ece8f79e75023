/// A value of a YAML document, with the line it begins in.
struct YAMLNode {
  /// What a value is. Scalars are kept as they are written: what reads them knows what they should be.
  enum Content {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }
  let content: Content
  /// From 1.
  let line: Int

  /// The text of a scalar, nil for anything else.
  var string: String? { if case .scalar(let text) = content { text } else { nil } }
  /// The values of a sequence, nil for anything else.
  var sequence: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }
  /// The pairs of a mapping as they are written, nil for anything else.
  var mapping: [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }
}
