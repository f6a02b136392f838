/* sshkey - reads public key lines strictly (they end up in authorized_keys, where an option before
 * the type could run a command) and makes ed25519 pairs in the two private formats that SSH servers
 * read, so that a machine's host key is known before anybody has talked to it. */
#include "drivers/sshkey.h"

#include <sodium.h>
#include <string.h>

#define BLOB_MAX    512
#define COMMENT_MAX 200

struct keytype {
    const char *name;
    size_t blob_len; /* of the whole blob: these types have one size each */
};
static const struct keytype keytypes[] = {
    { "ssh-ed25519", 51 },
    { "ecdsa-sha2-nistp256", 104 },
    { "ecdsa-sha2-nistp384", 136 },
    { "ecdsa-sha2-nistp521", 172 },
};

/* A growing string of SSH wire format (RFC 4251 §5); the callers' sizes are fixed and small. */
struct wire {
    unsigned char at[BLOB_MAX];
    size_t n;
};

static void put(struct wire *w, const void *in, size_t n)
{
    KB_ASSERT(n <= sizeof w->at - w->n);
    memcpy(w->at + w->n, in, n);
    w->n += n;
}

static void put_u32(struct wire *w, size_t v)
{
    unsigned char b[4] = { (unsigned char)(v >> 24), (unsigned char)(v >> 16),
                           (unsigned char)(v >> 8), (unsigned char)v };
    put(w, b, sizeof b);
}

static void put_string(struct wire *w, const void *in, size_t n)
{
    put_u32(w, n);
    put(w, in, n);
}

static char *base64(struct kb_arena *a, const void *in, size_t n)
{
    size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    char *out = kb_alloc(a, size);
    return sodium_bin2base64(out, size, in, n, sodium_base64_VARIANT_ORIGINAL);
}

void drv_key_fingerprint(const void *blob, size_t n, char out[DRV_FINGERPRINT_MAX])
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, blob, n);
    memcpy(out, "SHA256:", 7);
    sodium_bin2base64(out + 7, DRV_FINGERPRINT_MAX - 7, hash, sizeof hash,
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

bool drv_fingerprint_ok(const char *text)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    size_t n;
    return strncmp(text, "SHA256:", 7) == 0 && strlen(text) == 50 &&
           sodium_base642bin(hash, sizeof hash, text + 7, 43, NULL, &n, NULL,
                             sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
           n == sizeof hash;
}

static const struct keytype *type_of(const char *line, size_t n)
{
    for (size_t i = 0; i < COUNT(keytypes); i++)
        if (strlen(keytypes[i].name) == n && memcmp(keytypes[i].name, line, n) == 0)
            return &keytypes[i];
    return NULL;
}

static bool plain(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f) return false;
    return true;
}

/* The blob must be of the type that the line says, and of its size. */
static bool blob_fits(const struct keytype *t, const unsigned char *blob, size_t n)
{
    size_t name = strlen(t->name);
    return n == t->blob_len && blob[0] == 0 && blob[1] == 0 && blob[2] == 0 && blob[3] == name &&
           memcmp(blob + 4, t->name, name) == 0;
}

enum kb_code drv_key_read(const char *line, const char *field, struct kb_arena *a,
                          struct drv_key *out, struct kb_error *err)
{
    size_t type_len = strcspn(line, " ");
    const struct keytype *type = type_of(line, type_len);
    unsigned char blob[BLOB_MAX];
    size_t n = 0;
    if (strncmp(line, "ssh-rsa ", 8) == 0)
        return kb_fail_field(
            err, field, "ssh_key.rsa",
            "RSA keys are not accepted; make an ed25519 key: ssh-keygen -t ed25519");
    if (!type || !plain(line) || line[type_len] != ' ')
        return kb_fail_field(err, field, "ssh_key.invalid",
                             "not a line \"ssh-ed25519 AAAA… comment\" (ed25519 or ecdsa)");
    const char *text = line + type_len + 1;
    size_t text_len = strcspn(text, " ");
    if (sodium_base642bin(blob, sizeof blob, text, text_len, NULL, &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        !blob_fits(type, blob, n))
        return kb_fail_field(err, field, "ssh_key.invalid", "the %s key is damaged", type->name);
    const char *comment = text + text_len;
    if (strlen(comment) > COMMENT_MAX)
        return kb_fail_field(err, field, "ssh_key.invalid", "the comment is too long");
    out->line = kb_strdup(a, line);
    drv_key_fingerprint(blob, n, out->fingerprint);
    return KB_OK;
}

static bool has(const struct drv_keys *keys, const struct drv_key *k)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strcmp(keys->at[i].fingerprint, k->fingerprint) == 0) return true;
    return false;
}

enum kb_code drv_keys_read(const char *json, const char *field, struct kb_arena *a,
                           struct drv_keys *out, struct kb_error *err)
{
    AUTO_JSON list = NULL;
    json_t *item;
    size_t i;
    out->n = 0;
    if (strcmp(json, "{}") == 0) return KB_OK; /* an optional field that was left out */
    TRY(kb_json_parse(json, strlen(json), (size_t)DRV_KEYS_MAX * 1024, &list, err));
    if (!json_is_array(list) || json_array_size(list) > DRV_KEYS_MAX)
        return kb_fail_field(err, field, "request.field", "%s must be a list of at most %d keys",
                             field, DRV_KEYS_MAX);
    json_array_foreach(list, i, item) {
        struct drv_key key;
        if (!json_is_string(item))
            return kb_fail_field(err, field, "request.field", "%s must be a list of strings",
                                 field);
        TRY(drv_key_read(json_string_value(item), field, a, &key, err));
        if (!has(out, &key)) out->at[out->n++] = key;
    }
    return KB_OK;
}

static char *armour(struct kb_arena *a, const struct wire *w)
{
    const char *text = base64(a, w->at, w->n);
    char *out = kb_strdup(a, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    for (size_t at = 0, n = strlen(text); at < n; at += 70)
        out = kb_printf(a, "%s%.70s\n", out, text + at);
    return kb_printf(a, "%s-----END OPENSSH PRIVATE KEY-----\n", out);
}

/* The openssh-key-v1 container without encryption (PROTOCOL.key of OpenSSH). */
static char *openssh(struct kb_arena *a, uint32_t check, const unsigned char *pair,
                     const struct wire *public, const char *comment)
{
    struct wire w = { .n = 0 }, inner = { .n = 0 };
    put_u32(&inner, check);
    put_u32(&inner, check);
    put_string(&inner, "ssh-ed25519", 11);
    put_string(&inner, pair + 32, 32);
    put_string(&inner, pair, 64);
    put_string(&inner, comment, strlen(comment));
    for (unsigned char pad = 1; inner.n % 8; pad++) put(&inner, &pad, 1);
    put(&w, "openssh-key-v1", 15); /* with its NUL */
    put_string(&w, "none", 4);
    put_string(&w, "none", 4);
    put_string(&w, "", 0);
    put_u32(&w, 1);
    put_string(&w, public->at, public->n);
    put_string(&w, inner.at, inner.n);
    char *text = armour(a, &w);
    sodium_memzero(&inner, sizeof inner);
    sodium_memzero(&w, sizeof w);
    return text;
}

void drv_key_make(struct kb_world *w, const char *comment, struct kb_arena *a,
                  struct drv_key_pair *out)
{
    unsigned char seed[crypto_sign_SEEDBYTES], public[32], pair[64];
    struct wire blob = { .n = 0 }, dropbear = { .n = 0 };
    uint32_t check;
    KB_ASSERT(strlen(comment) <= 64 && plain(comment));
    kb_random(w, seed, sizeof seed);
    kb_random(w, &check, sizeof check);
    crypto_sign_seed_keypair(public, pair, seed);
    put_string(&blob, "ssh-ed25519", 11);
    put_string(&blob, public, sizeof public);
    put_string(&dropbear, "ssh-ed25519", 11);
    put_string(&dropbear, pair, sizeof pair);
    memcpy(out->dropbear, dropbear.at, sizeof out->dropbear);
    out->line = kb_printf(a, "ssh-ed25519 %s %s", base64(a, blob.at, blob.n), comment);
    out->openssh = openssh(a, check, pair, &blob, comment);
    drv_key_fingerprint(blob.at, blob.n, out->fingerprint);
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(pair, sizeof pair);
    sodium_memzero(&dropbear, sizeof dropbear);
}
