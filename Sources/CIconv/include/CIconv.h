#ifndef OPSDECK_CICONV_H
#define OPSDECK_CICONV_H
#include <stddef.h>
#include <stdint.h>

/* What one step of a conversion did; `state` tells why it stopped. */
enum { CICONV_DONE = 0, CICONV_FULL = 1, CICONV_CUT = 2, CICONV_BAD = 3 };
typedef struct {
  size_t taken;   /* bytes read from the input */
  size_t written; /* bytes written to the output */
  int state;      /* DONE: all read; FULL: output full; CUT: input ends inside a character; BAD: byte without meaning */
} ciconv_step;

/* A conversion to UTF-8, or NULL where the system knows no such charset. */
void *ciconv_open(const char *charset);
ciconv_step ciconv_feed(void *conversion, const uint8_t *input, size_t count, uint8_t *output, size_t room);
void ciconv_close(void *conversion);
#endif
