extension Catalogue {
  /// What this program can do.
  public static let opsdeck = Catalogue(
    supportRequests, messagingRequests, accessRequests, settingRequests, levelRequests, escalationRequests,
    noticeRequests, jobRequests,
    auditRequests)
}
