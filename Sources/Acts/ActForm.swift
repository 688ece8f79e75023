public import Domain

/// A form on its way to an act: what is typed, what is wrong with it beside which field, and the act once it is right.
public struct ActForm<R: Request>: Sendable {
  /// What is written so far, by the names of the fields.
  public private(set) var texts: Texts
  /// The fields, in the order in which they are asked for.
  public let fields = R.form.fields
  private var touched: Set<String> = []
  /// An empty form, or one that begins with what is known already.
  public init(_ start: Texts = [:]) { texts = start }
  /// A form that begins with the values of a request.
  public init(editing request: R) { self.init(R.form.texts(of: request)) }

  /// Takes what was typed into a field; from now on its flaw is shown.
  public mutating func write(_ text: [String], in field: FieldInfo) {
    texts[field.name] = text; touched.insert(field.name)
  }

  /// All flaws, the first of a field counts. `of the touched` while one types; all of them on Enter.
  public var reading: Reading<R> {
    switch R.form.read(texts) {
    case .complete(let request): request.flaws.isEmpty ? .complete(request) : .flawed(request.flaws)
    case .flawed(let flaws): .flawed(flaws)
    }
  }
  /// What is wrong with a field that was written to, or nil: nobody is told of fields they have not come to.
  public func flaw(at field: FieldInfo) -> Refusal? {
    guard touched.contains(field.name), case .flawed(let flaws) = reading else { return nil }
    return flaws.first { $0.field == field.name }
  }
}
