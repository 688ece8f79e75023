#define _GNU_SOURCE 1
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int pipe_end = -1;
static volatile sig_atomic_t continued;
static volatile sig_atomic_t ending;

static volatile sig_atomic_t guarded;
static int terminal;
static struct termios modes;
static char restore[512];
static size_t restore_count;
static char notice[160];

/* Never waits long for a terminal that takes nothing. */
static void write_some(int descriptor, const char *bytes, size_t count) {
  struct pollfd ready = {descriptor, POLLOUT, 0};
  while (count > 0 && poll(&ready, 1, 100) > 0 && (ready.revents & POLLOUT)) {
    ssize_t n = write(descriptor, bytes, count < 256 ? count : 256);
    if (n <= 0) return;
    bytes += n;
    count -= (size_t)n;
  }
}

static void put_back(void) {
  if (!guarded) return;
  guarded = 0;
  write_some(terminal, restore, restore_count);
  tcsetattr(terminal, TCSANOW, &modes);
}

static size_t append(char *out, size_t at, const char *text) {
  while (*text && at < sizeof notice - 2) out[at++] = *text++;
  return at;
}

static void crashed(int number) {
  if (guarded) {
    put_back();
    char line[sizeof notice];
    char digits[4] = {(char)('0' + number / 10), (char)('0' + number % 10), 0, 0};
    size_t n = append(line, 0, notice);
    n = append(line, n, " was stopped by signal ");
    n = append(line, n, number < 10 ? digits + 1 : digits);
    n = append(line, n, "; the terminal is as it was before.");
    line[n++] = '\n';
    write_some(STDERR_FILENO, line, n);
  }
  /* SA_RESETHAND has put back the default action, which makes the core. */
  raise(number);
}

static void noted(int number) {
  int saved = errno;
  if (number == SIGCONT) continued = 1;
  if (number == SIGTERM || number == SIGHUP || number == SIGINT) {
    if (ending) {
      put_back();
      _exit(128 + number);
    }
    ending = 1;
  }
  unsigned char byte = (unsigned char)number;
  if (pipe_end >= 0 && write(pipe_end, &byte, 1) < 0) { /* full: it will be read anyway */ }
  errno = saved;
}

static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static const int deadly[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGQUIT};

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

int CTerminal_watch(int descriptor) {
  pipe_end = descriptor;
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) handle(watched[i], noted, SA_RESTART);
  handle(SIGPIPE, SIG_IGN, 0);
  return 0;
}

void CTerminal_guard(int descriptor, const struct termios *before, const char *bytes, size_t count, const char *name) {
  guarded = 0;
  terminal = descriptor;
  modes = *before;
  restore_count = count < sizeof restore ? count : sizeof restore;
  memcpy(restore, bytes, restore_count);
  notice[append(notice, 0, name)] = 0;
  /* Its own stack, so that an overflow of the other is told too. */
  static char stack[65536];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack, .ss_flags = 0};
  sigaltstack(&other, NULL);
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
    handle(deadly[i], crashed, SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
  }
  guarded = 1;
}

void CTerminal_unguard(void) {
  guarded = 0;
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) handle(deadly[i], SIG_DFL, 0);
}

int CTerminal_stop(void) {
  sigset_t set, before;
  /* A session leader, and one whose parent is of another session, is the top: nothing would continue it. */
  if (getsid(0) == getpid() || getsid(getppid()) != getsid(0)) return 0;
  continued = 0;
  handle(SIGTSTP, SIG_DFL, 0);
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &set, &before);
  kill(0, SIGTSTP);
  /* The signal may reach another thread first: give it a moment before we say that nothing stopped. */
  for (int i = 0; i < 50 && !continued; i++) poll(NULL, 0, 2);
  sigprocmask(SIG_SETMASK, &before, NULL);
  handle(SIGTSTP, noted, SA_RESTART);
  return continued;
}

void CTerminal_default_signals(void) {
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) handle(watched[i], SIG_DFL, 0);
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) handle(deadly[i], SIG_DFL, 0);
  handle(SIGPIPE, SIG_DFL, 0);
}

int CTerminal_run(char *const arguments[]) {
  struct sigaction ignored, old_int, old_quit, old_tstp;
  memset(&ignored, 0, sizeof ignored);
  ignored.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignored, &old_int);
  sigaction(SIGQUIT, &ignored, &old_quit);
  /* Ctrl-Z in the child stops the child and us alike; what stops us then must not be our own suspend. */
  struct sigaction plain = ignored;
  plain.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &plain, &old_tstp);
  int status = -1;
  pid_t child = fork();
  if (child == 0) {
    CTerminal_default_signals();
    execvp(arguments[0], arguments);
    _exit(127);
  }
  if (child > 0) {
    while (waitpid(child, &status, 0) < 0) {
      if (errno != EINTR) { status = -1; break; }
    }
  }
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGQUIT, &old_quit, NULL);
  sigaction(SIGTSTP, &old_tstp, NULL);
  return status;
}

void CTerminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  *columns = *rows = 0;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}

int CTerminal_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }

int CTerminal_memory(void) { return memfd_create("screen", MFD_CLOEXEC); }

void CTerminal_one_heap(void) {
  mallopt(M_ARENA_MAX, 1);
  /* Said once, these no longer grow by themselves: glibc would keep the room of a freed megabyte, and ever more of it. */
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 128 * 1024);
}

void CTerminal_give_back(void) { malloc_trim(0); }

void CTerminal_no_dump(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return;
  /* 0 keeps files away, but not the pipe to a collector; Linux takes 1 for neither. */
  limit.rlim_cur = limit.rlim_max < 1 ? limit.rlim_max : 1;
  setrlimit(RLIMIT_CORE, &limit);
}
