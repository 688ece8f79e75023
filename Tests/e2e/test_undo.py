"""What was done can be taken back, also tomorrow, and never over somebody else's work."""


def test_undo_works_after_a_restart(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    before = lab.ticket(store, ref)
    c.press("t")
    c.wait_for(r"(?i)tag", regex=True)
    c.press("+restarted", "<enter>")
    c.wait(lambda: "restarted" in lab.ticket(store, ref)["tags"], "the tag to be stored")
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(0)
    again = lab.queue(store)
    again.press("u")
    again.wait(lambda: lab.ticket(store, ref)["tags"] == before["tags"], "the tag to be gone")
    again.press("U")
    again.wait(lambda: "restarted" in lab.ticket(store, ref)["tags"], "the tag to be back")


def test_undo_refuses_when_somebody_else_changed_it_since(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("p")
    c.wait_for("urgent")
    c.press("urgent", "<enter>")
    c.wait(lambda: lab.ticket(store, ref)["priority"] == "urgent", "the priority to be stored")
    lab.opsdeck("ticket", "priority", ref, "--to", "low", "--store", store, "--as", "bo")
    c.press("u")
    c.wait_for(r"(?i)since", regex=True)
    assert lab.ticket(store, ref)["priority"] == "low"


def test_a_bulk_act_is_one_undo(lab):
    store = lab.demo()
    c = lab.queue(store)
    before = assignees(lab, store)
    c.press("<space><space><space>", "a")
    c.wait_for("kim")
    c.press("kim", "<enter>")
    changed = lambda: sum(before[k] != v for k, v in assignees(lab, store).items())
    c.wait(lambda: changed() == 3, "three tickets to be assigned")
    c.press("u")
    c.wait(lambda: changed() == 0, "all three to be taken back")


def assignees(lab, store):
    return {r["id"]: r["assignee_id"] for r in lab.sql(store, "select id, assignee_id from ticket")}
