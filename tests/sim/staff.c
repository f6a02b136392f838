/* staff - technicians with their work orders, operators with jobs and devices, the administrator
 * who changes an agent. */
#include "check.h"
#include "setup.h"
#include "sim.h"

#include <string.h>

#define SAY(s, ...) kb_printf(&(s)->arena, __VA_ARGS__)

static const struct turn_actor *technician(struct sim *s)
{
    return &s->people.tech[rng_in(&s->rng, 0, 1)];
}

/* --- work orders --- */

static enum drv_verb verb_of(const struct job_row *j)
{
    static const enum drv_verb verbs[VERBS] = {
        [VERB_OPEN] = DRV_OPEN,     [VERB_CLOSE] = DRV_CLOSE,   [VERB_SUSPEND] = DRV_SUSPEND,
        [VERB_RESUME] = DRV_RESUME, [VERB_VERIFY] = DRV_VERIFY, [VERB_OBSERVE] = DRV_OBSERVE,
    };
    return verbs[j->verb];
}

/* Where the account is that he types in. */
static const char *address_of(struct sim *s, const struct wo_row *w, const struct host *h)
{
    if (h->driver == DRIVER_LIBVIRT) return SAY(s, "m%lld", (long long)w->resource);
    return h->name;
}

/* well: as it should be done; else he mistypes, or forgets to do it. */
static void fill(struct sim *s, const struct wo_row *w, bool well)
{
    const struct job_row *j = seen_find(&s->seen, SEEN_JOB, w->job);
    struct host *h = truth_host_of(s, w->device);
    const char *path = SAY(s, "/v1/work-orders/%s/fill", id_text(s, "wo", w->id));
    if (!j || !h) return;
    if (w->kind != WO_KIND_OPEN) {
        truth_by_hand(s, h, w->resource, verb_of(j));
        ask_send(s, ask_new(s, technician(s), "POST", path, "{\"note\":\"done\"}"));
        return;
    }
    if (well) truth_by_hand(s, h, w->resource, DRV_OPEN);
    ask_send(s,
             ask_new(s, technician(s), "POST", path,
                     SAY(s, "{\"host\":\"%s\",\"port\":22,\"user\":\"root\",\"password\":\"%s\"}",
                         well || rng_hit(&s->rng, 500) ? address_of(s, w, h) : "nowhere",
                         well ? "good" : "wrong")));
}

static void accept(struct sim *s, const struct wo_row *w)
{
    ask_send(s, ask_new(s, technician(s), "POST",
                        SAY(s, "/v1/work-orders/%s/accept", id_text(s, "wo", w->id)), "{}"));
}

static void cancel(struct sim *s, const struct wo_row *w)
{
    ask_send(s, ask_new(s, technician(s), "POST",
                        SAY(s, "/v1/work-orders/%s/cancel", id_text(s, "wo", w->id)),
                        "{\"reason\":\"no\"}"));
}

/* A job of the living that waits for a person, or any. */
static struct job_row *some_job(struct sim *s, bool held)
{
    if (!s->seen.live_n) return NULL;
    size_t from = (size_t)rng_in(&s->rng, 0, (int64_t)s->seen.live_n - 1);
    for (size_t i = 0; i < s->seen.live_n; i++) {
        struct job_row *j =
            seen_find(&s->seen, SEEN_JOB, s->seen.live[(from + i) % s->seen.live_n]);
        if (!held || j->orders_open) return j;
    }
    return NULL;
}

static const struct wo_row *order_of(struct sim *s, int64_t job)
{
    const struct rows *r = &s->seen.rows[SEEN_WO];
    for (size_t i = r->n; i > 0; i--) {
        const struct wo_row *w = seen_row(&s->seen, SEEN_WO, i - 1);
        if (w->job == job && w->state < WO_DONE) return w;
    }
    return NULL;
}

static void work_order(struct sim *s)
{
    const struct job_row *j = some_job(s, true);
    const struct wo_row *w = j ? order_of(s, j->id) : NULL;
    if (!w) return;
    if (rng_hit(&s->rng, 40))
        cancel(s, w);
    else if (w->state == WO_OPEN)
        accept(s, w);
    else if (w->state != WO_VERIFYING || rng_hit(&s->rng, 50))
        fill(s, w, rng_hit(&s->rng, 800));
}

/* --- jobs and devices --- */

static void job(struct sim *s)
{
    const struct job_row *j = some_job(s, false);
    bool again = rng_hit(&s->rng, 700);
    if (!j) return;
    if (!again) SAW(s, job_given_up_by_a_person);
    ask_send(
        s, ask_new(s, technician(s), "POST",
                   SAY(s, "/v1/jobs/%s/%s", id_text(s, "job", j->id), again ? "retry" : "give-up"),
                   again ? "{}" : "{\"reason\":\"enough\"}"));
}

static void flag(struct sim *s)
{
    static const char *const flags[] = { "maintenance", "protected", "fault" };
    const struct host *h = &s->truth.host[rng_in(&s->rng, 0, s->truth.hosts_n - 1)];
    bool on = rng_hit(&s->rng, 300);
    if (on) SAW(s, device_flagged);
    ask_send(s, ask_new(s, technician(s), "POST",
                        SAY(s, "/v1/devices/%s/flag", id_text(s, "dev", h->device_id)),
                        SAY(s, "{\"flag\":\"%s\",\"on\":%s,\"reason\":\"r\"}",
                            flags[rng_in(&s->rng, 0, 2)], on ? "true" : "false")));
}

/* --- the shelf and the terms --- */

static void shelf(struct sim *s)
{
    int64_t product = s->people.sku[rng_in(&s->rng, 0, s->people.skus_n - 1)].product_id;
    ask_send(s, ask_new(s, &s->people.operator, "POST",
                        SAY(s, "/v1/products/%s/state", id_text(s, "prd", product)),
                        rng_hit(&s->rng, 850) ? "{\"state\":\"on\"}" : "{\"state\":\"off\"}"));
}

static void signed_now(struct sim *s, struct ask *a)
{
    int64_t id = ask_id(s, a, "agr");
    ask_send(s, ask_new(s, &s->people.seller[a->a].admin, "POST",
                        SAY(s, "/v1/agreements/%s/activate", id_text(s, "agr", id)), "{}"));
}

static void drafted(struct sim *s, struct ask *a)
{
    int64_t id = ask_id(s, a, "agr");
    struct ask *sign = ask_new(s, &s->people.seller[a->a].admin, "POST",
                               SAY(s, "/v1/agreements/%s/sign", id_text(s, "agr", id)),
                               SAY(s, "{\"text_hash\":\"%s\",\"paper\":true}", a->text_hash));
    sign->a = a->a;
    sign->then = signed_now;
    ask_send(s, sign);
}

/* New terms with somebody: what does not fit the chain is refused when it would come into force. */
static void terms(struct sim *s)
{
    struct people *p = &s->people;
    if (p->sellers_n < 2) return;
    struct seller child = p->seller[rng_in(&s->rng, 1, p->sellers_n - 1)];
    const struct seller *parent = &p->seller[child.parent];
    struct ask *a =
        ask_new(s, &parent->admin, "POST", "/v1/agreements", setup_terms(s, parent, &child));
    a->a = child.parent;
    a->then = drafted;
    ask_send(s, a);
}

static void look(struct sim *s)
{
    static const char *const paths[] = { "/v1/jobs", "/v1/work-orders?open=true", "/v1/devices",
                                         "/v1/agents", "/v1/slots" };
    const struct job_row *j = some_job(s, false);
    const char *path = paths[rng_in(&s->rng, 0, COUNT(paths) - 1)];
    if (j && rng_hit(&s->rng, 500)) path = SAY(s, "/v1/jobs/%s", id_text(s, "job", j->id));
    if (strchr(path, '?')) path = "/v1/work-orders";
    ask_send(s, ask_new(s, &s->people.operator, "GET", path, ""));
}

void staff_moment(struct sim *s)
{
    static const struct { int weight; void (*run)(struct sim *s); } doings[] = {
        { 75, work_order }, { 8, job }, { 6, flag }, { 5, look }, { 3, shelf }, { 2, terms },
    };
    int64_t at = rng_in(&s->rng, 0, 98);
    for (size_t i = 0; i < COUNT(doings); i++) {
        if (at < doings[i].weight) {
            doings[i].run(s);
            return;
        }
        at -= doings[i].weight;
    }
}

/* --- an agent is replaced --- */

static void coded(struct sim *s, struct ask *a);

static void new_agent(struct sim *s, int64_t room)
{
    const char *body = SAY(s, "{\"room_id\":\"%s\",\"name\":\"new\"}", id_text(s, "rom", room));
    struct ask *a = ask_new(s, &s->people.admin, "POST", "/v1/agents", body);
    a->then = coded;
    a->a = room;
    ask_send(s, a);
}

/* Whoever installs it types the code; where the controller died over it, he asks for another. */
static void coded(struct sim *s, struct ask *a)
{
    const char *key = SAY(s, "%064llx", (unsigned long long)rng_next(&s->rng));
    struct agent_enrol in = { a->code, key, "sim", "sim" };
    int64_t id = ask_id(s, a, "agt");
    if (s->sites_n == SITES_MAX) return;
    bool admitted = id && s->ctl.up && ctl_system_now(s, "agent_enrolled", &in, NULL, NULL);
    if (s->ctl.dead) ctl_kill(s);
    if (!admitted) {
        new_agent(s, a->a);
        return;
    }
    check_changes(s);
    struct site *site = &s->sites[s->sites_n++];
    site_open(s, site, id, a->a);
}

static void revoked(struct sim *s, struct ask *a)
{
    SAW(s, agent_revoked);
    new_agent(s, a->a);
}

static bool manned(const struct sim *s, int64_t room)
{
    for (int i = 0; i < s->sites_n; i++)
        if (s->sites[i].room_id == room && !s->sites[i].revoked) return true;
    return false;
}

void staff_man_rooms(struct sim *s)
{
    for (int i = 0; i < s->dice.rooms; i++)
        if (!manned(s, s->people.room[i])) new_agent(s, s->people.room[i]);
}

void staff_replace_agent(struct sim *s)
{
    const struct site *site = &s->sites[rng_in(&s->rng, 0, s->sites_n - 1)];
    if (site->revoked || s->sites_n == SITES_MAX) return;
    struct ask *a =
        ask_new(s, &s->people.admin, "POST",
                SAY(s, "/v1/agents/%s/revoke", id_text(s, "agt", site->agent_id)), "{}");
    a->then = revoked;
    a->a = site->room_id;
    ask_send(s, a);
}

/* --- at the end --- */

void people_tidy_up(struct sim *s)
{
    for (size_t i = 0; i < s->seen.live_n; i++) {
        const struct job_row *j = seen_find(&s->seen, SEEN_JOB, s->seen.live[i]);
        const struct wo_row *w = j->orders_open ? order_of(s, j->id) : NULL;
        if (!w || j->phase != JOB_HELD) continue;
        if (j->driver == DRIVER_SIM && w->kind == WO_KIND_OPEN)
            ask_send(s, ask_new(s, technician(s), "POST",
                                SAY(s, "/v1/jobs/%s/retry", id_text(s, "job", j->id)), "{}"));
        else if (w->state == WO_OPEN)
            accept(s, w);
        else if (w->state != WO_VERIFYING)
            fill(s, w, true);
    }
}
