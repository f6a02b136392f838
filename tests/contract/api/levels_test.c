/* Three levels of sellers: what one neighbour knows of another ends at the neighbour. Other panels
 * let any user open any invoice, ticket or service by its number, and a reseller's parent read the
 * reseller's customers; here what is told to whom is looked for in every reply. */
#include "inputs.h"

#include <stdio.h>
#include <string.h>

/* An amount that comes up nowhere else, and who may read it. */
static const struct secret {
    int64_t fen;
    enum market_org may[3];
    size_t may_n;
    const char *what;
    bool untold; /* no page tells it to anybody, so that it cannot be missed */
} secrets[] = {
    { 24000, { ORG_P, ORG_D1 }, 2, "what D1 pays for C4's machine" },
    { MARKET_E1_RATE_BP, { ORG_D1, ORG_E1 }, 2, "the terms between D1 and E1" },
    { 28131, { ORG_D1, ORG_E1 }, 2, "what E1 pays for C4's machine" },
    { MARKET_C4_MONEY, { ORG_E1, ORG_C4 }, 2, "what C4 paid in" },
    { MARKET_C4_MONEY - 30000, { ORG_E1, ORG_C4 }, 2, "what C4 has left" },
    { 4131, { ORG_D1 }, 1, "what D1 earns on it", true },
    { 1869, { ORG_E1 }, 1, "what E1 earns on it", true },
};

/* A whole number in a reply: not a part of another, of a word or of an id. */
static bool shows_number(const char *raw, int64_t n)
{
    static const char word[] = "0123456789abcdefghijklmnopqrstuvwxyz_-";
    char text[24];
    size_t len = (size_t)snprintf(text, sizeof text, "%lld", (long long)n);
    for (const char *c = raw; *c; c += strcspn(c, word)) {
        size_t run = strspn(c, word);
        if (run == len && memcmp(c, text, len) == 0) return true;
        c += run;
    }
    return false;
}

static bool may_read(const struct secret *s, enum market_org org)
{
    for (size_t i = 0; i < s->may_n; i++)
        if (s->may[i] == org) return true;
    return false;
}

struct shown {
    bool to[COUNT(secrets)][MARKET_ORGS];
};

static void look_for_secrets(struct market *m, const struct market_actor *a,
                             const struct turn_route *r, struct shown *shown)
{
    for (size_t i = 0; i < COUNT(secrets); i++) {
        if (!shows_number(m->w.raw, secrets[i].fen)) continue;
        shown->to[i][a->org] = true;
        if (!may_read(&secrets[i], a->org))
            fail_msg("%s as %s shows %s: %s", r->op, a->name, secrets[i].what, m->w.raw);
    }
}

/* A route with everything it can be asked about, in both forms of a list. */
static void ask_for_all(struct market *m, const struct market_actor *a, const struct turn_route *r,
                        struct shown *shown)
{
    static const char *const accepts[] = { "", "text/csv" };
    for (size_t c = 0; c < COUNT(accepts); c++) {
        AUTO_JSON in = input_good(m, r, a->org, true);
        m->w.accept = accepts[c];
        kt_row("%s as %s", r->op, a->name);
        input_ask(m, r, in);
        look_for_secrets(m, a, r, shown);
    }
    m->w.accept = NULL;
    for (const struct kb_field *f = r->call->in->fields; f->name; f++)
        for (size_t i = 0; f->type == KB_T_ID && i < m->objects_n; i++) {
            if (strcmp(m->objects[i].prefix, f->prefix) != 0) continue;
            AUTO_JSON in = input_good(m, r, a->org, true);
            json_object_set_new(in, f->name, json_string(m->objects[i].id));
            kt_row("%s as %s with %s", r->op, a->name, m->objects[i].id);
            input_ask(m, r, in);
            look_for_secrets(m, a, r, shown);
        }
}

/* Names, customers and prices two levels away, down or up, reach nobody: names and what people
 * wrote are looked for in every reply by the isolation test, amounts here. */
TEST(nobody_reads_a_price_two_levels_away)
{
    static struct market m;
    static struct shown shown;
    market_open(&m);
    EACH_ROUTE(r) {
        if (strcmp(r->method, "GET") != 0) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            as(&m.w, &m.actors[i].actor);
            ask_for_all(&m, &m.actors[i], r, &shown);
        }
    }
    for (size_t i = 0; i < COUNT(secrets); i++) { /* they are there to be seen at all */
        bool seen = secrets[i].untold;
        for (size_t k = 0; k < secrets[i].may_n; k++) seen |= shown.to[i][secrets[i].may[k]];
        kt_row("%s: nobody sees it", secrets[i].what);
        assert_true(seen);
    }
    market_close(&m);
}

TEST(a_grandparent_sees_no_byte_of_a_grandchild)
{
    static struct market m;
    static const char *const words[] = { "nm", "pp", "mm", "al", "bk" };
    static const enum market_org below[] = { ORG_E1, ORG_C4 };
    market_open(&m);
    EACH_ROUTE(r) {
        if (strcmp(r->method, "GET") != 0) continue;
        for (size_t i = 0; i < m.actors_n; i++) {
            const struct market_actor *a = &m.actors[i];
            if (a->org != ORG_P || !market_may(a, r)) continue;
            as(&m.w, &a->actor);
            AUTO_JSON in = input_good(&m, r, a->org, true);
            input_ask(&m, r, in);
            kt_row("%s as %s: %s", r->op, a->name, m.w.raw);
            for (size_t b = 0; b < COUNT(below); b++) {
                const char *id = outside(&m.w, "org", m.orgs[below[b]]);
                assert_null(strstr(m.w.raw, id));
                for (size_t k = 0; k < COUNT(words); k++)
                    assert_null(
                        strstr(m.w.raw, at(&m.w, "%s-%s", words[k], market_org_words[below[b]])));
            }
        }
    }
    market_close(&m);
}
