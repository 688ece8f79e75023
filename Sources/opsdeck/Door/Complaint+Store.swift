import Store

extension Complaint {
  /// Troubles of the store that no rule could have foreseen are status 3; a duplicate or a bug is a failure.
  init(_ trouble: StoreTrouble) {
    let status: Status =
      switch trouble.kind {
      case .constraint, .misuse, .inUse: .failed
      case .interrupted: .interrupted
      default: .store
      }
    self.init(status, trouble.description)
  }
}
