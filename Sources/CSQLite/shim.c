#define _GNU_SOURCE 1
#include "shim.h"
#include <sys/vfs.h>
#include <time.h>

long long CSQLite_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long CSQLite_wall_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (long long)now.tv_sec * 1000LL + now.tv_nsec / 1000000LL;
}

static int refuse_commit(void *held) { return *(const volatile int *)held == 0; }

void CSQLite_guard_commits(sqlite3 *connection, const int *held) {
  sqlite3_commit_hook(connection, refuse_commit, (void *)held);
}

static int is_late(void *deadline) {
  long long end = *(const volatile long long *)deadline;
  return end != 0 && CSQLite_now() > end;
}

void CSQLite_watch_deadline(sqlite3 *connection, const long long *deadline) {
  sqlite3_progress_handler(connection, 200, deadline ? is_late : 0, (void *)deadline);
}

long long CSQLite_file_system(const char *folder) {
  struct statfs found;
  return statfs(folder, &found) == 0 ? (long long)((unsigned long long)found.f_type & 0xffffffffULL) : 0;
}
