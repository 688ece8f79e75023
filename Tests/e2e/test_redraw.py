"""A screen drawn by changes is the screen drawn anew, with its colours and attributes.

The tickets looked at are made days older: the ages beside them do not move on while two screens are compared.
"""
import random, signal, sqlite3

MESSAGE = 2                                              # rows at the bottom: what is said there is said once
CLOCK = 7                                                # columns at the right of the first row
QUIET = 0.05                                             # seconds without a byte: a drawing is over
TERMINALS = ("xterm-256color", "xterm-direct", "screen-256color")


def cells(console):
    return [[console.screen.buffer[y][x] for x in range(console.size[0])] for y in range(console.size[1] - MESSAGE)]


def seen(console, x, y, c):
    """What a cell shows: of a blank only what one sees of it."""
    ground = (c.bg, c.reverse, c.underscore, c.strikethrough)
    if c.data == " ":
        return (" ", *ground, c.fg if c.reverse or c.underscore else None)
    isClock = y == 0 and x >= console.size[0] - CLOCK and c.data.isdigit()
    return ("0" if isClock else c.data, *ground, c.fg, c.bold, c.italics, c.blink)


def differences(console):
    """Cells that are otherwise once the whole screen is drawn again: (row, column, before, after)."""
    console.wait_settled(QUIET)
    before, sent = cells(console), len(console.raw)
    console.signal(signal.SIGCONT)                       # as after a stop; Ctrl-L means other things where one types
    console.wait(lambda: len(console.raw) > sent + 500, "the screen to be drawn again")
    console.wait_settled(QUIET)
    after = cells(console)
    # Where a minute began in between, what is told in minutes (the hour where the customer is) may have moved on.
    ticked = [c.data for c in before[0][-CLOCK:]] != [c.data for c in after[0][-CLOCK:]]
    changed = [(y, x, a, b) for y, rows in enumerate(zip(before, after)) for x, (a, b) in enumerate(zip(*rows))
               if a != b and not (ticked and a.data.isdigit() and b.data.isdigit())]
    told = [(y, x, seen(console, x, y, a), seen(console, x, y, b)) for y, x, a, b in changed]
    return [cell for cell in told if cell[2] != cell[3]]


def compare(console, what):
    found = differences(console)
    assert not found, f"{what}: {len(found)} cells are otherwise when drawn anew, as (row, column, before, after) {found[:3]}\n{console.framed()}"


def old_tickets(lab, term="xterm-256color", size=(120, 40)):
    store, days = lab.demo(), 3 * 86_400_000
    with sqlite3.connect(store) as db:
        db.execute("update ticket set created_at = created_at - ?, updated_at = updated_at - ?", (days, days))
        db.execute("update message set at = at - ?", (days,))
    db.close()
    return lab.queue(store, term=term, size=size)


def test_a_cell_that_is_wrong_is_noticed_by_text_and_by_colour(lab):
    c = old_tickets(lab)
    for wrong in (lambda cell: cell._replace(data="#"), lambda cell: cell._replace(fg="ff00ff"), lambda cell: cell._replace(underscore=not cell.underscore)):
        c.wait_settled()
        x, y = c.find(c.selected)
        c.screen.buffer[y][x] = wrong(c.cell(x, y))
        assert [(row, column) for row, column, _, _ in differences(c)] == [(y, x)]


def test_each_screen_drawn_by_changes_is_the_screen_drawn_anew(lab):
    for term in TERMINALS[:2]:
        c, each = old_tickets(lab, term), term == TERMINALS[0]      # the other terminal is compared at the end of each walk
        for keys in (["j", "j", "x"], ["<pgdn>"], ["G", "k"], ["gg", "V", "j", "j"], ["<esc>", "j"]):
            c.press(*keys)
            if each:
                compare(c, f"queue after {keys} on {term}")
        compare(c, f"queue on {term}")
        ref = c.wait(lambda: c.selected, "a selected row")
        for opening, shown, walk, leave in (
            (["<enter>"], "›", ["j", "j", "<pgdn>", "k"], ["<esc>"]),
            ([":"], "Palette", ["ti", "<down>", "<bs>"], ["<esc>"]),
            (["?"], "Help", ["<down>", "<pgdn>"], ["<esc>"]),
            (["s"], "Status of", ["<down>"], ["<esc>"]),
            (["g/", "refund", "<enter>"], "Search", ["j", "j", "x", "k"], ["<esc>", "<esc>"]),
        ):
            c.press(*opening)
            c.wait_for(shown)
            if each:
                compare(c, f"{shown} on {term}")
            for key in walk:
                c.press(key)
                if each:
                    compare(c, f"{shown} after {key} on {term}")
                else:
                    c.wait_settled(0.02)
            if not each:
                compare(c, f"{shown} after {walk} on {term}")
            c.press(*leave)
            c.wait_gone(shown)                           # an Escape is one only when nothing has followed it for a while
            compare(c, f"the screen left behind by {shown} on {term}")
        c.press("gq")
        c.wait(lambda: c.selected == ref, "the queue again")
        c.press("r")
        c.wait_for("Reply")
        for text in ("Dear you, ", "first line<enter>second", "<bs><bs><bs>", "<up>X")[:4 if each else 1]:
            c.press(text)
            # The draft is kept a while after the last key, and that is said.
            c.wait(lambda: "draft kept" in c.text, "the draft to be kept")
            compare(c, f"reply after {text!r} on {term}")
        c.close()


def test_any_walk_leaves_the_screen_as_it_would_be_drawn_anew(lab):
    keys = ["j", "k", "<pgdn>", "<pgup>", "x", "J", "<tab>", "?", "<esc>", "<enter>", "<esc>", "G", "gg", "V", "j", ":", "<esc>", "z<esc>", "<esc>"]
    for seed, (term, size) in enumerate(((TERMINALS[0], (120, 40)), (TERMINALS[1], (80, 24)), (TERMINALS[2], (100, 30)))):
        chance, c, walked = random.Random(seed), old_tickets(lab, term, size), []
        for _ in range(6):
            for _ in range(6):
                walked.append(chance.choice(keys))
                c.press(walked[-1])
                c.wait_settled(quiet=0.02)
            compare(c, f"seed {seed} on {term} after {' '.join(walked)}")
        c.close()
