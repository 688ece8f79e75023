#ifndef OPSDECK_CNCURSES_H
#define OPSDECK_CNCURSES_H
#include <stdint.h>

/* What CursesScreen needs of ncurses, and no more: curses.h is kept out of Swift, whose importer drops half of its
   macros and whose strict concurrency refuses its globals. */

/// A place of the screen: up to five code points, attributes (1 bold, 2 dim, 4 italic, 8 underline, 16 reverse), pair.
typedef struct {
  uint32_t text[5];
  uint32_t attributes;
  int32_t pair;
} CNcurses_cell;

/// Colours of a description that is not opened: negative for 24 bits, 0 without any, INT_MIN if there is none.
int CNcurses_describe(const char *term);
/// Opens a terminal description that writes to a descriptor; 0 if there is none of that name.
int CNcurses_open(const char *term, int output);
/// The description can move the cursor and clear the screen.
int CNcurses_can_draw(void);
/// Number of colours of the description, 0 without any; negative if it says it takes 24-bit colours.
int CNcurses_colors(void);
/// Switches colours on, with the terminal's own as number -1.
void CNcurses_start_colors(void);
/// Colours COLORS and COLOR_PAIRS say there are.
int CNcurses_color_count(void);
int CNcurses_pair_count(void);
/// Defines a pair; 0 if it worked.
int CNcurses_pair(int number, int foreground, int background);
/// Forgets all pairs.
void CNcurses_forget_pairs(void);
/// Changes the size of the screen.
void CNcurses_resize(int height, int width);
/// Puts cells into a row.
void CNcurses_put(int row, int column, const CNcurses_cell *cells, int count);
/// Writes what changed; the cursor ends at a place, or is hidden if the row is negative.
void CNcurses_show(int row, int column);
/// The next CNcurses_show writes everything anew.
void CNcurses_repaint(void);
/// Leaves the screen; the next CNcurses_show enters it again.
void CNcurses_leave(void);
/// A string capability, NULL if there is none.
const char *CNcurses_capability(const char *name);
/// Columns of a code point as the C library, and so ncurses, sees it.
int CNcurses_width(uint32_t code);
/// Takes the character set from the environment; 1 if it is UTF-8.
int CNcurses_locale_is_utf8(void);
#endif
