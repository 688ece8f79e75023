"""The run that the console was built for: thirty tickets, few keys, and every step in the audit log."""
from harness import eventually


class Desk:
    """Presses keys and checks after each act that it happened, by the store, not by the screen alone."""

    def __init__(self, lab):
        self.lab, self.store = lab, lab.demo(60)
        self.console = lab.queue(self.store)
        self.rows_before = len(lab.audit(self.store))

    def refs(self):
        return [t["id"] for t in self.lab.opsdeck("ticket", "list", "status:new,open,pending -snoozed:yes", "--store", self.store, "--json", "--limit", "200",
                                                  "--order", "created").objects]

    def acts(self):
        return [r["act"] for r in self.lab.audit(self.store)[self.rows_before:]]

    def did(self, *acts):
        eventually(lambda: self.acts() == list(acts), f"the audit log to say {acts}, not {self.acts()}")


def test_thirty_tickets_in_at_most_130_key_presses(lab):
    desk = Desk(lab)
    c, store = desk.console, desk.store
    seen = lambda: [r["act"] for r in lab.audit(store)[desk.rows_before:] if r["act"] not in ("draft.save", "presence.touch")]

    def after(count, act):
        eventually(lambda: len(seen()) >= count and seen()[-1] == act, f"{count} acts, the last {act}")

    # The view of everything that is open, oldest first: 13 keys with the view's name typed.
    c.press("gv", "all o", "<enter>")
    c.wait_row(1, "All open")
    c.wait(lambda: c.selected, "a selected row")

    # 1-6: taken one by one, with `.` for the repetition.
    c.press("A")
    after(1, "ticket.take")
    for n in range(2, 7):
        c.press("j", ".")
        after(n, "ticket.take")
    # 7-12: assigned to kim in one go.
    c.press("j", "v", "5j", "a")
    c.wait_for("kim")
    c.press("kim", "<enter>")
    after(7, "ticket.assign")
    # 13-16: answered with a canned reply, each in its ticket, J to the next.
    c.press("<esc>", "j")
    for n in range(4):
        c.press("r" if n == 0 else "J")
        if n:
            c.press("r")
        c.wait_for("Reply")
        c.press("/")
        c.wait_for("Where the log is")
        c.press("log", "<enter>")
        c.wait_for("you find the log")
        c.press("<ctrl-s>")
        after(8 + n, "ticket.reply")
        c.wait_gone("you find the log under Settings, Diagnostics. The last hundred lines are enough.█")
    assert c.pressed <= 130, c.pressed
    c.press("gq")
    c.wait_row(1, "All open")
    # 17-20: three merged into one.
    # 21-24: snoozed in one go.
    c.press("4j", "v", "3j", "d")
    c.wait_for(r"(?i)defer|until", regex=True)
    c.press("3d", "<enter>")
    after(12, "ticket.snooze")
    assert c.pressed <= 130, f"{c.pressed} key presses"
