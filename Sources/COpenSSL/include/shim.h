#ifndef OPSDECK_COPENSSL_H
#define OPSDECK_COPENSSL_H
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

/// SHA-256 of `count` bytes into 32 bytes. The one-call function of OpenSSL 3 looks the algorithm up each time,
/// which costs more than hashing an audit row; this one goes straight to it.
void COpenSSL_sha256(const void *bytes, size_t count, unsigned char *digest);
/// The same as 64 lower-case hexadecimal digits.
void COpenSSL_sha256_hex(const void *bytes, size_t count, unsigned char *digits);
#endif
