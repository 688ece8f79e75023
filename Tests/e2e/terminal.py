"""What a terminal knows: how keys are written, what a screen shows, which modes a program left switched on.

Shared by the end-to-end tests, the monkey and the benchmarks. Needs `pyte` 0.8 (PyPI).
"""
import os, re

import pyte

# ---------------------------------------------------------------- keys
NAMES = {
    "pgdn": b"\x1b[6~", "pgup": b"\x1b[5~", "enter": b"\r", "esc": b"\x1b", "tab": b"\t", "s-tab": b"\x1b[Z",
    "space": b" ", "bs": b"\x7f", "del": b"\x1b[3~", "lt": b"<",
    "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS",
} | {f"f{n}": b"\x1b[%d~" % c for n, c in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24))}
CURSOR = {"down": b"B", "up": b"A", "right": b"C", "left": b"D", "home": b"H", "end": b"F"}


def key_bytes(text, normal_cursor=False):
    """The bytes of TEXT, in which <down> <ctrl-x> <alt-b> <f1> and the like name keys."""
    out = b""
    for part in re.split(r"(<[a-z0-9-]+>)", text):
        name = part[1:-1] if part.startswith("<") and part.endswith(">") else ""
        if name in NAMES:
            out += NAMES[name]
        elif name in CURSOR:
            out += (b"\x1b[" if normal_cursor else b"\x1bO") + CURSOR[name]
        elif re.fullmatch(r"ctrl-[a-z_]", name):
            out += bytes([ord(name[-1]) & 31])
        elif re.fullmatch(r"alt-.", name):
            out += b"\x1b" + name[-1].encode()
        else:
            out += part.encode()
    return out


def presses(text):
    """How many keys a person presses to type TEXT."""
    return sum(1 if re.fullmatch(r"<[a-z0-9-]+>", p) else len(p) for p in re.split(r"(<[a-z0-9-]+>)", text))


# ---------------------------------------------------------------- the screen
class Screen(pyte.Screen):
    """pyte's screen with REP, SU and SD, which ncurses uses for xterm-256color."""

    last_char = " "

    def draw(self, data):
        if data:
            self.last_char = data[-1]
        super().draw(data)

    def repeat_char(self, n=1, **_):
        self.draw(self.last_char * (n or 1))

    def scroll_up_n(self, n=1, **_):
        self._scroll(n or 1, True)

    def scroll_down_n(self, n=1, **_):
        self._scroll(n or 1, False)

    def _scroll(self, n, up):
        top, bottom = (self.margins.top, self.margins.bottom) if self.margins else (0, self.lines - 1)
        y, x = self.cursor.y, self.cursor.x
        for _ in range(min(n, bottom - top + 1)):
            self.cursor.y = bottom if up else top
            self.index() if up else self.reverse_index()
        self.cursor.y, self.cursor.x = y, x

    def select_graphic_rendition(self, *a, **kw):
        if not kw.get("private"):
            try:
                super().select_graphic_rendition(*a)
            except Exception:
                pass

    def report_device_attributes(self, *a, **kw):
        pass

    def report_device_status(self, *a, **kw):
        pass

    def rows(self):
        blank = {}
        return ["".join(line[x].data if x in line else " " for x in range(self.columns))
                for line in (self.buffer[y] if y in self.buffer else blank for y in range(self.lines))]

    def text(self):
        return "\n".join(self.rows())


class Stream(pyte.ByteStream):
    csi = dict(pyte.Stream.csi, b="repeat_char", S="scroll_up_n", T="scroll_down_n")
    events = pyte.Stream.events | {"repeat_char", "scroll_up_n", "scroll_down_n"}


def make_screen(cols, rows):
    screen = Screen(cols, rows)
    return screen, Stream(screen)


# ---------------------------------------------------------------- what the program wrote: modes left on, dangerous sequences
SEQ = re.compile(rb"\x1b\[([<-?]?)([0-9:;]*)([ -/]*)([@-~])|\x1b([\]PX^_])([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b([ -/]*)([0-OQ-WYZ\\`-~])")
OPEN = re.compile(rb"\x1b(?:\[[<-?]?[0-9:;]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?$")
MOUSE = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016}
QUERY = re.compile(rb"\x1b\[6n|\x1b\[5n|\x1b\[0?c|\x1b\[>0?c|\x1b\[\?2026\$p|\x1b\]1[01];\?(?:\x07|\x1b\\)")


def reply(query):
    """What a dark xterm answers to a QUERY."""
    if query.endswith(b"6n"):
        return b"\x1b[1;1R"
    if query.endswith(b"5n"):
        return b"\x1b[0n"
    if query.endswith(b"$p"):
        return b"\x1b[?2026;2$y"
    if query[1:2] == b"]":
        return b"\x1b]%s;rgb:0000/0000/0000\x1b\\" % query[2:4]
    return b"\x1b[>41;372;0c" if b">" in query else b"\x1b[?62;22c"


class Scan:
    """Follows the output of a program: modes that are on, colours used, sequences that reach out of the screen."""

    def __init__(self, needle):
        self.modes, self.sgr, self.seen, self.tail, self.colors, self.total = {}, False, set(), b"", 0, 0
        self.appkeys, self.clip = False, []
        self.bad = {"osc52": 0, "title_needle": 0, "title": 0, "dcs": 0, "dcs_needle": 0, "osc_other": 0}
        self.needle = needle.encode()

    def feed(self, data):
        self.total += len(data)
        data = self.tail + data
        self.tail = b""
        m = OPEN.search(data, max(0, len(data) - 4096))
        if m:
            self.tail, data = data[m.start():], data[:m.start()]
        for m in SEQ.finditer(data):
            priv, par, inter, fin, kind, body, esc_inter, esc = m.groups()
            if fin:
                self._control(priv, par, inter, fin)
            elif kind:
                self._string(kind, body)
            elif esc == b"c" and not esc_inter:
                self.modes.clear()
                self.sgr = self.appkeys = False
            elif esc in b"=>" and not esc_inter:
                self.appkeys = esc == b"="

    def _control(self, priv, par, inter, fin):
        nums = [int(x) for x in re.findall(rb"\d+", par)]
        if fin in b"hl" and priv == b"?":
            for n in nums:
                self.modes[n] = fin == b"h"
                self.seen.add(n)
        elif fin == b"m" and not priv:
            self.sgr = bool(nums) and nums[-1] not in (0, 10, 39, 49) if par else False
            self.colors += sum(30 <= n <= 38 or 40 <= n <= 48 or 90 <= n <= 107 for n in nums if n not in (39, 49))
        elif fin == b"p" and inter == b"!":
            self.modes.clear()

    def _string(self, kind, body):
        if kind == b"]":
            n = body.split(b";", 1)[0]
            if n == b"52":
                self.bad["osc52"] += 1
                self.clip = [*self.clip, body[:60].decode(errors="replace")][:3]
            elif n in (b"0", b"1", b"2"):
                self.bad["title_needle" if self.needle in body else "title"] += 1
            else:
                self.bad["osc_other"] += 1
        elif kind == b"P":
            self.bad["dcs_needle" if self.needle in body else "dcs"] += 1

    def left(self):
        """What is not as it was before the program started."""
        on = {n for n, v in self.modes.items() if v}
        checks = {"alt": on & {47, 1047, 1049}, "cursor": self.modes.get(25) is False, "mouse": on & MOUSE, "paste": 2004 in on,
                  "focus": 1004 in on, "sync": 2026 in on, "sgr": self.sgr, "appkeys": self.appkeys or 1 in on}
        return [name for name, bad in checks.items() if bad]

    def used(self):
        names = {1049: "alt", 1047: "alt", 47: "alt", 25: "cursor", 2004: "paste", 1004: "focus", 1: "appkeys", 2026: "sync"}
        return sorted({names.get(n, "mouse" if n in MOUSE else "") for n in self.seen} - {""})


# ---------------------------------------------------------------- /proc
def descendants(pid):
    """PID and every process below it."""
    kids = {}
    for d in os.listdir("/proc"):
        if d.isdigit():
            try:
                with open(f"/proc/{d}/stat") as f:
                    s = f.read()
                kids.setdefault(int(s[s.rindex(")") + 2:].split()[1]), []).append(int(d))
            except OSError:
                pass
    out, todo = [], [pid]
    while todo:
        p = todo.pop()
        out.append(p)
        todo += kids.get(p, [])
    return out
