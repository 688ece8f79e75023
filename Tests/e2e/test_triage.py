"""The run that the console was built for: thirty tickets, few keys, and every step in the audit log."""
from harness import eventually

HOUSEKEEPING = ("draft.save", "draft.discard", "presence.touch")


class Run:
    """Presses keys and waits after each act until the audit log has it, for the log is what counts."""

    def __init__(self, lab, store):
        self.lab, self.store = lab, store
        self.before = len(lab.audit(store))
        self.console = lab.queue(store)

    def rows(self):
        return [r for r in self.lab.audit(self.store)[self.before:] if r["act"] not in HOUSEKEEPING]

    def expect(self, count, act):
        eventually(lambda: len(self.rows()) >= count, f"{count} acts; there are {[r['act'] for r in self.rows()]}\n{self.console.framed()}")
        rows = self.rows()
        assert len(rows) == count and rows[-1]["act"] == act, (count, act, [r["act"] for r in rows])
        return [s for s in rows[-1]["subjects"] if s.startswith("T-")]


def test_thirty_tickets_in_at_most_130_key_presses(lab):
    store = lab.demo(3000)
    run = Run(lab, store)
    c = run.console

    # The view of what nobody has, oldest first: what is taken leaves it, and the next row is under the cursor.
    c.press("gv")
    c.wait_for("Unassigned")
    c.press("unas", "<enter>")
    c.wait_row(1, "Unassigned")
    c.wait(lambda: c.selected, "a selected row")

    # 1 to 6: taken, one key each.
    for n in range(1, 7):
        chosen = c.selected
        c.press("A")
        assert run.expect(n, "ticket.take") == [chosen]
        c.wait(lambda: c.selected and c.selected != chosen, "the next row to be under the cursor")

    # 7 to 12: six to kim with one act.
    chosen = c.selected
    c.press("v", "5j", "a")
    c.wait_for("Assign 6 tickets")
    c.press("kim", "<enter>")
    assert len(run.expect(7, "ticket.assign")) == 6
    c.wait(lambda: c.selected and c.selected != chosen, "the next row to be under the cursor")

    # 13 to 16: answered with a canned reply and left waiting for the customer, from one ticket to the next.
    for n in range(4):
        c.press("r" if n == 0 else "Jr")
        c.wait_for("Reply")
        c.press("/")
        c.wait_for("Where the log is")
        c.press("log", "<enter>")
        c.wait_for("you find the log under")
        c.press("<ctrl-x><ctrl-p>")
        run.expect(8 + n, "ticket.reply")
        c.wait_gone("canned reply")
    c.press("q")
    c.wait_row(1, "Unassigned")
    c.wait(lambda: c.selected, "a selected row")

    # 17 to 20: three merged into the oldest.
    c.press("j", "<space><space><space><space>", "M")
    c.wait_for("Merge 4 tickets into")
    c.press("<enter>")
    assert len(run.expect(12, "ticket.merge")) >= 4

    # 21 to 24: four put to sleep.
    c.press("<esc>")
    c.wait_gone("marked")
    c.press("j", "v", "3j", "d")
    c.wait_for("Defer 4 tickets")
    c.press("3d", "<enter>")
    assert len(run.expect(13, "ticket.defer")) == 4

    # 25 and 26: escalated, by priority and by whom they go to.
    c.press("<esc>", "j", "<space><space>", "p")
    c.wait_for("Priority of 2 tickets")
    c.press("urg", "<enter>")
    assert len(run.expect(14, "ticket.priority")) == 2
    c.press("a")
    c.wait_for("Assign 2 tickets")
    c.press("max", "<enter>")
    run.expect(15, "ticket.assign")

    # 27: a note. 28: a tag. 29: a status. 30: a macro.
    c.press("<esc>", "i")
    c.wait_for("PRIVATE NOTE")
    c.press("ok", "<ctrl-s>")
    run.expect(16, "ticket.note")
    c.press("q")
    c.wait_row(1, "Unassigned")
    c.press("j", "t")
    c.wait_for("Tags of")
    c.press("vip", "<enter>")
    run.expect(17, "ticket.tag")
    c.press("j", "s")
    c.wait_for("Status of")
    c.press("hold", "<enter>")
    run.expect(18, "ticket.status")
    c.wait(lambda: c.selected, "a selected row")
    c.press("j", "m")
    c.wait_for("Thank and solve")
    c.press("than", "<enter>")
    eventually(lambda: len(run.rows()) > 18, "the macro")
    c.wait_settled(0.5)
    macro = run.rows()[18:]

    # Two acts taken back.
    count = len(run.rows())
    c.press("u")
    eventually(lambda: len(run.rows()) > count and run.rows()[-1]["takes_back"] > 0, "the first undo")
    count = len(run.rows())
    c.press("u")
    eventually(lambda: len(run.rows()) > count and run.rows()[-1]["takes_back"] > 0, "the second undo")

    touched = {s for r in run.rows() for s in r["subjects"] if s.startswith("T-")}
    assert len(touched) >= 30, f"{len(touched)} tickets: " + "; ".join(r["act"] + " " + " ".join(r["subjects"]) for r in run.rows())
    assert c.pressed <= 130, f"{c.pressed} key presses"
    lab.opsdeck("audit", "verify", "--store", store, "--as", "eve")
    print(f"      {len(touched)} tickets, {c.pressed} key presses, {len(run.rows())} rows in the audit log")
