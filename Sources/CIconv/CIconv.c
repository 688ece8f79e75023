#include "CIconv.h"
#include <errno.h>
#include <iconv.h>

void *ciconv_open(const char *charset) {
  iconv_t conversion = iconv_open("UTF-8", charset);
  return conversion == (iconv_t)-1 ? NULL : (void *)conversion;
}

/* Swift cannot pass iconv's pointers to pointers and read errno without a race, so both are done here. */
ciconv_step ciconv_feed(void *conversion, const uint8_t *input, size_t count, uint8_t *output, size_t room) {
  char *from = (char *)input, *to = (char *)output;
  size_t left = count, space = room;
  size_t result = iconv((iconv_t)conversion, &from, &left, &to, &space);
  ciconv_step step = {count - left, room - space, CICONV_DONE};
  if (result == (size_t)-1) step.state = errno == E2BIG ? CICONV_FULL : errno == EINVAL ? CICONV_CUT : CICONV_BAD;
  return step;
}

void ciconv_close(void *conversion) { iconv_close((iconv_t)conversion); }
