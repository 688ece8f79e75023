extension Catalogue {
  /// What this program can do.
  public static let opsdeck = Catalogue(
    supportRequests, messagingRequests, accessRequests, settingRequests, levelRequests, jobRequests,
    auditRequests)
}
