import Acts

let accessRequests: [any Request.Type] = agentRequests + teamRequests + sessionRequests
let agentRequests: [any Request.Type] = [
  CreateAgent.self, DisableAgent.self, EnableAgent.self, SetRole.self, SetTeams.self, SetPassword.self,
  ListAgents.self,
]
let teamRequests: [any Request.Type] = [CreateTeam.self, ListTeams.self]
let sessionRequests: [any Request.Type] = [
  LogOut.self, LockSession.self, UnlockSession.self, ChangePassword.self, ListSessions.self, EndSession.self,
]
