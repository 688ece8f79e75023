/* File systems for tests: the default one with one thing made worse. Nothing registers them outside tests. */
#define _GNU_SOURCE 1
#include "shim.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3_vfs *plain;
static sqlite3_vfs slow_disk, full_disk;
static sqlite3_io_methods slow_methods, full_methods[2];
static const sqlite3_io_methods *slow_original, *full_original;
static long long *full_room;

static int slow_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
  if (offset == 0 && page == NULL && (random() & 3) == 0) usleep(random() % 3000);
  return slow_original->xUnfetch(file, offset, page);
}

static int slow_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  int code = plain->xOpen(plain, name, file, flags, out);
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) && file->pMethods && file->pMethods->iVersion >= 3) {
    slow_original = file->pMethods;
    slow_methods = *file->pMethods;
    slow_methods.xUnfetch = slow_unfetch;
    file->pMethods = &slow_methods;
  }
  return code;
}

int CSQLite_register_slow_disk(void) {
  plain = sqlite3_vfs_find(0);
  slow_disk = *plain;
  slow_disk.zName = "slowdisk";
  slow_disk.pNext = 0;
  slow_disk.xOpen = slow_open;
  srandom((unsigned)getpid());
  return sqlite3_vfs_register(&slow_disk, 0);
}

static int full_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  if (*full_room >= 0) {
    if (*full_room < count) return SQLITE_FULL;
    *full_room -= count;
  }
  return full_original->xWrite(file, bytes, count, offset);
}

static int full_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  int code = plain->xOpen(plain, name, file, flags, out);
  if (code == SQLITE_OK && file->pMethods) {
    /* The store and its log have methods of their own; only the way of writing is the same. */
    sqlite3_io_methods *mine = &full_methods[(flags & SQLITE_OPEN_MAIN_DB) != 0];
    full_original = file->pMethods;
    *mine = *file->pMethods;
    mine->xWrite = full_write;
    file->pMethods = mine;
  }
  return code;
}

int CSQLite_register_full_disk(long long *room) {
  plain = sqlite3_vfs_find(0);
  full_room = room;
  full_disk = *plain;
  full_disk.zName = "fulldisk";
  full_disk.pNext = 0;
  full_disk.xOpen = full_open;
  return sqlite3_vfs_register(&full_disk, 0);
}
