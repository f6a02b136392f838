/* seal - secrets at rest and passwords. XChaCha20-Poly1305 and argon2id of libsodium. */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include "base/arena.h"
#include "base/world.h"

struct kb_seal_key {
    unsigned char bytes[32];
};

/* Text that only the same key and the same place ("device_endpoint|42|secret") open again: moving a
 * sealed value to another row makes it unreadable. In the arena, base64. */
char *kb_seal(const struct kb_seal_key *key, struct kb_world *w, const char *place,
              const char *secret, struct kb_arena *a);
MUST_USE enum kb_code kb_unseal(const struct kb_seal_key *key, const char *place,
                                const char *sealed, struct kb_arena *a, const char **secret,
                                struct kb_error *err);

/* argon2id, parameters stored in the text: about 100 ms of CPU and 32 MiB, so never on the core. */
MUST_USE enum kb_code kb_password_hash(const char *password, struct kb_arena *a, const char **hash,
                                       struct kb_error *err);
/* Constant work also when hash is "" (no such user): then false after the same time. */
bool kb_password_ok(const char *hash, const char *password);

/* BLAKE2b-256 as 64 hex digits: what is stored of a token or ticket. */
void kb_digest(char out[65], const void *in, size_t n);
/* n random bytes as URL-safe base64, in the arena. */
char *kb_token(struct kb_world *w, size_t n, struct kb_arena *a);
bool kb_same(const char *a, const char *b);  /* constant time in the length of b */
/* The key in a file of 32 raw bytes; created with mode 0400 when absent and create is set. */
MUST_USE enum kb_code kb_key_load(const char *path, bool create, void *out, size_t n,
                                  struct kb_error *err);

#endif
