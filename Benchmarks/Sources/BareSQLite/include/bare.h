#ifndef BARE_H
#define BARE_H
#include <stddef.h>

/// The least that SQLite can do for the same work: what the pipeline's figures are set against.

/// From now on every connection this process opens notes its statements, with their values, in the file.
/// Returns 0, or -1 if the file cannot be written.
int bare_trace_begin(const char *path);
/// Ends noting; the number of statements noted.
long bare_trace_end(void);

/// Runs the noted statements on a store, each prepared once and bound. `synchronous` is FULL or NORMAL.
/// Returns the seconds it took, or -1 with a reason in `trouble` (of 400 bytes); the processor's share goes to `cpu`.
double bare_replay(const char *trace, const char *store, const char *synchronous, double *cpu, char *trouble);

/// Inserts one row in each of `count` transactions into a table of its own. Seconds, or -1.
double bare_inserts(const char *store, const char *synchronous, int count, char *trouble);
#endif
