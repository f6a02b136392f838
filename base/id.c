/* id - numbers that sort by time inside, text that tells nothing outside: a Feistel network
 * whose round function is SipHash keyed by the operator's key, tweaked by the prefix. */
#include "base/id.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define SEQUENCE_BITS 12
#define NODE_BITS 10
#define ROUNDS 6 /* four make a strong permutation of a sound round function; two for comfort */
#define DIGITS 13
#define PREFIX_MAX 5

_Static_assert(sizeof(struct kb_id_key) == crypto_shorthash_KEYBYTES, "the key of SipHash-2-4");

int64_t kb_id_make(struct kb_id_maker *m, int64_t now_ms)
{
    KB_ASSERT(m->node < 1u << NODE_BITS);
    if (now_ms <= KB_ID_EPOCH_MS) now_ms = KB_ID_EPOCH_MS + 1;
    if (now_ms > m->last_ms) {
        m->last_ms = now_ms;
        m->sequence = 0;
    } else if (++m->sequence >= 1u << SEQUENCE_BITS) {
        m->last_ms++;
        m->sequence = 0;
    }
    int64_t ms = m->last_ms - KB_ID_EPOCH_MS;
    KB_ASSERT(ms < INT64_C(1) << 41);
    return ms << (NODE_BITS + SEQUENCE_BITS) | (int64_t)m->node << SEQUENCE_BITS | m->sequence;
}

int64_t kb_id_ms(int64_t id)
{
    return (id >> (NODE_BITS + SEQUENCE_BITS)) + KB_ID_EPOCH_MS;
}

int64_t kb_id_first(int64_t at_ms)
{
    return at_ms <= KB_ID_EPOCH_MS ? 0 : (at_ms - KB_ID_EPOCH_MS) << (NODE_BITS + SEQUENCE_BITS);
}

static uint32_t round_of(const struct kb_id_key *key, const char *prefix, unsigned round,
                         uint32_t half)
{
    unsigned char in[PREFIX_MAX + 5] = { 0 }, out[crypto_shorthash_BYTES];
    for (size_t i = 0; prefix[i]; i++) in[i] = (unsigned char)prefix[i];
    in[PREFIX_MAX] = (unsigned char)round;
    for (unsigned i = 0; i < 4; i++) in[PREFIX_MAX + 1 + i] = (unsigned char)(half >> (8 * i));
    crypto_shorthash(out, in, sizeof in, key->bytes);
    return (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 |
           (uint32_t)out[3] << 24;
}

static uint64_t permute(const struct kb_id_key *key, const char *prefix, uint64_t x)
{
    uint32_t left = (uint32_t)(x >> 32), right = (uint32_t)x;
    for (unsigned r = 0; r < ROUNDS; r++) {
        uint32_t next = left ^ round_of(key, prefix, r, right);
        left = right;
        right = next;
    }
    return (uint64_t)left << 32 | right;
}

static uint64_t unpermute(const struct kb_id_key *key, const char *prefix, uint64_t x)
{
    uint32_t left = (uint32_t)(x >> 32), right = (uint32_t)x;
    for (unsigned r = ROUNDS; r-- > 0;) {
        uint32_t before = right ^ round_of(key, prefix, r, left);
        right = left;
        left = before;
    }
    return (uint64_t)left << 32 | right;
}

/* Crockford's alphabet: no i, l, o, u. Lower case, and parsed as strictly as it is written, so
 * that one number has one text. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

void kb_id_text(const struct kb_id_key *key, const char *prefix, int64_t id,
                char out[KB_ID_TEXT_MAX])
{
    size_t n = strlen(prefix);
    KB_ASSERT(id >= 0 && n > 0 && n <= PREFIX_MAX);
    out[0] = '\0';
    if (id == 0) return;
    uint64_t x = permute(key, prefix, (uint64_t)id);
    memcpy(out, prefix, n);
    out[n] = '_';
    for (size_t i = 0; i < DIGITS; i++, x >>= 5) out[n + DIGITS - i] = alphabet[x & 31];
    out[n + 1 + DIGITS] = '\0';
}

bool kb_id_parse(const struct kb_id_key *key, const char *prefix, const char *text, int64_t *id)
{
    size_t n = strlen(prefix);
    uint64_t x = 0;
    KB_ASSERT(n > 0 && n <= PREFIX_MAX);
    if (strncmp(text, prefix, n) != 0 || text[n] != '_') return false;
    const char *digits = text + n + 1;
    if (strlen(digits) != DIGITS) return false;
    for (size_t i = 0; i < DIGITS; i++) {
        const char *at = strchr(alphabet, digits[i]);
        uint64_t digit = at ? (uint64_t)(at - alphabet) : 32;
        if (digit > 31 || (i == 0 && digit > 15))
            return false; /* 13 digits hold one bit too many */
        x = x << 5 | digit;
    }
    x = unpermute(key, prefix, x);
    *id = x == 0 || x > INT64_MAX ? KB_ID_NEVER : (int64_t)x;
    return true;
}
