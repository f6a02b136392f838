/* id - 64-bit time-ordered numbers inside, keyed and typed text outside.
 * Inside: 41 bits of ms since 2020-01-01, 10 bits of node, 12 bits of sequence, sign bit 0: rowids.
 * Outside: "ord_" + 13 characters of Crockford base32 over a keyed permutation of the number,
 * tweaked by the prefix, so that ids can be neither counted nor guessed nor passed off as
 * another type's. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/base.h"

#define KB_ID_EPOCH_MS 1577836800000LL
#define KB_ID_TEXT_MAX 20  /* prefix of up to 5, '_', 13 characters, NUL */
#define KB_ID_NEVER INT64_MAX /* a well-formed id that nothing has: its last ms is in 2089 */

struct kb_id_key {
    unsigned char bytes[16];
};

struct kb_id_maker {
    int64_t last_ms;
    uint32_t node;      /* 0..1023 */
    uint32_t sequence;  /* 0..4095 within last_ms */
};

/* Strictly growing per maker; when a ms is full or the clock steps back it runs ahead of the
 * clock. */
int64_t kb_id_make(struct kb_id_maker *m, int64_t now_ms);
/* Milliseconds (Unix) in which the id was made. */
int64_t kb_id_ms(int64_t id);
/* The least id of such a millisecond: all made before it are less. */
int64_t kb_id_first(int64_t at_ms);
/* 0 is written as "" (absent). */
void kb_id_text(const struct kb_id_key *key, const char *prefix, int64_t id,
                char out[KB_ID_TEXT_MAX]);
/* false: not written like an id of this prefix. "" is not an id. A text that is written like one
 * but that no id has is read as KB_ID_NEVER: whoever sends it learns what he would learn of any
 * other id that is not there, and nothing of how ids are made. */
bool kb_id_parse(const struct kb_id_key *key, const char *prefix, const char *text, int64_t *id);

#endif
