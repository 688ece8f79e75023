"""Acts on all that match a filter: shown before, with exceptions named, in batches, and with one undo."""
import re

CAN = "status in (0, 1, 2, 3)"                          # new, open, pending, on hold: what can be assigned


def matching(c, text):
    c.press("/", "<ctrl-u>", text, "<enter>")
    c.wait_row(1, text)
    return int(re.search(r"of ([\d,]+)", c.wait_for(r"\d+ of ([\d,]+)", regex=True)[0])[1].replace(",", ""))


def test_more_than_two_thousand_at_once_and_those_that_cannot_are_named(lab):
    store = lab.demo(4000)
    before = {r["id"]: r["assignee_id"] for r in lab.sql(store, "select id, assignee_id from ticket")}
    can = {r["id"] for r in lab.sql(store, f"select id from ticket where {CAN} and merged_into is null")}
    c = lab.queue(store)
    total = matching(c, "status:new,open,pending,on_hold,closed")
    assert total > 2000, total
    c.press("*")
    c.wait_for(f"{total:,} marked")
    c.press("a")
    c.wait_for("Assign all that match to")
    c.press("kim", "<enter>")
    c.wait_for("left alone", timeout=30)
    c.wait_for("is closed")
    assert not lab.audit(store), "looking at it writes nothing"
    c.press("<enter>")                                   # the safe button has the focus
    c.wait_gone("left alone")
    assert not lab.audit(store)
    c.press("a")
    c.wait_for("Assign all that match to")
    c.press("kim", "<enter>")
    c.wait_for(f"Type {total} to do it", timeout=30)
    c.press(str(total), "<enter>")
    kim = lab.sql(store, "select id from agent where handle = 'kim'")[0]["id"]
    done = lambda: {r["id"] for r in lab.sql(store, f"select id from ticket where assignee_id = {kim} and {CAN} and merged_into is null")}
    c.wait(lambda: done() == can, "all that can to be assigned", timeout=60)
    c.wait_for("were left alone", timeout=30)
    rows = lab.audit(store, act="ticket.bulk")
    assert len(rows) > 1, "in batches, so that others can write between them"
    c.press("u")
    after = lambda: {r["id"]: r["assignee_id"] for r in lab.sql(store, "select id, assignee_id from ticket")}
    c.wait(lambda: after() == before, "one undo to take all of it back", timeout=60)
    lab.opsdeck("audit", "verify", "--store", store, "--as", "eve")


def test_ctrl_c_stops_an_act_on_very_many_and_what_was_done_has_its_undo(lab):
    store = lab.demo(4000)
    c = lab.queue(store)
    total = matching(c, "status:new,open,pending,on_hold,solved,closed")
    c.press("*", "w")
    c.wait_for(f"Type {total} to do it", timeout=30)
    c.press(str(total), "<enter>")
    c.press("<ctrl-c>")
    c.wait_for(r"Stopp(ed|ing)|done to", regex=True, timeout=60)
    c.wait_for("done to", timeout=60)
    rows = lab.audit(store, act="ticket.bulk")
    assert rows
    c.press("u")
    c.wait(lambda: lab.audit(store)[-1]["takes_back"] > 0, "the undo", timeout=60)


def test_what_was_unmarked_is_spared(lab):
    store = lab.demo()
    c = lab.queue(store)
    matching(c, "status:open")
    c.wait(lambda: c.selected, "a selected row")
    spared = c.selected
    before = lab.ticket(store, spared)["priority"]
    c.press("*", "<space>", "p")
    c.wait_for("Priority of all that match")
    c.press("low", "<enter>")
    c.wait_for("but for 1 that you unmarked")
    c.press("y")
    c.wait_for("done to")
    assert lab.ticket(store, spared)["priority"] == before
    others = lab.sql(store, "select count(*) n from ticket where status = 1 and priority <> 0")[0]["n"]
    assert others == (1 if before != "low" else 0)
