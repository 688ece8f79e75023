#!/usr/bin/env python3
"""Writes Sources/Terminal/Text/WidthTable.swift and the expectations of its tests from PyPI's `wcwidth`.

The Unicode version is the one that release of wcwidth pins; PINNED must name it, so that a newer package
does not change what the console draws without somebody looking at the difference.

    pip install wcwidth==0.7.0 && data/unicode/make-width-table.py
"""
import os, random, sys
import wcwidth
from wcwidth import table_grapheme as grapheme, table_mc, table_vs16, wcswidth, iter_graphemes

PINNED = "17.0.0"
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
CLASSES = ["other", "extend", "spacingMark", "prepend", "hangulL", "hangulV", "hangulT", "regional", "pictograph",
           "joiner", "control", "modifier", "linker", "consonant"]


def spread(ranges, value, into):
    for first, last in ranges:
        for c in range(first, last + 1):
            into[c] = value


def latest(tables):
    return tables[sorted(tables, key=lambda v: [int(x) for x in v.split(".")])[-1]]


def properties():
    """For each code point: width (0 to 2), class, whether VS16 widens it, whether it is a spacing mark."""
    kind = bytearray(0x110000)
    spread(grapheme.EXTENDED_PICTOGRAPHIC, 8, kind)
    spread(grapheme.GRAPHEME_EXTEND, 1, kind)
    spread(grapheme.GRAPHEME_SPACINGMARK, 2, kind)
    spread(grapheme.GRAPHEME_PREPEND, 3, kind)
    spread(grapheme.GRAPHEME_L, 4, kind)
    spread(grapheme.GRAPHEME_V, 5, kind)
    spread(grapheme.GRAPHEME_T, 6, kind)
    spread(grapheme.GRAPHEME_REGIONAL_INDICATOR, 7, kind)
    spread(grapheme.GRAPHEME_ZWJ, 9, kind)
    spread(grapheme.GRAPHEME_CONTROL, 10, kind)
    spread([(0x1F3FB, 0x1F3FF)], 11, kind)
    spread(grapheme.INCB_LINKER, 12, kind)
    spread(grapheme.INCB_CONSONANT, 13, kind)
    widens = bytearray(0x110000)
    spread(latest(table_vs16.VS16_NARROW_TO_WIDE), 1, widens)
    spacing = bytearray(0x110000)
    spread(latest(table_mc.CATEGORY_MC), 1, spacing)
    out = []
    for c in range(0x110000):
        width = 0 if 0xD800 <= c < 0xE000 else max(0, wcwidth.wcwidth(chr(c)))
        out.append(width | kind[c] << 2 | widens[c] << 6 | spacing[c] << 7)
    return out


def table(values):
    entries, last = [], None
    for c, v in enumerate(values):
        if v != last:
            entries.append(c << 8 | v)
            last = v
    return entries


def write_table(entries):
    lines = ["// Made by data/unicode/make-width-table.py; Unicode %s. Not to be edited by hand." % PINNED, "",
             "/// Widths and cluster classes of all code points, as sorted starts of ranges.",
             "enum WidthTable {",
             "  /// The version of Unicode the table was made from.",
             '  static let unicode = "%s"' % PINNED,
             "  /// Code point << 8 | properties: bits 0-1 width, 2-5 class, 6 widened by VS16, 7 spacing mark.",
             "  static let starts: [UInt32] = ["]
    for i in range(0, len(entries), 9):
        lines.append("    " + ", ".join("0x%X" % e for e in entries[i:i + 9]) + ",")
    lines += ["  ]", "}", ""]
    with open(os.path.join(ROOT, "Sources/Terminal/Text/WidthTable.swift"), "w") as f:
        f.write("\n".join(lines))


def write_widths():
    """Run-length widths of every code point: `first last width`, hexadecimal."""
    lines, last, first = ["# widths by wcwidth, Unicode %s" % PINNED], None, 0
    for c in range(0x110001):
        w = None if c == 0x110000 else (-1 if 0xD800 <= c < 0xE000 else wcwidth.wcwidth(chr(c)))
        if w != last:
            if last is not None and c > 0:
                lines.append("%X %X %d" % (first, c - 1, last))
            last, first = w, c
    with open(os.path.join(ROOT, "Tests/TerminalTests/Expected/widths.txt"), "w") as f:
        f.write("\n".join(lines) + "\n")


def write_clusters():
    """Strings with their width and the lengths (in code points) of their clusters."""
    dice = random.Random(17)
    pools = [[0x61, 0x7A, 0xE9, 0x430, 0x5D0, 0x628], [0x300, 0x301, 0x308, 0x5B0, 0x64B, 0x20D0],
             [0x1F468, 0x1F469, 0x1F467, 0x2764, 0x1F44D, 0x1F3F4, 0x2603, 0x31, 0x1F9D1], [0x200D], [0xFE0F],
             [0x1F3FB, 0x1F3FF], [0x1F1E9, 0x1F1EA, 0x1F1EB, 0x1F1F7], [0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01],
             [0x4E00, 0x3042, 0xFF21, 0x3000], [0x915, 0x93E, 0x940, 0xB95, 0xBBF, 0xE01, 0xE33, 0xE48],
             [0x915, 0x937, 0x930, 0x995, 0x9B7, 0xC30, 0xD15, 0x93C, 0x94D, 0x9CD, 0xC4D, 0xD4D, 0x93F]]
    def unit():
        """One cluster of a kind that people write, or now and then anything."""
        pick = dice.choice
        kind = dice.randrange(10)
        if kind == 0: return [pick(pools[0])] + [pick(pools[1]) for _ in range(dice.randrange(4))]
        if kind == 1: return [pick(pools[2])]
        if kind == 2: return [pick([0x2764, 0x2603, 0x1F468]), 0xFE0F]
        if kind == 3: return [0x1F468, 0x200D, 0x1F469] + [0x200D, 0x1F467] * dice.randrange(3)
        if kind == 4: return [pick(pools[6]), pick(pools[6])]
        if kind == 5: return [pick([0x1F44D, 0x1F9D1]), pick(pools[5])]
        if kind == 6: return [0x1112, 0x1161] + [0x11AB] * dice.randrange(2)
        if kind == 7: return [pick(pools[8])]
        if kind == 8:                                   # consonants joined by a virama, with nukta and vowel now and then
            first, linker = pick([(0x915, 0x94D), (0x937, 0x94D), (0x995, 0x9CD), (0xC15, 0xC4D), (0xD36, 0xD4D)])
            second = {0x94D: [0x937, 0x930], 0x9CD: [0x9B7, 0x9AF], 0xC4D: [0xC30], 0xD4D: [0xD30, 0xD15]}[linker]
            nukta = [0x93C] * dice.randrange(2) if linker == 0x94D else []
            return [first] + nukta + [linker, pick(second)] * dice.randrange(1, 3) + [0x93F] * (linker == 0x94D and dice.randrange(2))
        return [pick([0x915, 0xB95])] + [pick([0x93E, 0x940, 0xBBF])] * dice.randrange(2)
    lines = ["# code points; width; lengths of the clusters"]
    for n in range(1500):
        if dice.random() < 0.3:
            points = [dice.choice(dice.choice(pools)) for _ in range(dice.randint(1, 7))]
        else:
            points = [c for _ in range(dice.randint(1, 4)) for c in unit()]
        text = "".join(map(chr, points))
        lines.append("%s;%d;%s" % (" ".join("%X" % ord(c) for c in text), wcswidth(text),
                                   " ".join(str(len(g)) for g in iter_graphemes(text))))
    with open(os.path.join(ROOT, "Tests/TerminalTests/Expected/clusters.txt"), "w") as f:
        f.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if wcwidth.list_versions()[-1] != PINNED:
        sys.exit("wcwidth %s knows Unicode %s, not %s: look at the difference, then change PINNED." %
                 (wcwidth.__version__, wcwidth.list_versions()[-1], PINNED))
    os.makedirs(os.path.join(ROOT, "Tests/TerminalTests/Expected"), exist_ok=True)
    entries = table(properties())
    write_table(entries)
    write_widths()
    write_clusters()
    print(len(entries), "ranges")
