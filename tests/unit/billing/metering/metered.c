/* metered - see metered.h. */
#include "metered.h"

const char *open_metered(struct world *w, struct demo *d, const char *cycle, int64_t price_ufen)
{
    sql(w, "UPDATE sku SET unit = 'gib' WHERE id = %lld", (long long)inside(w, "sku", d->vm_sku));
    as(w, &d->p.op);
    must_say(w, "POST", at(w, "/v1/skus/%s/prices", d->vm_sku), "{'cycle':'%s','price_ufen':%lld}",
             cycle, (long long)price_ufen);
    as(w, &d->c.admin);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s','cycle':'%s'}", d->vm_sku, cycle);
    must_say(w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(w, "id"));
    const char *id = text_of(w, "lines.0.resource_id");
    agent_does(w, d->agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    return id;
}

void pass_midnight(struct world *w, int64_t on_ms)
{
    int64_t china = w->k.now_ms + 8 * HOUR;
    pass(w, (china / DAY + 1) * DAY - china + on_ms);
}

int report(struct world *w, struct demo *d, const char *event, const char *resource, int64_t at_ms,
           int64_t units_milli)
{
    as(w, &d->p.op);
    return say(w, "POST", "/v1/meter-events",
               "{'events':[{'event_id':'%s','resource_id':'%s','at_ms':%lld,'units_milli':%lld}]}",
               event, resource, (long long)at_ms, (long long)units_milli);
}

int64_t messages_of(struct world *w, const char *kind)
{
    return sql_int(w, "SELECT count(*) FROM message WHERE kind = '%s'", kind);
}

const char *state_of(struct world *w, const char *resource)
{
    return sql_text(w, "SELECT state AS s FROM resource WHERE id = %lld",
                    (long long)inside(w, "res", resource));
}

void recharged(struct world *w, struct demo *d, int64_t fen)
{
    as(w, &d->d.finance);
    must_say(w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':%lld,'payer':'x'}",
             d->customer, (long long)fen);
    const char *id = text_of(w, "id");
    as(w, &d->d.finance2);
    must_say(w, "POST", at(w, "/v1/recharges/%s/confirm", id), NULL);
}
