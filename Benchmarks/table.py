"""One line per figure: what was measured, what it should be, what a peer does in the same run."""


class Figure:
    def __init__(self, section, what, value, unit, sense="<=", target=None, peer=None, peer_value=None):
        self.section, self.what, self.value, self.unit, self.sense, self.target = section, what, value, unit, sense, target
        self.peer, self.peer_value = peer, peer_value

    @staticmethod
    def of(section, fields):
        return Figure(section, fields["what"], fields["value"], fields["unit"], fields.get("sense", "<="), fields.get("target"), fields.get("peer"), fields.get("peerValue"))

    @property
    def verdict(self):
        if self.target is None or self.value is None:
            return ""
        met = self.value <= self.target if self.sense == "<=" else self.value >= self.target
        return "ok" if met else "MISS"


def number(x):
    if x is None:
        return "-"
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.1f}" if abs(x) >= 100 else f"{x:.2f}" if abs(x) >= 10 else f"{x:.3f}"


class Table:
    def __init__(self):
        self.figures = []

    def add(self, figure):
        self.figures.append(figure)

    def text(self, heading):
        rows = [("", "what", "measured", "target", "beside", "ratio", "")]
        for f in self.figures:
            target = "" if f.target is None else f"{'≤' if f.sense == '<=' else '≥'} {number(f.target)}"
            beside = "" if f.peer_value is None else f"{f.peer} {number(f.peer_value)}"
            ratio = "" if not f.peer_value or f.value is None else f"{f.value / f.peer_value:.2f}"
            rows.append((f.section, f.what, f"{number(f.value)} {f.unit}", target, beside, ratio, f.verdict))
        widths = [max(len(r[i]) for r in rows) for i in range(7)]
        right = {2, 5}
        lines = ["  ".join(c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(r, widths))).rstrip() for r in rows]
        lines.insert(1, "-" * max(map(len, lines)))
        missed = sum(f.verdict == "MISS" for f in self.figures)
        held = sum(f.verdict == "ok" for f in self.figures)
        return "\n".join([heading, "", *lines, "", f"{held} figures held, {missed} missed"])
