/* seal - secrets at rest, passwords, tokens, key files. A sealed text is base64 of a version
 * byte, a random nonce and the ciphertext; the place it belongs to is authenticated with it. */
#include "base/seal.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEAL_VERSION 1
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEAL_OVERHEAD (1 + NONCE_BYTES + TAG_BYTES)

/* Interactive log-ins at about 100 ms of one core; 32 MiB each bounds what parallel log-ins
 * take. */
#define PASSWORD_OPS 6
#define PASSWORD_MEMORY ((size_t)32 << 20)
#define PASSWORD_MAX 1024

_Static_assert(sizeof(struct kb_seal_key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a key");

char *kb_seal(const struct kb_seal_key *key, struct kb_world *w, const char *place,
              const char *secret, struct kb_arena *a)
{
    size_t n = strlen(secret), whole = n + SEAL_OVERHEAD;
    unsigned char *box = kb_alloc(a, whole), *nonce = box + 1;
    box[0] = SEAL_VERSION;
    kb_random(w, nonce, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + NONCE_BYTES, NULL, (const unsigned char *)secret, n, (const unsigned char *)place,
        strlen(place), NULL, nonce, key->bytes);
    char *text = kb_alloc(a, 4 * ((whole + 2) / 3) + 1);
    kb_base64(text, box, whole);
    return text;
}

enum kb_code kb_unseal(const struct kb_seal_key *key, const char *place, const char *sealed,
                       struct kb_arena *a, const char **secret, struct kb_error *err)
{
    size_t cap = strlen(sealed) / 4 * 3 + 3, whole = 0;
    unsigned char *box = kb_alloc(a, cap), *nonce = box + 1;
    *secret = "";
    if (!kb_unbase64(sealed, box, cap, &whole) || whole < SEAL_OVERHEAD || box[0] != SEAL_VERSION)
        return kb_fail(err, KB_INTERNAL, "seal.open", "%s does not hold a sealed secret", place);
    size_t n = whole - SEAL_OVERHEAD;
    char *opened = kb_alloc(a, n + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            (unsigned char *)opened, NULL, NULL, nonce + NONCE_BYTES, n + TAG_BYTES,
            (const unsigned char *)place, strlen(place), nonce, key->bytes) != 0)
        return kb_fail(err, KB_INTERNAL, "seal.open",
                       "%s was sealed with another key or for another place", place);
    *secret = opened;
    return KB_OK;
}

enum kb_code kb_password_hash(const char *password, struct kb_arena *a, const char **hash,
                              struct kb_error *err)
{
    char *text = kb_alloc(a, crypto_pwhash_STRBYTES);
    size_t n = strlen(password);
    *hash = "";
    KB_ASSERT(sodium_init() >= 0);
    if (n > PASSWORD_MAX)
        return kb_fail_field(err, "password", "request.field",
                             "password must have at most %d bytes", PASSWORD_MAX);
    if (crypto_pwhash_str(text, password, n, PASSWORD_OPS, PASSWORD_MEMORY) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "limit.reached", "no memory to hash a password");
    *hash = text;
    return KB_OK;
}

/* The work of checking a password, for nothing: who measures time learns no user names. */
static void password_idle(const char *password, size_t n)
{
    static const unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char out[32];
    (void)!crypto_pwhash(out, sizeof out, password, n, salt, PASSWORD_OPS, PASSWORD_MEMORY,
                         crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(out, sizeof out);
}

bool kb_password_ok(const char *hash, const char *password)
{
    size_t n = strnlen(password, PASSWORD_MAX + 1);
    if (strncmp(hash, crypto_pwhash_STRPREFIX, strlen(crypto_pwhash_STRPREFIX)) == 0 &&
        n <= PASSWORD_MAX)
        return crypto_pwhash_str_verify(hash, password, n) == 0;
    password_idle(password, n <= PASSWORD_MAX ? n : 0);
    return false;
}

void kb_digest(char out[65], const void *in, size_t n)
{
    unsigned char digest[32];
    crypto_generichash(digest, sizeof digest, in, n, NULL, 0);
    kb_hex(out, digest, sizeof digest);
}

char *kb_token(struct kb_world *w, size_t n, struct kb_arena *a)
{
    unsigned char *bytes = kb_alloc(a, n);
    char *text = kb_alloc(a, 4 * ((n + 2) / 3) + 1);
    kb_random(w, bytes, n);
    kb_base64(text, bytes, n);
    sodium_memzero(bytes, n);
    return text;
}

bool kb_same(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    volatile unsigned char differs = na != nb;
    for (size_t i = 0; i < nb; i++) differs |= (unsigned char)(a[i < na ? i : na] ^ b[i]);
    return differs == 0;
}

static void fd_close(const int *fd)
{
    if (*fd >= 0) close(*fd);
}

MUST_USE static enum kb_code key_fail(struct kb_error *err, const char *path, const char *why)
{
    return kb_fail(err, KB_INTERNAL, "key.file", "%s: %s", path, why);
}

static bool write_whole(int fd, const void *in, size_t n)
{
    for (const char *at = in; n > 0;) {
        ssize_t done = write(fd, at, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        n -= (size_t)done;
    }
    return fsync(fd) == 0;
}

static bool sync_folder_of(const char *path)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? kb_strndup(&a, path, (size_t)(slash - path) + 1) : ".";
    AUTO(fd_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

/* Whole or not at all: written aside, then linked, so that two who start at once agree on one
 * key and a crash leaves no short one. */
static enum kb_code key_create(const char *path, size_t n, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    char *aside = kb_printf(&a, "%s.XXXXXX", path);
    unsigned char *key = kb_alloc(&a, n);
    AUTO(fd_close) int fd = mkostemp(aside, O_CLOEXEC);
    if (fd < 0) return key_fail(err, path, strerror(errno));
    KB_ASSERT(sodium_init() >= 0);
    randombytes_buf(key, n);
    bool ok = fchmod(fd, 0400) == 0 && write_whole(fd, key, n) &&
              (link(aside, path) == 0 || errno == EEXIST);
    int why = errno;
    sodium_memzero(key, n);
    unlink(aside);
    if (!ok) return key_fail(err, path, strerror(why));
    return sync_folder_of(path) ? KB_OK : key_fail(err, path, "its folder cannot be synced");
}

static bool read_whole(int fd, void *out, size_t n)
{
    for (char *at = out; n > 0;) {
        ssize_t done = read(fd, at, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        n -= (size_t)done;
    }
    return true;
}

enum kb_code kb_key_load(const char *path, bool create, void *out, size_t n, struct kb_error *err)
{
    struct stat st;
    if (create && access(path, F_OK) != 0) TRY(key_create(path, n, err));
    AUTO(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) != 0) return key_fail(err, path, strerror(errno));
    if (!S_ISREG(st.st_mode) || (size_t)st.st_size != n)
        return key_fail(err, path, "is not a key file of the right length");
    if (st.st_mode & 077) return key_fail(err, path, "may be read by others: set its mode to 0400");
    return read_whole(fd, out, n) ? KB_OK : key_fail(err, path, "cannot be read");
}
