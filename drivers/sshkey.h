/* sshkey - SSH public keys as text, and fresh ed25519 pairs: for authorized_keys, for pinning host
 * keys, and for keys that are given to a machine before anybody has talked to it. */
#ifndef DRIVERS_SSHKEY_H
#define DRIVERS_SSHKEY_H

#include "base/arena.h"
#include "base/field.h"
#include "base/world.h"

#define DRV_KEYS_MAX 16
#define DRV_FINGERPRINT_MAX 64  /* "SHA256:" and 43 characters of base64 */

struct drv_key {
    const char *line;           /* "ssh-ed25519 AAAA… comment", without options or line ends */
    char fingerprint[DRV_FINGERPRINT_MAX];
};

/* One public key line: ed25519 or ecdsa (nistp256/384/521). RSA is refused with the reason why; so
 * is anything with options before the type, since those can run commands. field: for errors. */
MUST_USE enum kb_code drv_key_read(const char *line, const char *field, struct kb_arena *a,
                                   struct drv_key *out, struct kb_error *err);
/* A JSON list of such lines, at most DRV_KEYS_MAX; the same key twice counts once; "{}" is none. */
struct drv_keys {
    struct drv_key at[DRV_KEYS_MAX];
    size_t n;
};
MUST_USE enum kb_code drv_keys_read(const char *json, const char *field, struct kb_arena *a,
                                    struct drv_keys *out, struct kb_error *err);
/* Of a raw public key blob, the way ssh-keygen -l writes it. */
void drv_key_fingerprint(const void *blob, size_t n, char out[DRV_FINGERPRINT_MAX]);
/* "SHA256:" and 43 base64 characters. */
bool drv_fingerprint_ok(const char *text);

struct drv_key_pair {
    const char *line;           /* public line with the comment */
    const char *openssh;        /* private key, PEM armour: secret */
    unsigned char dropbear[83]; /* private key in dropbear's own form: secret */
    char fingerprint[DRV_FINGERPRINT_MAX];
};

/* A new pair from the world's randomness. comment: printable, no spaces at its ends. */
void drv_key_make(struct kb_world *w, const char *comment, struct kb_arena *a,
                  struct drv_key_pair *out);

#endif
