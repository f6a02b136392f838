/* ask - a request on its way to the controller and back. Whatever was answered with 200 must be
 * there from then on, and asking again with the same key must give the same answer. */
#include "check.h"
#include "sim.h"

#include <string.h>

#define TRIES_MAX 4

const char *id_text(struct sim *s, const char *prefix, int64_t id)
{
    char text[KB_ID_TEXT_MAX];
    kb_id_text(&s->world.id_key, prefix, id, text);
    return kb_strdup(&s->arena, text);
}

struct ask *ask_new(struct sim *s, const struct turn_actor *who, const char *method,
                    const char *path, const char *body)
{
    static const char digits[] = "0123456789abcdef";
    struct ask *a = KB_NEW(&s->arena, struct ask);
    a->method = method;
    a->what = a->path = path;
    a->body = body;
    a->actor = *who;
    uint64_t x = rng_next(&s->rng), y = rng_next(&s->rng);
    for (int i = 0; i < 16; i++) a->key[i] = digits[x >> (i * 4) & 15];
    for (int i = 0; i < 16; i++) a->key[16 + i] = digits[y >> (i * 4) & 15];
    return a;
}

static void send(struct sim *s, struct ask *a)
{
    a->tries++;
    sim_later(s, rng_in(&s->rng, 2000, 20000), (struct event){ .kind = EV_AGAIN, .p = a });
    if (rng_hit(&s->rng, s->dice.ask_lost)) return;
    a->sends++;
    sim_later(s, rng_in(&s->rng, 1, 30), (struct event){ .kind = EV_ASK, .p = a });
}

void ask_send(struct sim *s, struct ask *a)
{
    s->people.asking++;
    NOTE(s, "asks", a->path, 0);
    send(s, a);
    if (strcmp(a->method, "POST") != 0 || !rng_hit(&s->rng, 30)) return;
    a->sends++; /* two clicks */
    sim_later(s, rng_in(&s->rng, 1, 30), (struct event){ .kind = EV_ASK, .p = a });
}

void ask_again(struct sim *s, struct ask *a)
{
    if (a->answered || a->tries > TRIES_MAX) return;
    if (a->tries == TRIES_MAX) {
        a->tries++;
        s->people.asking--;
        return;
    }
    send(s, a);
}

void ask_arrives(struct sim *s, struct ask *a)
{
    if (s->ctl.up) ctl_request(s, a);
}

/* What a reply says first of these. */
static void pick(char *out, size_t n, const struct turn_request *r, const char *name)
{
    const char *at = strstr(r->reply, name);
    out[0] = 0;
    if (!at) return;
    at += strlen(name);
    size_t len = strcspn(at, "\"");
    if (len >= n) return;
    memcpy(out, at, len);
    out[len] = 0;
}

static uint64_t hash_of(const struct turn_request *r)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < r->reply_len; i++) h = (h ^ (unsigned char)r->reply[i]) * 0x100000001b3u;
    return h;
}

static void saw_refusal(struct sim *s, const struct ask *a)
{
    static const struct { const char *reason; enum cover seen; } rows[] = {
        { "quote.expired", COVER_refused_quote_expired },
        { "quote.used", COVER_refused_quote_used },
        { "ledger.balance_short", COVER_refused_balance_short },
        { "placement.none", COVER_refused_no_place },
        { "resource.renewed", COVER_refused_renewed_since },
        { "not_found", COVER_refused_foreign },
        { "resource.changing", COVER_refused_changing },
        { "order.begun", COVER_refused_begun },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].reason, a->reason) == 0) s->cover->moment[rows[i].seen]++;
}

/* A writing request that was done once stays done, and is answered as it was. */
static void same_answer(struct sim *s, struct ask *a, const struct turn_request *r)
{
    uint64_t h = hash_of(r);
    bool keyed = r->key && r->key[0];
    if (a->accepted && keyed && (r->status != 200 || h != a->reply_hash))
        sim_wrong(s, "answered_alike", "%s was done, and asked again with its key says %d %.200s",
                  a->path, r->status, r->reply);
    if (r->replayed) SAW(s, reply_lost_then_replayed);
    if (r->status != 200) return;
    a->accepted = true;
    a->reply_hash = h;
}

void ask_answered(struct sim *s, struct ask *a, const struct turn_request *r)
{
    same_answer(s, a, r);
    if (!a->answered) {
        a->status = r->status;
        pick(a->reason, sizeof a->reason, r, "\"reason\":\"");
        pick(a->id, sizeof a->id, r, "\"id\":\"");
        pick(a->code, sizeof a->code, r, "\"code\":\"");
        pick(a->text_hash, sizeof a->text_hash, r, "\"text_hash\":\"");
    }
    NOTE(s, r->status == 200 ? "done" : a->reason, a->path, r->status, r->replayed);
    if (r->status != 200) saw_refusal(s, a);
    if (r->status == 200 && strcmp(a->path, "/v1/balance") == 0)
        check_told_balance(s, a->actor.org_id, r->reply);
    if (r->status >= 500 || strncmp(a->reason, "store.", 6) == 0)
        sim_wrong(s, "internal", "%s %s: %d %.300s", a->method, a->path, r->status, r->reply);
    if (rng_hit(&s->rng, s->dice.reply_lost)) return;
    sim_later(s, rng_in(&s->rng, 1, 30), (struct event){ .kind = EV_REPLY, .p = a });
}

int64_t ask_id(struct sim *s, const struct ask *a, const char *prefix)
{
    int64_t id = 0;
    return kb_id_parse(&s->world.id_key, prefix, a->id, &id) ? id : 0;
}

void ask_heard(struct sim *s, struct ask *a)
{
    if (a->answered || a->tries > TRIES_MAX) return;
    a->answered = true;
    s->people.asking--;
    if (a->status == 200 && a->then) a->then(s, a);
}
