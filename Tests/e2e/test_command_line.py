"""The command line as scripts and people use it: exit statuses, what is said on which stream, pipes, broken files."""
import json, os, shutil, signal, sqlite3, stat, subprocess, time

from harness import program


def test_each_kind_of_end_has_its_status(lab):
    store = lab.demo(100)
    for words, status, says in [
        (["ticket", "assign", "T-1057", "--to", "bo"], 0, ""),
        (["ticket", "assign", "T-1057", "--to", "nobodyhere"], 1, "No agent is called nobodyhere."),
        (["ticket", "assign", "T-999999", "--to", "bo"], 1, "There is no ticket T-999999."),
        (["ticket", "assign", "T-1057", "--to", "bo", "--as", "eve"], 1, "You may not assign tickets."),
        (["ticket", "assign", "T-x", "--to", "bo"], 2, "<tickets>: “T-x” is not a ticket. Write it as T-1042."),
        (["ticket", "asign", "T-1057"], 2, "Did you mean “opsdeck ticket assign”?"),
        (["tikcet"], 2, "Did you mean “opsdeck ticket”?"),
        (["ticket", "assign", "T-1057", "--too", "bo"], 2, "Did you mean '--to'?"),
        (["ticket", "assign", "T-1057", "--to", "bo", "--as", "bp"], 2, "Did you mean bo?"),
    ]:
        done = lab.opsdeck(*words, "--store", store, status=status)
        assert says in done.err, done
        assert status == 0 or not done.out, done
        assert "\033" not in done.out + done.err, done


def test_help_is_an_answer_and_not_an_error(lab):
    for words in (["--help"], ["help"], ["help", "ticket"], ["ticket", "assign", "--help"], ["help", "config"], ["--version"], ["store"]):
        done = lab.opsdeck(*words)
        assert done.out.strip() and not done.err, done
    assert "Examples:" in lab.opsdeck("ticket", "assign", "--help").out


def test_json_is_one_object_a_line(lab):
    store = lab.demo(100)
    done = lab.opsdeck("ticket", "assign", "T-1057", "T-1101", "--to", "ada", "--json", "--store", store)
    assert done.objects == [{"changed": 2, "tickets": ["T-1057", "T-1101"], "what": "assigned to ada"}], done
    steps = lab.opsdeck("migrate", "status", "--json", "--store", store).objects
    assert [step["number"] for step in steps] == list(range(1, len(steps) + 1)) and all(step["state"] == "applied" for step in steps)
    assert lab.opsdeck("store", "info", "--json", "--store", store).objects[0]["tickets"] == 100


def test_preview_changes_nothing(lab):
    store = lab.demo(100)
    done = lab.opsdeck("ticket", "assign", "T-1101", "--to", "bo", "--preview", "--store", store)
    assert "T-1101 assignee: – → bo" in done.out, done
    done = lab.opsdeck("ticket", "assign", "T-1101", "--to", "bo", "--preview", "--store", store)
    assert "T-1101 assignee: – → bo" in done.out, done


def test_a_key_makes_an_act_happen_once(lab):
    store = lab.demo(100)
    for _ in range(3):
        lab.opsdeck("ticket", "note", "T-1057", "--text", "seen once", "--once", "k1", "--store", store)
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute("SELECT count(*) FROM message WHERE body = 'seen once'")
    assert rows.fetchone() == (1,)
    done = lab.opsdeck("ticket", "note", "T-1057", "--text", "other", "--once", "k1", "--store", store, status=1)
    assert "key" in done.err, done


def test_texts_and_references_come_by_pipe(lab):
    store = lab.demo(100)
    lab.opsdeck("ticket", "reply", "T-1057", "--text", "-", "--store", store, stdin="From the pipe\nsecond line\n")
    lab.opsdeck("ticket", "assign", "-", "--to", "kim", "--store", store, stdin="T-1057\nT-1101\n")
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    assert db.execute("SELECT count(*) FROM message WHERE body LIKE 'From the pipe%second line%'").fetchone() == (1,)
    assert db.execute("SELECT assignee_id FROM ticket WHERE id IN (1057, 1101)").fetchall() == [(3,), (3,)]
    assert lab.opsdeck("ticket", "reply", "T-1057", "--text", "-", "--store", store, stdin="", status=2).err.startswith("--text:")


def test_quiet_says_nothing_when_all_went_well(lab):
    store = lab.demo(100)
    done = lab.opsdeck("ticket", "assign", "T-1057", "--to", "bo", "--quiet", "--store", store)
    assert (done.out, done.err) == ("", ""), done
    assert lab.opsdeck("ticket", "assign", "T-1057", "--to", "zz", "--quiet", "--store", store, status=1).err


def test_options_of_every_command_may_stand_in_front(lab):
    store = lab.demo(100)
    assert lab.opsdeck("--store", store, "--json", "store", "info").objects[0]["path"] == store
    assert lab.opsdeck("store", "info", "--json", env={"OPSDECK_STORE": store}).objects[0]["path"] == store


def test_a_store_that_cannot_be_used_says_what_to_do(lab):
    good, home = lab.demo(100), lab.home
    missing = os.path.join(home, "nothing.opsdeck")
    empty = lab.write("empty.opsdeck", b"")
    text = lab.write("letter.opsdeck", "Dear Marta,\n" * 4000)
    foreign = os.path.join(home, "foreign.opsdeck")
    db = sqlite3.connect(foreign)
    db.execute("CREATE TABLE a (b)")
    db.commit()
    db.close()
    newer = os.path.join(home, "newer.opsdeck")
    shutil.copy(good, newer)
    db = sqlite3.connect(newer)
    db.execute("INSERT INTO schema_migration (number, name, checksum, compatible, applied_at) VALUES (99, 'later', 'x', 99, 0)")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    cut = os.path.join(home, "cut.opsdeck")
    with open(good, "rb") as source, open(cut, "wb") as target:
        target.write(source.read(20_000))
    for path, says in [
        (missing, "There is no store at"), (empty, "is empty"), (text, ""), (foreign, "another program"),
        (newer, "newer opsdeck"), (cut, ""), (home, "is not a file"), (os.path.join(home, "no", "folder", "x"), "no folder"),
    ]:
        before = open(path, "rb").read() if os.path.isfile(path) else None
        done = lab.opsdeck("ticket", "assign", "T-1057", "--to", "bo", "--store", path, status=None)
        assert done.status == 3, f"{path}: {done}"
        assert says in done.err and done.err.count(". ") >= 1, f"{path}: {done}"
        assert before is None or open(path, "rb").read() == before, f"{path} was changed"


def test_a_broken_configuration_costs_only_what_is_broken(lab):
    store = lab.demo(100)
    lab.write(".config/opsdeck/config.yaml", f"thme: dark\nstore: {store}\nmouse: perhaps\n")
    assert lab.opsdeck("store", "info", "--json").objects[0]["path"] == store
    done = lab.opsdeck("doctor", "--json")
    flaws = [f for f in done.objects if f["state"] == "warning" and f["name"] == "config"]
    assert [("line 1" in flaws[0]["found"], "theme" in flaws[0]["mend"]), ("line 3" in flaws[1]["found"], "true" in flaws[1]["mend"])] == [(True, True)] * 2


def test_doctor_names_what_is_wrong_with_its_mend(lab):
    store = lab.demo(100)
    os.chmod(store, 0o644)
    found = {f["name"]: f for f in lab.opsdeck("doctor", "--json", "--store", store).objects}
    assert found["rights"]["state"] == "warning" and found["rights"]["mend"] == f"chmod 600 {store}"
    done = lab.opsdeck("doctor", "--store", os.path.join(lab.home, "none.opsdeck"), status=1)
    assert "1 thing is broken" in done.err and "set one up" in done.out, done


def test_backup_and_restore_come_full_circle(lab):
    store, copy = lab.demo(100), lab.path("copy.opsdeck")
    lab.opsdeck("store", "backup", copy, "--store", store)
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600
    assert "already" in lab.opsdeck("store", "backup", copy, "--store", store, status=1).err
    lab.opsdeck("ticket", "assign", "T-1101", "--to", "bo", "--store", store)
    lab.opsdeck("store", "restore", copy, "--store", store)
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    assert db.execute("SELECT assignee_id FROM ticket WHERE id = 1101").fetchone() == (0,)
    assert lab.opsdeck("store", "check", "--store", store).out.strip().endswith("is sound.")


def test_the_demo_is_made_once_and_anew_only_when_asked(lab):
    first = lab.opsdeck("demo", "--no-console", "--tickets", 80)
    path = first.out.strip().removeprefix("The demo store is at ").removesuffix(".")
    assert path.startswith(lab.home) and stat.S_IMODE(os.stat(path).st_mode) == 0o600
    made = os.stat(path).st_ino
    lab.opsdeck("demo", "--no-console")
    assert os.stat(path).st_ino == made
    assert "--fresh" in lab.opsdeck("demo", "--no-console", "--tickets", 90, status=1).err
    lab.opsdeck("demo", "--no-console", "--tickets", 90, "--fresh")
    assert os.stat(path).st_ino != made
    assert lab.opsdeck("store", "info", "--json", "--store", path).objects[0]["tickets"] == 90
    assert lab.opsdeck("demo", "--no-console", "--tickets", 10, "--messages", 3, "--fresh", status=2).err.startswith("--messages:")


def test_the_demo_never_throws_a_real_store_away(lab):
    store = lab.demo(100)
    db = sqlite3.connect(store)
    db.execute("DELETE FROM setting WHERE name = 'store.kind'")
    db.commit()
    db.close()
    for words in (["--fresh"], []):
        assert "is not a demo store" in lab.opsdeck("demo", "--no-console", "--store", store, *words, status=1).err
    assert "--as is for demo stores" in lab.opsdeck("ticket", "take", "T-1057", "--as", "ada", "--store", store, status=2).err
    assert "opsdeck login" in lab.opsdeck("ticket", "take", "T-1057", "--store", store, status=1).err


def test_an_interrupted_demo_leaves_nothing_behind(lab):
    folder = lab.path("large")
    os.mkdir(folder)
    running = subprocess.Popen([program(), "demo", "--no-console", "--tickets", "200000", "--store", folder + "/d.opsdeck"], env=lab.environment())
    deadline = time.monotonic() + 20
    while not os.listdir(folder) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    assert os.listdir(folder) == []


def test_a_reader_that_leaves_early_is_no_error(lab):
    store = lab.demo(300)
    for words in ("help", "ticket list --limit 1000", "ticket list --limit 1000 --json", "audit list --as eve", "export tickets --as noa", "keys", "completions zsh"):
        place = "" if words.split()[0] in ("help", "keys", "completions") else f"--store {store}"
        for reader in ("head -c 10", "true"):
            done = subprocess.run(f"{program()} {words} {place} | {reader}", shell=True, capture_output=True, text=True, env=lab.environment())
            assert not done.stderr, f"{words} | {reader}: {done.stderr}"


def test_files_are_made_for_their_owner_only_whatever_the_umask(lab):
    os.makedirs(lab.path("made"))
    store, bad = lab.path("made", "desk", "demo.opsdeck"), lab.write("bad.csv", "id,subject,email\n1,no address\n")
    os.makedirs(lab.path("made", "desk"), mode=0o700)
    for words in (
        ["demo", "--no-console", "--tickets", "100", "--store", store], ["demo", "--no-console", "--tickets", "100"],
        ["ticket", "note", "T-1057", "--text", "kept", "--store", store],
        ["import", "tickets", bad, "--store", store, "--as", "noa", "--save-map", lab.path("made", "map.json"), "--rejected", lab.path("made", "rejected.csv")],
        ["export", "tickets", "--output", lab.path("made", "all.jsonl"), "--blobs", lab.path("made", "blobs"), "--store", store, "--as", "noa"],
        ["store", "backup", lab.path("made", "copy.opsdeck"), "--store", store],
    ):
        done = subprocess.run(["sh", "-c", 'umask 0; exec "$@"', "sh", program(), *words], capture_output=True, text=True, env=lab.environment(), cwd=lab.home)
        assert done.returncode == 0, done
    seen = 0
    for root in (lab.path("made"), lab.path(".local/state/opsdeck")):
        for folder, folders, files in os.walk(root):
            for name in files:
                mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
                assert mode == 0o600, f"{os.path.join(folder, name)} is {mode:o}"
                seen += 1
            for name in folders:
                if name != "desk":
                    assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o700, os.path.join(folder, name)
    assert seen >= 6, seen


def test_a_filter_needs_no_quotes(lab):
    store = lab.demo(300)
    plain = lab.opsdeck("ticket", "list", "status:open", "priority:high", "-tag:spam", "--limit", 200, "--json", "--store", store).objects
    assert plain and all(row["status"] == "open" and row["priority"] == "high" for row in plain)
    assert plain == lab.opsdeck("ticket", "list", "status:open priority:high -tag:spam", "--limit", 200, "--json", "--store", store).objects
    done = lab.opsdeck("ticket", "list", "status:open", "statsu:open", "--store", store, status=2)
    assert "Did you mean" in done.err, done


def test_how_long_a_reply_waits_is_a_setting_and_undone_as_any_act(lab):
    store = lab.demo(100)
    listed = {row["name"]: row for row in lab.opsdeck("setting", "list", "--json", "--store", store).objects}
    assert listed["reply.hold"]["usual"] == "10s" and listed["reply.hold"].get("value") is None
    assert "may not" in lab.opsdeck("setting", "set", "reply.hold", "--to", "1m", "--store", store, status=1).err
    assert "from 0s to 10m" in lab.opsdeck("setting", "set", "reply.hold", "--to", "1d", "--store", store, "--as", "noa", status=2).err
    lab.opsdeck("setting", "set", "reply.hold", "--to", "1m", "--store", store, "--as", "noa")
    lab.opsdeck("ticket", "reply", "T-1042", "--text", "Soon.", "--store", store)
    (entry,) = lab.sql(store, "select not_before - created_at as wait from outbox where body = 'Soon.'")
    assert entry["wait"] == 60_000
    assert "setting" in lab.opsdeck("audit", "undo-last", "--store", store, "--as", "noa").out
    assert "cannot be undone" in " ".join(lab.opsdeck("ticket", "create", "--help").out.split())


def test_without_a_terminal_the_console_names_a_command(lab):
    done = lab.opsdeck(status=2)
    assert "needs a terminal" in done.err and "opsdeck ticket" in done.err, done


def test_completions_are_printed_for_three_shells(lab):
    for shell in ("bash", "zsh", "fish"):
        assert "opsdeck" in lab.opsdeck("completions", shell).out
    assert "bash, zsh or fish" in lab.opsdeck("completions", "csh", status=2).err
    script = lab.path("c.bash")
    with open(script, "w") as f:
        f.write(lab.opsdeck("completions", "bash").out)
    subprocess.run(["bash", "-n", script], check=True)


def test_a_broken_theme_or_key_map_names_line_and_mend_and_stops_nothing(lab):
    theme = lab.write(".config/opsdeck/themes/mine.yaml", "name: mine\nroles:\n  text: {fg: blue}\n")
    lab.write(".config/opsdeck/config.yaml", "theme: mine\n")
    lab.write(".config/opsdeck/keys.yaml", "list:\n  Ctrl-N: dwon\n")
    done = lab.opsdeck("theme", "check", "mine", status=1)
    assert theme in done.err and "line 3" in done.err, done
    warned = {f["name"]: f for f in lab.opsdeck("doctor", "--json").objects if f["state"] == "warning"}
    assert "line 3" in warned["theme"]["found"] and warned["theme"]["mend"], warned
    assert "line 2" in warned["keys"]["found"] and warned["keys"]["mend"], warned
    assert "j " in lab.opsdeck("keys", "list").out


def test_every_theme_that_is_shipped_can_be_read_and_seen(lab):
    assert "fine" in lab.opsdeck("theme", "check").out
    assert lab.opsdeck("theme", "preview", "default-light", "--svg").out.startswith("<svg")
    assert "status.ok" in lab.opsdeck("theme", "preview", "--text").out


def test_panes_are_drawn_without_a_terminal(lab):
    store = lab.demo(300)
    text = lab.opsdeck("screenshot", "queue", "--size", "80x24", "--store", store).out
    assert len(text.splitlines()) <= 24 and "T-1042" in text and "\033" not in text, text
    svg = lab.opsdeck("screenshot", "ticket", "--ticket", "T-1042", "--svg", "--store", store).out
    assert svg.startswith("<svg") and "Refund" in svg
    assert "Write it as 120x40." in lab.opsdeck("screenshot", "queue", "--size", "big", "--store", store, status=2).err
    assert "queue" in lab.opsdeck("screenshot", "qeueu", "--store", store, status=1).err
