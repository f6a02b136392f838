/* field - describe a struct once; read it from JSON, write it as JSON, print its JSON Schema,
 * and let the store bind and fetch it. A field whose C type disagrees with its kind does not
 * compile. */
#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include "base/arena.h"
#include "base/id.h"

#include <jansson.h>

enum kb_type {
    KB_T_STR,   /* const char *, never NULL, UTF-8 */
    KB_T_INT,   /* int64_t */
    KB_T_BOOL,  /* bool */
    KB_T_ID,    /* int64_t inside, "ord_…" outside; 0 = absent = "" */
    KB_T_JSON,  /* const char *: a JSON value as text ("{}" when absent), free of shape */
    KB_T_LIST,  /* struct kb_list of the shape in .of */
    KB_T_OBJ,   /* void * to the shape in .of, or NULL (written as null) */
};

/* Of an id that is asked for: whose things it may name besides one's own. Anybody else's id is
 * answered like one of nothing; tests/contract/api tries every field with everybody's. */
enum kb_reach {
    KB_REACH_OWN,
    KB_REACH_PARENT,    /* the organisation one buys from */
    KB_REACH_CUSTOMERS, /* things of those who buy from one */
    KB_REACH_BELOW,     /* things of all who stand below one, at any distance */
    KB_REACH_ALL,
};

struct kb_list {
    void *at;   /* n structs of the field's .of shape, one after the other */
    int64_t n;
};

struct kb_field {
    const char *name;
    enum kb_type type;
    size_t offset;
    /* Bytes of a string or JSON text, value of an integer, items of a list. 0,0 = any; a max of
     * 0 over a min that is not negative = no upper bound (but 16384 bytes of JSON text, 1000
     * items). */
    int64_t min, max;
    bool optional;              /* may be missing or absent: "", 0, false, {}, [], null */
    bool secret;                /* read but never written, never logged */
    const char *const *one_of;  /* NULL-ended list of words, or NULL */
    const char *prefix;         /* of an id */
    enum kb_reach reach;        /* of an id */
    const char *reach_why;      /* one sentence, where the reach is more than one's own */
    const struct kb_shape *of;  /* of a list or object */
    const char *unit;           /* "fen", "ms", "bp": told to readers of the schema */
    const char *doc;
};

struct kb_shape {
    const char *name;
    size_t size;
    const struct kb_field *fields;  /* ends with an all-zero row */
};

#define KB_OFFSET_(S, m, T)                                                                        \
    (offsetof(struct S, m) +                                                                       \
     0 * sizeof(char[__builtin_types_compatible_p(__typeof__(((struct S *)0)->m), T) ? 1 : -1]))
#define KB_FIELD_(S, m, kind, T) .name = #m, .type = kind, .offset = KB_OFFSET_(S, m, T)
#define STR(S, m, ...) { KB_FIELD_(S, m, KB_T_STR, const char *), __VA_ARGS__ }
#define INT(S, m, ...) { KB_FIELD_(S, m, KB_T_INT, int64_t), __VA_ARGS__ }
#define BOOL(S, m, ...) { KB_FIELD_(S, m, KB_T_BOOL, bool), __VA_ARGS__ }
#define ID(S, m, pre, ...) { KB_FIELD_(S, m, KB_T_ID, int64_t), .prefix = (pre), __VA_ARGS__ }
#define JSON(S, m, ...) { KB_FIELD_(S, m, KB_T_JSON, const char *), __VA_ARGS__ }
#define LIST(S, m, shape, ...)                                                                     \
    { KB_FIELD_(S, m, KB_T_LIST, struct kb_list), .of = &(shape), __VA_ARGS__ }
#define OBJ(S, m, shape, ...)                                                                      \
    { .name = #m, .type = KB_T_OBJ, .offset = offsetof(struct S, m), .of = &(shape), __VA_ARGS__ }
#define SHAPE(S) const struct kb_shape S##_shape = { #S, sizeof(struct S), S##_fields }

/* Limits of every JSON text from outside. */
#define KB_JSON_DEPTH_MAX 32
#define KB_JSON_NODES_MAX 10000

/* Parse text of at most max bytes: UTF-8, no duplicate keys, depth and node limits. *out is
 * owned. */
MUST_USE enum kb_code kb_json_parse(const char *text, size_t len, size_t max, json_t **out,
                                    struct kb_error *err);
/* Compact text of any JSON value, in the arena. */
char *kb_json_text(const json_t *json, struct kb_arena *a);
/* Fill *out (zeroed first) from a JSON object. Unknown fields, wrong types, ranges and foreign ids
 * are refused with the field's name. Strings live in the arena. */
MUST_USE enum kb_code kb_read(const struct kb_shape *shape, json_t *json,
                              const struct kb_id_key *ids, void *out, struct kb_arena *a,
                              struct kb_error *err);
/* A new JSON object of the struct, without secrets. ids NULL: ids are written as integers. */
json_t *kb_write(const struct kb_shape *shape, const void *in, const struct kb_id_key *ids);
/* The same with secrets, for sealed storage and for the agent's encrypted channel only. */
json_t *kb_write_secret(const struct kb_shape *shape, const void *in, const struct kb_id_key *ids);
/* JSON Schema 2020-12 of the shape as JSON (input: required fields are the non-optional ones). */
json_t *kb_schema(const struct kb_shape *shape, bool input);
const struct kb_field *kb_field_find(const struct kb_shape *shape, const char *name);
/* The struct as compact JSON text in the arena, ids as integers: for journals and outboxes. */
char *kb_write_text(const struct kb_shape *shape, const void *in, struct kb_arena *a);

static inline void kb_json_unref(json_t **j)
{
    json_decref(*j);
}
#define AUTO_JSON AUTO(kb_json_unref) json_t *

#endif
