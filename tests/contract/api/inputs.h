/* inputs - what a route can be asked, made from its shape: one input in which every field holds
 * something of the right kind, and every way to spoil one field. */
#ifndef TESTS_CONTRACT_API_INPUTS_H
#define TESTS_CONTRACT_API_INPUTS_H

#include "market.h"

/* A whole input as JSON, path values included; ids are org's own where it has any (own), or
 * somebody else's. Owned by the caller. */
json_t *input_good(struct market *m, const struct turn_route *r, enum market_org org, bool own);
/* Ask r with in as the actor set in the world: path values go into the path, the rest into
 * query or body. */
int input_ask(struct market *m, const struct turn_route *r, json_t *in);

/* The n-th way to spoil field f: a value that must be refused. NULL: no more ways. */
struct input_bad {
    const char *name;
    json_t *value; /* owned by the caller */
};
bool input_bad(const struct kb_field *f, size_t n, struct input_bad *out);
bool input_in_path(const struct turn_route *r, const char *name);

#endif
