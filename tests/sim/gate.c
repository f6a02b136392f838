/* gate - as controller/gateway.c and controller/rooms do it: agents' messages become SYSTEM
 * turns, what committed turns leave for agents is sent, silence becomes late and lost. */
#include "check.h"
#include "protocol/message.h"
#include "sim.h"

#include <stdio.h>
#include <string.h>

#define LATE_MS 15000
#define LOST_MS 60000

static int site_of(const struct sim *s, int64_t agent_id)
{
    for (int i = 0; i < s->sites_n; i++)
        if (s->sites[i].agent_id == agent_id) return i;
    return -1;
}

static void linked(struct sim *s, int at, const char *link)
{
    struct agent_link in = { s->sites[at].agent_id, link, "sim" };
    NOTE(s, "link", link, at);
    ctl_system(s, "agent_linked", 0, &in);
}

static void heard(struct sim *s, int at)
{
    struct gate *g = &s->ctl.gate[at];
    g->heard_ms = s->mono_ms;
    if (g->link != GATE_LATE) return;
    g->link = GATE_ONLINE;
    linked(s, at, "online");
}

/* The welcome goes out from the gateway itself, before any turn. */
static void welcome(struct sim *s, int at)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_back back = { s->sites[at].agent_id };
    struct gate *g = &s->ctl.gate[at];
    struct message m = { .type = "welcome" };
    m.text = kb_printf(&a, "{\"agent\":%lld,\"room\":%lld,\"controller_epoch\":%lld,"
                           "\"heartbeat_ms\":5000}",
                       (long long)s->sites[at].agent_id, (long long)s->sites[at].room_id,
                       (long long)s->ctl.engine.epoch);
    net_to_site(s, at, &m);
    m = (struct message){ .type = "beat",
                          .text = kb_printf(&a, "{\"at_ms\":%lld}", (long long)s->wall_ms) };
    net_to_site(s, at, &m);
    g->link = GATE_ONLINE;
    g->heard_ms = s->mono_ms;
    linked(s, at, "online");
    ctl_system(s, "jobs_agent_back", s->sites[at].agent_id, &back);
}

static void take(struct sim *s, int at, const struct protocol_message *m)
{
    int64_t agent_id = s->sites[at].agent_id;
    if (m->type == PROTOCOL_HELLO) {
        welcome(s, at);
        return;
    }
    if (s->ctl.gate[at].link == GATE_NONE) return; /* only a hello brings it back */
    heard(s, at);
    if (m->type == PROTOCOL_ACCEPTED) {
        const struct protocol_accepted *a = m->body;
        struct job_accept in = { a->job, a->epoch };
        ctl_system(s, "job_accepted", agent_id, &in);
    }
    if (m->type != PROTOCOL_RESULT) return;
    const struct protocol_result *r = m->body;
    struct job_report in = { .job = r->job, .epoch = r->epoch, .retry_ms = r->retry_ms,
                             .outcome = r->outcome, .reason = r->reason, .text = r->text,
                             .ticket = r->ticket, .result = r->result, .retry = r->retry };
    ctl_system(s, "job_reported", agent_id, &in);
}

void gate_message(struct sim *s, const struct event *e)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const struct message *m = e->p;
    struct protocol_message in;
    struct kb_error err;
    if (!net_arrives(s, e) || !s->ctl.up || s->ctl.gate[e->a].revoked) return;
    NOTE(s, "to controller", m->type, e->a, m->job);
    if (protocol_read(PROTOCOL_AGENT, m->type, strlen(m->type), m->text, strlen(m->text), &a, &in,
                      &err) != KB_OK)
        sim_wrong(s, "agent_message", "%s: %s", m->type, err.text);
    else
        take(s, e->a, &in);
}

void gate_after(struct sim *s, const struct turn_after *x)
{
    char text[96];
    int at = site_of(s, x->a);
    struct message m = { .text = x->text, .job = x->b };
    if (at < 0) return;
    if (strcmp(x->kind, "agent.revoked") == 0) {
        s->ctl.gate[at].revoked = true;
        s->ctl.gate[at].link = GATE_NONE;
        s->sites[at].linked = false;
        s->sites[at].revoked = true;
        net_break(s, at);
        return;
    }
    if (strcmp(x->kind, "agent.job") == 0) m.type = "job";
    if (strcmp(x->kind, "agent.ack") == 0) {
        m.type = "ack";
        m.text = text;
        snprintf(text, sizeof text, "{\"job\":%lld,\"epoch\":%s}", (long long)x->b, x->text);
    }
    if (!m.type) return;
    if (strcmp(m.type, "job") == 0) check_sent(s, x->b, x->text);
    if (s->ctl.gate[at].link != GATE_NONE) net_to_site(s, at, &m);
}

static void silence(struct sim *s, int at)
{
    struct gate *g = &s->ctl.gate[at];
    int64_t silent = s->mono_ms - g->heard_ms;
    if (g->link == GATE_ONLINE && silent > LATE_MS) {
        g->link = GATE_LATE;
        SAW(s, agent_late);
        linked(s, at, "late");
    }
    if (g->link == GATE_LATE && silent > LOST_MS) {
        g->link = GATE_NONE;
        SAW(s, agent_lost);
        linked(s, at, "lost");
    }
}

static void beat(struct sim *s, int at)
{
    const struct line *l = &s->net.line[at];
    struct site *site = &s->sites[at];
    bool open = s->ctl.up && site->up && site->linked && s->ctl.gate[at].link != GATE_NONE;
    if (!open || rng_hit(&s->rng, s->dice.lose)) return;
    if (!l->cut_to_ctl) heard(s, at);
    if (!l->cut_to_site) site_beat(site);
}

void gate_pulse(struct sim *s)
{
    for (int i = 0; i < s->sites_n; i++) {
        if (s->sites[i].revoked) continue;
        beat(s, i);
        if (s->ctl.up) silence(s, i);
        site_pulse(&s->sites[i]);
    }
}

void gate_heard(struct sim *s)
{
    for (int i = 0; i < s->sites_n; i++)
        s->ctl.gate[i].heard_ms = s->sites[i].heard_ms = s->mono_ms;
}
