#define _GNU_SOURCE 1
#include "shim.h"

WINDOW *CNcurses_stdscr(void) { return stdscr; }
