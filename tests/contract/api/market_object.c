/* market_object - everything in the market that has an id, whose it is, and who may name it. */
#include "market.h"

#include <string.h>

static const struct {
    const char *prefix, *query; /* rows of id, owner, owner2 as text, so that one shape fits */
} kinds[] = {
    { "org", "SELECT id, id AS owner, parent_id AS owner2 FROM org" },
    { "usr", "SELECT user_id AS id, org_id AS owner, 0 AS owner2 FROM membership" },
    { "ses", "SELECT s.id, m.org_id AS owner, 0 AS owner2 FROM session s JOIN membership m ON "
             "m.user_id = s.user_id" },
    { "key", "SELECT id, org_id AS owner, 0 AS owner2 FROM api_key" },
    { "prd", "SELECT id, org_id AS owner, 0 AS owner2 FROM product" },
    { "sku", "SELECT id, org_id AS owner, 0 AS owner2 FROM sku" },
    { "agr", "SELECT id, seller_id AS owner, buyer_id AS owner2 FROM agreement" },
    { "reg", "SELECT id, org_id AS owner, 0 AS owner2 FROM region" },
    { "rom", "SELECT id, org_id AS owner, 0 AS owner2 FROM room" },
    { "rck", "SELECT id, org_id AS owner, 0 AS owner2 FROM rack" },
    { "mdl", "SELECT id, org_id AS owner, 0 AS owner2 FROM device_model" },
    { "dev", "SELECT id, org_id AS owner, 0 AS owner2 FROM device" },
    { "slt", "SELECT s.id, d.org_id AS owner, 0 AS owner2 FROM slot s JOIN device d ON d.id = "
             "s.device_id" },
    { "agt", "SELECT id, org_id AS owner, 0 AS owner2 FROM agent" },
    { "job", "SELECT id, org_id AS owner, 0 AS owner2 FROM job" },
    { "wo", "SELECT id, org_id AS owner, 0 AS owner2 FROM work_order" },
    { "vou", "SELECT id, book_id AS owner, 0 AS owner2 FROM voucher" },
    { "sbj", "SELECT id, book_id AS owner, 0 AS owner2 FROM subject WHERE book_id > 0" },
    { "tpl", "SELECT id, book_id AS owner, 0 AS owner2 FROM entry_template WHERE book_id > 0" },
    { "ent", "SELECT id, book_id AS owner, 0 AS owner2 FROM entry" },
    { "quo", "SELECT id, org_id AS owner, seller_id AS owner2 FROM quote" },
    { "ord", "SELECT id, org_id AS owner, 0 AS owner2 FROM orders" },
    { "bil", "SELECT id, org_id AS owner, seller_id AS owner2 FROM bill" },
    { "res", "SELECT id, org_id AS owner, 0 AS owner2 FROM resource" },
    { "arv", "SELECT id, org_id AS owner, 0 AS owner2 FROM arrival" },
    { "clm", "SELECT id, org_id AS owner, 0 AS owner2 FROM claim" },
    { "pay", "SELECT id, org_id AS owner, seller_id AS owner2 FROM payment" },
    { "wdr", "SELECT id, org_id AS owner, seller_id AS owner2 FROM withdrawal" },
    { "cbk", "SELECT id, org_id AS owner, 0 AS owner2 FROM chargeback" },
    { "pst", "SELECT id, org_id AS owner, 0 AS owner2 FROM pay_stray" },
    { "rch", "SELECT id, org_id AS owner, customer_id AS owner2 FROM recharge" },
    { "cpr", "SELECT id, org_id AS owner, 0 AS owner2 FROM customer_price" },
    { "pro", "SELECT id, org_id AS owner, 0 AS owner2 FROM promotion" },
    { "cou", "SELECT id, org_id AS owner, 0 AS owner2 FROM coupon" },
    { "icd", "SELECT id, org_id AS owner, 0 AS owner2 FROM invite_code" },
    { "crt", "SELECT id, org_id AS owner, 0 AS owner2 FROM cart_line" },
    { "trm", "SELECT id, org_id AS owner, 0 AS owner2 FROM terminal" },
    { "msg", "SELECT id, org_id AS owner, 0 AS owner2 FROM message" },
    { "dpt", "SELECT id, org_id AS owner, 0 AS owner2 FROM department" },
    { "inv", "SELECT id, org_id AS owner, 0 AS owner2 FROM invitation" },
    { "lin", "SELECT id, org_id AS owner, seller_id AS owner2 FROM order_line" },
    { "stl", "SELECT id, seller_id AS owner, buyer_id AS owner2 FROM settlement" },
    { "sln", "SELECT x.id, e.seller_id AS owner, e.buyer_id AS owner2 FROM settle_line x JOIN "
             "settle_edge e ON e.id = x.edge_id" },
    { "obj", "SELECT id, by_id AS owner, to_id AS owner2 FROM settle_objection" },
    { "sbl", "SELECT id, supplier_id AS owner, buyer_id AS owner2 FROM supplier_bill" },
    { "sbr", "SELECT r.id, b.supplier_id AS owner, b.buyer_id AS owner2 FROM bill_row r JOIN "
             "supplier_bill b ON b.id = r.bill_id" },
    { "apr", "SELECT id, org_id AS owner, 0 AS owner2 FROM approval" },
};

struct object_row {
    int64_t id, owner, owner2;
};
static const struct kb_field object_row_fields[] = {
    INT(object_row, id), INT(object_row, owner), INT(object_row, owner2), { .name = NULL }
};
static SHAPE(object_row);

static void collect(struct market *m, const char *prefix, const char *text)
{
    struct kb_error err;
    struct kb_list list;
    const struct db_query *q = world_query(&m->w, text);
    assert_ok(db_list(m->w.db, &m->w.arena, q, NO_ARGS, &object_row_shape, 200, &list, &err));
    const struct object_row *rows = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        KB_ASSERT(m->objects_n < OBJECTS_MAX);
        m->objects[m->objects_n++] =
            (struct market_object){ prefix, outside(&m->w, prefix, rows[i].id), rows[i].owner,
                                    rows[i].owner2 };
    }
}

void market_objects(struct market *m)
{
    for (size_t i = 0; i < COUNT(kinds); i++) collect(m, kinds[i].prefix, kinds[i].query);
}

/* --- whose it is --- */

bool market_owns(const struct market *m, enum market_org org, const struct market_object *o)
{
    return o->owner == m->orgs[org] || o->owner2 == m->orgs[org];
}

const struct market_object *market_object(const struct market *m, enum market_org org,
                                          const char *prefix, bool own)
{
    for (size_t i = 0; i < m->objects_n; i++) {
        const struct market_object *o = &m->objects[i];
        if (strcmp(o->prefix, prefix) == 0 && market_owns(m, org, o) == own) return o;
    }
    return NULL;
}

static int64_t parent_of(const struct market *m, int64_t org_id)
{
    for (size_t i = 0; i < m->objects_n; i++)
        if (strcmp(m->objects[i].prefix, "org") == 0 && m->objects[i].owner == org_id)
            return m->objects[i].owner2;
    return 0;
}

static bool stands_below(const struct market *m, int64_t org_id, int64_t above_id)
{
    for (int64_t at = parent_of(m, org_id); at; at = parent_of(m, at))
        if (at == above_id) return true;
    return false;
}

bool market_reaches(const struct market *m, enum market_org org, const struct kb_field *f,
                    const struct market_object *o)
{
    int64_t me = m->orgs[org];
    switch (f->reach) {
    case KB_REACH_OWN: return false;
    case KB_REACH_PARENT: return strcmp(o->prefix, "org") == 0 && o->owner == parent_of(m, me);
    case KB_REACH_CUSTOMERS: return parent_of(m, o->owner) == me;
    case KB_REACH_BELOW: return stands_below(m, o->owner, me);
    case KB_REACH_ALL: return true;
    }
    return false;
}
