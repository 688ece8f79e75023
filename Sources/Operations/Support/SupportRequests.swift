import Acts

let supportRequests: [any Request.Type] = ticketRequests
let ticketRequests: [any Request.Type] = [
  AssignTickets.self, TakeTickets.self, SetStatus.self, CloseTickets.self, SolveTickets.self,
  ReopenTickets.self, SetPriority.self, ReplyToTicket.self, AddNote.self, TakeBackMessage.self,
  RestoreTickets.self,
]
