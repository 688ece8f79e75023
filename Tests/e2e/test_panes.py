"""What a person does in the panes with mouse and keys, and what is still there tomorrow."""
import json, os, re, signal, stat

from harness import eventually


def test_columns_that_were_chosen_are_there_after_a_restart(lab):
    store = lab.demo()
    c = lab.queue(store)
    assert "COMPANY" not in c.text
    c.press("C")
    c.wait_for("Columns")
    c.press("company", "<space>", "<enter>")
    c.wait_for("COMPANY")
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(0)
    kept = lab.path(".local/state/opsdeck/columns-ada")
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
    again = lab.queue(store)
    again.wait_for("COMPANY")
    other = lab.queue(store, "bo")
    assert "COMPANY" not in other.text


def test_clicks_select_open_sort_and_go_to_tabs(lab):
    store = lab.demo()
    c = lab.queue(store, "kim")
    c.press("/", "<ctrl-u>", "is:active", "<enter>")
    c.wait_row(1, "is:active")
    c.wait(lambda: c.selected, "a selected row")
    x, y = c.find("SUBJECT")
    c.click(x, y)
    c.wait_row(1, "subject ↑")
    c.click(x, y)
    c.wait_row(1, "subject ↓")
    # The order is said at once; its rows may come in a later frame.
    rows = lab.opsdeck("ticket", "list", "is:active", "--order=-subject", "--limit", 200, "--as", "kim", "--store", store, "--json")
    order = [json.loads(row)["ticket"] for row in rows.out.splitlines()]
    shown = lambda: [ref[0] for row in c.rows[4:20] if (ref := re.search(r"T-\d{4}", row))]
    c.wait(lambda: len(shown()) == 16 and shown() == order[order.index(shown()[0]):][:16], "the rows in their new order")
    target = shown()[5]
    c.click(10, 9)
    c.wait(lambda: c.selected == target, "the clicked row to be selected")
    c.click(10, 9)
    c.wait_row(1, f"› {target}")
    c.click(*c.find("Audit"))
    c.wait_row(1, "Audit")
    c.click(*c.find("Queues"))
    c.wait(lambda: c.selected == target, "the queue again")
    c.press("p")
    c.wait_for("Priority of")
    c.click(*c.find("urgent "))
    c.press("<enter>")
    c.wait(lambda: lab.ticket(store, target)["priority"] == "urgent", "the clicked choice to be taken")


def test_the_wheel_scrolls_what_is_under_it(lab):
    c = lab.queue(lab.demo())
    c.press("/", "<ctrl-u>", "status:closed", "<enter>")
    c.wait_row(1, "status:closed")
    c.wait(lambda: c.selected, "a selected row")
    first = c.rows[4]
    c.send(b"\x1b[<65;10;20M" * 3)
    c.wait(lambda: c.rows[4] != first, "the list to scroll")
    c.send(b"\x1b[<64;10;20M" * 5)
    c.wait(lambda: c.rows[4][2:60] == first[2:60], "the list to scroll back")


def test_files_are_saved_where_one_works_and_never_over_others(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press(":")
    c.wait_for("Palette")
    c.press("T-1042", "<enter>")
    c.wait_row(1, "T-1042")
    c.press("f")
    c.wait_for("Save which files?")
    name = re.search(r"□ (\S+)", c.text)[1]
    with open(lab.path(name), "w") as mine:
        mine.write("mine")
    c.press("<space>", "<enter>")
    c.wait_for("Saved")
    stem, end = os.path.splitext(name)
    saved = lab.path(f"{stem}-1{end}")
    eventually(lambda: os.path.exists(saved), "the file")
    assert stat.S_IMODE(os.stat(saved).st_mode) == 0o600
    assert open(lab.path(name)).read() == "mine"


def test_a_file_with_a_wicked_name_stays_in_its_folder(lab):
    store = lab.demo()
    mail = lab.write("wicked.mbox", "From a@example.com Thu Jan  1 00:00:00 2026\nFrom: a@example.com\nTo: b@example.com\nSubject: wicked names\nMessage-ID: <w1@example.com>\nDate: Thu, 01 Jan 2026 00:00:00 +0000\n"
                     'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nsee file\n--x\nContent-Type: application/octet-stream\n'
                     'Content-Disposition: attachment; filename="../../.bashrc"\n\nwicked\n--x--\n')
    lab.opsdeck("import", "tickets", mail, "--store", store, "--as", "noa")
    (number,) = lab.sql(store, "select id from ticket where subject = 'wicked names'")
    c = lab.queue(store)
    c.press(":")
    c.wait_for("Palette")
    c.press(str(number["id"]), "<enter>")
    c.wait_for("wicked names")
    c.wait_for("see file")
    c.press("f")
    c.wait_for("Save which files?")
    c.press("<space>", "<enter>")
    c.wait_for("Saved")
    assert open(lab.path("bashrc")).read().strip() == "wicked"
    assert not os.path.exists(os.path.join(os.path.dirname(lab.home), ".bashrc"))


def test_plain_mode_reads_every_pane(lab):
    store = lab.demo()
    c = lab.console("demo", "--store", store, "--plain", "--as", "kim")
    c.wait_for(r"T-\d{4}", regex=True)
    c.press(":")
    c.wait_for("Palette")
    c.press("T-1042", "<enter>")
    c.wait_for("open, urgent, ada")
    c.wait_for("private note")
    c.press("r")
    c.wait_for("Reply to Marta Ruiz on T-1042, public")
    c.press("Dear Marta")
    c.wait(lambda: c.rows[c.cursor[1]].startswith("Dear Marta") and c.cursor[0] == 10, "the cursor behind what is typed")
    c.press("<esc>", "e")
    c.wait_for("History of T-1042")
    c.press("ga")
    c.wait_for("Audit, everything")
    c.press("?")
    c.wait_for("Help")
    c.press("<esc>", "g/", "double charge", "<enter>")
    c.wait_for("Hit 1.")
    c.press("p")
    c.wait_for("Priority of")
    assert not re.search(r"[│─▾▸·█●◐▌▎╭]", c.text), c.framed()


def test_a_draft_is_kept_over_a_kill_within_two_seconds_also_as_a_note(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("i")
    c.wait_for("PRIVATE NOTE")
    c.press("half a thought")
    number = int(ref[2:])
    eventually(lambda: lab.sql(store, "select 1 from draft where ticket_id = ?", number), "the draft in the store", timeout=4)
    c.signal(signal.SIGKILL)
    c.wait_end(-signal.SIGKILL)
    again = lab.queue(store)
    again.wait(lambda: again.selected == ref, "the same ticket to be first")
    again.wait_for("your draft of")
    again.press("i")
    again.wait_for("half a thought")


def test_a_stale_act_in_the_console_shows_what_was_and_what_is(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("s")
    c.wait_for("Status of")
    before = lab.ticket(store, ref)
    other = "low" if before["priority"] != "low" else "high"
    lab.opsdeck("ticket", "priority", ref, "--to", other, "--store", store, "--as", "bo")
    c.press("pending", "<enter>")
    c.wait_for("changed since you looked at it")
    c.wait_for(rf"{before['priority']} → {other} by bo", regex=True)
    assert lab.ticket(store, ref)["status"] == before["status"]


def test_the_audit_log_goes_to_a_time_and_is_filtered(lab):
    store = lab.demo()
    lab.opsdeck("ticket", "tag", "T-1042", "--add", "one", "--store", store, "--as", "bo")
    lab.opsdeck("ticket", "tag", "T-1057", "--add", "two", "--store", store, "--as", "ada")
    c = lab.queue(store, "kim")
    c.press("ga")
    c.wait_for("T-1057")
    c.press("/", "who:bo since:-1h", "<enter>")
    c.wait_gone("T-1057")
    c.wait_for("T-1042")
    c.press("t", "-2h", "<enter>")
    c.wait_for("Nothing was written before that")
    c.press("x")
    c.wait_for("chain whole")
