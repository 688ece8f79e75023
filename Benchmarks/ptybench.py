#!/usr/bin/env python3
"""ptybench: measures a terminal program from outside, through a pseudo-terminal.

Needs Python 3.11+ on Linux and `pyte` 0.8 (PyPI); the screen is that of Tests/e2e/terminal.py. Benchmarks/run is the
usual way in. One call measures one program at one size:

    ptybench.py --cmd 'tig' --cwd REPO --size 120x40 --term xterm-256color --ready 'commit 1 of' \\
                --runs 7 --keys 'down::j*300 page::<pgdn>*100 end::G=>(100%) ' --settle 20 --idle 10
    ptybench.py --make-data DIR      writes what its peers show: a log of a million lines, a repository of 100,000 commits

HOW IT MEASURES
  The program runs as leader of its own session on a new pty whose window size is set before exec; LINES and COLUMNS are
  removed from its environment. A reader thread stamps every chunk as it is read and answers cursor-position and
  device-attribute queries; pyte turns the bytes into a screen only afterwards, so that parsing is never inside a timed span.
  pyte is extended with REP, SU and SD, which ncurses emits for xterm-256color. A key is sent only when the previous one has
  settled: nothing written for --settle ms (the settling itself is not counted: the stamp is that of the last byte).
  Before the reported runs, --discard runs (default 1) warm the page cache and are thrown away.

OUTPUT: one JSON object on standard output
  ready_ms           spawn -> the chunk that made --ready match the screen (median, min, max of the runs)
  first_frame_ms     spawn -> last byte before the first --settle ms of silence at or after readiness
  first_frame_bytes  bytes written up to that point
  keys[LABEL]        n, answered (keys that caused output within --no-answer ms), bytes_per_key (mean over all n),
                     bytes_median, first_ms and last_ms {median,p99,max}: key written -> first / last byte of the answer
  timed[LABEL]       for KEY=>REGEX: ms until REGEX is on screen (median, min, max over --keys-runs), bytes, missed.
                     A regex that is already on screen when the key is sent counts as missed, never as 0 ms.
  mem                rss_start, rss_end, pss_end, hwm_end in MB, summed over the child and its descendants (RSS counts pages
                     shared between them twice, PSS does not; hwm is each process's own peak, summed)
  idle               over --idle seconds, after a 1 s pause: cpu_s (the processes' own CPU clocks), wakeups (context
                     switches of all threads), bytes written
THE --keys SCRIPT: items separated by blanks, played in order in the last --keys-runs runs
  KEY*N              a measured group: KEY N times, each until settled
  !KEY*N             played, not reported (positioning)
  KEY=>REGEX         sent once, timed until REGEX shows on the screen (Python regex without blanks: write \\s)
  =>REGEX            sends nothing, waits for REGEX; timed from the spawn (a load time)
  wait:MS            pause
  LABEL::paste:N     pastes N bytes of text, bracketed, in one go; timed from the first byte written to the last byte of the answer
  LABEL::ITEM        names the item in the output (default: its own text)
  KEY is literal text with <down> <up> <pgdn> <pgup> <home> <end> <enter> <esc> <tab> <space> <bs> <right> <left> <ctrl-x>
  <f1>..<f4> <lt> in it; all of it is written at once. Arrows are sent in application mode (ESC O B) unless --cursor normal.

Floor of the method: run it with --cmd 'cat' (kernel echo) and --cmd 'sh -c "echo READY; exec cat"'.
Limits: the last byte of an answer that pauses longer than --settle is missed (raise it); output the program makes by itself
(clock, refresh) can land in a key's span and shows in p99; RSS says nothing about a server process elsewhere.
"""
import argparse, fcntl, glob, json, os, pty, re, select, shlex, signal, statistics, struct, sys, termios, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Tests", "e2e"))
from terminal import descendants, key_bytes as encode, make_screen

# ---------------------------------------------------------------- /proc
def memory(pid):
    rss = pss = hwm = 0
    for p in descendants(pid):
        try:
            s = open(f"/proc/{p}/status").read()
            rss += int((re.search(r"VmRSS:\s+(\d+)", s) or [0, 0])[1])
            hwm += int((re.search(r"VmHWM:\s+(\d+)", s) or [0, 0])[1])
            pss += int((re.search(r"^Pss:\s+(\d+)", open(f"/proc/{p}/smaps_rollup").read(), re.M) or [0, 0])[1])
        except OSError:
            pass
    return {"rss": round(rss / 1024, 1), "pss": round(pss / 1024, 1), "hwm": round(hwm / 1024, 1)}

def cpu(pid):
    """CPU seconds by each process's own clock (threads that have ended count too) and context switches of the live threads."""
    seconds = switches = 0
    for p in descendants(pid):
        try:
            seconds += time.clock_gettime((~p << 3) | 2)          # Linux's clock id for the scheduler clock of a process
        except OSError:
            pass
        for t in glob.glob(f"/proc/{p}/task/*"):
            try:
                switches += sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", open(t + "/status").read())))
            except OSError:
                pass
    return seconds, switches

# ---------------------------------------------------------------- one session
class Session:
    def __init__(self, a):
        self.a = a
        cols, rows = map(int, a.size.split("x"))
        self.screen, self.stream = make_screen(cols, rows)
        env = dict(os.environ, TERM=a.term, LANG="C.UTF-8", LC_ALL="C.UTF-8")
        for k in ("LINES", "COLUMNS", "TMUX", "STY"):
            env.pop(k, None)
        env.update(kv.split("=", 1) for kv in a.env)
        argv, ws = shlex.split(a.cmd), struct.pack("HHHH", rows, cols, 0, 0)
        self.t0 = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, ws)
                if a.cwd:
                    os.chdir(a.cwd)
                os.execvpe(argv[0], argv, env)
            finally:
                os._exit(127)
        self.cond, self.chunks, self.taken, self.total, self.dead = threading.Condition(), [], 0, 0, False
        self.last = self.t0
        self.stop = False
        self.thread = threading.Thread(target=self.reader, daemon=True)
        self.thread.start()

    def reader(self):
        tail = b""
        while not self.stop:
            try:
                if not select.select([self.fd], [], [], 0.25)[0]:
                    continue
                data = os.read(self.fd, 1 << 16)
            except (OSError, ValueError):
                data = b""
            at = time.perf_counter()
            with self.cond:
                if not data:
                    self.dead = True
                    self.cond.notify_all()
                    return
                self.chunks.append((at, data))
                self.total += len(data)
                self.last = at
                self.cond.notify_all()
            both = tail + data
            try:
                for m in re.finditer(rb"\x1b\[6n|\x1b\[0?c|\x1b\[>0?c", both):
                    if m.end() > len(tail):
                        os.write(self.fd, b"\x1b[1;1R" if m[0].endswith(b"n") else
                                 b"\x1b[>41;372;0c" if b">" in m[0] else b"\x1b[?62;22c")
            except OSError:
                pass
            tail = both[-4:]

    def wait_new(self, have, until):
        """Waits until more than `have` bytes have come, or the time `until`; returns whether more came."""
        with self.cond:
            while self.total <= have and not self.dead:
                left = until - time.perf_counter()
                if left <= 0:
                    return False
                self.cond.wait(left)
            return self.total > have

    def settle(self, limit_at):
        quiet = self.a.settle / 1000
        while not self.dead:
            with self.cond:
                last, have = self.last, self.total
            now = time.perf_counter()
            if now - last >= quiet or now >= limit_at:
                return
            self.wait_new(have, last + quiet)

    def take(self):
        with self.cond:
            new = self.chunks[self.taken:]
            self.taken = len(self.chunks)
        return new

    def feed(self, data):
        try:
            self.stream.feed(data)
        except Exception as e:
            print("pyte:", repr(e)[:100], file=sys.stderr)

    def parse(self):
        for _, d in self.take():
            self.feed(d)

    def until(self, rx, limit_at):
        """Parses as output comes; returns the stamp of the chunk after which rx matched, or None."""
        while True:
            new = self.take()
            for i, (at, d) in enumerate(new):
                self.feed(d)
                if rx.search(self.screen.text()):
                    for _, rest in new[i + 1:]:
                        self.feed(rest)
                    return at
            if not new:
                if self.dead or time.perf_counter() >= limit_at:
                    return None
                with self.cond:
                    if len(self.chunks) == self.taken and not self.dead:
                        self.cond.wait(max(0.0, min(0.5, limit_at - time.perf_counter())))

    def key(self, data):
        self.parse()
        have, t0 = self.total, time.perf_counter()
        n0 = len(self.chunks)
        os.write(self.fd, data)
        if not self.wait_new(have, t0 + self.a.no_answer / 1000):
            return None, None, 0
        self.settle(t0 + self.a.limit)
        return (self.chunks[n0][0] - t0) * 1000, (self.last - t0) * 1000, self.total - have

    def close(self):
        self.stop = True
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            pass
        try:
            os.waitpid(self.pid, 0)
        except OSError:
            pass
        self.thread.join(2)
        os.close(self.fd)

def dist(v):
    if not v:
        return None
    v = sorted(v)
    at = lambda p: round(v[min(len(v) - 1, int(len(v) * p))], 3)
    return {"median": round(statistics.median(v), 3), "p99": at(.99), "max": round(v[-1], 3)}

def spread(v):
    return {"median": round(statistics.median(v), 1), "min": round(min(v), 1), "max": round(max(v), 1), "n": len(v)} if v else None

def play(s, a, keys, timed):
    for item in a.keys.split():
        if item.startswith("wait:"):
            time.sleep(float(item[5:]) / 1000)
            continue
        label, sep, rest = item.partition("::")
        if not sep:
            label, rest = item, item
        if rest.startswith("paste:"):
            n = int(rest[6:])
            s.settle(time.perf_counter() + 2)
            t0 = time.perf_counter()
            os.write(s.fd, b"\x1b[200~" + (b"a pasted line of sixty-four bytes, as long as mail lines are\xc3\xbc.\n" * (n // 64 + 1))[:n] + b"\x1b[201~")
            s.settle(t0 + a.limit)
            timed.setdefault(label, {"ms": [], "bytes": [], "missed": 0})["ms"].append((max(s.last, t0) - t0) * 1000)
            continue
        if "=>" in rest:
            key, _, regex = rest.partition("=>")
            t = timed.setdefault(label, {"ms": [], "bytes": [], "missed": 0})
            s.settle(time.perf_counter() + 2)
            s.parse()
            rx, have = re.compile(regex), s.total
            if key and rx.search(s.screen.text()):
                t["missed"] += 1
                continue
            t0 = time.perf_counter() if key else s.t0
            if key:
                os.write(s.fd, encode(key, a.cursor == "normal"))
            at = t0 if not key and rx.search(s.screen.text()) else s.until(rx, time.perf_counter() + a.limit)
            if at is None:
                t["missed"] += 1
                if a.show:
                    print(f"--- missed {label}\n" + s.screen.text(), file=sys.stderr)
                continue
            if at == t0:
                at = s.last
            s.settle(time.perf_counter() + 2)
            t["ms"].append((at - t0) * 1000)
            t["bytes"].append(s.total - have)
            continue
        silent = rest.startswith("!")
        rest = rest.lstrip("!")
        m = re.fullmatch(r"(.+?)\*(\d+)", rest, re.S)
        key, n = (m[1], int(m[2])) if m else (rest, 1)
        data = encode(key, a.cursor == "normal")
        k = {"n": 0, "first": [], "last": [], "bytes": []} if silent else keys.setdefault(label, {"n": 0, "first": [], "last": [], "bytes": []})
        for _ in range(n):
            f, l, b = s.key(data)
            k["n"] += 1
            k["bytes"].append(b)
            if f is not None:
                k["first"].append(f)
                k["last"].append(l)

def measure(a):
    runs, mem_end, idle, keys, timed = [], [], None, {}, {}
    for n in range(-a.discard, a.runs):
        s = Session(a)
        try:
            at = s.until(re.compile(a.ready), s.t0 + a.limit)
            if at is None:
                print("not ready:\n" + s.screen.text(), file=sys.stderr)
                if n >= 0:
                    runs.append(None)
                continue
            s.settle(time.perf_counter() + 5)
            frame, size = s.last, s.total
            s.parse()
            if n < 0:
                continue
            runs.append(((at - s.t0) * 1000, (frame - s.t0) * 1000, size, memory(s.pid)))
            if n >= a.runs - a.keys_runs:
                play(s, a, keys, timed)
                mem_end.append(memory(s.pid))
            if n == a.runs - 1:
                if a.idle:
                    time.sleep(1)
                    (c0, w0), b0 = cpu(s.pid), s.total
                    time.sleep(a.idle)
                    c1, w1 = cpu(s.pid)
                    idle = {"seconds": a.idle, "cpu_s": round(c1 - c0, 4), "wakeups": w1 - w0, "bytes": s.total - b0}
                if a.show:
                    s.parse()
                    print(s.screen.text(), file=sys.stderr)
        finally:
            s.close()
    ok = [r for r in runs if r]
    out = {"name": a.name or a.cmd, "size": a.size, "term": a.term, "settle_ms": a.settle, "runs": len(runs), "ok": len(ok)}
    if ok:
        out["ready_ms"] = spread([r[0] for r in ok])
        out["first_frame_ms"] = spread([r[1] for r in ok])
        out["first_frame_bytes"] = int(statistics.median(r[2] for r in ok))
        last = mem_end[-1] if mem_end else ok[-1][3]
        out["mem"] = {"rss_start": round(statistics.median(r[3]["rss"] for r in ok), 1), "rss_end": last["rss"],
                      "pss_end": last["pss"], "hwm_end": last["hwm"]}
    if idle:
        out["idle"] = idle
    out["keys"] = {k: {"n": v["n"], "answered": len(v["first"]), "bytes_per_key": round(statistics.mean(v["bytes"]), 1),
                       "bytes_median": statistics.median(v["bytes"]), "first_ms": dist(v["first"]), "last_ms": dist(v["last"])}
                   for k, v in keys.items()}
    out["timed"] = {k: {"ms": spread(v["ms"]), "bytes": int(statistics.median(v["bytes"])) if v["bytes"] else None,
                        "missed": v["missed"]} for k, v in timed.items()}
    return out

# ---------------------------------------------------------------- data for the programs that are measured beside ours
def make_data(root, rows, commits):
    """A log of so many lines and a repository of so many commits, the same bytes each time."""
    import random, subprocess, datetime
    os.makedirs(root, exist_ok=True)
    words = "login invoice refund export webhook api timeout password coupon quota slow crash search mobile billing upgrade".split()
    prio, stat = ["low", "normal", "high", "urgent"], ["new", "open", "pending", "solved", "closed"]
    t0, r = datetime.datetime(2025, 1, 1), random.Random(7)
    with open(f"{root}/tickets.log", "w") as log:
        for i in range(rows):
            at = t0 + datetime.timedelta(seconds=20 * i)
            log.write(f"{at:%Y-%m-%d %H:%M:%S} {r.choice(prio).upper()} #{i} {r.choice(stat)} user{r.randrange(9999)}@example.com "
                      f"agent{r.randrange(40)} {' '.join(r.choices(words, k=6))}\n")
    subprocess.run(["git", "init", "-q", "-b", "main", f"{root}/repo"], check=True)
    p = subprocess.Popen(["git", "-C", f"{root}/repo", "fast-import", "--quiet"], stdin=subprocess.PIPE)
    for i in range(commits):
        msg = " ".join(r.choices(words, k=6)).encode()
        p.stdin.write(b"commit refs/heads/main\ncommitter agent%d <a@example.com> %d +0000\ndata %d\n%s\n" % (r.randrange(40), 1735689600 + 20 * i, len(msg), msg))
        if i % 1000 == 0:
            p.stdin.write(b"M 644 inline f.txt\ndata %d\n%d\n" % (len(str(i)), i))
    p.stdin.close()
    if p.wait():
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", f"{root}/repo", "reset", "-q", "--hard"], check=True)

def parser():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--make-data", metavar="DIR")
    ap.add_argument("--cmd")
    ap.add_argument("--name", help="name in the output")
    ap.add_argument("--cwd")
    ap.add_argument("--size", default="120x40")
    ap.add_argument("--ready", help="regex that must be on the screen")
    ap.add_argument("--keys", default="")
    ap.add_argument("--keys-runs", type=int, default=1, help="in how many of the runs the script is played")
    ap.add_argument("--settle", "--quiet", type=float, default=30, help="ms of silence that end a frame")
    ap.add_argument("--no-answer", type=float, default=1000, help="ms after which a key counts as unanswered")
    ap.add_argument("--idle", type=float, default=0)
    ap.add_argument("--runs", type=int, default=1)
    ap.add_argument("--discard", type=int, default=1)
    ap.add_argument("--limit", type=float, default=60, help="seconds for readiness and for each timed item")
    ap.add_argument("--term", default="xterm-256color")
    ap.add_argument("--cursor", choices=["app", "normal"], default="app")
    ap.add_argument("--env", action="append", default=[], metavar="K=V")
    ap.add_argument("--show", action="store_true", help="print the last screen to standard error")
    return ap

def main():
    ap = parser()
    a = ap.parse_args()
    if a.make_data:
        return make_data(a.make_data, 1_000_000, 100_000)
    if not a.cmd or not a.ready:
        ap.error("--cmd and --ready are needed")
    sys.setswitchinterval(0.0005)
    print(json.dumps(measure(a)))

if __name__ == "__main__":
    main()
