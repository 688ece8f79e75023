/* Before any header, or wcwidth and the wide functions do not exist. */
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "shim.h"

int CNcurses_open(const char *term, int output) {
  FILE *out = fdopen(output, "w");
  FILE *in = fopen("/dev/null", "r");
  if (!out || !in) return 0;
  /* Some descriptions (linux) have no size, and newterm fails without one; the real one is set afterwards. */
  const char *names[] = {"LINES", "COLUMNS"}, *values[] = {"24", "80"};
  char *before[2];
  for (int i = 0; i < 2; i++) {
    const char *now = getenv(names[i]);
    before[i] = now ? strdup(now) : NULL;
    setenv(names[i], values[i], 1);
  }
  SCREEN *opened = newterm(term, out, in);
  for (int i = 0; i < 2; i++) {
    if (before[i]) setenv(names[i], before[i], 1); else unsetenv(names[i]);
    free(before[i]);
  }
  if (!opened) return 0;
  typeahead(-1);
  raw();
  noecho();
  nonl();
  /* Shifting cells would shift what was painted past ncurses too; whole rows may move, painted parts and all. */
  idcok(stdscr, FALSE);
  idlok(stdscr, TRUE);
  /* Until it has once left and come back ncurses flushes at every move of the cursor: thirty writes for a frame. */
  def_prog_mode();
  endwin();
  return 1;
}

int CNcurses_describe(const char *term) {
  int error = 0;
  if (setupterm(term, 1, &error) != OK) return INT_MIN;
  int colors = tigetflag("Tc") > 0 ? -1 : CNcurses_colors();
  del_curterm(cur_term);
  return colors;
}

int CNcurses_can_draw(void) { return cursor_address && clear_screen; }

int CNcurses_colors(void) {
  int count = tigetnum("colors");
  if (tigetflag("RGB") > 0) return -1;
  return count > 0 ? count : 0;
}

void CNcurses_start_colors(void) {
  start_color();
  use_default_colors();
}

int CNcurses_color_count(void) { return COLORS; }
int CNcurses_pair_count(void) { return COLOR_PAIRS; }

int CNcurses_pair(int number, int foreground, int background) {
  return init_extended_pair(number, foreground, background) == OK ? 0 : -1;
}

void CNcurses_forget_pairs(void) { reset_color_pairs(); }

void CNcurses_resize(int height, int width) { resizeterm(height, width); }

static attr_t attributes(uint32_t bits) {
  attr_t out = A_NORMAL;
  if (bits & 1) out |= A_BOLD;
  if (bits & 2) out |= A_DIM;
  if (bits & 4) out |= A_ITALIC;
  if (bits & 8) out |= A_UNDERLINE;
  if (bits & 16) out |= A_REVERSE;
  return out;
}

void CNcurses_put(int row, int column, const CNcurses_cell *cells, int count) {
  cchar_t out[256];
  while (count > 0) {
    int n = count < 256 ? count : 256;
    /* A wide character's halves stay in one piece. */
    while (n > 1 && n < count && cells[n].text[0] == 0) n--;
    memset(out, 0, sizeof(cchar_t) * (size_t)n);
    int used = 0;
    for (int i = 0; i < n; i++) {
      if (cells[i].text[0] == 0) continue;
      cchar_t *cell = &out[used++];
      for (int k = 0; k < 5 && k < CCHARW_MAX; k++) cell->chars[k] = (wchar_t)cells[i].text[k];
      /* The old field holds 8 bits of the pair; ext_color holds it whole. */
      cell->attr = attributes(cells[i].attributes) | (attr_t)COLOR_PAIR(cells[i].pair > 255 ? 255 : cells[i].pair);
      cell->ext_color = cells[i].pair;
    }
    mvadd_wchnstr(row, column, out, used);
    column += n;
    cells += n;
    count -= n;
  }
}

void CNcurses_show(int row, int column) {
  if (row >= 0) move(row, column);
  curs_set(row >= 0);
  wnoutrefresh(stdscr);
  doupdate();
}

void CNcurses_repaint(void) { clearok(curscr, TRUE); }
void CNcurses_leave(void) { endwin(); }

const char *CNcurses_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

int CNcurses_width(uint32_t code) { return wcwidth((wchar_t)code); }

int CNcurses_locale_is_utf8(void) {
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
