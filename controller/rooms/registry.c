/* registry - which keys are which agents, who waits for enrolment, and who has been silent too
 * long. */
#include "base/log.h"
#include "controller/rooms/actor.h"
#include "controller/rooms/zap.h"

#include <stdlib.h>
#include <string.h>

static size_t id_hash(const void *key)
{
    uint64_t id = (uint64_t) * (const int64_t *)key;
    return (size_t)((id ^ id >> 29) * 0x9e3779b97f4a7c15u >> 17);
}

static int id_compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void free_agent(void **item)
{
    struct rooms_agent *a = *item;
    while (a->waiting) {
        struct rooms_waiting *w = a->waiting;
        a->waiting = w->next;
        free(w);
    }
    free(a);
    *item = NULL;
}

static void free_key(void **item)
{
    free(*item);
    *item = NULL;
}

void rooms_registry_init(struct rooms *r)
{
    r->keys = zhashx_new();
    zhashx_set_destructor(r->keys, free_key);
    r->agents = zhashx_new();
    zhashx_set_key_hasher(r->agents, id_hash);
    zhashx_set_key_comparator(r->agents, id_compare);
    zhashx_set_key_duplicator(r->agents, NULL);
    zhashx_set_key_destructor(r->agents, NULL);
    zhashx_set_destructor(r->agents, free_agent);
}

void rooms_registry_done(struct rooms *r)
{
    zhashx_destroy(&r->keys);
    zhashx_destroy(&r->agents);
}

struct rooms_agent *rooms_agent_find(struct rooms *r, int64_t id)
{
    return zhashx_lookup(r->agents, &id);
}

struct rooms_key *rooms_key_find(struct rooms *r, const char *hex)
{
    return zhashx_lookup(r->keys, hex);
}

struct rooms_guest *rooms_guest_find(struct rooms *r, const char *hex)
{
    for (size_t i = 0; i < GUESTS_MAX; i++)
        if (r->guests[i].peer.routing && strcmp(r->guests[i].hex, hex) == 0) return &r->guests[i];
    return NULL;
}

struct rooms_guest *rooms_guest_add(struct rooms *r, const char *hex, int64_t now_us)
{
    for (size_t i = 0; i < GUESTS_MAX; i++) {
        struct rooms_guest *g = &r->guests[i];
        if (g->peer.routing) continue;
        *g = (struct rooms_guest){ .since_us = now_us };
        snprintf(g->hex, sizeof g->hex, "%s", hex);
        return g;
    }
    return NULL;
}

static struct rooms_agent *agent_for(struct rooms *r, const struct mailbox_order *o)
{
    struct rooms_agent *a = rooms_agent_find(r, o->agent);
    if (!a) {
        a = calloc(1, sizeof *a);
        KB_ASSERT(a);
        a->id = o->agent;
        a->link = ROOMS_LOST;
        zhashx_insert(r->agents, &a->id, a);
    }
    a->room = o->number;
    snprintf(a->name, sizeof a->name, "%s", o->word);
    return a;
}

static void drop_key(struct rooms *r, struct rooms_key *k)
{
    struct rooms_agent *a = k->agent;
    if (a->bound_by == k) {
        rooms_control_refuse(r, &a->control, "agent.revoked", "this key is no longer admitted");
        rooms_control_unbind(r, a);
        rooms_link_set(r, a, ROOMS_LOST);
    }
    a->keys--;
    zhashx_delete(r->keys, k->hex);
    if (!a->keys) zhashx_delete(r->agents, &a->id);
}

static void allow_key(struct rooms *r, const struct mailbox_order *o)
{
    unsigned char raw[PROTOCOL_KEY_BYTES];
    if (!protocol_key_parse(o->key, raw)) {
        kb_log(KB_LOG_ERROR, "rooms.allow", "agent=%lld fault=key", (long long)o->agent);
        return;
    }
    struct rooms_key *k = rooms_key_find(r, o->key);
    if (k && k->agent->id != o->agent) {
        drop_key(r, k);
        k = NULL;
    }
    struct rooms_agent *a = agent_for(r, o);
    if (!k) {
        k = calloc(1, sizeof *k);
        KB_ASSERT(k);
        memcpy(k->hex, o->key, sizeof k->hex);
        k->agent = a;
        a->keys++;
        zhashx_insert(r->keys, k->hex, k);
    }
    zap_allow(r->zap, o->key);
    struct rooms_guest *g = rooms_guest_find(r, o->key);
    if (!g) return;
    rooms_control_enrolled(r, &g->peer, a);
    g->peer.routing = 0;
}

static void revoke_key(struct rooms *r, const struct mailbox_order *o)
{
    struct rooms_key *k = rooms_key_find(r, o->key);
    zap_revoke(r->zap, o->key);
    if (k) drop_key(r, k);
}

static void enrol_refuse(struct rooms *r, const struct mailbox_order *o)
{
    struct rooms_guest *g = rooms_guest_find(r, o->key);
    if (!g) return;
    rooms_control_refuse(r, &g->peer, o->word, o->data);
    g->peer.routing = 0;
}

void rooms_registry_obey(struct rooms *r, const struct mailbox_order *o)
{
    if (o->kind == MAILBOX_ALLOW) allow_key(r, o);
    if (o->kind == MAILBOX_REVOKE) revoke_key(r, o);
    if (o->kind == MAILBOX_ENROL_REFUSE) enrol_refuse(r, o);
    if (o->kind == MAILBOX_WINDOW) {
        r->window_ms = o->number;
        zap_window(r->zap, o->number);
    }
}

static void look_at(struct rooms *r, struct rooms_agent *a, int64_t now_us)
{
    int64_t silent_ms = (now_us - a->heard_us) / 1000;
    rooms_stream_expire(r, a, now_us);
    if (a->older.routing && now_us >= a->older_us) {
        cut_later(&r->cuts, &a->older, now_us);
        a->older = (struct cut_peer){ 0 };
    }
    if (a->link == ROOMS_LOST) return;
    if (silent_ms >= r->config.lost_ms) {
        rooms_control_unbind(r, a);
        rooms_link_set(r, a, ROOMS_LOST);
    } else if (silent_ms >= r->config.late_ms) {
        rooms_link_set(r, a, ROOMS_LATE);
    }
}

void rooms_registry_look(struct rooms *r, int64_t now_us)
{
    int64_t connected = 0, streams = 0;
    for (struct rooms_agent *a = zhashx_first(r->agents); a; a = zhashx_next(r->agents)) {
        look_at(r, a, now_us);
        connected += a->control.routing != 0;
        streams += a->stream.routing != 0;
    }
    for (size_t i = 0; i < GUESTS_MAX; i++) {
        struct rooms_guest *g = &r->guests[i];
        if (!g->peer.routing || now_us - g->since_us < GUEST_US) continue;
        cut_later(&r->cuts, &g->peer, now_us);
        g->peer.routing = 0;
    }
    cut_due(&r->cuts, now_us);
    r->counts.connected = connected;
    r->counts.streams = streams;
}
