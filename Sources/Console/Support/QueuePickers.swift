import Domain
import Operations
import Store
import Terminal

@MainActor enum ViewPicker {
  static func make(_ found: QueuePane.Views, current: SavedView.ID?) -> any Overlay {
    let choices = zip(found.views, found.counts).map { view, count in
      let whose = view.owner != nil ? "yours" : view.team != nil ? "team" : ""
      return Choice(
        String(view.id.rawValue), view.title,
        note: [count.description, whose, view.id == current ? "open" : ""].filter { !$0.isEmpty }.joined(
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
      Choice($0.rawValue, $0.rawValue, note: $0 == order.key ? "now; again turns it round" : "")
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
      Choice($0.rawValue, $0.rawValue, reason: [.ref, .subject].contains($0) ? "always shown" : nil)
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
