#define OPENSSL_SUPPRESS_DEPRECATED 1
#include "shim.h"

void COpenSSL_sha256(const void *bytes, size_t count, unsigned char *digest) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes, count);
  SHA256_Final(digest, &context);
}

void COpenSSL_sha256_hex(const void *bytes, size_t count, unsigned char *digits) {
  static const char hexadecimal[] = "0123456789abcdef";
  unsigned char digest[32];
  COpenSSL_sha256(bytes, count, digest);
  for (int i = 0; i < 32; i++) {
    digits[2 * i] = hexadecimal[digest[i] >> 4];
    digits[2 * i + 1] = hexadecimal[digest[i] & 15];
  }
}
