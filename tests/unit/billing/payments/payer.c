/* payer - see payer.h. */
#include "payer.h"

#include "billing/payments/payments.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

void payer_open(struct payer *p, struct world *w, struct demo *d)
{
    as(w, &d->p.admin);
    must_say(w, "POST", "/v1/pay-accounts", "{'channel':'simulator'}");
    *p = (struct payer){ w, text_of(w, "secret_once") };
}

/* --- signing: names in order, no blanks --- */

static void sign(const struct payer *p, const char *event, char out[65])
{
    static const char prefix[] = "KBOSS-PAYMENT-SIMULATOR-1\n";
    char all[2048];
    unsigned char mac[32];
    crypto_auth_hmacsha256_state st;
    int n = snprintf(all, sizeof all, "%s%s", prefix, event);
    crypto_auth_hmacsha256_init(&st, (const unsigned char *)p->secret, strlen(p->secret));
    crypto_auth_hmacsha256_update(&st, (const unsigned char *)all, (unsigned long long)n);
    crypto_auth_hmacsha256_final(&st, mac);
    for (size_t i = 0; i < sizeof mac; i++) snprintf(out + 2 * i, 3, "%02x", mac[i]);
}

static const char *event_of(const struct payer *p, const struct said *s)
{
    const char *e = "{";
    if (s->fen) e = at(p->w, "%s\"amount_fen\":%lld,", e, (long long)s->fen);
    if (s->no) e = at(p->w, "%s\"channel_no\":\"%s\",", e, s->no);
    if (s->currency) e = at(p->w, "%s\"currency\":\"%s\",", e, s->currency);
    e = at(p->w, "%s\"kind\":\"%s\",", e, s->kind);
    if (s->trade) e = at(p->w, "%s\"out_trade_no\":\"%s\",", e, s->trade);
    if (s->outcome) e = at(p->w, "%s\"outcome\":\"%s\",", e, s->outcome);
    return at(p->w, "%s\"timestamp_ms\":%lld}", e,
              (long long)(s->at_ms ? s->at_ms : p->w->k.now_ms));
}

static int send(struct payer *p, const char *path, const struct said *s)
{
    char right[65];
    const char *event = event_of(p, s);
    sign(p, event, right);
    const char *body = at(p->w, "{\"event\":%s,\"sign\":\"%s\"}", event, s->sign ? s->sign : right);
    static const struct turn_actor nobody = { .who = WHO_ANYONE, .name = "" };
    as(p->w, &nobody);
    return world_ask(p->w, "POST", path, body, strlen(body));
}

int payer_says(struct payer *p, const struct said *s)
{
    return send(p, "/v1/pay/simulator/notify", s);
}

int payer_paid(struct payer *p, const char *trade, const char *no, int64_t fen)
{
    return payer_says(p, &(struct said){ "trade", trade, no, "CNY", "done", fen, 0, NULL });
}

int payer_took_back(struct payer *p, const char *trade, const char *no, int64_t fen)
{
    return payer_says(p, &(struct said){ "chargeback", trade, no, "CNY", NULL, fen, 0, NULL });
}

size_t payer_asked(struct payer *p, const char **trade)
{
    send(p, "/v1/pay/simulator/questions", &(struct said){ .kind = "questions" });
    assert_said_ok(p->w);
    size_t n = count_of(p->w, "items");
    if (n && trade) *trade = text_of(p->w, "items.0.out_trade_no");
    return n;
}

/* --- the rest --- */

const char *pays(struct world *w, const struct turn_actor *who, int64_t fen)
{
    as(w, who);
    must_say(w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':%lld}",
             (long long)fen);
    assert_string_equal(text_of(w, "payment.id"), text_of(w, "payment.out_trade_no"));
    return text_of(w, "payment.id");
}

int64_t account(struct world *w, int64_t org_id, const char *code, const char *party)
{
    return sql_int(w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) AS n FROM subject s JOIN balance "
                   "b ON b.subject_id = s.id WHERE s.book_id = %lld AND s.code = '%s' AND b.party "
                   "= %lld",
                   (long long)org_id, code, party ? (long long)inside(w, "org", party) : 0LL);
}

int64_t spendable(struct world *w, const struct turn_actor *customer)
{
    as(w, customer);
    must_get(w, "/v1/balance");
    return number_of(w, "available_fen");
}

void flow(struct world *w, const struct turn_actor *admin, const char *kind, const char *role,
          int64_t min_fen)
{
    as(w, admin);
    must_say(w, "POST", "/v1/approval-flows",
             "{'kind':'%s','levels':[{'role':'%s','min_fen':%lld}]}", kind, role,
             (long long)min_fen);
}

static int decide(struct world *w, const struct turn_actor *who, const char *verb, const char *more)
{
    int64_t id =
        sql_int(w, "SELECT max(id) FROM approval WHERE org_id = %lld", (long long)who->org_id);
    const char *digest =
        sql_text(w, "SELECT digest AS s FROM approval WHERE id = %lld", (long long)id);
    as(w, who);
    return say(w, "POST", at(w, "/v1/approvals/%s/%s", outside(w, "apr", id), verb),
               "{'digest':'%s'%s}", digest, more);
}

int agrees(struct world *w, const struct turn_actor *who)
{
    return decide(w, who, "approve", "");
}

int rejects(struct world *w, const struct turn_actor *who)
{
    return decide(w, who, "reject", ",'reason':'no'");
}

void assert_money_sound(struct world *w)
{
    struct payments_check checks[PAYMENTS_CHECKS];
    struct kb_error err;
    assert_books_sound(w);
    assert_ok(payments_verify(w->db, &w->arena, checks, &err));
    for (size_t i = 0; i < PAYMENTS_CHECKS; i++)
        if (checks[i].failures)
            fail_msg("%s: rows %lld, books %lld", checks[i].name, (long long)checks[i].rows_fen,
                     (long long)checks[i].books_fen);
}
