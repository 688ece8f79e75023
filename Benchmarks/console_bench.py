"""The console under a pseudo-terminal, and tig, lnav, htop and cat beside it in the same run."""
import argparse, json, os, shutil, subprocess, sys

import ptybench
from table import Figure

HERE = os.path.dirname(os.path.abspath(__file__))
MOVES = "cursor::j*30 cursor::k*30 "
# A key that changes nothing is waited for in vain, a second each: pages go down and up again, so that a list of two
# screens is long enough, and what scrolls begins at the last row of the screen.
def pages(times):
    return "page::<pgdn> page::<pgup> " * (times // 2)


def measured(name, cmd, ready, keys, runs, idle=0, home=None, cwd=None, settle=20):
    """One program by ptybench.py in a process of its own (so that its reader thread shares nothing with ours)."""
    argv = [sys.executable, os.path.join(HERE, "ptybench.py"), "--name", name, "--cmd", cmd, "--ready", ready, "--runs", str(runs), "--settle", str(settle),
            "--limit", "20", "--keys", keys, "--idle", str(idle)]
    argv += ["--cwd", cwd] if cwd else []
    argv += ["--env", "HOME=" + home] if home else []
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPSDECK_", "XDG_")) and k not in ("NO_COLOR", "COLORTERM")}
    done = subprocess.run(argv, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"ptybench of {name}: {done.stderr[-2000:]}")
    result = json.loads(done.stdout)
    if not result["ok"]:
        raise SystemExit(f"{name} did not get ready ({ready}):\n{done.stderr[:6000]}")
    for label, t in result["timed"].items():
        if t["missed"] or not t["ms"]:
            raise SystemExit(f"{name}: {label} was not seen")
    return result


def peers(quick, data):
    """What the best-known neighbours do on this machine now; only those that are installed."""
    rounds = 3 if quick else 9
    runs = 2 if quick else 7
    out = {"cat": measured("cat", "sh -c 'echo READY; exec cat'", "READY", f"cursor::j*{60 * rounds}", runs)}
    if shutil.which("tig"):
        out["tig"] = measured("tig", "tig", r"agent\d", "wait:500 " + MOVES * rounds + pages(50), runs, 3, cwd=data + "/repo")
    if shutil.which("lnav"):
        out["lnav"] = measured("lnav", f"lnav {data}/tickets.log", r"agent\d", "wait:1000 " + (MOVES * rounds).replace("j", "!").replace("k", "j").replace("!", "k") + "page::<pgup> page::<pgdn> " * 25, runs, 3)
    if shutil.which("htop"):
        out["htop"] = measured("htop", "htop", "F10", "cursor::<down> cursor::<up> " * 30, runs, 3)
    return out


def run(table, binary, store, home, size, quick, peers_data):
    add = lambda what, value, unit, target=None, peer=None, peer_value=None, sense="<=": table.add(
        Figure("console", f"{what}, {size}", value, unit, sense, target, peer, peer_value))
    rounds, runs = (3, 3) if quick else (9, 15)
    beside = peers(quick, peers_data())
    start = f"{binary} demo --store {store}"
    ready = r"T-\d{4}"
    with_preview = measured("opsdeck", start, ready, MOVES * rounds + "!j*39 scroll::j*60 " + pages(20 if quick else 100), runs, 10, home)
    wide = measured("opsdeck, list only", start, ready, "!Z " + MOVES * rounds + pages(20 if quick else 100), 1, 0, home)
    filtered = measured("opsdeck, filters", start, ready, FILTERS * (2 if quick else 10), 1, 0, home)
    paste = measured("opsdeck, paste", start, ready, PASTE, 1, 0, home, settle=100)

    tig, lnav, htop, cat = (beside.get(n, {}) for n in ("tig", "lnav", "htop", "cat"))
    key = lambda r, label, part, stat: r["keys"][label][part][stat] if r.get("keys", {}).get(label, {}).get(part) else None
    add("first full frame", with_preview["first_frame_ms"]["median"], "ms", 12, "tig, ready", tig.get("ready_ms", {}).get("median"))
    add("the same, an echo from sh", cat["first_frame_ms"]["median"], "ms")
    add("resident at the first frame", with_preview["mem"]["rss_start"], "MB", 15, "tig", tig.get("mem", {}).get("rss_start"))
    add("resident after moving and paging", with_preview["mem"]["rss_end"], "MB", None, "lnav", lnav.get("mem", {}).get("rss_end"))
    add("key to last byte, with preview", key(with_preview, "cursor", "last_ms", "median"), "ms", 0.6, "tig", key(tig, "cursor", "last_ms", "median"))
    add("key to last byte, list only", key(wide, "cursor", "last_ms", "median"), "ms", 0.4, "lnav", key(lnav, "cursor", "last_ms", "median"))
    add("key to last byte, htop", key(htop, "cursor", "last_ms", "median"), "ms")
    p99, floor = key(with_preview, "cursor", "last_ms", "p99"), key(cat, "cursor", "last_ms", "p99")
    add("p99 of a key above cat's", p99 - floor, "ms", 1, "cat", floor)
    add("page to last byte, with preview", key(with_preview, "page", "last_ms", "median"), "ms", 1.5, "tig", key(tig, "page", "last_ms", "median"))
    add("scroll by one to last byte", key(with_preview, "scroll", "last_ms", "median"), "ms")
    add("bytes per cursor move, with preview", with_preview["keys"]["cursor"]["bytes_per_key"], "B", 700, "tig", tig["keys"]["cursor"]["bytes_per_key"] if tig else None)
    add("bytes per cursor move, list only", wide["keys"]["cursor"]["bytes_per_key"], "B", 300, "lnav", lnav["keys"]["cursor"]["bytes_per_key"] if lnav else None)
    add("bytes per page", with_preview["keys"]["page"]["bytes_per_key"], "B", 4000, "tig", tig["keys"]["page"]["bytes_per_key"] if tig else None)
    for label, what in (("status", "filter changed to status:open"), ("assignee", "filter changed to assignee:ada")):
        add(what + ", to last byte", key(filtered, label, "last_ms", "median"), "ms", 2)
    megabyte = paste["timed"]["paste"]["ms"]["median"]
    # A megabyte that was answered within one tick of the clock has no rate to tell.
    add("a 1 MB paste into the reply", 1000 / megabyte if megabyte else None, "MB/s", 1, sense=">=")
    add("idle, CPU in 10 s", with_preview["idle"]["cpu_s"], "s", 0.005, "htop, 3 s", htop.get("idle", {}).get("cpu_s"))


# The prompt is opened and filled first (not measured); the key that is timed is the Enter that applies the filter.
FILTERS = "!/status:open status::<enter> !<esc> !/assignee:ada assignee::<enter> !<esc> "
PASTE = "!<enter> wait:200 !r wait:200 paste::paste:1000000"
