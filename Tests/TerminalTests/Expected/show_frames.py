"""Reads frames as a screen wrote them, feeds them to a terminal emulator and compares what it shows."""
import base64
import sys
import unicodedata
import pyte

class Terminal(pyte.Screen):
    """At the end of a row the emulator's cursor stands past the last column; that of terminals stands on it."""

    def stay_inside(self):
        self.cursor.x = min(self.cursor.x, self.columns - 1)

    def erase_in_line(self, *how, **private):
        self.stay_inside()
        super().erase_in_line(*how, **private)

    def erase_characters(self, count=None):
        self.stay_inside()
        super().erase_characters(count)


screen = stream = None
frames = differ = 0


def shown(line):
    """Marks that the emulator composed are taken apart on both sides."""
    return unicodedata.normalize("NFD", line).rstrip()


for line in sys.stdin:
    kind, *rest = line.split()
    if kind == "size":
        size = int(rest[0]), int(rest[1])
        if screen is None:
            screen = Terminal(*size)
            stream = pyte.ByteStream(screen)
        else:
            screen.resize(size[1], size[0])
    elif kind == "bytes":
        stream.feed(base64.b64decode(rest[0]) if rest else b"")
    elif kind == "rows":
        rows = base64.b64decode(rest[0]).decode().split("\n") if rest else []
        rows += [""] * (size[1] - len(rows))
        if [shown(r) for r in screen.display] != [shown(r) for r in rows]:
            differ += 1
            if differ < 4:
                print("--- frame", frames, *["%r\n%r" % pair for pair in zip(rows, screen.display)],
                      sep="\n", file=sys.stderr)
        frames += 1
    elif kind == "cursor":
        hidden = rest[0] == "hidden"
        if hidden != screen.cursor.hidden or (not hidden and (min(screen.cursor.x, size[0] - 1), screen.cursor.y) !=
                                              (int(rest[0]), int(rest[1]))):
            differ += 1
            print("--- cursor", frames, rest, screen.cursor.x, screen.cursor.y, screen.cursor.hidden, file=sys.stderr)
print("%d frames, %d differ" % (frames, differ))
