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
#endif
