/* asking - routes of the ledger asked the way the engine asks them: JSON in with ' for ", JSON out,
 * an acting organisation and user. */
#ifndef TESTS_UNIT_LEDGER_ASKING_H
#define TESTS_UNIT_LEDGER_ASKING_H

#include "books.h"

enum { U1 = 9, U2 = 10 }; /* people of finance */

/* The reply is owned by the books and lives as long as they do. prepare runs as it would on a
 * reader; a refusal that has written fails the test. */
enum kb_code ask_as(struct books *b, const struct turn_actor *actor, const char *op, const char *in,
                    json_t **out);
/* As finance of org, person U1 or user. */
enum kb_code ask(struct books *b, int64_t org, const char *op, const char *in, json_t **out);
enum kb_code ask_by(struct books *b, int64_t org, int64_t user, const char *op, const char *in,
                    json_t **out);
/* Must succeed. */
json_t *asked(struct books *b, int64_t org, const char *op, const char *fmt, ...) PRINTF(4, 5);

int64_t num(json_t *j, const char *name);
bool flag(json_t *j, const char *name);
const char *str(json_t *j, const char *name);
json_t *item(json_t *list, size_t i);
size_t items(json_t *list);
/* The item whose field is value; absent fails the test. */
json_t *item_of(json_t *list, const char *field, const char *value);
const char *text_id(struct books *b, const char *prefix, int64_t id);

#endif
