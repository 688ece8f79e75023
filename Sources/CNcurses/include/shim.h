#ifndef OPSDECK_CNCURSES_H
#define OPSDECK_CNCURSES_H
/* Before curses.h, or the wide character functions do not exist. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

/// `stdscr` is a global that Swift 6 cannot touch: it crosses as a function.
WINDOW *CNcurses_stdscr(void);
#endif
