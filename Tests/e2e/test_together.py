"""Two consoles on one store: changes show, people show, and nobody's work is written over."""
from harness import now


def two(lab):
    store = lab.demo()
    return store, lab.queue(store, "ada"), lab.queue(store, "bo")


def on_the_same_ticket(lab):
    """Both on one ticket of the view that everybody has."""
    store = lab.demo()
    ref = lab.tickets(store, "status = 1 and assignee_id = 1")[0]
    consoles = []
    for name in ("ada", "bo"):
        c = lab.queue(store, name)
        c.press("/", "<ctrl-u>", ref, "<enter>")
        c.wait_row(1, "1 of 1")
        c.press("<enter>")
        c.wait_row(1, ref)
        c.wait_for("assignee")
        consoles.append(c)
    return store, ref, *consoles


def test_a_change_shows_in_the_other_console_within_a_second(lab):
    store, ref, ada, bo = on_the_same_ticket(lab)
    ada.press("p")
    ada.wait_for("urgent")
    ada.press("urgent", "<enter>")
    ada.wait(lambda: lab.ticket(store, ref)["priority"] == "urgent", "the priority to be stored")
    t0 = now()
    bo.wait_for(r"priority\s+\S+ urgent", regex=True, timeout=1)
    assert now() - t0 < 1


def test_a_change_by_a_command_shows_too(lab):
    store, ref, ada, _ = on_the_same_ticket(lab)
    lab.opsdeck("ticket", "tag", ref, "--add", "from-the-shell", "--store", store, "--as", "bo")
    ada.wait_for("from-the-shell", timeout=1.5)


def test_each_sees_who_else_is_there(lab):
    _, _, ada, bo = on_the_same_ticket(lab)
    ada.wait_for("bo is reading", timeout=3)
    bo.wait_for("ada is reading", timeout=3)
    ada.press("i")
    ada.wait_for("note")
    bo.wait_for("ada is typing a note", timeout=3)


def test_the_selection_stays_while_rows_come_and_go(lab):
    store, ada, _ = two(lab)
    ada.press("gv")
    ada.wait_for("Waiting for the customer")
    ada.press("All open", "<enter>")
    ada.wait_row(1, "updated ↓")
    ada.press("j", "j", "j")
    ada.wait(lambda: ada.selected, "a selected row")
    ada.wait_settled()
    chosen = ada.selected
    for n in range(3):
        lab.opsdeck("ticket", "create", "--subject", f"A new one {n}", "--from", "new@example.com", "--text", "Hello", "--store", store, "--as", "bo")
    ada.wait_for("arrived above", timeout=3)
    assert ada.selected == chosen, ada.framed()


def test_a_reply_that_crosses_another_is_held_until_it_was_seen(lab):
    store, ref, ada, bo = on_the_same_ticket(lab)
    ada.press("r")
    ada.wait_for("Reply")
    ada.press("my answer")
    bo.press("r")
    bo.wait_for("Reply")
    bo.press("bo was faster")
    bo.wait_for("bo was faster")
    bo.press("<ctrl-s>")
    bo.wait_for("outbox")
    ada.wait_for("my answer")
    ada.press("<ctrl-s>")
    ada.wait_for("since you began")
    ada.wait_for("bo was faster")
    assert "my answer" in ada.text, "the text is still there"
    replies = [m["body"] for m in lab.ticket(store, ref)["messages"]]
    assert "my answer" not in [r.strip() for r in replies]
    ada.press("<ctrl-s>")
    ada.wait(lambda: "my answer" in [m["body"].strip() for m in lab.ticket(store, ref)["messages"]], "the second send to go through")


def test_a_stale_edit_is_refused_and_says_what_moved(lab):
    store = lab.demo()
    ref = lab.tickets(store, "status = 1 and assignee_id = 1")[0]
    version = lab.ticket(store, ref)["version"]
    lab.opsdeck("ticket", "tag", ref, "--add", "moved", "--store", store, "--as", "bo")
    done = lab.opsdeck("ticket", "priority", ref, "--to", "low", "--version", version, "--store", store, "--as", "ada", status=1)
    assert "moved" in done.err or str(version) in done.err, done
    assert lab.ticket(store, ref)["priority"] != "low"
