/* Last month priced again under a draft, for either side of it and nobody else. */
#include "demo.h"

#include <string.h>

static const char *draft(struct world *w, const char *buyer, const char *items)
{
    must_say(w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'下一版','items':[%s]}", buyer,
             items);
    return text_of(w, "agreement.id");
}

/* The one place of a name in a text. */
static const char *with(struct world *w, const char *text, const char *name)
{
    const char *place = strstr(text, "%s");
    return at(w, "%.*s%s%s", (int)(place - text), text, name, place + 2);
}

TEST(what_was_sold_is_priced_again_under_a_draft)
{
    static const struct {
        const char *items;
        int64_t new_fen;
        const char *reason;
    } cases[] = {
        { "{'scope':'all','mode':'discount','rate_bp':7500}", 157500, "" },
        { "{'scope':'all','mode':'rebate','rate_bp':1000}", 189000, "" },
        { "{'scope':'all','mode':'discount','rate_bp':8000},{'scope':'sku','sku_id':'%s',"
          "'cycle':'month','mode':'floor','floor_fen':5000}",
          165000, "" },
        { "{'scope':'kind','product_kind':'device','mode':'discount','rate_bp':5000}", 100000,
          "agreement.none" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_vm(&w, &d);  /* 100.00 */
    open_box(&w, &d); /* 2000.00 */
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].items);
        as(&w, &d.p.sales);
        const char *items =
            strchr(cases[i].items, '%') ? with(&w, cases[i].items, d.vm_sku) : cases[i].items;
        const char *id = draft(&w, d.distributor, items);
        must_get(&w, "/v1/agreements/%s/what-if", id);
        bool all = !cases[i].reason[0];
        assert_int_equal(number_of(&w, "lines_n"), all ? 2 : 1);
        assert_int_equal(number_of(&w, "old_fen"), all ? 168000 : 160000);
        assert_int_equal(number_of(&w, "new_fen"), cases[i].new_fen);
        assert_int_equal(number_of(&w, "difference_fen"),
                         cases[i].new_fen - (all ? 168000 : 160000));
        if (!all) {
            json_t *row = row_of(&w, "rows", "reason", cases[i].reason);
            assert_non_null(row);
        }
        as(&w, &d.d.finance);
        must_get(&w, "/v1/agreements/%s/what-if", id);
        assert_int_equal(number_of(&w, "new_fen"), cases[i].new_fen);
        sql(&w, "DELETE FROM agreement WHERE state = 'draft'");
    }
}

TEST(nothing_was_sold_before_and_no_one_else_may_ask)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people below;
    world_open(&w);
    world_demo(&w, &d);
    open_vm(&w, &d);
    demo_distributor(&w, &d.d, "二级", 9000, &below);
    as(&w, &d.p.sales);
    const char *id = draft(&w, d.distributor, "{'scope':'all','mode':'discount','rate_bp':7500}");
    must_get(&w, "/v1/agreements/%s/what-if?from_ms=1&to_ms=2", id);
    assert_int_equal(number_of(&w, "lines_n"), 0);
    get(&w, "/v1/agreements/%s/what-if?from_ms=2&to_ms=2", id);
    assert_said(&w, 400, "request.field");
    as(&w, &below.sales);
    get(&w, "/v1/agreements/%s/what-if", id);
    assert_said(&w, 404, "not_found");
}
