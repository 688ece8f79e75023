public import Acts

/// What waits to leave the house.
public enum Outbox: Noun { public static let name = "outbox", help = "What waits to be sent, and what was." }

let messagingRequests: [any Request.Type] = [ListOutbox.self, CancelSend.self]
