#ifndef OPSDECK_CSQLITE_H
#define OPSDECK_CSQLITE_H
#include <sqlite3.h>

/// `SQLITE_TRANSIENT` is a cast macro, which Swift's importer drops: text is bound through functions.
static inline int CSQLite_bind_text(sqlite3_stmt *statement, int place, const char *text, int length) {
  return sqlite3_bind_text(statement, place, text, length, SQLITE_TRANSIENT);
}
static inline int CSQLite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, place, bytes, length, SQLITE_TRANSIENT);
}
/// `sqlite3_db_config` is variadic: one function for the options that take a switch and confirm it.
static inline int CSQLite_db_config(sqlite3 *connection, int option, int value, int *confirmed) {
  return sqlite3_db_config(connection, option, value, confirmed);
}

/// Refuses each commit of the connection while `*held` is 0: a commit without the store's lock is a bug that
/// could lose pages, so it becomes an error instead.
void CSQLite_guard_commits(sqlite3 *connection, const int *held);

/// Lets statements of the connection run until `*deadline` (nanoseconds of CLOCK_MONOTONIC, 0: no limit),
/// then interrupts them. The handler stays installed; the caller sets and clears the number.
void CSQLite_watch_deadline(sqlite3 *connection, const long long *deadline);
/// Nanoseconds of CLOCK_MONOTONIC.
long long CSQLite_now(void);
/// Milliseconds since 1970 UTC, for the one thing the store dates by itself: its own making.
long long CSQLite_wall_clock(void);

/// The magic number of the file system a folder lies on (statfs(2)), 0 when it cannot be told.
long long CSQLite_file_system(const char *folder);

/// Registers the full-text rank function `hit_rank(table, mean, idf, idf, ...)`; a SQLite result code.
int CSQLite_register_rank(sqlite3 *connection);

/// Registers the file system `slowdisk` for tests: the default one, except that it sleeps up to 3 ms between
/// the reading of the log's header and the start of a checkpoint, where the library's race lies.
int CSQLite_register_slow_disk(void);
/// Registers the file system `fulldisk` for tests: the default one, except that writes fail with SQLITE_FULL
/// once `*room` bytes more have been written (a negative number: no limit).
int CSQLite_register_full_disk(long long *room);
#endif
