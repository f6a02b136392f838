/* Isolation: whoever asks, with whatever id of whomever, sees no word of an organisation that
 * is none of his business, and changes nothing of it. */
#include "inputs.h"

#include <stdio.h>
#include <string.h>

/* Which words of whom the viewer may see: n names, m memos, p people, a aliases, b what is nobody
 * else's business. A seller sees its customers' names and what they claim to have paid; the
 * platform's technicians see what the customer calls the thing they work on. Nobody sees two
 * levels down, or up. */
static const struct {
    enum market_org viewer, of;
    const char *kinds;
} may_see[] = {
    { ORG_P, ORG_P, "nmpb" },    { ORG_P, ORG_D1, "n" },      { ORG_P, ORG_D2, "n" },
    { ORG_P, ORG_S1, "n" },      { ORG_P, ORG_C2, "nm" },     { ORG_P, ORG_C3, "a" },
    { ORG_D1, ORG_D1, "nmpb" },  { ORG_D1, ORG_C1, "nm" },    { ORG_D1, ORG_P, "n" },
    { ORG_D1, ORG_E1, "n" },     { ORG_D2, ORG_D2, "nmpb" },  { ORG_D2, ORG_C3, "nm" },
    { ORG_D2, ORG_P, "n" },      { ORG_E1, ORG_E1, "nmpb" },  { ORG_E1, ORG_C4, "nm" },
    { ORG_E1, ORG_D1, "n" },     { ORG_C1, ORG_C1, "nmpab" }, { ORG_C2, ORG_C2, "nmpab" },
    { ORG_C3, ORG_C3, "nmpab" }, { ORG_C4, ORG_C4, "nmpab" }, { ORG_S1, ORG_S1, "nmpb" },
};
static const struct {
    char kind;
    const char *word;
} kinds[] = { { 'n', "nm" }, { 'm', "mm" }, { 'p', "pp" }, { 'a', "al" }, { 'b', "bk" } };

static bool allowed(enum market_org viewer, enum market_org of, char kind)
{
    for (size_t i = 0; i < COUNT(may_see); i++)
        if (may_see[i].viewer == viewer && may_see[i].of == of)
            return strchr(may_see[i].kinds, kind) != NULL;
    return false;
}

/* What was seen at all, so that the table above can be shown to say no more than it must. */
struct seen {
    bool word[MARKET_ORGS][MARKET_ORGS][COUNT(kinds)];
};

static void assert_no_foreign_word(struct market *m, const struct market_actor *a,
                                   const struct turn_route *r, struct seen *all)
{
    for (size_t of = 0; of < MARKET_ORGS; of++)
        for (size_t k = 0; k < COUNT(kinds); k++) {
            char canary[16];
            snprintf(canary, sizeof canary, "%s-%s", kinds[k].word, market_org_words[of]);
            bool seen = strstr(m->w.raw, canary) != NULL;
            bool member = (a->actor.who & WHO_SIGNED_IN) != 0;
            if (all) all->word[a->org][of][k] |= seen;
            if (seen && !(member && allowed(a->org, (enum market_org)of, kinds[k].kind)))
                fail_msg("%s as %s shows %s: %s", r->op, a->name, canary, m->w.raw);
        }
}

/* Numbers of rows stay inside: outside there is only an id's text, and nothing a page's numbers
 * cannot hold. */
static void assert_no_number_of_a_row(struct market *m, const struct market_actor *a,
                                      const struct turn_route *r)
{
    static const char word[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    for (const char *c = m->w.raw; *c; c += strcspn(c, word)) {
        size_t digits = strspn(c, "0123456789"), n = strspn(c, word);
        if (digits == n && n >= 17)
            fail_msg("%s as %s shows a row's number: %s", r->op, a->name, m->w.raw);
        c += n;
    }
}

/* Of each field that is an id, every object there is, own and foreign, one field at a time. */
static void ask_with_all_ids(struct market *m, const struct market_actor *a,
                             const struct turn_route *r, struct seen *all)
{
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        if (f->type != KB_T_ID) continue;
        for (size_t i = 0; i < m->objects_n; i++) {
            const struct market_object *o = &m->objects[i];
            if (strcmp(o->prefix, f->prefix) != 0) continue;
            AUTO_JSON in = input_good(m, r, a->org, true);
            json_object_set_new(in, f->name, json_string(o->id));
            kt_row("%s as %s with %s", r->op, a->name, o->id);
            input_ask(m, r, in);
            assert_no_foreign_word(m, a, r, all);
            assert_no_number_of_a_row(m, a, r);
        }
    }
}

static void assert_seen(const struct seen *all)
{
    for (size_t i = 0; i < COUNT(may_see); i++)
        for (size_t k = 0; k < COUNT(kinds); k++) {
            if (!strchr(may_see[i].kinds, kinds[k].kind)) continue;
            kt_row("%s of %s for %s: never shown", kinds[k].word, market_org_words[may_see[i].of],
                   market_org_words[may_see[i].viewer]);
            assert_true(all->word[may_see[i].viewer][may_see[i].of][k]);
        }
}

TEST(nobody_reads_a_word_that_is_none_of_his_business)
{
    static struct market m;
    static struct seen all;
    static const char *const accepts[] = { "", "text/csv" };
    market_open(&m);
    EACH_ROUTE(r) {
        if (strcmp(r->method, "GET") != 0) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            const struct market_actor *a = &m.actors[i];
            as(&m.w, &a->actor);
            for (size_t c = 0; c < COUNT(accepts); c++) {
                AUTO_JSON in = input_good(&m, r, a->org, true);
                m.w.accept = accepts[c];
                kt_row("%s as %s", r->op, a->name);
                input_ask(&m, r, in);
                assert_no_foreign_word(&m, a, r, &all);
                assert_no_number_of_a_row(&m, a, r);
            }
            m.w.accept = NULL;
            ask_with_all_ids(&m, a, r, &all);
        }
    }
    assert_seen(&all);
    market_close(&m);
}

/* Somebody else's object where one's own is wanted. */
static void write_with_foreign_ids(struct market *m, const struct market_actor *a,
                                   const struct turn_route *r)
{
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        if (f->type != KB_T_ID || turn_object_open(f->prefix)) continue;
        for (size_t i = 0; i < m->objects_n; i++) {
            const struct market_object *o = &m->objects[i];
            if (strcmp(o->prefix, f->prefix) != 0 || market_owns(m, a->org, o)) continue;
            AUTO_JSON in = input_good(m, r, a->org, true);
            json_object_set_new(in, f->name, json_string(o->id));
            int64_t before = db_changes(m->w.db);
            kt_row("%s as %s with %s", r->op, a->name, o->id);
            int status = input_ask(m, r, in);
            if (status < 400 || status >= 500)
                fail_msg("%s as %s with %s: %d %s", r->op, a->name, o->id, status, m->w.raw);
            assert_int_equal(db_changes(m->w.db), before);
            assert_no_foreign_word(m, a, r, NULL);
        }
    }
}

TEST(nobody_changes_what_is_not_his)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        if (strcmp(r->method, "POST") != 0) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            if (!market_may(&m.actors[i], r)) continue;
            as(&m.w, &m.actors[i].actor);
            write_with_foreign_ids(&m, &m.actors[i], r);
        }
    }
    market_close(&m);
}

TEST(an_id_of_nothing_is_not_found_and_not_an_error)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        for (size_t i = 0; i < m.actors_n; i++) {
            const struct market_actor *a = &m.actors[i];
            if (!market_may(a, r)) continue;
            as(&m.w, &a->actor);
            for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
                if (f->type != KB_T_ID) continue;
                AUTO_JSON in = input_good(&m, r, a->org, true);
                json_object_set_new(in, f->name, json_string(outside(&m.w, f->prefix, 424242)));
                int64_t before = db_changes(m.w.db);
                kt_row("%s as %s, %s of nothing", r->op, a->name, f->name);
                int status = input_ask(&m, r, in);
                bool list = (r->flags & TURN_LIST) != 0; /* filtered by it: empty */
                if (!(status == 404 || status == 400 || status == 409 || (list && status == 200)))
                    fail_msg("%s as %s: %d %s", r->op, a->name, status, m.w.raw);
                assert_int_equal(db_changes(m.w.db), before);
            }
        }
    }
    market_close(&m);
}

/* The cursor is a number under a cover: another list's, or a forged one, shows nothing
 * foreign. */
TEST(a_cursor_of_another_list_shows_nothing_foreign)
{
    static struct market m;
    market_open(&m);
    EACH_ROUTE(r) {
        if (!(r->flags & TURN_LIST)) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            const struct market_actor *a = &m.actors[i];
            if (!market_may(a, r)) continue;
            as(&m.w, &a->actor);
            AUTO_JSON in = input_good(&m, r, a->org, true);
            json_object_set_new(in, "cursor", json_string(outside(&m.w, "cur", INT64_MAX - 1)));
            kt_row("%s as %s", r->op, a->name);
            int status = input_ask(&m, r, in);
            if (status != 404 || !strchr(r->path, '{')) /* it has nothing of which to list */
                assert_int_equal(status, 200);
            assert_no_foreign_word(&m, a, r, NULL);
        }
    }
    market_close(&m);
}
