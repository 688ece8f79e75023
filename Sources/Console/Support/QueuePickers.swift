import Domain
import Operations
import Store
import Terminal

@MainActor enum ViewPicker {
  static func make(_ found: QueuePane.Views, current: SavedView.ID?) -> any Overlay {
    let numbers = found.counts.map { Digits.grouped($0.number) + ($0.isCapped ? "+" : "") }
    let wide = numbers.map(\.count).max() ?? 0
    func padded(_ place: Int) -> String {
      String(repeating: " ", count: wide - numbers[place].count) + numbers[place]
    }
    let choices = zip(found.views.indices, found.views).prefix(numbers.count).map { place, view in
      let whose = view.owner != nil ? "yours" : view.team != nil ? "team" : ""
      return PickerItem(
        String(view.id.rawValue), view.title,
        detail: [padded(place), whose, view.id == current ? "open" : ""].filter { !$0.isEmpty }.joined(
          separator: "  "))
    }
    return PickerOverlay("Views", choices) { chosen in
      guard let view = found.views.first(where: { String($0.id.rawValue) == chosen.first }) else { return [] }
      return [.tell("view", view)]
    }
  }
}

@MainActor enum OrderPicker {
  static func make(_ order: TicketOrder) -> any Overlay {
    let choices = TicketOrder.Key.allCases.map {
      PickerItem($0.rawValue, $0.rawValue, detail: $0 == order.key ? "now; again turns it round" : $0.meaning)
    }
    return PickerOverlay("Order by", choices) { chosen in
      guard let key = chosen.first.flatMap(TicketOrder.Key.init(rawValue:)) else { return [] }
      return [.tell("order", key == order.key ? order.reversed : TicketOrder(key))]
    }
  }
}

@MainActor enum ColumnPicker {
  static func make(_ shown: [QueueColumn]) -> any Overlay {
    let choices = QueueColumn.allCases.map {
      PickerItem(
        $0.rawValue, $0.rawValue, detail: $0.meaning,
        unavailable: [.ref, .subject].contains($0) ? "always shown" : nil)
    }
    return PickerOverlay("Columns", choices, isMulti: true, marked: Set(shown.map(\.rawValue))) { chosen in
      [
        .tell(
          "columns",
          QueueColumn.allCases.filter { chosen.contains($0.rawValue) || $0 == .ref || $0 == .subject })
      ]
    }
  }
}

extension QueueColumn {
  /// What stands in it, in some words.
  var meaning: String {
    switch self {
    case .priority: "a sign for how pressing it is"
    case .ref, .subject: ""
    case .due: "the time left"
    case .status: "where the matter stands"
    case .who: "who answers"
    case .from: "who asked"
    case .company: "the company of who asked"
    case .team: "whose queue it is in"
    case .updated: "AGE, since anything happened"
    case .created: "how long ago it was opened"
    case .tags: "all tags"
    case .snoozed: "AWAKE, until when it is deferred"
    }
  }
}

extension TicketOrder.Key {
  /// What comes first, in some words.
  var meaning: String {
    switch self {
    case .due: "what is due soonest first"
    case .updated: "what waited longest first"
    case .created: "the oldest first"
    case .priority: "low before urgent"
    case .snoozed: "what wakes soonest first"
    default: ""
    }
  }
}
