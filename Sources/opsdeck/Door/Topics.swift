/// `opsdeck help TOPIC`: what belongs to no single command.
enum Topics {
  static func text(for words: [String]) -> String? {
    guard words.count == 2, words[0] == "help" else { return nil }
    return all.first { $0.name == words[1] }?.text
  }
  static let all: [(name: String, text: String)] = [
    (
      "config",
      """
      Settings lie in $XDG_CONFIG_HOME/opsdeck/config.yaml (usually ~/.config/opsdeck), one a line:

        store: ~/desk/store.opsdeck   the store that is opened
        theme: dark                   a theme's name or file (opsdeck theme list)
        color: auto                   auto, always or never
        mouse: true                   whether the console takes the mouse
        ascii: false                  lines and charts in ASCII
        plain: false                  one column of text for screen readers
        emoji: simple                 simple or full
        sendmail: /usr/sbin/sendmail -t -oi   what takes mail that the jobs send

      A line that says something wrong is named, with its mend, and costs nothing else; opsdeck doctor shows it.
      """
    ),
    (
      "environment",
      """
      OPSDECK_STORE      the store, where --store is not given
      NO_COLOR           not empty: no colours
      COLORTERM, TERM    what the terminal can show; opsdeck doctor tells what was made of them
      VISUAL, EDITOR     the editor for long texts
      TZ, LC_ALL, LANG   the zone times are shown in, and whether text is UTF-8
      XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME   where your files lie
      """
    ),
    (
      "exit",
      """
      0    done
      1    refused by a rule, or failed; the reason is on standard error, nothing was changed
      2    written wrong: the same words will never work
      3    the store cannot be used; what to do is on standard error
      130  interrupted
      """
    ),
    (
      "topics",
      "Topics: config, environment, exit. Of a command: opsdeck help COMMAND, or opsdeck COMMAND --help.",
    ),
  ]
}
