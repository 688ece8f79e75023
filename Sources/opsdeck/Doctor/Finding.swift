/// One thing that `opsdeck doctor` looked at: what was found, why it matters, and the mend where there is one.
struct Finding: Equatable, Encodable, Sendable {
  enum State: String, Encodable, Sendable { case ok, note, warning, broken }
  let area: String, name: String, state: State, found: String
  /// What to do; nil where nothing needs to be done.
  let mend: String?
  init(_ area: String, _ name: String, _ state: State = .ok, _ found: String, mend: String? = nil) {
    (self.area, self.name, self.state, self.found, self.mend) = (area, name, state, found, mend)
  }
}
