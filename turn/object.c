/* object - the words objects go by in journals, notices and on the live channel, and the prefixes
 * of their ids outside. One table, so that a new object is named once. */
#include "turn/turn.h"

#include <string.h>

static const struct {
    const char *object, *prefix;
    const char *open; /* why its ids are everybody's, NULL: they are not */
} objects[] = {
    { "agent", "agt" },
    { "agreement", "agr" },
    { "api_key", "key" },
    { "approval", "apr" },
    { "arrival", "arv" },
    { "balance", "org" },
    { "bill", "bil" },
    { "book", "org" },
    { "cart", "crt" },
    { "chargeback", "cbk" },
    { "claim", "clm" },
    { "coupon", "cou" },
    { "customer", "org" },
    { "customer_price", "cpr" },
    { "department", "dpt" },
    { "device", "dev" },
    { "device_model", "mdl" },
    { "distributor", "org" },
    { "entry", "ent" },
    { "invitation", "inv" },
    { "invite_code", "icd" },
    { "job", "job" },
    { "member", "usr" },
    { "message", "msg" },
    { "order", "ord" },
    { "pay_account", "pac" },
    { "pay_stray", "pst" },
    { "payment", "pay" },
    { "payout", "pot" },
    { "period", "org" },
    { "platform", "org" },
    { "product", "prd", "every organisation buys from the platform's one catalogue" },
    { "promotion", "pro" },
    { "quote", "quo" },
    { "rack", "rck" },
    { "recharge", "rch" },
    { "refund", "rfd" },
    { "region", "reg" },
    { "resource", "res" },
    { "room", "rom" },
    { "settlement", "stl" },
    { "sku", "sku", "every seller puts prices of its own on the platform's one catalogue" },
    { "subject", "sbj" },
    { "supplier_bill", "sbl" },
    { "template", "tpl" },
    { "terminal", "trm" },
    { "voucher", "vou" },
    { "withdrawal", "wdr" },
    { "work_order", "wo" },
};

const char *turn_object_prefix(const char *object)
{
    for (size_t i = 0; i < COUNT(objects); i++)
        if (strcmp(objects[i].object, object) == 0) return objects[i].prefix;
    return "";
}

const char *turn_object_open(const char *prefix)
{
    for (size_t i = 0; i < COUNT(objects); i++)
        if (strcmp(objects[i].prefix, prefix) == 0) return objects[i].open;
    return NULL;
}
