#include "bare.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double at(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}
static double now(void) { return at(CLOCK_MONOTONIC); }

// ---------------------------------------------------------------- noting

static FILE *trace;
static long noted;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void put(const char *text) {
  size_t n = strlen(text);
  fprintf(trace, "%zu\n", n);
  fwrite(text, 1, n, trace);
  fputc('\n', trace);
}

static int note(unsigned what, void *unused, void *statement, void *text) {
  (void)unused;
  const char *sql = sqlite3_sql(statement);
  // The statements that full text search runs within another one come by themselves when that one is replayed.
  if (what != SQLITE_TRACE_STMT || !sql || strstr(sql, "'main'.'") || strstr(sql, "\"main\".\"") || !strncmp(text, "--", 2)) return 0;
  pthread_mutex_lock(&guard);
  if (trace) {
    char *expanded = sqlite3_expanded_sql(statement);
    if (expanded) {
      put(sql);
      put(expanded);
      noted++;
    }
    sqlite3_free(expanded);
  }
  pthread_mutex_unlock(&guard);
  return 0;
}

static int attach(sqlite3 *db, char **error, const void *routines) {
  (void)error, (void)routines;
  return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note, NULL);
}

int bare_trace_begin(const char *path) {
  trace = fopen(path, "wb");
  noted = 0;
  if (!trace) return -1;
  return sqlite3_auto_extension((void (*)(void))attach) == SQLITE_OK ? 0 : -1;
}

long bare_trace_end(void) {
  sqlite3_reset_auto_extension();
  pthread_mutex_lock(&guard);
  if (trace) fclose(trace);
  trace = NULL;
  pthread_mutex_unlock(&guard);
  return noted;
}

// ---------------------------------------------------------------- replaying

typedef struct {
  enum { NOTHING, INTEGER, REAL, TEXT, BLOB } kind;
  long long integer;
  double real;
  char *bytes;
  int length;
} Value;

typedef struct {
  int statement, count;
  Value *values;
} Step;

static char *get(FILE *file) {
  size_t n;
  if (fscanf(file, "%zu", &n) != 1 || fgetc(file) != '\n') return NULL;
  char *text = malloc(n + 1);
  if (fread(text, 1, n, file) != n || fgetc(file) != '\n') {
    free(text);
    return NULL;
  }
  text[n] = 0;
  return text;
}

/// Reads the literal at `*at` as expanded_sql writes it, and moves past it.
static Value literal(const char **at) {
  Value v = {0};
  const char *s = *at;
  if (!strncmp(s, "NULL", 4)) {
    s += 4;
  } else if (*s == '\'' || (*s == 'x' && s[1] == '\'')) {
    int isBlob = *s == 'x';
    s += isBlob ? 2 : 1;
    const char *end = s;
    while (*end && (*end != '\'' || (!isBlob && end[1] == '\''))) end += *end == '\'' ? 2 : 1;
    v.bytes = malloc(end - s + 1);
    if (isBlob) {
      v.kind = BLOB;
      for (; s < end; s += 2) {
        unsigned byte;
        sscanf(s, "%2x", &byte);
        v.bytes[v.length++] = (char)byte;
      }
    } else {
      v.kind = TEXT;
      for (; s < end; s += *s == '\'' ? 2 : 1) v.bytes[v.length++] = *s;
    }
    s = *end ? end + 1 : end;
  } else {
    char *afterInteger, *afterReal;
    v.integer = strtoll(s, &afterInteger, 10);
    v.real = strtod(s, &afterReal);
    v.kind = afterReal > afterInteger ? REAL : INTEGER;
    s = v.kind == REAL ? afterReal : afterInteger;
  }
  *at = s;
  return v;
}

/// Finds the values of the question marks by walking through both texts side by side; -1 if they do not match.
static int bindings(const char *sql, const char *expanded, Step *step) {
  int quoted = 0;
  for (; *sql; sql++) {
    if (*sql == '\'') quoted = !quoted;
    if (*sql == '?' && !quoted) {
      while (sql[1] >= '0' && sql[1] <= '9') sql++;
      step->values = realloc(step->values, (step->count + 1) * sizeof(Value));
      step->values[step->count++] = literal(&expanded);
    } else if (*sql != *expanded++) {
      return -1;
    }
  }
  return 0;
}

static int openStore(const char *path, const char *synchronous, sqlite3 **db) {
  char pragma[200];
  snprintf(pragma, sizeof pragma, "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=%s; PRAGMA wal_autocheckpoint=0", synchronous);
  int rc = sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  return rc ? rc : sqlite3_exec(*db, pragma, NULL, NULL, NULL);
}

double bare_replay(const char *path, const char *store, const char *synchronous, double *cpu, char *trouble) {
  FILE *file = fopen(path, "rb");
  sqlite3 *db = NULL;
  if (!file || openStore(store, synchronous, &db)) return snprintf(trouble, 400, "cannot open %s or %s", path, store), -1;
  enum { MOST = 500 };
  static char *texts[MOST];
  static sqlite3_stmt *prepared[MOST];
  int statements = 0, steps = 0, room = 0;
  Step *all = NULL;
  for (char *sql; (sql = get(file));) {
    char *expanded = get(file);
    int which = 0;
    while (which < statements && strcmp(texts[which], sql)) which++;
    // Pragmas set up a connection; ours is set up above.
    if (!expanded || !strncmp(sql, "PRAGMA", 6) || which == MOST) continue;
    if (which == statements) {
      if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared[which], NULL)) return snprintf(trouble, 400, "%s: %s", sqlite3_errmsg(db), sql), -1;
      texts[statements++] = sql;
    }
    if (steps == room) all = realloc(all, (room = room * 2 + 100) * sizeof(Step));
    all[steps] = (Step){.statement = which};
    if (bindings(sql, expanded, &all[steps++])) return snprintf(trouble, 400, "values not found: %.150s / %.150s", sql, expanded), -1;
    free(expanded);
  }
  double start = now();
  *cpu = at(CLOCK_PROCESS_CPUTIME_ID);
  for (int i = 0; i < steps; i++) {
    sqlite3_stmt *s = prepared[all[i].statement];
    for (int v = 0; v < all[i].count; v++) {
      Value *value = &all[i].values[v];
      switch (value->kind) {
        case NOTHING: sqlite3_bind_null(s, v + 1); break;
        case INTEGER: sqlite3_bind_int64(s, v + 1, value->integer); break;
        case REAL: sqlite3_bind_double(s, v + 1, value->real); break;
        case TEXT: sqlite3_bind_text(s, v + 1, value->bytes, value->length, SQLITE_STATIC); break;
        case BLOB: sqlite3_bind_blob(s, v + 1, value->bytes, value->length, SQLITE_STATIC); break;
      }
    }
    int rc;
    do rc = sqlite3_step(s);
    while (rc == SQLITE_ROW);
    sqlite3_reset(s);
    if (rc != SQLITE_DONE) return snprintf(trouble, 400, "%s: %.200s", sqlite3_errmsg(db), texts[all[i].statement]), -1;
  }
  double seconds = now() - start;
  *cpu = at(CLOCK_PROCESS_CPUTIME_ID) - *cpu;
  for (int i = 0; i < statements; i++) {
    sqlite3_finalize(prepared[i]);
    free(texts[i]);
  }
  for (int i = 0; i < steps; i++) {
    for (int v = 0; v < all[i].count; v++) free(all[i].values[v].bytes);
    free(all[i].values);
  }
  free(all);
  fclose(file);
  sqlite3_close(db);
  return seconds;
}

double bare_inserts(const char *store, const char *synchronous, int count, char *trouble) {
  sqlite3 *db = NULL;
  sqlite3_stmt *s = NULL;
  if (openStore(store, synchronous, &db) || sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT)", NULL, NULL, NULL) ||
      sqlite3_prepare_v2(db, "INSERT INTO bare (text) VALUES (?)", -1, &s, NULL))
    return snprintf(trouble, 400, "%s", sqlite3_errmsg(db)), -1;
  double start = now();
  for (int i = 0; i < count; i++) {
    sqlite3_bind_text(s, 1, "a row of some forty bytes, as they are", -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_DONE) return snprintf(trouble, 400, "%s", sqlite3_errmsg(db)), -1;
    sqlite3_reset(s);
  }
  double seconds = now() - start;
  sqlite3_finalize(s);
  sqlite3_close(db);
  return seconds;
}
