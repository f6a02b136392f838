/* Typed attributes: an SKU's against its kind's schema, and schemas against what is checked. */
#include "demo.h"

#include <string.h>

TEST(an_sku_says_what_its_kind_asks_and_nothing_else)
{
    static const struct {
        const char *spec, *word; /* word: in the refusal; NULL: accepted */
    } cases[] = {
        { "{'vcpu':2,'memory_mib':2048,'disk_gib':20}", NULL },
        { "{}", "vcpu" },
        { "{'vcpu':'2'}", "vcpu" },
        { "{'vcpu':0}", "vcpu" },
        { "{'vcpu':2.5}", "vcpu" },
        { "{'colour':'red'}", "colour" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.op);
    must_say(&w, "POST", "/v1/products", "{'kind':'vm','name':'x'}");
    const char *product = text_of(&w, "id");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].spec);
        say(&w, "POST", "/v1/skus",
            "{'product_id':'%s','name':'x','spec':%s,'driver':'sim','prices':[{'cycle':'month',"
            "'price_fen':1}]}",
            product, cases[i].spec);
        assert_said(&w, cases[i].word ? 400 : 200, "catalog.attributes");
        if (cases[i].word) assert_non_null(strstr(text_of(&w, "text"), cases[i].word));
    }
}

#define GPU                                                                                        \
    "'gpu':{'type':'integer','minimum':1,'maximum':8,'x-zh':'卡数','x-en':'GPUs','x-weight':5}"

TEST(a_schema_says_only_what_is_checked)
{
    static const struct {
        const char *body;
        bool good;
    } cases[] = {
        { "{'type':'object','additionalProperties':false,'properties':{" GPU "}}", true },
        { "{'additionalProperties':false,'properties':{" GPU "},'required':['gpu']}", true },
        { "{'type':'object','additionalProperties':false,'properties':{" GPU "},'required':['x']}",
          false },
        { "{'type':'object','properties':{" GPU "}}", false },
        { "{'type':'object','additionalProperties':true,'properties':{" GPU "}}", false },
        { "{'additionalProperties':false,'properties':{},'patternProperties':{}}", false },
        { "{'additionalProperties':false,'properties':{'a':{'type':'number','x-zh':'a','x-en':"
          "'a'}}}",
          false },
        { "{'additionalProperties':false,'properties':{'a':{'type':'string'}}}", false },
        { "{'additionalProperties':false,'properties':{'a':{'type':'string','pattern':'x','x-zh':"
          "'a','x-en':'a'}}}",
          false },
        { "{'additionalProperties':false,'properties':{'a':{'type':'string','maxLength':'9','x-zh':"
          "'a','x-en':'a'}}}",
          false },
        { "{'additionalProperties':false,'properties':[]}", false },
        { "{}", false },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.admin);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].body);
        say(&w, "POST", "/v1/attr-schemas", "{'kind':'ai','body':%s}", cases[i].body);
        assert_said(&w, cases[i].good ? 200 : 400, "catalog.schema");
    }
}

/* The next version counts for what is written next; what is on the shelf stays as it is. */
TEST(a_newer_schema_counts_from_then_on)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, NULL);
    must_get(&w, "/v1/attr-schemas");
    int64_t before =
        json_integer_value(json_object_get(row_of(&w, "items", "kind", "vm"), "version"));
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/attr-schemas",
             "{'kind':'vm','body':{'type':'object','additionalProperties':false,'properties':{" GPU
             "},'required':['gpu']}}");
    assert_int_equal(number_of(&w, "version"), before + 1);
    as(&w, &d.p.op);
    must_say(&w, "POST", "/v1/products", "{'kind':'vm','name':'x'}");
    const char *product = text_of(&w, "id");
    static const struct {
        const char *spec;
        int status;
    } cases[] = {
        { "{'vcpu':2}", 400 }, { "{}", 400 }, { "{'gpu':9}", 400 }, { "{'gpu':8}", 200 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].spec);
        say(&w, "POST", "/v1/skus",
            "{'product_id':'%s','name':'x','spec':%s,'driver':'sim','prices':[{'cycle':'month',"
            "'price_fen':1}]}",
            product, cases[i].spec);
        assert_said(&w, cases[i].status, "catalog.attributes");
    }
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
}
