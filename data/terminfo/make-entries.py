#!/usr/bin/env python3
"""Compiles data/terminfo/opsdeck.ti with `tic` and writes the entries as text into the sources.

ncurses reads an entry from the environment (`TERMINFO=b64:...`), so 24-bit colours need no file on the host.

    data/terminfo/make-entries.py
"""
import base64, os, subprocess, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "../../Sources/Terminal/Screen/DirectColorEntries.swift")
NAMES = {"xterm-256color": "xterm", "tmux-256color": "tmux", "screen-256color": "screen"}

lines = ["// Made by data/terminfo/make-entries.py from data/terminfo/opsdeck.ti. Not to be edited by hand.", "",
         "/// Compiled terminfo entries with 24-bit colours in base 64, one a kin of terminals.",
         "enum DirectColorEntries {",
         "  /// The entry for terminals of that name; nil where there is none.",
         "  static func entry(_ name: String) -> String? {",
         "    switch name {",
         *('    case "%s": %s' % (name, constant) for name, constant in NAMES.items()),
         "    default: nil", "    }", "  }"]
with tempfile.TemporaryDirectory() as out:
    subprocess.run(["tic", "-x", "-o", out, os.path.join(HERE, "opsdeck.ti")], check=True)
    for name, constant in NAMES.items():
        with open(os.path.join(out, "o", "opsdeck+" + name), "rb") as f:
            text = base64.b64encode(f.read()).decode()
        lines += ["", "  private static let %s = \"\"\"" % constant]
        lines += ["    %s\\" % text[i:i + 100] for i in range(0, len(text), 100)]
        lines[-1] = lines[-1][:-1]
        lines += ['    """']
lines += ["}", ""]
with open(TARGET, "w") as f:
    f.write("\n".join(lines))
