"""Reads texts, one a line, and writes each to a terminal emulator: nothing but drawing may happen."""
import sys
import pyte


class Watched(pyte.Screen):
    """Counts every call that is not drawing."""
    acted = None

    def __getattribute__(self, name):
        attribute = object.__getattribute__(self, name)
        if name in pyte.Stream.events and name != "draw" and object.__getattribute__(self, "acted") is not None:
            self.acted.append(name)
        return attribute


texts = acted = 0
screen = Watched(400, 2)
stream = pyte.Stream(screen)
stream.use_utf8 = False
for line in sys.stdin.buffer.read().decode("utf-8").split("\n")[:-1]:
    texts += 1
    screen.acted = None
    screen.reset()
    stream.attach(screen)
    screen.acted = []
    replies = []
    screen.write_process_input = replies.append
    stream.feed(line[:300])
    if screen.acted or replies or screen.title or screen.cursor.y:
        acted += 1
        print(repr(line), screen.acted, replies, file=sys.stderr)
print("%d texts, %d acted" % (texts, acted))
