/* A shape with every kind of field, nested both ways: what the tests of fields and schemas use. */
#ifndef TESTS_UNIT_BASE_FIELD_PRIV_H
#define TESTS_UNIT_BASE_FIELD_PRIV_H

#include "base/field.h"

struct line {
    const char *sku;
    int64_t qty;
};
struct note {
    const char *text;
    struct kb_list lines;
};
struct all {
    int64_t id, org_id, seller_id;
    const char *name, *state, *mood, *password, *free, *config;
    int64_t paid_fen, offset_ms, rate_bp;
    bool urgent, silent;
    struct kb_list lines, parts;
    void *note, *extra;
};

static const char *const all_states[] = { "placed", "paid", NULL };

static const struct kb_field line_fields[] = {
    STR(line, sku, .min = 1, .max = 8),
    INT(line, qty, .min = 1, .max = 1000),
    { 0 },
};
static SHAPE(line);

static const struct kb_field note_fields[] = {
    STR(note, text, .max = 20),
    LIST(note, lines, line_shape, .max = 2, .optional = true),
    { 0 },
};
static SHAPE(note);

static const struct kb_field all_fields[] = {
    ID(all, id, "ord", .doc = "The order."),
    ID(all, org_id, "org"),
    ID(all, seller_id, "org", .optional = true),
    STR(all, name, .min = 2, .max = 12, .doc = "What people call it."),
    STR(all, state, .one_of = all_states),
    STR(all, mood, .min = 2, .one_of = all_states, .optional = true),
    STR(all, password, .min = 8, .max = 64, .secret = true),
    STR(all, free, .optional = true),
    JSON(all, config, .max = 40, .optional = true),
    INT(all, paid_fen, .min = 1, .max = 100, .unit = "fen"),
    INT(all, offset_ms, .min = -5, .max = 5, .unit = "ms"),
    INT(all, rate_bp, .min = 1, .optional = true, .unit = "bp"),
    BOOL(all, urgent),
    BOOL(all, silent, .optional = true),
    LIST(all, lines, line_shape, .min = 1, .max = 3),
    LIST(all, parts, line_shape, .optional = true),
    OBJ(all, note, note_shape),
    OBJ(all, extra, note_shape, .optional = true),
    { 0 },
};
static SHAPE(all);

#endif
