"""Drives opsdeck as a person would: through a pseudo-terminal whose screen can be read, or as a command whose output can.

    def test_the_queue_opens(lab):
        console = lab.console("demo", "--store", lab.demo())
        console.wait_for("Queues")
        console.press("j", "<enter>")
        console.wait_for(r"T-\\d{4}", regex=True)
        assert console.colour_at("Queues") != "default"

A test waits for what it expects to see, with a deadline; nothing sleeps to give the program time. Every console of a
test is read whenever any of them is waited for, so that none ever stalls on a full terminal.

The program is the newest `.build*/{release,debug}/opsdeck` of the checkout, or what OPSDECK_BINARY names.
"""
import fcntl, glob, json, os, re, select, shutil, signal, sqlite3, struct, subprocess, sys, tempfile, termios, time

from terminal import QUERY, Scan, descendants, key_bytes, make_screen, presses, reply

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKOUT = os.path.dirname(os.path.dirname(HERE))
DEADLINE = float(os.environ.get("OPSDECK_E2E_DEADLINE", "10"))          # seconds a test waits for what it expects
now = time.monotonic
STATUSES = ("new", "open", "pending", "on_hold", "solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")


def program():
    """The opsdeck to test."""
    named = os.environ.get("OPSDECK_BINARY")
    built = [named] if named else glob.glob(f"{CHECKOUT}/.build*/*/release/opsdeck") + glob.glob(f"{CHECKOUT}/.build*/*/debug/opsdeck")
    built = [os.path.realpath(p) for p in built if os.path.exists(p)]
    if not built:
        raise SystemExit("no opsdeck to test: build it (swift build) or name it in OPSDECK_BINARY")
    return max(built, key=os.path.getmtime)


class Result:
    """What a command said."""

    def __init__(self, argv, done):
        self.argv, self.status, self.out, self.err = argv, done.returncode, done.stdout, done.stderr

    @property
    def objects(self):
        """The lines of --json."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]

    def __repr__(self):
        return f"{' '.join(self.argv)}\n-> {self.status}\n{self.out[-2000:]}\n{self.err[-2000:]}"


class Lab:
    """One test's own home folder, stores and consoles."""

    templates = None

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="opsdeck-e2e-")
        self.consoles, self.at_close, self.runner = [], [], [program()]

    def give_up_rights(self):
        """From now on programs run as a user who may only do what file modes say, also when the tests run as root."""
        if os.geteuid():
            return
        os.makedirs(self.path("bin"), exist_ok=True)
        shutil.copy2(program(), self.path("bin", "opsdeck"))
        for folder in ("themes", "data"):
            if os.path.isdir(os.path.join(CHECKOUT, folder)):
                shutil.copytree(os.path.join(CHECKOUT, folder), self.path("share", "opsdeck", folder))
        subprocess.run(["chown", "-R", "64321:64321", self.home], check=True)
        self.runner = ["/usr/bin/setpriv", "--reuid", "64321", "--regid", "64321", "--clear-groups", self.path("bin", "opsdeck")]

    def environment(self, extra=None):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("OPSDECK_", "XDG_")) and k not in ("LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "TMUX", "STY")}
        env |= {"HOME": self.home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color", "SHELL": "/bin/sh"}
        env |= extra or {}
        return {k: v for k, v in env.items() if v is not None}

    def path(self, *names):
        return os.path.join(self.home, *names)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def readable(self, name, content):
        """As `write`, where a program without rights may read it too."""
        os.chmod(self.home, 0o755)
        path = self.write(name, content)
        os.chmod(path, 0o644)
        return path

    # ---- commands
    def opsdeck(self, *args, status=0, stdin="", env=None, timeout=120):
        """Runs a command to its end; any other exit status than the expected one (None: any) fails the test."""
        argv = [*self.runner, *map(str, args)]
        text = not isinstance(stdin, bytes)
        done = subprocess.run(argv, input=stdin, capture_output=True, text=text, errors="replace" if text else None,
                              env=self.environment(env), cwd=self.home, timeout=timeout)
        result = Result(["opsdeck", *map(str, args)], done)
        assert status is None or result.status == status, f"expected status {status}: {result}"
        return result

    def demo(self, tickets=300, *options):
        """A copy of a demo store; each shape is made once in a run."""
        if Lab.templates is None:
            Lab.templates = tempfile.mkdtemp(prefix="opsdeck-e2e-stores-")
        key = re.sub(r"\W+", "-", f"{tickets} {' '.join(map(str, options))}")
        folder = os.path.join(Lab.templates, key)
        if not os.path.exists(folder):
            self.opsdeck("demo", "--no-console", "--store", os.path.join(folder, "store.db"), "--tickets", tickets, *options)
        mine = tempfile.mkdtemp(prefix="store-", dir=self.home)
        shutil.copytree(folder, mine, dirs_exist_ok=True)
        return os.path.join(mine, "store.db")

    # ---- consoles
    def console(self, *args, **how):
        console = Console(self, [*self.runner, *map(str, args)], **how)
        self.consoles.append(console)
        return console

    def queue(self, store=None, name="ada", **how):
        """A console on a demo store, when a row is there and selected."""
        console = self.console("demo", "--store", store or self.demo(), "--as", name, **how)
        console.wait(lambda: console.selected, "a selected row")
        return console

    def sql(self, store, query, *values):
        """Rows of the store itself as dictionaries: a witness that shares no code with the program."""
        db = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)
        try:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(query, values)]
        finally:
            db.close()

    def audit(self, store, **wanted):
        """The rows of the audit log, oldest first, that have these values."""
        rows = self.sql(store, "select a.id, act, handle, takes_back, undoable, content from audit a join agent on agent.id = actor_id order by a.id")
        subjects = {}
        for row in self.sql(store, "select subject, audit_id from audit_subject order by subject"):
            subjects.setdefault(row["audit_id"], []).append(row["subject"])
        for row in rows:
            row["subjects"] = subjects.get(row["id"], [])
        return [r for r in rows if all(r.get(k) == v for k, v in wanted.items())]

    def ticket(self, store, ref):
        """A ticket with words for numbers, and its messages."""
        number = int(ref.removeprefix("T-"))
        row = self.sql(store, "select ticket.*, handle from ticket left join agent on agent.id = assignee_id where ticket.id = ?", number)[0]
        row["status"] = STATUSES[row["status"]]
        row["priority"] = PRIORITIES[row["priority"]]
        row["tags"] = row["tags"].split()
        row["assignee"] = row["handle"] or None
        row["messages"] = self.sql(store, "select id, kind, author_kind, body from message where ticket_id = ? order by id", number)
        return row

    def tickets(self, store, which="1"):
        """References of the tickets for which the SQL condition holds, newest change first."""
        return [f"T-{r['id']:04}" for r in self.sql(store, f"select id from ticket where {which} order by updated_at desc, id desc")]

    def close(self, keep=False):
        for end in self.at_close:
            end()
        for console in self.consoles:
            console.close()
        if not keep:
            shutil.rmtree(self.home, ignore_errors=True)


# What a login shell does: own session, the program in a foreground process group of its own so that it can be stopped.
# Its exit tells how the program ended: the status is written on descriptor 3.
LEADER = r"""
import fcntl, os, signal, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for n in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
    signal.signal(n, signal.SIG_IGN)
kid = [0]
def pass_on(*_):
    if kid[0]: os.kill(kid[0], signal.SIGHUP)
signal.signal(signal.SIGHUP, pass_on)
p = kid[0] = os.fork()
if p == 0:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    for n in range(1, 65):
        if n not in (9, 19, 32, 33): signal.signal(n, signal.SIG_DFL)
    os.close(3)
    try: os.execv(sys.argv[1], sys.argv[1:])
    finally: os._exit(127)
os.write(3, b"%d\n" % p)
st = os.waitpid(p, 0)[1]
os.write(3, b"%d\n" % st)
"""


class Console:
    """A program on a terminal of its own."""

    open = []

    def __init__(self, lab, argv, size=(120, 40), term="xterm-256color", env=None, cwd=None, mute=False):
        self.lab, self.argv, self.size, self.mute = lab, argv, size, mute
        self.screen, self.stream = make_screen(*size)
        self.scan, self.raw, self.pressed = Scan("NEEDLE"), bytearray(), 0
        self.master, self.slave = os.openpty()
        self._window(size)
        self.before = termios.tcgetattr(self.slave)
        self.report, report = os.pipe()
        environment = lab.environment({"TERM": term or None} | (env or {}))
        self.started = now()

        def child():                                     # the report pipe is descriptor 3, whatever it was here
            os.dup2(report, 3)

        self.leader = subprocess.Popen([sys.executable, "-S", "-c", LEADER, *argv], stdin=self.slave, stdout=self.slave, stderr=self.slave,
                                       env=environment, cwd=cwd or lab.home, close_fds=False, preexec_fn=child)
        os.close(report)
        os.set_blocking(self.master, False)
        self.said, self.ended = b"", None
        Console.open.append(self)
        while b"\n" not in self.said and now() < self.started + DEADLINE:
            Console.pump(0.05)
        self.pid = int(self.said.split(b"\n")[0] or 0)

    # ---- reading
    @staticmethod
    def pump(seconds):
        """Reads what any console wrote until something came or the time is over."""
        by_fd = {}
        for c in Console.open:
            if c.master >= 0:
                by_fd[c.master] = c
            if c.report >= 0:
                by_fd[c.report] = c
        ready = select.select(list(by_fd), [], [], max(0.0, seconds))[0] if by_fd else []
        for fd in ready:
            c = by_fd[fd]
            c._read_report() if fd == c.report else c._read_screen()
        if not by_fd:
            time.sleep(max(0.0, seconds))
        return bool(ready)

    def _read_report(self):
        data = os.read(self.report, 64)
        if data:
            self.said += data
        if not data or self.said.count(b"\n") == 2:
            lines = self.said.split(b"\n")
            self.ended = int(lines[1]) if len(lines) > 2 else 9
            os.close(self.report)
            self.report = -1

    def _read_screen(self):
        try:
            data = os.read(self.master, 1 << 16)
        except (BlockingIOError, OSError):
            data = b""
        if not data:
            return
        self.raw += data
        self.scan.feed(data)
        try:
            self.stream.feed(data)
        except Exception as trouble:                     # a bug of the emulator must not look like one of the program
            print("pyte:", repr(trouble)[:100], file=sys.stderr)
        if not self.mute:
            for query in QUERY.findall(data):
                self.send(reply(query))

    def wait(self, condition, what, timeout=None):
        """Until condition() is true of the screen; returns its value."""
        end = now() + (timeout or DEADLINE)
        while True:
            value = condition()
            if value:
                return value
            if now() >= end or (self.ended is not None and not Console.pump(0.05)):
                raise AssertionError(f"waited for {what}; {self._state()}; the screen shows\n{self.framed()}")
            Console.pump(min(0.2, end - now()))

    def wait_for(self, text, timeout=None, regex=False):
        """Until the text (or expression) is on the screen; returns the match or True."""
        if regex:
            return self.wait(lambda: re.search(text, self.text, re.M), f"/{text}/", timeout)
        return self.wait(lambda: text in self.text, repr(text), timeout)

    def wait_gone(self, text, timeout=None):
        """Until the text is no longer on the screen."""
        self.wait(lambda: text not in self.text, f"{text!r} to go", timeout)

    def wait_row(self, y, text, timeout=None):
        """Until row y (negative: from below) contains the text."""
        self.wait(lambda: text in self.rows[y], f"{text!r} in row {y}", timeout)

    def wait_end(self, status=0, timeout=None):
        """Until the program has ended, with this exit status (-N: by signal N; None: any)."""
        self.wait(lambda: self.ended is not None, "the program to end", timeout)
        while Console.pump(0.02):
            pass
        got = -os.WTERMSIG(self.ended) if os.WIFSIGNALED(self.ended) else os.WEXITSTATUS(self.ended)
        assert status is None or got == status, f"ended with {got}, not {status}; the screen shows\n{self.framed()}"
        return got

    def wait_settled(self, quiet=0.15, timeout=None):
        """Until all that was typed has been taken and nothing has been written for a moment: only for what has no text to
        wait for (a half-typed key, a count of bytes)."""
        end = now() + (timeout or DEADLINE)
        n = -1
        while (n != len(self.raw) or self._busy()) and now() < end:
            n = len(self.raw)
            until = now() + quiet
            while now() < until:
                Console.pump(until - now())

    def _busy(self):
        """Whether the program has keys before it or is at work: on a machine with much to do, silence alone says nothing."""
        waiting = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]
        try:
            with open(f"/proc/{self.pid}/stat") as f:
                return waiting > 0 or f.read().rsplit(")", 1)[1].split()[0] == "R"
        except OSError:
            return False

    # ---- typing
    def press(self, *keys):
        """Presses keys, each written as in terminal.py (<enter>, <ctrl-s>); counts them."""
        for key in keys:
            self.pressed += presses(key)
            self.send(key_bytes(key))

    def paste(self, text):
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, x, y, button=0):
        """Presses and lets go a mouse button on column x, row y (from 0)."""
        self.send(b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % (button, x + 1, y + 1, button, x + 1, y + 1))

    def send(self, data):
        """Writes raw bytes, reading meanwhile."""
        done, end = 0, now() + DEADLINE
        while done < len(data) and self.ended is None:
            try:
                done += os.write(self.master, data[done:done + 4096])
            except BlockingIOError:
                assert now() < end, f"the program takes no input; the screen shows\n{self.framed()}"
                Console.pump(0.01)
            except OSError:
                return

    # ---- the window and the process
    def _window(self, size):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def resize(self, cols, rows):
        while Console.pump(0):
            pass
        self.size = (cols, rows)
        self.screen.resize(rows, cols)
        self._window(self.size)

    def signal(self, number, group=False):
        if self.ended is None and self.pid:
            (os.killpg if group else os.kill)(self.pid, number)

    def hang_up(self):
        """Takes the terminal away, as a lost connection does."""
        while Console.pump(0):
            pass
        for end in ("master", "slave"):
            os.close(getattr(self, end))
            setattr(self, end, -1)

    @property
    def state(self):
        """The letter of /proc: S sleeps, R runs, T stopped."""
        try:
            with open(f"/proc/{self.pid}/stat") as f:
                s = f.read()
            return s[s.rindex(")") + 2]
        except OSError:
            return "?"

    @property
    def rss_mb(self):
        with open(f"/proc/{self.pid}/status") as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024

    @property
    def left(self):
        """What was not put back on the terminal, once all that was written has been read."""
        while Console.pump(0.02):
            pass
        attributes = [] if termios.tcgetattr(self.slave) == self.before else ["termios"]
        return attributes + self.scan.left()

    # ---- the screen
    @property
    def rows(self):
        return self.screen.rows()

    @property
    def text(self):
        return "\n".join(row.rstrip() for row in self.rows)

    def framed(self):
        edge = "+" + "-" * self.screen.columns + "+"
        return "\n".join([edge, *("|" + r + "|" for r in self.rows), edge])

    def _state(self):
        return f"ended with {self.ended}" if self.ended is not None else f"process state {self.state}"

    def find(self, text):
        """(column, row) of the text's first cell; wide characters count two columns."""
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            cells = [line[x].data for x in range(self.screen.columns)]
            row = "".join(cells)
            at = row.find(text)
            if at >= 0:
                x = n = 0
                while n < at or not cells[x]:
                    n += len(cells[x])
                    x += 1
                return x, y
        raise AssertionError(f"{text!r} is not on the screen\n{self.framed()}")

    def cell(self, x, y):
        """pyte's character: data, fg, bg, bold, reverse, underscore, italics."""
        return self.screen.buffer[y][x]

    def style_of(self, text):
        return self.cell(*self.find(text))

    def colour_at(self, text):
        return self.style_of(text).fg

    @property
    def selected(self):
        """The reference in the row with the bar at its left edge, or None."""
        found = re.search(r"^[▌>]\W*(T-\d{4,})", self.text, re.M)
        return found and found[1]

    @property
    def cursor(self):
        return (self.screen.cursor.x, self.screen.cursor.y)

    @property
    def clipboard(self):
        """What the program copied by OSC 52, last first."""
        import base64
        return [base64.b64decode(m).decode() for m in reversed(re.findall(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", bytes(self.raw)))]

    def close(self):
        if self in Console.open:
            Console.open.remove(self)
        for pid in descendants(self.leader.pid)[1:] + [self.leader.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self.leader.wait()
        for name in ("master", "slave", "report"):
            if getattr(self, name) >= 0:
                os.close(getattr(self, name))
                setattr(self, name, -1)


def eventually(condition, what, timeout=None):
    """Until condition() is true, reading every console meanwhile; for what shows outside a screen (a file, a command)."""
    end = now() + (timeout or DEADLINE)
    while True:
        value = condition()
        if value:
            return value
        assert now() < end, f"waited for {what}"
        Console.pump(0.05)
