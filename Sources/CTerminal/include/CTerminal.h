#ifndef OPSDECK_CTERMINAL_H
#define OPSDECK_CTERMINAL_H
#include <stddef.h>
#include <termios.h>

/* Signal handlers may call very little; so they are in C, where one sees what they call. */

/// Each SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP and SIGCONT writes its number as a byte to a descriptor, which must
/// not block. A second ending signal gives the terminal back and ends the process by itself: the first
/// found nobody who listens.
int CTerminal_watch(int descriptor);
/// What a crash writes to the terminal, and the modes it sets. The bytes are copied (at most 512).
void CTerminal_guard(int terminal, const struct termios *modes, const char *bytes, size_t count, const char *program);
/// A crash leaves the terminal alone from now on.
void CTerminal_unguard(void);
/// Stops the whole process group as the terminal would. Comes back when it goes on; 0 if nothing above us can stop it.
int CTerminal_stop(void);
/// Puts back the default handlers, in a child before exec.
void CTerminal_default_signals(void);
/// Runs a program in the foreground with the terminal's descriptors and waits for it. Its status as of waitpid, or -1.
int CTerminal_run(char *const arguments[]);
/// Columns and rows of a terminal, 0 if it does not tell.
void CTerminal_size(int terminal, int *columns, int *rows);
/// The two ends of a pipe that never blocks; 0 if it worked.
int CTerminal_pipe(int ends[2]);
/// A descriptor that holds what is written to it in memory, -1 if there is none.
int CTerminal_memory(void);
/// All threads allocate from one heap.
void CTerminal_one_heap(void);
/// Gives free pages back to the system, also those below a block that is in use.
void CTerminal_give_back(void);
/// No crash of this process, or of what it starts, leaves a dump of its memory, in a file or with a collector.
void CTerminal_no_dump(void);
#endif
