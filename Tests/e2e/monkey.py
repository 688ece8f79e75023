#!/usr/bin/env python3
"""monkey: torments a full-screen terminal program, seeded and repeatable, and tells what it did to it.

Needs Python 3.11+ on Linux, `pyte` 0.8 (PyPI), and root for the jail. Without --cmd the program is opsdeck on a demo store:

    monkey.py --quick                    what CI runs: short streams on two TERMs, two sizes, every ending, hostile tickets
    monkey.py --full                     50,000 events over six TERMs, six TERMs and five sizes to start in, every ending
    monkey.py --seed 7 --range 120:130   plays these events of one stream again, to repeat a failure
    monkey.py --selftest                 a perfect and a broken program of its own: the bench must tell them apart
    monkey.py --name tig --cmd 'tig' --data REPO --cwd {d} --quit Q --avoid 'q Q <ctrl-c>' --hostile-file repo \\
              --hostile-cwd {h} --hostile-keys '<enter> j <enter> q' --seed 1 --table          any other program
    monkey.py --make-hostile KIND:DIR    writes the hostile material only (tickets text csv mbox maildir repo dir proc feed)
    monkey.py --head --row A.json ...    one Markdown row from the saved results of one program (seeds are added up)

Each run names where it falls short of the bar (shortcomings(), below) and ends with 1 if it does anywhere.

THE JAIL  The program runs as an unprivileged user (--uid) in its own PID, mount, IPC and network namespace, with a fresh
  HOME and copies of --data, because random keys reach `kill`, `delete` and `!shell`. --no-jail leaves all that out.
  Between the bench and the program sits a small session leader that does what a login shell does: it puts the program in a
  foreground process group of its own (so that SIGTSTP works) and passes SIGHUP on when the terminal goes away.
PARTS (--parts)
  monkey    N events made from --seed alone (the stream does not depend on the program; its timing does). Kinds: key word
            ctrl func half utf8 paste bigpaste mouse focus answer resize burst winch tstp slow mute (see events()).
            crash = death by signal or status other than 0; hang = no answer for 5 s of wall clock and 4.5 s of its own
            processor time (back_after_s: whether it came back within 10 s more); deaf = no answer for 5 s with the CPU idle;
            quit = status 0; intr = death by ^C/^\\ after that key was sent, 130/131, or any status other than 0 within three
            events of such a key. After each of them the program is started again. An answer is: the tty's input queue gets
            empty, and a changed window size (probe, every 100 events) gets some output.
  endings   quit key, SIGTERM, SIGINT, SIGHUP, SIGABRT, SIGSEGV, SIGKILL, suspend (SIGTSTP, then SIGCONT), hangup (master
            closed, SIGHUP passed on), hangup_nosig (master closed, no signal: only EOF/EIO), term_busy (SIGTERM after 300
            events). left: what was not put back: termios alt cursor mouse paste focus sgr appkeys. wrote: sequences seen.
  matrix    TERM, size, locale, NO_COLOR and a terminal that answers nothing: ok / noquit / blank / msg(status) / silent(status)
            / crash(signal)
  hostile   data with escape sequences, in C.UTF-8 and in C: how many of each reached the terminal raw, and whether the
            needle was shown at all (not shown = not tested); --hostile-also COMMAND runs more commands on it, on the
            terminal and into a pipe
KEYS are written as in terminal.py (<ctrl-x> <enter> ...), separated by blanks; an --avoid item /REGEX/ is matched on bytes.
In --cmd, --cwd, --setup: {d} = the copy of --data, {w} = the work folder (also HOME), {h} = the hostile material.
"""
import argparse, base64, ctypes, fcntl, glob, json, os, random, re, select, shlex, shutil, signal, struct, subprocess, sys, tempfile, termios, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import QUERY, Scan, descendants, key_bytes as encode, make_screen, reply

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games"
BASE = (120, 40)
CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
now = time.perf_counter

# ---------------------------------------------------------------- one program on one pty
libc = ctypes.CDLL(None, use_errno=True)

class Prog:
    """Single-threaded: the bench reads only in pump(), so 'slow reader' is simply not calling it."""
    def __init__(self, a, cmd, cwd, term="xterm-256color", size=BASE, env=(), hup=True, keep=False, mute=False):
        self.a, self.mute, self.hup, self.size = a, mute, hup, size
        self.scan, self.keep, self.log, self.dead, self.status = Scan(a.needle), keep, [], False, None
        self.recent = b""
        e = {"TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": a.work, "PATH": PATH, "USER": "monkey", "LOGNAME": "monkey",
             "SHELL": "/bin/sh", "EDITOR": "true", "VISUAL": "true", "PAGER": "cat", "BROWSER": "true", "TMPDIR": a.work,
             "XDG_RUNTIME_DIR": a.work, "TZ": "UTC"}
        e.update(kv.split("=", 1) for kv in list(a.env) + list(env))
        e = {k: v for k, v in e.items() if v != ""}
        self.m, self.s = os.openpty()
        self.resize(*size, probe=False)
        t = termios.tcgetattr(self.s)
        self.before = t
        self.r, w = os.pipe()
        g, self.go = os.pipe()
        self.t0 = now()
        self.outer = os.fork()
        if self.outer == 0:
            try:
                self._outer(shlex.split(cmd), cwd, e, w, g)
            finally:
                os._exit(126)
        os.close(w)
        os.close(g)
        os.set_blocking(self.m, False)
        self.pid = self.leader = 0
        self.started = False
        end = now() + 5
        while now() < end and not self.started:             # the session leader announces the program; /proc gives its outer number
            self.pump(0.005)
            if select.select([self.r], [], [], 0)[0] or self.status is not None:
                d = descendants(self.outer)              # shorter where the program has ended already
                self.leader, self.pid = [*d[1:3], 0, 0][:2]
                os.read(self.r, 1)
                self.started = True

    def _outer(self, argv, cwd, env, w, g):
        libc.prctl(1, signal.SIGKILL)
        os.close(self.m)
        os.close(self.r)
        os.close(self.go)
        if self.a.jail and libc.unshare(0x20000 | 0x20000000 | 0x40000000 | 0x08000000):
            os.write(2, b"monkey: unshare failed\n")
            os._exit(125)
        p = os.fork()
        if p:
            os.close(w)
            os.close(g)
            os.close(self.s)
            os.waitpid(p, 0)
            os._exit(0)
        libc.prctl(1, signal.SIGKILL)
        os.setsid()
        fcntl.ioctl(self.s, termios.TIOCSCTTY, 0)
        for n in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
            signal.signal(n, signal.SIG_IGN)
        if self.a.jail:
            libc.mount(None, b"/", None, 0x4000 | 0x40000, None)
            libc.mount(b"proc", b"/proc", b"proc", 0, None)
        kid = [0]
        signal.signal(signal.SIGHUP, (lambda *_: kid[0] and os.kill(kid[0], signal.SIGHUP)) if self.hup else signal.SIG_IGN)
        p = kid[0] = os.fork()
        if p == 0:
            libc.prctl(1, signal.SIGKILL)
            os.setpgid(0, 0)
            os.tcsetpgrp(self.s, os.getpgrp())
            for n in range(1, 65):
                if n not in (9, 19, 32, 33):
                    signal.signal(n, signal.SIG_DFL)
            import resource as R
            R.setrlimit(R.RLIMIT_CORE, (0, 0))
            R.setrlimit(R.RLIMIT_FSIZE, (1 << 28, 1 << 28))
            for fd in (0, 1, 2):
                os.dup2(self.s, fd)
            os.closerange(3, 256)
            if self.a.jail:
                R.setrlimit(R.RLIMIT_NPROC, (400, 400))
                os.setgroups([])
                os.setgid(self.a.uid)
                os.setuid(self.a.uid)
                libc.prctl(38, 1, 0, 0, 0)
            os.chdir(cwd)
            try:
                os.execvpe(argv[0], argv, env)
            except OSError as x:
                os.write(2, f"monkey: {argv[0]}: {x}\n".encode())
                os._exit(127)
        try:
            os.setpgid(p, p)
        except OSError:
            pass
        os.write(w, b"!")
        st = os.waitpid(p, 0)[1]
        os.write(w, b"%6d" % st)
        os.read(g, 1)                                   # the pty stays as it is until the bench has looked at it
        os._exit(0)

    # ---- plumbing
    def pump(self, seconds, until_output=False):
        """Reads and answers for so long; True if anything came."""
        end, got = now() + seconds, False
        while True:
            fds = [f for f in (self.m, self.r) if f >= 0]
            ready = select.select(fds, [], [], max(0.0, end - now()))[0] if fds else []
            if not fds:
                time.sleep(max(0.0, end - now()))
            if self.m in ready and self.m >= 0:
                try:
                    data = os.read(self.m, 1 << 16)
                except OSError:
                    data = b""
                if data:
                    got = True
                    self.scan.feed(data)
                    self.recent = (self.recent + data)[-6000:]
                    if self.keep:
                        self.log.append(data)
                    if not self.mute:
                        for q in QUERY.findall(data):
                            self.answer(q)
            if self.r in ready and self.status is None and getattr(self, "started", False):
                st = os.read(self.r, 16)
                self.status = int(st) if st else 9
                self.ended = now()
                os.close(self.r)
                self.r = -1
                end = min(end, now() + 0.05)            # what is still in the pty
            if now() >= end or (got and until_output):
                return got

    def answer(self, q):
        self.write(reply(q), 0.2)

    def write(self, data, limit=5.0):
        """Writes while reading; returns the number of bytes taken before `limit` seconds without progress."""
        done, last = 0, now()
        while done < len(data) and self.alive() and now() - last < limit:
            try:
                done += os.write(self.m, data[done:done + 2048])
                last = now()
                wait = 0
            except BlockingIOError:
                wait = 0.001
            except OSError:
                break
            if done < len(data):
                self.pump(wait)
        return done

    def queued(self):
        try:
            return struct.unpack("i", fcntl.ioctl(self.s, termios.FIONREAD, b"\0\0\0\0"))[0]
        except OSError:
            return 0

    def alive(self):
        return self.status is None

    def state(self):
        try:
            s = open(f"/proc/{self.pid}/stat").read()
            return s[s.rindex(")") + 2]
        except OSError:
            return "?"

    def resize(self, cols, rows, probe=True):
        self.size = (cols, rows)
        fcntl.ioctl(self.s if self.m < 0 else self.m, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def kill(self, sig, group=False):
        if self.pid <= 0:                               # 0 would be the bench itself
            return
        try:
            (os.killpg if group else os.kill)(self.pid, sig)
        except OSError:
            pass

    def procs(self):
        return [p for p in descendants(self.leader)[1:]] if self.leader else []

    def rss_fds(self, before=(0, 0)):
        """Resident MB and open descriptors; what they were before where the program has just ended."""
        rss = fds = 0
        try:
            rss = int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.pid}/status").read())[1])
            fds = len(os.listdir(f"/proc/{self.pid}/fd"))
        except (OSError, TypeError):
            return before
        return round(rss / 1024, 1), fds

    def cpu(self, wait=True):
        """Seconds run, and with `wait` seconds ready to run too (a busy loop shows on a loaded machine), all threads below the leader."""
        ns = 0
        for p in self.procs():
            for t in glob.glob(f"/proc/{p}/task/*/schedstat"):
                try:
                    ns += sum(map(int, open(t).read().split()[:1 + wait]))
                except (OSError, ValueError):
                    pass
        return ns / 1e9

    def ready(self, limit=8.0):
        """Until the program has been silent for --quiet s after its first output."""
        quiet = self.a.quiet
        end, some = now() + limit, False
        while now() < end and self.alive():
            if self.pump(quiet if some else 0.05, True):
                some = True
            elif some:
                break
        return some

    def wait_end(self, limit):
        end = now() + limit
        while self.alive() and now() < end:
            self.pump(min(0.1, max(0.0, end - now())))
        return not self.alive()

    def tail(self):
        text = re.sub(rb"\x1b\[[<-?]?[0-9:;]*[ -/]*[@-~]|\x1b\(.|\x1b.|[\x00-\x08\x0b-\x1f]", b" ", self.recent)
        return " ".join(text.decode(errors="replace").split())[-240:]

    def how(self):
        if self.status is None:
            return "alive"
        return f"sig{os.WTERMSIG(self.status)}" if os.WIFSIGNALED(self.status) else f"exit{os.WEXITSTATUS(self.status)}"

    def termios_left(self):
        try:
            t = termios.tcgetattr(self.s)
        except termios.error:
            return ["?"]
        names = ("iflag", "oflag", "cflag", "lflag", "ispeed", "ospeed", "cc")
        return [n for n, x, y in zip(names, self.before, t) if x != y]

    def left(self):
        self.pump(0.05)
        t = self.termios_left()
        return (["termios"] if t else []) + self.scan.left()

    def screen(self):
        screen, stream = make_screen(*self.size)
        for d in self.log:
            try:
                stream.feed(d)
            except Exception:
                pass
        return screen.text()

    def close(self):
        if self.leader:
            try:
                os.kill(self.leader, signal.SIGKILL)    # the namespace's init: everything in it goes
            except OSError:
                pass
            if not self.a.jail:
                self.kill(signal.SIGKILL, True)
        else:
            try:
                os.kill(self.outer, signal.SIGKILL)
            except OSError:
                pass
        try:
            os.waitpid(self.outer, 0)
        except OSError:
            pass
        for f in (self.m, self.s, self.r, self.go):
            if f >= 0:
                try:
                    os.close(f)
                except OSError:
                    pass

# ---------------------------------------------------------------- the event stream
UTF8 = ["漢字かな", "한국어", "e\u0301a\u0308\u0332", "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a" * 8, "שלום", "مرحبا بالعالم",
        "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇫🇷🇯🇵", "👍🏽", "\u202eevil\u202c", "\u2066x\u2069", "\u200b\u200d\ufeff", "\U0010ffff", "\ufffe", "\u0301", "\u0085\u009b31m", "ﷺ", "\u3000", "ǅ"]
BAD8 = [b"\xff", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x9b31m", b"\x80" * 9, b"\xf0\x9f\x91", b"\xfe\xfe\xff\xff"]
FUNC = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOA", "\x1bOB", "\x1bOC", "\x1bOD", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOH", "\x1bOF",
        "\x1b[1~", "\x1b[4~", "\x1b[2~", "\x1b[3~", "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~",
        "\x1b[21~", "\x1b[23~", "\x1b[24~", "\x1b[1;5A", "\x1b[1;2B", "\x1b[1;3C", "\x1b[1;6D", "\x1b[Z", "\x1b[97;5u", "\x1b[27;5;97~", "\x1ba", "\x1b\x7f"]
HALF = [b"\x1b", b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b[<0;", b"\x1b[<0;1;", b"\x1b]0;", b"\x1b]52;c;", b"\x1bP", b"\x1bP+q", b"\x1b[M", b"\x1b[M\xff\xff", b"\x1b[M !",
        b"\x1b[999999999999999999m", b"\x1b[" + b"1;" * 200 + b"A", b"\x1b[?", b"\x1b[200", b"\x1b[201~", b"\x1b_", b"\x1b^", b"\x1b\x1b\x1b", b"\x1b[[A", b"\x1b[<;;M", b"\x1b[<-1;-1;-1M"]
HOSTILE = ["\x1b[2J", "\x1b]0;{n}\x07", "\x1b]52;c;e30=\x07", "\x1b[31m", "\x1bP1;1|{n}\x1b\\", "\x1b[201~", "\x1bc", "\r\n", "\n" * 30, "\t", "\0", "\x7f" * 5,
           "$(id)", "'; drop table x; --", "%n%s%99999d", "{{}}", "\\", "漢", "\u202e", "x" * 5000, "../../../etc/passwd", "\x1b[?1049l", "\x1b[?1000h"]
WEIGHTS = {"key": 300, "word": 20, "ctrl": 80, "func": 200, "half": 50, "utf8": 70, "paste": 25, "mouse": 100, "focus": 20, "answer": 40,
           "resize": 40, "winch": 20, "mute": 6}
RARE = {"bigpaste": 2, "slow": 5, "burst": 10, "tstp": 20}          # so many per 5,000 events

class Avoid:
    def __init__(self, text):
        self.rx, self.keys = [], []
        for item in text.split():
            m = re.fullmatch(r"/(.+)/", item)
            if m:
                self.rx.append(re.compile(m[1].encode(), re.S))
            else:
                self.keys.append(encode(item))
        self.single = {k[0] for k in self.keys if len(k) == 1}

    def hit(self, b):
        return b in self.keys or any(r.search(b) for r in self.rx)

    def strip(self, b):
        return bytes(c for c in b if c not in self.single)

def events(seed, n, avoid, needle):
    """The stream: a list of (kind, value), from the seed only."""
    r = random.Random(seed)
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    out, open_paste = [], 0
    rare = {}
    for k, per in RARE.items():
        for _ in range(max(1, round(per * n / 5000)) if n >= 250 else 0):
            rare[r.randrange(n // 20, n)] = k
    while len(out) < n:
        k = rare.pop(len(out), None) or r.choices(kinds, weights)[0]
        if open_paste:
            open_paste -= 1
            if not open_paste:
                out.append(("half", b"\x1b[201~"))
                continue
        if k == "key":
            v = avoid.strip(bytes([r.choice((r.randrange(32, 127), r.randrange(97, 123), r.choice(b"jkhlgG/:?+-\r\t \x7f\x1b")))]))
        elif k == "word":
            v = avoid.strip(bytes(r.randrange(32, 127) for _ in range(r.randrange(2, 30))) + r.choice((b"", b"\r")))
        elif k == "ctrl":
            v = avoid.strip(bytes([r.choice((*range(0, 0x13), *range(0x14, 0x20), 0x7f))])) if r.random() > .03 else b"\x13\x11"
        elif k == "func":
            v = r.choice(FUNC).encode()
        elif k == "half":
            v = r.choice(HALF)
            if r.random() < .03:
                v, open_paste = b"\x1b[200~", 3
        elif k == "utf8":
            v = r.choice(UTF8).encode() if r.random() < .7 else r.choice(BAD8)
        elif k == "paste":
            v = avoid.strip("".join(r.choice(HOSTILE).replace("{n}", needle) for _ in range(r.randrange(1, 8))).encode())
            v = b"\x1b[200~" + v + b"\x1b[201~"
        elif k == "bigpaste":
            v = b"\x1b[200~" + avoid.strip(bytes(r.choice(b"abcdefghijklmnopqrstuvwxyz      ") for _ in range(997))) * 1100 + b"\x1b[201~"
        elif k == "mouse":
            xy = lambda: r.choice((r.randrange(1, 121), r.randrange(1, 41), 0, 1, 223, 224, 300, 9999, 65536, 2 ** 31, 2 ** 63))
            b = r.choice((0, 0, 0, 1, 2, 3, 32, 35, 64, 65, 66, 67, 4, 8, 16, 128, 255, 4096))
            x, y = (r.randrange(1, 121), r.randrange(1, 41)) if r.random() < .7 else (xy(), xy())
            v = b"\x1b[<%d;%d;%dM" % (b, x, y) + (b"\x1b[<%d;%d;%dm" % (b, x, y) if b < 3 and r.random() < .8 else b"")
            v *= r.choice((1, 1, 1, 2, 3))
        elif k == "focus":
            v = r.choice((b"\x1b[I", b"\x1b[O"))
        elif k == "answer":
            v = r.choice((b"\x1b[?62;22c", b"\x1b[>41;372;0c", b"\x1b[1;1R", b"\x1b[40;120R", b"\x1b[99999;99999R", b"\x1b[0n",
                          b"\x1b]52;c;" + base64.b64encode(needle.encode() * 20) + b"\x07", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", b"\x1b]11;rgb:zz\x07",
                          b"\x1b]10;rgb:ffff/ffff/ffff\x07", b"\x1bP>|XTerm(372)\x1b\\", b"\x1b[?2026;2$y", b"\x1b[?0u", b"\x1bP1+r544e=787465726d\x1b\\"))
        elif k == "resize":
            v = r.choice((BASE, BASE, BASE, (80, 24), (r.randrange(1, 301), r.randrange(1, 101)), (1, 1), (300, 100), (r.randrange(1, 12), r.randrange(1, 6)), (300, 1), (1, 100), (20, 5)))
        elif k == "burst":
            v = [(r.randrange(1, 301), r.randrange(1, 101)) for _ in range(50)]
        else:
            v = None
        if k in ("key", "ctrl", "func", "word") and (not v or avoid.hit(v)):
            continue
        out.append((k, v))
    return out

# ---------------------------------------------------------------- part 1: the monkey
class Gone(Exception):
    pass

class Monkey:
    def __init__(self, a):
        self.a, self.p = a, None
        self.res = {"events": 0, "kinds": {}, "crashes": [], "hangs": [], "deaf": [], "quits": 0, "intr": 0, "tstp_sent": 0, "tstp_stopped": 0,
                    "self_stops": 0, "bigpaste": [], "sequences": {}, "clipboard": [], "out_mb": 0.0, "probes": 0, "probes_silent": 0}
        self.lives, self.last = [], []

    def start(self):
        self.p = Prog(self.a, self.a.cmd_, self.a.cwd_, term=self.a.monkey_term)
        self.p.ready()
        self.born, self.sent = self.res["events"], b""
        self.m0 = self.p.rss_fds()
        self.m1 = self.m0
        self.peak = self.m0[0]

    def bury(self):
        p = self.p
        self.lives.append({"events": self.res["events"] - self.born, "rss": [self.m0[0], self.m1[0]], "fds": [self.m0[1], self.m1[1]], "peak": self.peak})
        for k, v in p.scan.bad.items():
            self.res["sequences"][k] = self.res["sequences"].get(k, 0) + v
        self.res["clipboard"] = (self.res["clipboard"] + p.scan.clip)[:5]
        self.res["out_mb"] += p.scan.total / 1e6
        p.close()
        self.p = None

    def note(self, i, **kw):
        return {"at": i, "life": self.res["events"] - self.born, "last": [f"{k}:{v!r}"[:70] for k, v in self.last[-6:]], "size": "%dx%d" % self.p.size,
                "tail": self.p.tail(), **kw}

    def ended(self, i):
        p = self.p
        st = p.status
        sig = os.WTERMSIG(st) if os.WIFSIGNALED(st) else 0
        code = 0 if sig else os.WEXITSTATUS(st)
        if not sig and not code:
            self.res["quits"] += 1
        elif (sig == 2 or code == 130) and b"\x03" in self.sent or (sig == 3 or code == 131) and b"\x1c" in self.sent or \
                not sig and any(isinstance(v, bytes) and (b"\x03" in v or b"\x1c" in v) for _, v in self.last[-3:]):
            self.res["intr"] += 1
        else:
            self.res["crashes"].append(self.note(i, how=p.how(), left=p.left()))
        self.bury()
        raise Gone

    def check(self, i):
        p = self.p
        if not p.alive():
            self.ended(i)
        if p.state() == "T":
            self.res["self_stops"] += 1
            p.kill(signal.SIGCONT, True)

    def stalled(self, i, why, c, t0):
        """After 5 s without an answer. Busy: waits until 4.5 s of processor were really used (other load must not make a hang)."""
        p, q = self.p, self.p.queued()
        wall = now() - t0
        busy = (p.cpu() - c[0]) / wall
        if busy > .5 and p.cpu(False) - c[1] < 4.5 and wall < 20:
            return
        n, again = p.scan.total, None
        if busy > .5 and len(self.res["hangs"]) < 6:    # does it come back? (looked at for the first six)
            while now() - t0 < wall + 10 and p.alive():
                p.pump(.05)
                if p.queued() < q or "resize" in why and p.scan.total > n:
                    again = round(now() - t0, 1)
                    break
            again = again or "no"
        self.res["hangs" if busy > .5 else "deaf"].append(self.note(i, why=why, busy=round(busy, 2), state=p.state(), back_after_s=again))
        self.bury()
        raise Gone

    def drained(self, i, why, step=0.002):
        """Until the input queue is empty, looked at every `step` seconds; 5 s without is a stall."""
        p, t0 = self.p, now()
        last_q, c0 = None, (0, 0)
        while True:
            q = p.queued()
            if not q:
                return
            if q != last_q:                             # it takes input, if slowly
                last_q, t0, c0 = q, now(), (p.cpu(), p.cpu(False))
            p.pump(step)
            self.check(i)
            if now() - t0 > 5:
                self.stalled(i, why + ": input not read", c0, t0)
            if now() > self.end:
                return

    def probe(self, i):
        p = self.p
        self.drained(i, "probe")
        p.pump(0.02)
        self.check(i)
        self.res["probes"] += 1
        c0, t0 = (p.cpu(), p.cpu(False)), now()
        p.resize(*((119, 40) if p.size == BASE else BASE))
        while not p.pump(0.25, True):
            self.check(i)
            if now() - t0 > 1 and p.cpu() - c0[0] < .3 * (now() - t0):
                self.res["probes_silent"] += 1          # idle and silent: it does not redraw here, which is no hang
                break
            if now() - t0 > 5:
                self.stalled(i, "probe: no output after a resize", c0, t0)
        p.resize(*BASE)
        p.pump(0.02)
        self.check(i)
        self.m1 = p.rss_fds(self.m1)
        self.peak = max(self.peak, self.m1[0])

    def play(self, i, k, v):
        p = self.p
        if k == "resize":
            p.resize(*v)
        elif k == "burst":
            for s in v:
                p.resize(*s)
                p.pump(0.002)
            p.resize(*BASE)
        elif k == "winch":
            p.kill(signal.SIGWINCH)
        elif k == "tstp":
            self.res["tstp_sent"] += 1
            p.kill(signal.SIGTSTP, True)
            t = now() + .3
            while now() < t and p.state() != "T":
                p.pump(0.01)
            self.res["tstp_stopped"] += p.state() == "T"
            p.kill(signal.SIGCONT, True)
        elif k == "mute":
            p.mute = not p.mute
        elif k == "slow":
            for key in (b"\x1b[6~", b"\x1b[5~", b"\x0c", b"j", b"k", b"\x1b[B"):
                try:
                    os.write(p.m, key)
                except OSError:
                    pass
            for _ in range(20):
                p.resize(*random.Random(i + _).choice((BASE, (300, 100), (80, 24))))
                time.sleep(.1)
            p.resize(*BASE)
        elif k == "bigpaste":
            t, end, done = now(), now() + 8, 0
            while done < len(v) and now() < end and p.alive():
                done += p.write(v[done:done + 4096], 5)
                # Two hundred and seventy waits of the bench's own would be most of what it measures.
                self.drained(i, "1 MB paste", step=0.0001)
            if done < len(v):
                termios.tcflush(p.s, termios.TCIFLUSH)
                p.write(b"\x1b[201~")
            self.drained(i, "1 MB paste")
            self.res["bigpaste"].append({"bytes": done, "s": round(now() - t, 2), "bracketed": bool(p.scan.modes.get(2004))})
        else:
            self.sent = (self.sent + v)[-20000:]
            if p.write(v) < len(v):
                self.check(i)
                c0, t0 = (p.cpu(), p.cpu(False)), now()
                while p.queued() >= 4000:
                    p.pump(.2)
                    self.check(i)
                    if now() - t0 > 5:
                        self.stalled(i, "input not taken", c0, t0)

    def run(self):
        a = self.a
        stream = events(a.seed, a.events, a.avoid_, a.needle)
        lo, hi = (list(map(int, a.range.split(":"))) if a.range else (0, len(stream)))
        t0 = now()
        self.end = t0 + a.seconds
        fails = 0
        for i in range(lo, hi):
            if now() > self.end or fails >= 5:
                break
            try:
                if self.p is None:
                    self.start()
                    fails = fails + 1 if not self.p.alive() else 0
                    self.check(i)
                k, v = stream[i]
                self.last = self.last[-9:] + [(k, v)]
                self.res["events"] += 1
                self.res["kinds"][k] = self.res["kinds"].get(k, 0) + 1
                self.play(i, k, v)
                self.p.pump(a.gap / 1000)
                self.check(i)
                if i % 10 == 9:
                    self.drained(i, "stream")
                    self.m1 = self.p.rss_fds(self.m1)
                    self.peak = max(self.peak, self.m1[0])
                if i % 100 == 99:
                    self.probe(i)
            except Gone:
                pass
        if self.p:
            try:
                self.probe(hi)
                self.bury()
            except Gone:
                pass
        r = self.res
        r["seconds"] = round(now() - t0, 1)
        r["out_mb"] = round(r["out_mb"], 2)
        r["lives"] = len(self.lives)
        best = max(self.lives, key=lambda x: x["events"], default=None)
        r["longest_life"] = best
        r["peak_mb"] = max((x["peak"] for x in self.lives), default=0)
        r["fds_max_growth"] = max((x["fds"][1] - x["fds"][0] for x in self.lives), default=0)
        return r

# ---------------------------------------------------------------- part 2: endings
def endings(a):
    out = {}
    sigs = {"SIGTERM": 15, "SIGINT": 2, "SIGHUP": 1, "SIGABRT": 6, "SIGSEGV": 11, "SIGKILL": 9, "term_busy": 15}
    for name in ["quit", *sigs, "suspend", "hangup", "hangup_nosig"]:
        p = Prog(a, a.cmd_, a.cwd_, hup=name != "hangup_nosig", keep=False)
        try:
            p.ready()
            r = out[name] = {"wrote": p.scan.used()}
            if not p.alive():
                r["how"] = "did not start: " + p.how()
                continue
            if name == "term_busy":
                for seed in range(1000, 1006):           # the first stream that it survives
                    for k, v in events(seed, 300, a.avoid_, a.needle):
                        if isinstance(v, bytes) and k != "bigpaste" and b"\x03" not in v and b"\x1c" not in v and p.alive():
                            p.write(v, 1)
                            p.pump(0.002)
                        if p.state() == "T":
                            p.kill(signal.SIGCONT, True)
                    p.pump(.3)
                    if p.alive():
                        break
                    p.close()
                    p = Prog(a, a.cmd_, a.cwd_)
                    p.ready()
                r["stream"] = seed
            t0, c0 = now(), p.cpu()
            if name == "quit":
                for k in a.quit.split():
                    p.write(encode(k))
                    p.pump(.25)
            elif name == "suspend":
                p.kill(signal.SIGTSTP, True)
                while now() < t0 + 2 and p.state() != "T":
                    p.pump(.02)
                r["stopped"] = p.state() == "T"
                r["left"] = p.left() if r["stopped"] else []
                n = p.scan.total
                p.kill(signal.SIGCONT, True)
                p.pump(.5)
                r["redraw_bytes"] = p.scan.total - n
                r["how"] = "stopped" if r["stopped"] else "not stopped"
                r["restored"] = r["stopped"] and not r["left"]
                r["again"] = p.alive() and set(p.scan.used()) >= set(r["wrote"]) and p.termios_left() != []
                continue
            elif name.startswith("hangup"):
                os.close(p.m)
                p.m = -1
            else:
                p.kill(sigs[name])
            r["ended"] = p.wait_end(3 if name.startswith("hangup") or name == "quit" else 2)
            r["how"] = p.how()
            if r["ended"]:
                r["ms"] = round((p.ended - t0) * 1000)
            elif name.startswith("hangup"):
                c = p.cpu()
                time.sleep(1)
                r["busy"] = round(p.cpu() - c, 2)
                p.wait_end(5)
                r["how"] = p.how() + (f" after {p.ended - t0:.1f} s" if not p.alive() else "")
            if name.startswith("hangup"):
                r["ok"] = r["ended"] and r["ms"] <= 2000
            else:
                r["left"] = p.left() if r["ended"] else []
                if not r["ended"]:
                    r["tail"], r["queue"] = p.tail(), p.queued()
                if "termios" in r["left"]:
                    r["termios"] = p.termios_left()
                r["restored"] = r["ended"] and not r["left"]
        finally:
            p.close()
    return out

# ---------------------------------------------------------------- part 3: TERM, sizes, locale
def matrix(a):
    cells = [("TERM=" + t, dict(term=t)) for t in a.term.split(",")]
    cells += [(s, dict(size=tuple(map(int, s.split("x"))))) for s in a.sizes.split(",")]
    cells += [("LANG=C", dict(env=["LANG=C", "LC_ALL=C"])), ("NO_COLOR", dict(env=["NO_COLOR=1"])), ("TERM unset", dict(term="")), ("mute", dict(mute=True))]
    out = {}
    for name, kw in cells:
        p = Prog(a, a.cmd_, a.cwd_, keep=True, **kw)
        try:
            p.ready(limit=6)
            p.pump(.2)
            text = p.screen()
            chars = len(re.sub(r"\s", "", text))
            r = out[name] = {"chars": chars, "bytes": p.scan.total}
            if name == "NO_COLOR":
                r["colors"] = p.scan.colors
            if name == "LANG=C":
                r["bytes_8bit"] = sum(len(re.findall(rb"[\x80-\xff]", d)) for d in p.log)
            if name in ("TERM=dumb", "TERM unset") or name.startswith("TERM=no"):
                r["esc"] = sum(d.count(b"\x1b") for d in p.log)
            if p.alive():
                for k in a.quit.split():
                    p.write(encode(k), 1)
                    p.pump(.25)
                p.wait_end(2)
                r["how"] = p.how()
                r["left"] = p.left() if not p.alive() else []
                st = p.status
                r["result"] = ("noquit" if st is None else "blank" if not chars else f"crash({p.how()})" if os.WIFSIGNALED(st) else
                               f"exit({os.WEXITSTATUS(st)})" if st else "ok, coloured" if r.get("colors") else "ok, ESC sent" if r.get("esc") else "ok") + ("!left:" + "+".join(r["left"]) if r["left"] else "")
            else:
                r["how"], r["left"] = p.how(), p.left()
                said = re.sub(rb"\x1b\[[<-?]?[0-9:;]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*\x07|\x1b.|[\x00-\x09\x0b-\x1f]", b"", b"".join(p.log)).decode(errors="replace")
                r["message"] = " ".join(said.split())[:160]
                r["result"] = (f"crash({p.how()})" if os.WIFSIGNALED(p.status) else
                               f"{'msg' if r['message'] else 'silent'}({os.WEXITSTATUS(p.status)})") + ("!left:" + "+".join(r["left"]) if r["left"] else "")
        finally:
            p.close()
    return out

# ---------------------------------------------------------------- part 4: hostile content
# A byte of 80 to 9F is a control character only where it is none of the bytes of a UTF-8 character: E2 90 90 is the picture of DLE.
ALONE = rb"(?<![\xc2-\xf4])(?<![\xe0-\xf4][\x80-\xbf])(?<![\xf0-\xf4][\x80-\xbf]{2})"

def payloads(n):
    """name -> (bytes put in the data, what counts as having reached the terminal raw)"""
    n = n.encode()
    return {
        "osc52": (b"\x1b]52;c;TkVFRExF\x07", rb"(?:\x1b\]|\xc2\x9d|" + ALONE + rb"\x9d)52;"),
        "title": (b"\x1b]0;" + n + b"-T\x07", rb"(?:\x1b\]|\xc2\x9d|" + ALONE + rb"\x9d)[012];[^\x07\x1b\n]*" + n),
        "dcs": (b"\x1bP1;1|" + n + b"\x1b\\", rb"(?:\x1bP|\xc2\x90|" + ALONE + rb"\x90)[^\x07\x1b\n]*" + n),
        "clear": (b"\x1b[2J" + n + b"-C", rb"\x1b\[2J" + n + rb"-C"),
        "cup": (b"\x1b[7;777H", rb"\x1b\[7;777H"),
        "c1_raw": (b"\x9b7;776H", ALONE + rb"\x9b7;776H"),
        "c1_utf8": (b"\xc2\x9b7;775H", rb"\xc2\x9b7;775H"),
        "c1_osc": (b"\x9d0;" + n + b"-U\x9c", ALONE + rb"\x9d0;" + n),
        "bidi": ("\u202e".encode() + n + b"-B", rb"\xe2\x80\xae"),
        "zero_width": ("z\u200bw".encode(), rb"\xe2\x80\x8b"),
    }

def make_hostile(kind, root, needle, skip=()):
    os.makedirs(root, exist_ok=True)
    P = {k: v[0] for k, v in payloads(needle).items() if k not in skip}
    n = needle.encode()
    lines = [n + b" " + k.encode() + b" [" + v + b"] end" for k, v in P.items()]
    w = lambda name, b: open(os.path.join(root.encode(), name if isinstance(name, bytes) else name.encode()), "wb").write(b)
    if kind == "tickets":
        return hostile_tickets(root, needle, P, lines)
    if kind == "text":
        w("hostile.log", b"".join(b"2025-01-01 00:00:%02d INFO " % i + l + b"\n" for i, l in enumerate(lines)))
        return f"{root}/hostile.log"
    if kind == "csv":
        w("hostile.csv", b"id,name\n" + b"".join(b"%d,%s\n" % (i, l) for i, l in enumerate(lines)))
        return f"{root}/hostile.csv"
    if kind in ("mbox", "maildir"):
        msgs = []
        for i, l in enumerate(lines):
            enc = b"=?utf-8?B?" + base64.b64encode(l) + b"?="
            for subject, sender in ((enc, enc), (l, b"x")):
                msgs.append(b"From: " + sender + b" <a@example.com>\nTo: b@example.com\nSubject: " + subject + b"\nDate: Wed, 01 Jan 2025 00:00:%02d +0000\n"
                            b"Message-ID: <%d%d@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" % (i, i, len(msgs))
                            + b"\n".join(lines) + b"\n")
        if kind == "mbox":
            w("hostile.mbox", b"".join(b"From a@example.com Wed Jan 01 00:00:00 2025\n" + m + b"\n" for m in msgs))
            return f"{root}/hostile.mbox"
        for sub in ("cur", "new", "tmp"):
            os.makedirs(f"{root}/INBOX/{sub}", exist_ok=True)
        for i, m in enumerate(msgs):
            w(f"INBOX/cur/17356896{i:02d}.{i}.host:2,S", m)
        return root
    if kind == "repo":
        subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
        p = subprocess.Popen(["git", "-C", root, "fast-import", "--quiet"], stdin=subprocess.PIPE)
        body = b"\n".join(lines) + b"\n"
        for i, l in enumerate(lines):
            who = l.replace(b"<", b"").replace(b">", b"").replace(b"\n", b"")
            p.stdin.write(b"commit refs/heads/main\nauthor %s <a@example.com> %d +0000\ncommitter %s <a@example.com> %d +0000\ndata %d\n%s\n" %
                          (who, 1735689600 + i, who, 1735689600 + i, len(l + b"\n\n" + body), l + b"\n\n" + body))
            p.stdin.write(b"M 644 inline f%d.txt\ndata %d\n%s\n" % (i, len(body), body))
        p.stdin.close()
        p.wait()
        subprocess.run(["git", "-C", root, "reset", "-q", "--hard"], check=False)
        for l in lines:
            w(l.replace(b"/", b"_"), b"x\n")
        return root
    if kind == "dir":
        for l in lines:
            w(l.replace(b"/", b"_"), b"\n".join(lines) + b"\n")
        return root
    if kind == "proc":
        sh = "".join("(exec -a $'" + "".join(f"\\x{c:02x}" for c in l) + "' sleep 600) &\n" for l in lines)
        w("run", ("#!/bin/bash\n" + sh + 'sleep .5; exec "$@"\n').encode())
        os.chmod(f"{root}/run", 0o755)
        return f"{root}/run"
    if kind == "feed":                               # XML 1.0 has no ESC, so the way in is HTML entities inside the description
        ent = lambda b: "".join(c if 32 <= ord(c) < 127 and c not in "<>&" else f"&amp;#{ord(c)};" for c in b.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape").decode("latin-1" if b"\x9b" in b or b"\x9d" in b else "utf-8"))
        raw = lambda b: b.decode("utf-8", "ignore").translate({i: None for i in [*range(9), *range(11, 32)]}).replace("<", "").replace("&", "")
        items = "".join(f"<item><title>{raw(l)} {ent(l)}</title><guid>{i}</guid><pubDate>Wed, 01 Jan 2025 00:00:{i:02d} +0000</pubDate>"
                        f"<description>{raw(l)} {' '.join(ent(x) for x in lines)}</description></item>" for i, l in enumerate(lines))
        w("hostile.xml", f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{needle} feed</title><link>http://x.invalid/</link>{items}</channel></rss>'.encode())
        w("urls", f"file://{root}/hostile.xml\n".encode())
        return f"{root}/urls"
    raise SystemExit("unknown kind " + kind)

def hostile_tickets(root, needle, payload, lines):
    """Tickets as two CSV files (the second with bytes that are not UTF-8) and an mbox whose attachments have hostile names."""
    quoted = lambda b: b'"' + b.replace(b'"', b'""') + b'"'
    head = b"ID,Subject,Requester,Email,Status,Priority,Tags,Created,Description\n"
    for name, raw in (("hostile.csv", False), ("hostile-raw.csv", True)):
        with open(f"{root}/{name}", "wb") as f:
            f.write(head)
            for i, (key, v) in enumerate(payload.items()):
                if key in ("c1_raw", "c1_osc") and not raw:
                    continue
                line = needle.encode() + b" " + key.encode() + b" [" + v + b"] end"
                body = b"\n".join(lines) if raw else b"\n".join(l for l in lines if b" c1_raw [" not in l and b" c1_osc [" not in l)
                f.write(b",".join([b"%d" % (9000 + 100 * raw + i), quoted(line), quoted(line), b"%s%d@example.com" % (key.replace("_", "-").encode(), raw), b"open",
                                   b"normal", quoted(b"tag" + v), b"2025-01-01 00:00:%02d" % i, quoted(body)]) + b"\n")
    with open(f"{root}/hostile.mbox", "wb") as f:
        for i, (key, v) in enumerate(payload.items()):
            line = needle.encode() + b" " + key.encode() + b" [" + v + b"] end"
            word = b"=?utf-8?B?" + base64.b64encode(line) + b"?="
            percent = b"".join(b"%%%02X" % c for c in line)
            for n, (subject, file) in enumerate(((word, b"filename*=utf-8''" + percent + b".txt"), (line, b'filename="' + line + b'.txt"'))):
                f.write(b"From a@example.com Wed Jan 01 00:00:00 2025\nFrom: " + subject + b" <m%d.%d@example.com>\nTo: support@example.com\nSubject: " % (i, n) + subject +
                        b"\nDate: Wed, 01 Jan 2025 01:00:%02d +0000\nMessage-ID: <%d.%d@example.com>\nMIME-Version: 1.0\n" % (i, i, n) +
                        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" +
                        b"\n".join(lines) + b"\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; " + file + b"\n\n" + line + b"\n--b--\n\n")
    return root

def defile(store, needle):
    """Puts payloads where no command lets them in: names of people, teams, views and macros, drafts, tags, the outbox.
    Returns the tickets to look at: {first} came from the CSV file, {last} from the mbox."""
    import sqlite3
    db = sqlite3.connect(store)
    texts = [needle.encode() + b" " + k.encode() + b" [" + v + b"] end" for k, (v, _) in payloads(needle).items()]
    for table, column in (("team", "title"), ("agent", "name"), ("agent", "email"), ("saved_view", "title"), ("macro", "title"), ("macro", "text"), ("canned_reply", "title"),
                          ("canned_reply", "text"), ("customer", "company"), ("customer", "plan"), ("customer", "tier"), ("ticket", "tags"), ("attachment", "name"),
                          ("outbox", "subject"), ("outbox", "trouble"), ("ticket_event", "after"), ("audit", "correlation")):
        for n, (key,) in enumerate(db.execute(f"select {'rowid' if table != 'ticket_event' else 'id'} from {table} limit 40").fetchall()):
            db.execute(f"update or ignore {table} set {column} = cast(? as text) where {'rowid' if table != 'ticket_event' else 'id'} = ? and {'id > 0' if table in ('team', 'agent') else '1'}",
                       (texts[n % len(texts)], key))
    tickets = [t for (t,) in db.execute("select id from ticket order by id desc limit 30")]
    for n, ticket in enumerate(tickets):
        db.execute("insert or replace into draft values (?, 1, ?, cast(? as text), 1, null, 1)", (ticket, n % 2, b"\n".join(texts)))
        db.execute("update ticket set custom = ? where id = ?", (json.dumps({texts[n % len(texts)].decode("latin-1"): texts[0].decode("latin-1")}), ticket))
    imported = [t for (t,) in db.execute("select id from ticket order by id").fetchall()][3:]
    db.commit()
    db.close()
    return {"{first}": f"T-{imported[0]}", "{last}": f"T-{imported[-1]}"}

def passed(data, needle):
    found = {k: len(re.findall(rx, data, re.S)) for k, (_, rx) in payloads(needle).items()}
    return {k: v for k, v in found.items() if v}

def hostile_also(a, command, locale):
    """A command on the hostile data: what reached the terminal raw, and what went raw into a pipe."""
    env = ["LANG=" + locale, "LC_ALL=" + locale]
    p = Prog(a, command, a.work, keep=True, env=env)
    try:
        p.wait_end(20)
        data = b"".join(p.log)
        piped = Prog(a, f"sh -c {shlex.quote(command + ' | od -An -v -tx1')}", a.work, keep=True, env=env)
        try:
            piped.wait_end(20)
            through = bytes.fromhex(re.sub(rb"[^0-9a-f]", b"", b"".join(piped.log)).decode())
        except ValueError:
            through = b""
        finally:
            piped.close()
        return {"passed": passed(data, a.needle), "shown": data.count(a.needle.encode()), "how": p.how(), "piped": passed(through, a.needle),
                "piped_shown": through.count(a.needle.encode())}
    finally:
        p.close()

def hostile(a):
    out = {}
    root = a.work + "/hostile"
    h = make_hostile(a.hostile_file, root, a.needle, a.hostile_skip.split())
    own(a, root)
    refs = {}
    def sub(s):
        for k, v in ({"{h}": h, "{d}": a.d, "{w}": a.work} | refs).items():
            s = s.replace(k, v)
        return s
    if a.hostile_setup:
        subprocess.run(["sh", "-c", sub(a.hostile_setup)], check=True, cwd=a.work, stdout=sys.stderr)
        if a.hostile_file == "tickets":
            refs = defile(a.work + "/hostile-store/store.db", a.needle)
        own(a, a.work)
    for loc in ("C.UTF-8", "C"):
        p = Prog(a, sub(a.hostile_cmd or a.cmd), sub(a.hostile_cwd or "{w}"), keep=True, env=["LANG=" + loc, "LC_ALL=" + loc])
        try:
            p.ready()
            for k in a.hostile_keys.split():
                p.write(encode(k))
                p.pump(.35)
            p.pump(.5)
            data = b"".join(p.log)
            out[loc] = {"passed": passed(data, a.needle), "shown": data.count(a.needle.encode()), "alive": p.alive(), "how": p.how(),
                        "other": {k: v for k, v in p.scan.bad.items() if v}}
            if a.show:
                print(p.screen(), file=sys.stderr)
        finally:
            p.close()
        for command in a.hostile_also:
            out[f"{command} ({loc})"] = hostile_also(a, sub(command), loc)
    return out

# ---------------------------------------------------------------- what is good enough
def shortcomings(r, slack=1):
    """Where a result falls short of the bar: no failure of any kind, nothing left behind, nothing let through.
    What is measured in time may take `slack` times as long: for a build without optimisation, or a machine with other work.
    """
    out = []
    m = r.get("monkey")
    if m:
        for kind in ("crashes", "hangs", "deaf"):
            out += [f"{kind} at event {x['at']} (seed {r['seed']}): {x.get('how') or x.get('why')}, after {' '.join(x['last'][-3:])}" for x in m[kind]]
        life = m["longest_life"]
        if life and life["rss"][1] - life["rss"][0] >= 5:
            out.append(f"memory grew from {life['rss'][0]} to {life['rss'][1]} MB in {life['events']} events")
        if m["fds_max_growth"] > 0:
            out.append(f"{m['fds_max_growth']} descriptors left open")
        out += [f"1 MB paste: {b['bytes'] / 1000 / max(.001, b['s']):.0f} KB/s" for b in m["bigpaste"] if b["bytes"] < 1_000_000 or b["bytes"] / 1000 / max(.001, b["s"]) < 1000 / slack]
        out += [f"{k} written to the terminal {n} times" for k, n in m["sequences"].items() if n and k in ("title_needle", "dcs", "dcs_needle")]
    for name, e in r.get("endings", {}).items():
        if name == "SIGKILL":
            continue
        if "restored" not in e and "ok" not in e:
            out.append(f"{name}: {e['how']}")
        elif name == "suspend":
            if not e["restored"] or not e["redraw_bytes"] or not e["again"]:
                out.append(f"suspend: {e['how']}, left {e['left']}, {e['redraw_bytes']} bytes after SIGCONT, modes again {e['again']}")
        elif not e.get("ended") or e.get("left") or e.get("ms", 0) > slack * (100 if name != "quit" else 1000):
            out.append(f"{name}: {e['how']} after {e.get('ms', '?')} ms, left {e.get('left')}")
    out += [f"{name}: {c['result']} {c.get('message', '')}" for name, c in r.get("matrix", {}).items() if c["result"] not in ("ok", "msg(1)", "msg(2)")]
    for name, h in r.get("hostile", {}).items():
        if h["passed"] or h.get("piped") and "--json" in name:
            out.append(f"hostile content, {name}: let through {h['passed'] or h['piped']}")
        if not h["shown"]:
            out.append(f"hostile content, {name}: the needle was not shown, so nothing was tested ({h['how']})")
    return out

# ---------------------------------------------------------------- opsdeck
def for_opsdeck(a):
    """Fills in what was not given: a copy of the program on a demo store, and hostile tickets imported beside it."""
    import harness
    a.name = a.name or "opsdeck"
    a.binary = harness.program()
    a.cmd = "{w}/bin/opsdeck demo --store {w}/store/store.db"
    a.setup = a.setup or "{w}/bin/opsdeck demo --no-console --store {w}/store/store.db --tickets 3000"
    a.avoid = a.avoid or AVOID
    a.quit = QUIT if a.quit == "q" else a.quit
    a.hostile_file = a.hostile_file or "tickets"
    a.hostile_setup = a.hostile_setup or HOSTILE_SETUP
    a.hostile_cmd = a.hostile_cmd or "{w}/bin/opsdeck demo --store {w}/hostile-store/store.db"
    a.hostile_keys = a.hostile_keys or HOSTILE_KEYS
    a.hostile_also = a.hostile_also or [f"{{w}}/bin/opsdeck {c} --store {{w}}/hostile-store/store.db" for c in HOSTILE_ALSO]

AVOID = "<ctrl-c>"
QUIT = "<ctrl-c> <ctrl-c>"
HOSTILE_SETUP = """set -e
S="--store {w}/hostile-store/store.db --as noa"
{w}/bin/opsdeck demo --no-console --store {w}/hostile-store/store.db --tickets 3
for f in hostile.csv hostile-raw.csv hostile.mbox; do {w}/bin/opsdeck import tickets {h}/$f $S --quiet; done"""
HOSTILE_KEYS = "G <pgup> gg <enter> <pgdn> J <pgdn> J <pgdn> J e <esc> <esc> / NEEDLE <enter> <enter> <pgdn>"
HOSTILE_ALSO = ["ticket list", "ticket show {first}", "ticket show {first} --json", "ticket show {last}"]

def presets(a):
    """The runs of --quick and --full: (title, what differs)."""
    if a.quick:
        return [("monkey", {"parts": "monkey", "seed": 101, "events": 400, "seconds": 40}),
                ("monkey on linux", {"parts": "monkey", "seed": 202, "events": 400, "seconds": 40, "monkey_term": "linux"}),
                ("the rest", {"parts": "endings,matrix,hostile", "term": "xterm-256color,dumb", "sizes": "80x24,1x1"})]
    terms = ("xterm-256color", "screen-256color", "linux", "vt100", "tmux-256color", "screen")
    return [(f"monkey, seed {seed}, {terms[n % 6]}", {"parts": "monkey", "seed": seed, "events": 5000, "monkey_term": terms[n % 6]})
            for n, seed in enumerate(range(a.seed, a.seed + 10))] + [("the rest", {"parts": "endings,matrix,hostile"})]

def run_presets(a):
    worst, results = 0, []
    for title, differs in presets(a):
        b = argparse.Namespace(**(vars(a) | differs))
        r = measure(b)
        results.append(r)
        short = shortcomings(r)
        worst |= bool(short)
        m = r.get("monkey")
        figures = f": {m['events']} events in {m['seconds']} s, {len(m['crashes'])} crashes, {len(m['hangs'])} hangs, {len(m['deaf'])} deaf, {m['quits']} quits, longest life {m['longest_life']}" if m else ""
        print(f"{'MISS' if short else 'ok  '} {title}{figures}", *short, sep="\n     ", flush=True)
    if a.json:
        with open(a.json, "w") as f:
            json.dump(results, f, indent=1)
    if a.table:
        print(HEAD, row(results), sep="\n")
    print(f"{'falls short' if worst else 'meets the bar'}: {sum(r['monkey']['events'] for r in results if 'monkey' in r)} events")
    return 1 if worst else 0

# ---------------------------------------------------------------- putting it together
def own(a, path):
    if a.jail:
        subprocess.run(["chown", "-RPh", f"{a.uid}:{a.uid}", path], check=True)

def prepare(a):
    if getattr(a, "work", None):
        shutil.rmtree(a.work, ignore_errors=True)
    a.work = tempfile.mkdtemp(prefix="monkey-", dir=a.scratch)
    a.d = ""
    if a.data:
        a.d = a.work + "/" + os.path.basename(os.path.abspath(a.data))
        subprocess.run(["cp", "-a", os.path.abspath(a.data), a.d], check=True)
    sub = lambda s: s.replace("{d}", a.d).replace("{w}", a.work)
    if getattr(a, "binary", None):
        os.makedirs(a.work + "/bin")
        shutil.copy2(a.binary, a.work + "/bin/opsdeck")
        for folder in ("themes", "data"):
            if os.path.isdir(f"{CHECKOUT}/{folder}"):
                shutil.copytree(f"{CHECKOUT}/{folder}", f"{a.work}/share/opsdeck/{folder}")
    if a.setup:
        subprocess.run(["sh", "-c", sub(a.setup)], check=True, cwd=a.work, stdout=sys.stderr)
    own(a, a.work)
    os.chmod(a.work, 0o755)
    a.cmd_, a.cwd_ = sub(a.cmd), sub(a.cwd)

def measure(a):
    os.makedirs(a.scratch, exist_ok=True)
    a.avoid_ = Avoid(a.avoid)
    out = {"name": a.name or a.cmd, "cmd": a.cmd, "seed": a.seed, "avoid": a.avoid, "quit": a.quit, "load": round(os.getloadavg()[0], 2)}
    try:
        for part in a.parts.split(","):
            if part == "hostile" and not a.hostile_file:
                continue
            prepare(a)
            out[part] = {"monkey": lambda: Monkey(a).run(), "endings": lambda: endings(a), "matrix": lambda: matrix(a), "hostile": lambda: hostile(a)}[part]()
    finally:
        shutil.rmtree(a.work, ignore_errors=True)
    return out

HEAD = ("| program | events | crashes /10k | hangs | deaf | quits + ^C | RSS MB start>end (events) | fds | 1 MB paste, KB/s | not restored after | hang-up / without signal | TERM, sizes, locale not ok | hostile passed (UTF-8) | hostile passed (C) |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")

def row(rs):
    m = [r["monkey"] for r in rs if "monkey" in r]
    get = lambda part: next((r[part] for r in rs if part in r), {})
    ev = sum(x["events"] for x in m)
    best = max((x["longest_life"] for x in m if x["longest_life"]), key=lambda x: x["events"], default=None)
    e, mx, h = get("endings"), get("matrix"), get("hostile")
    bad = [k + (":" + "+".join(v["left"]) if v.get("left") else ":" + v["how"]) for k, v in e.items() if "restored" in v and not v["restored"] and k != "SIGKILL"]
    hang = [f"{e[k]['ms']} ms" if e[k].get("ended") else f"{e[k]['how']}, busy {e[k].get('busy')}" for k in ("hangup", "hangup_nosig") if k in e and "ended" in e[k]]
    cells = [f"{k}: {v['result']}" for k, v in mx.items() if v["result"] != "ok"]
    ho = lambda loc: ("not shown" if not h[loc]["shown"] else " ".join(f"{k} {v}" for k, v in h[loc]["passed"].items()) or "none") if loc in h else "-"
    return "| " + " | ".join([rs[0]["name"], str(ev), f"{10000 * sum(len(x['crashes']) for x in m) / ev:.1f}" if ev else "-", str(sum(len(x["hangs"]) for x in m)),
        str(sum(len(x["deaf"]) for x in m)), f"{sum(x['quits'] for x in m)} + {sum(x['intr'] for x in m)}",
        f"{best['rss'][0]} > {best['rss'][1]} ({best['events']})" if best else "-", f"{best['fds'][0]} > {best['fds'][1]}" if best else "-",
        " ".join(str(round(b["bytes"] / 1000 / max(.01, b["s"]))) for x in m for b in x["bigpaste"]) or "-",
        "; ".join(bad) or "none", " / ".join(hang) or "-", "; ".join(cells) or "none", ho("C.UTF-8"), ho("C")]) + " |"

# ---------------------------------------------------------------- the bench's own test
GOOD = r'''
import os, sys, tty, termios, signal, select, fcntl, struct
old = termios.tcgetattr(0)
if os.environ.get("TERM", "") in ("", "dumb") or os.environ["TERM"].startswith("no"):
    sys.exit("good: this terminal cannot show a full screen")
ON, OFF = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[1m", b"\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l"
def on(): tty.setraw(0); os.write(1, ON)
def off():
    try: os.write(1, OFF)
    except OSError: pass
    try: termios.tcsetattr(0, termios.TCSANOW, old)
    except termios.error: pass
r, w = os.pipe(); os.set_blocking(w, False); signal.set_wakeup_fd(w)
for n in (1, 2, 6, 11, 15, 20, 28): signal.signal(n, lambda *_: None)
text = open(sys.argv[1], "rb").read().decode("utf-8", "replace") if len(sys.argv) > 1 else "hello"
text = "".join(c if c.isprintable() else "?" for c in text)
def draw():
    rows, cols, _, _ = struct.unpack("HHHH", fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))
    os.write(1, b"\x1b[H\x1b[2J" + text[:max(1, rows * cols - 1)].encode(errors="replace"))
try:
    on(); draw()
    while True:
        for f in select.select([0, r], [], [])[0]:
            if f == 0:
                d = os.read(0, 65536)
                if not d or b"Q" in d: off(); sys.exit(0)
                draw()
            else:
                for n in os.read(r, 64):
                    if n == 28: draw()
                    elif n == 20:
                        off(); signal.signal(20, signal.SIG_DFL); os.kill(0, 20) if False else os.kill(os.getpid(), 20)
                        signal.signal(20, lambda *_: None); on(); draw()
                    else: off(); signal.signal(n, signal.SIG_DFL); os.kill(os.getpid(), n)
except OSError: off(); sys.exit(0)
'''
BAD = r'''
import os, sys, tty, signal
tty.setraw(0)
os.write(1, b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[1mbad")
if len(sys.argv) > 1: os.write(1, open(sys.argv[1], "rb").read())
signal.signal(1, signal.SIG_IGN)
signal.signal(28, lambda *_: os.write(1, b"bad"))
leak, fds = [], []
while True:
    try: d = os.read(0, 4096)
    except OSError: d = b""
    leak.append(b"x" * 20000)
    if len(leak) % 20 == 0 and len(fds) < 500: fds.append(os.open("/", 0))
    if b"Q" in d: sys.exit(0)
    if b"Z" in d: os.kill(os.getpid(), 11)
    if b"%" in d:
        signal.signal(28, signal.SIG_IGN)
        while True: pass
    try: os.write(1, b"x")
    except OSError: pass
'''

def selftest(a):
    ok = True
    def want(name, got, text):
        nonlocal ok
        ok &= bool(got)
        print(("pass " if got else "FAIL ") + name + ": " + text)
    res = {}
    for name, src in (("good", GOOD), ("bad", BAD)):
        os.makedirs(a.scratch, exist_ok=True)
        f = f"{a.scratch}/selftest-{name}.py"
        open(f, "w").write(src)
        b = argparse.Namespace(**vars(a))
        b.name, b.cmd, b.cwd, b.quit, b.avoid, b.data, b.setup = name, f"python3 {f}", "{w}", "Q", "Q <f2>", "", ""
        b.events, b.seconds, b.parts = 1500, 90, "monkey,endings,matrix,hostile"
        b.hostile_file, b.hostile_cmd, b.hostile_cwd, b.hostile_keys, b.hostile_setup, b.hostile_skip = "text", f"python3 {f} {{h}}", "", "", "", ""
        res[name] = measure(b)
        if a.show:
            print(json.dumps(res[name]))
    again = events(a.seed, 500, Avoid("Q"), a.needle)
    want("stream", again == events(a.seed, 500, Avoid("Q"), a.needle) != events(a.seed + 1, 500, Avoid("Q"), a.needle), "same seed, same events; another seed, others")
    g, b = res["good"], res["bad"]
    m = g["monkey"]
    want("good", m["events"] == 1500 and not m["crashes"] and not m["hangs"] and not m["deaf"], f"{m['events']} events, {len(m['crashes'])} crashes, {len(m['hangs'])} hangs, {len(m['deaf'])} deaf")
    want("good", m["longest_life"]["fds"][0] == m["longest_life"]["fds"][1] and m["longest_life"]["rss"][1] - m["longest_life"]["rss"][0] < 4, f"rss {m['longest_life']['rss']} fds {m['longest_life']['fds']}")
    want("good", m["tstp_sent"] == m["tstp_stopped"], f"{m['tstp_sent']} SIGTSTP, stopped {m['tstp_stopped']}")
    for k, v in g["endings"].items():
        exp = bool(v.get("ok")) if k.startswith("hangup") else v.get("restored") is (k != "SIGKILL")
        want("good " + k, exp, json.dumps({x: y for x, y in v.items() if x != "wrote"}))
    want("good matrix", all(v["result"] in ("ok", "msg(1)") for v in g["matrix"].values()), " ".join(f"{k}={v['result']}" for k, v in g["matrix"].items()))
    dang = {x: y for x, y in g["hostile"]["C.UTF-8"]["passed"].items()}
    want("good hostile", not dang and g["hostile"]["C.UTF-8"]["shown"], f"passed {dang}, needle shown {g['hostile']['C.UTF-8']['shown']}")
    m = b["monkey"]
    want("bad", m["crashes"] and m["crashes"][0]["how"] == "sig11", f"{len(m['crashes'])} crashes, first {m['crashes'][0]['how'] if m['crashes'] else None}")
    want("bad", m["hangs"], f"{len(m['hangs'])} hangs, {len(m['deaf'])} deaf")
    want("bad", m["fds_max_growth"] > 0 and m["longest_life"]["rss"][1] > m["longest_life"]["rss"][0] + .5, f"fds growth {m['fds_max_growth']}, rss {m['longest_life']['rss']}")
    all_ = ["termios", "alt", "cursor", "mouse", "paste", "sgr"]
    for k in ("quit", "SIGTERM", "SIGABRT", "SIGSEGV", "SIGKILL"):
        want("bad " + k, b["endings"][k].get("left") == all_, json.dumps(b["endings"][k].get("left")))
    for k in ("hangup", "hangup_nosig"):
        want("bad " + k, not b["endings"][k]["ok"] and b["endings"][k].get("busy", 0) > .5, json.dumps(b["endings"][k]))
    want("bad matrix", "left" in b["matrix"]["80x24"]["result"], b["matrix"]["80x24"]["result"])
    want("bad hostile", set(b["hostile"]["C.UTF-8"]["passed"]) == set(payloads(a.needle)), json.dumps(b["hostile"]["C.UTF-8"]["passed"]))
    want("good bar", not [x for x in shortcomings(g) if "1 MB paste" not in x], str(shortcomings(g)))
    want("bad bar", len(shortcomings(b)) > 10, f"{len(shortcomings(b))} shortcomings")
    want("bad row", "sig" in row([b]) or row([b]), row([b])[:150])
    print("selftest " + ("passed" if ok else "FAILED"))
    return 0 if ok else 1

def parser():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--cmd")
    ap.add_argument("--name")
    ap.add_argument("--cwd", default="{w}")
    ap.add_argument("--data", default="", help="file or folder copied into the work folder for each part")
    ap.add_argument("--setup", default="", help="shell command run (as root) in the work folder before the program")
    ap.add_argument("--env", action="append", default=[], metavar="K=V")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--events", type=int, default=5000)
    ap.add_argument("--range", help="A:B, plays only these events of the stream (to repeat a crash)")
    ap.add_argument("--quiet", type=float, default=.5, help="s of silence after the first output that mean the program is ready")
    ap.add_argument("--gap", type=float, default=4, help="ms of reading after each event")
    ap.add_argument("--seconds", type=float, default=150, help="limit for the monkey part; the others are bounded by their own waits")
    ap.add_argument("--avoid", default="", help="KEYS and /REGEX/es that legitimately quit")
    ap.add_argument("--quit", default="q", help="KEYS that quit, 250 ms between them")
    ap.add_argument("--parts", default="monkey,endings,matrix,hostile")
    ap.add_argument("--term", default="xterm-256color,screen,linux,vt100,dumb,nosuchterm")
    ap.add_argument("--monkey-term", default="xterm-256color", help="TERM of the random events")
    ap.add_argument("--sizes", default="80x24,120x40,1x1,20x5,300x100")
    ap.add_argument("--needle", default="NEEDLE")
    ap.add_argument("--hostile-file", metavar="KIND", help="tickets text csv mbox maildir repo dir proc feed")
    ap.add_argument("--hostile-cmd", default="")
    ap.add_argument("--hostile-cwd", default="")
    ap.add_argument("--hostile-setup", default="")
    ap.add_argument("--hostile-keys", default="")
    ap.add_argument("--hostile-also", action="append", default=[], metavar="COMMAND")
    ap.add_argument("--hostile-skip", default="", help="payloads left out (where one of them kills the program, to test the others)")
    ap.add_argument("--make-hostile", metavar="KIND:DIR")
    ap.add_argument("--scratch", default=os.path.join(tempfile.gettempdir(), "monkey"))
    ap.add_argument("--uid", type=int, default=64321)
    ap.add_argument("--no-jail", dest="jail", action="store_false")
    ap.add_argument("--table", action="store_true", help="also print the Markdown row")
    ap.add_argument("--row", nargs="+", metavar="JSON")
    ap.add_argument("--head", action="store_true", help="print the Markdown heading")
    ap.add_argument("--selftest", action="store_true")
    ap.add_argument("--quick", action="store_true")
    ap.add_argument("--full", action="store_true")
    ap.add_argument("--json", metavar="FILE", help="also save the results there")
    ap.add_argument("--show", action="store_true")
    return ap

def main():
    ap = parser()
    a = ap.parse_args()
    if a.head:
        print(HEAD)
    if a.row:
        return print(row([json.load(open(f)) for f in a.row]))
    if a.make_hostile:
        k, _, d = a.make_hostile.partition(":")
        return print(make_hostile(k, d, a.needle, a.hostile_skip.split()))
    if a.jail and os.geteuid():
        ap.error("the jail needs root; --no-jail lets random keys loose on this account")
    if a.selftest:
        return selftest(a)
    if not a.cmd:
        if a.head:
            return
        for_opsdeck(a)
    if a.quick or a.full:
        return run_presets(a)
    r = measure(a)
    print(json.dumps(r))
    if a.table:
        print(row([r]))
    for text in shortcomings(r):
        print("MISS", text, file=sys.stderr)
    return 1 if shortcomings(r) else 0

if __name__ == "__main__":
    sys.exit(main())
