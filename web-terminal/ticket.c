/* ticket - rows for terminals: asked for by route, redeemed once by the socket's first frame. */
#include "web-terminal/ticket.h"
#include "billing/billing.h"
#include "ticket_sql.h"

#include <string.h>

#define TICKET_MS         30000
#define TERMINALS_MAX     20 /* of one organisation at once */
#define DAY_MS            86400000LL
#define TERMINALS_KEEP_MS (400 * DAY_MS) /* who was let in to what, for a year and more */

static const char *const terminal_kinds[] = { "shell", "console", NULL };

struct terminal {
    int64_t id, org_id, user_id, session_id, resource_id, room_id, expires_ms, opened_ms, ended_ms,
        created_ms;
    const char *kind, *state, *reason;
};
static const struct kb_field terminal_fields[] = {
    ID(terminal, id, "trm"),
    ID(terminal, org_id, "org"),
    ID(terminal, user_id, "usr"),
    ID(terminal, session_id, "ses"),
    ID(terminal, resource_id, "res"),
    ID(terminal, room_id, "rom"),
    STR(terminal, kind),
    STR(terminal, state),
    INT(terminal, expires_ms, .unit = "ms"),
    INT(terminal, opened_ms, .unit = "ms"),
    INT(terminal, ended_ms, .unit = "ms"),
    STR(terminal, reason),
    INT(terminal, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(terminal);

/* --- asking for one --- */

struct terminal_new {
    int64_t resource_id;
    const char *kind;
};
static const struct kb_field terminal_new_fields[] = {
    ID(terminal_new, resource_id, "res"),
    STR(terminal_new, kind, .one_of = terminal_kinds),
    { .name = NULL },
};
static SHAPE(terminal_new);

struct terminal_ticket {
    int64_t id, expires_ms;
    const char *ticket, *url, *protocol;
};
static const struct kb_field terminal_ticket_fields[] = {
    ID(terminal_ticket, id, "trm"),
    STR(terminal_ticket, ticket, .doc = "For the first frame; works once."),
    STR(terminal_ticket, url),
    STR(terminal_ticket, protocol),
    INT(terminal_ticket, expires_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(terminal_ticket);

static enum kb_code check_open(struct turn *t, const struct terminal_new *in, struct resource *r)
{
    int64_t open, agent_id;
    TRY(billing_resource_of(t, t->actor.org_id, in->resource_id, r));
    if (strcmp(r->state, "active") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active", "it is %s", r->state);
    if (strcmp(in->kind, "console") == 0 && strcmp(r->driver, "libvirt") != 0)
        return kb_fail_field(t->err, "kind", "terminal.kind", "it has no serial console");
    TRY(inventory_room_agent(t, r->room_id, &agent_id));
    if (!agent_id)
        return kb_fail(t->err, KB_UNAVAILABLE, "terminal.no_agent",
                       "its machine room cannot be reached");
    TRY(turn_int(
        t, &q_terminals_open,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(now_ms, t->now_ms), ARG_INT(after_id, 0)),
        &open));
    if (open < TERMINALS_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "%d terminals are open", TERMINALS_MAX);
}

static enum kb_code terminal_create(struct turn *t, const struct terminal_new *in,
                                    struct terminal_ticket *out)
{
    struct resource r;
    char hash[65];
    TRY(check_open(t, in, &r));
    *out = (struct terminal_ticket){ .id = turn_new_id(t),
                                     .expires_ms = t->now_ms + TICKET_MS,
                                     .ticket = kb_token(t->world, 32, t->arena),
                                     .url = "/v1/ws/term",
                                     .protocol = "kboss.term.1" };
    kb_digest(hash, out->ticket, strlen(out->ticket));
    TRY(turn_run(t, &q_terminal_add,
                 ARGS(ARG_INT(id, out->id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(user_id, t->actor.user_id), ARG_INT(session_id, t->actor.session_id),
                      ARG_INT(resource_id, r.id), ARG_INT(room_id, r.room_id),
                      ARG_STR(kind, in->kind), ARG_STR(ticket_hash, hash),
                      ARG_INT(expires_ms, out->expires_ms), ARG_INT(created_ms, t->now_ms))));
    return turn_change(t, t->actor.org_id, "terminal", out->id, "asked", "");
}
HANDLER(terminal_create, terminal_new, terminal_ticket);

struct terminals {
    struct kb_list items;
    const char *next;
};
static const struct kb_field terminals_fields[] = { LIST(terminals, items, terminal_shape),
                                                    STR(terminals, next),
                                                    { .name = NULL } };
static SHAPE(terminals);

static enum kb_code terminals_list(struct turn *t, const struct turn_list_in *in,
                                   struct terminals *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_terminals_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &terminal_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &terminal_shape);
    return KB_OK;
}
HANDLER(terminals_list, turn_list_in, terminals);

struct terminal_key {
    int64_t id;
};
static const struct kb_field terminal_key_fields[] = { ID(terminal_key, id, "trm"),
                                                       { .name = NULL } };
static SHAPE(terminal_key);

static enum kb_code terminal_close(struct turn *t, const struct terminal_key *in,
                                   struct terminal *out)
{
    TRY(turn_find(t, "terminal", &q_terminal_find,
                  ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)), &terminal_shape,
                  out));
    TRY(turn_run(
        t, &q_terminal_end,
        ARGS(ARG_INT(id, in->id), ARG_INT(now_ms, t->now_ms), ARG_STR(reason, "terminal.closed"))));
    turn_then(t, "terminal.end", in->id, 0, "terminal.closed");
    return turn_change(t, t->actor.org_id, "terminal", in->id, "closed", "");
}
HANDLER(terminal_close, terminal_key, terminal);

/* --- redeeming it --- */

static const struct kb_field terminal_redeem_fields[] = {
    STR(terminal_redeem, ticket, .secret = true), { .name = NULL }
};
static SHAPE(terminal_redeem);
static const struct kb_field terminal_opening_fields[] = {
    INT(terminal_opening, id),
    INT(terminal_opening, org_id),
    INT(terminal_opening, user_id),
    INT(terminal_opening, session_id),
    INT(terminal_opening, resource_id),
    INT(terminal_opening, agent_id),
    STR(terminal_opening, open, .secret = true),
    { .name = NULL },
};
static SHAPE(terminal_opening);

/* The driver's target: the way in that opening left behind, or the hypervisor's for a console. */
static enum kb_code target_of(struct turn *t, const struct terminal *row, const char **driver,
                              const char **target)
{
    struct resource r;
    struct resource_access a;
    int64_t endpoint_id;
    TRY(billing_resource_of(t, row->org_id, row->resource_id, &r));
    if (strcmp(r.state, "active") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active", "it is %s", r.state);
    TRY(billing_access_find(t, r.id, &a));
    *driver = "ssh";
    if (strcmp(row->kind, "shell") == 0) return job_target_open(t, a.access, a.sealed, target);
    TRY(inventory_endpoint(t, r.device_id, "libvirt", &endpoint_id));
    return job_endpoint_open(t, endpoint_id, driver, target);
}

static enum kb_code refused(struct turn *t)
{
    return kb_fail(t->err, KB_DENIED, "terminal.ticket", "the ticket is unknown, used or too old");
}

/* Between the ticket and its use the session may have ended, or the right to act here. */
static enum kb_code check_still_in(struct turn *t, int64_t org_id, int64_t user_id,
                                   int64_t session_id)
{
    bool still;
    const struct turn_actor a = { .user_id = user_id, .org_id = org_id, .session_id = session_id };
    TRY(org_still_in(t, &a, &still));
    return still ? KB_OK : refused(t);
}

static enum kb_code terminal_redeem(struct turn *t, const struct terminal_redeem *in,
                                    struct terminal_opening *out)
{
    struct terminal row;
    const char *driver, *target;
    char hash[65];
    kb_digest(hash, in->ticket, strlen(in->ticket));
    enum kb_code code = db_one(t->db, t->arena, &q_terminal_by_ticket,
                               ARGS(ARG_STR(ticket_hash, hash)), &terminal_shape, &row, t->err);
    if (code == KB_NOT_FOUND) return refused(t);
    TRY(code);
    if (strcmp(row.state, "waiting") != 0 || row.expires_ms <= t->now_ms) return refused(t);
    TRY(check_still_in(t, row.org_id, row.user_id, row.session_id));
    TRY(target_of(t, &row, &driver, &target));
    *out = (struct terminal_opening){ row.id,          row.org_id, row.user_id, row.session_id,
                                      row.resource_id, 0,          "" };
    TRY(inventory_room_agent(t, row.room_id, &out->agent_id));
    if (!out->agent_id)
        return kb_fail(t->err, KB_UNAVAILABLE, "terminal.no_agent",
                       "its machine room cannot be reached");
    TRY(turn_run_one(t, &q_terminal_redeem, ARGS(ARG_INT(id, row.id), ARG_INT(now_ms, t->now_ms))));
    AUTO_JSON open =
        json_pack("{s:s,s:s,s:o?,s:I}", "driver", driver, "kind", row.kind, "target",
                  json_loads(target, 0, NULL), "resource", (json_int_t)row.resource_id);
    if (!open) return refused(t);
    out->open = kb_json_text(open, t->arena);
    return turn_change(t, row.org_id, "terminal", row.id, "opened", "");
}
HANDLER(terminal_redeem, terminal_redeem, terminal_opening);

static const struct kb_field terminal_ended_fields[] = { INT(terminal_ended, id),
                                                         STR(terminal_ended, reason),
                                                         { .name = NULL } };
static SHAPE(terminal_ended);

static enum kb_code terminal_ended(struct turn *t, const struct terminal_ended *in,
                                   struct done *out)
{
    out->ok = true;
    return turn_run(
        t, &q_terminal_end,
        ARGS(ARG_INT(id, in->id), ARG_INT(now_ms, t->now_ms), ARG_STR(reason, in->reason)));
}
HANDLER(terminal_ended, terminal_ended, done);

/* A new controller has no sockets: what was open is over. */
static enum kb_code terminals_reset(struct turn *t, const struct nothing *in, struct done *out)
{
    (void)in;
    out->ok = true;
    return turn_run(
        t, &q_terminals_end_all,
        ARGS(ARG_INT(now_ms, t->now_ms), ARG_STR(reason, "controller.restarted")));
}
HANDLER(terminals_reset, nothing, done);

/* --- the live channel's tickets --- */

struct live_ticket {
    int64_t id, org_id, user_id, session_id, expires_ms, used_ms;
};
static const struct kb_field live_ticket_fields[] = {
    INT(live_ticket, id),
    INT(live_ticket, org_id),
    INT(live_ticket, user_id),
    INT(live_ticket, session_id),
    INT(live_ticket, expires_ms),
    INT(live_ticket, used_ms),
    { .name = NULL },
};
static SHAPE(live_ticket);

static enum kb_code live_ticket_create(struct turn *t, const struct nothing *in,
                                       struct terminal_ticket *out)
{
    char hash[65];
    (void)in;
    *out = (struct terminal_ticket){ .expires_ms = t->now_ms + TICKET_MS,
                                     .ticket = kb_token(t->world, 32, t->arena),
                                     .url = "/v1/ws/live",
                                     .protocol = "kboss.live.1" };
    kb_digest(hash, out->ticket, strlen(out->ticket));
    return turn_run(t, &q_live_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(org_id, t->actor.org_id),
                         ARG_INT(user_id, t->actor.user_id),
                         ARG_INT(session_id, t->actor.session_id), ARG_STR(ticket_hash, hash),
                         ARG_INT(expires_ms, out->expires_ms)));
}
HANDLER(live_ticket_create, nothing, terminal_ticket);

static const struct kb_field live_redeem_fields[] = { STR(live_redeem, ticket, .secret = true),
                                                      { .name = NULL } };
static SHAPE(live_redeem);
static const struct kb_field live_opening_fields[] = { INT(live_opening, org_id),
                                                       INT(live_opening, user_id),
                                                       INT(live_opening, session_id),
                                                       { .name = NULL } };
static SHAPE(live_opening);

static enum kb_code live_redeem(struct turn *t, const struct live_redeem *in,
                                struct live_opening *out)
{
    struct live_ticket row;
    char hash[65];
    kb_digest(hash, in->ticket, strlen(in->ticket));
    enum kb_code code = db_one(t->db, t->arena, &q_live_find, ARGS(ARG_STR(ticket_hash, hash)),
                               &live_ticket_shape, &row, t->err);
    if (code == KB_NOT_FOUND || (code == KB_OK && (row.used_ms || row.expires_ms <= t->now_ms)))
        return refused(t);
    TRY(code);
    TRY(check_still_in(t, row.org_id, row.user_id, row.session_id));
    *out = (struct live_opening){ row.org_id, row.user_id, row.session_id };
    return turn_run_one(t, &q_live_use, ARGS(ARG_INT(id, row.id), ARG_INT(now_ms, t->now_ms)));
}
HANDLER(live_redeem, live_redeem, live_opening);

/* --- what has been kept long enough --- */

static enum kb_code purge_tickets(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    TRY(turn_purge(t, &q_live_purge, DAY_MS, &out->rows));
    TRY(turn_purge(t, &q_terminals_unused, DAY_MS, &out->rows));
    return turn_purge(t, &q_terminals_purge, TERMINALS_KEEP_MS, &out->rows);
}
HANDLER(purge_tickets, nothing, purged);

#define LISTEN (WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY)
const struct turn_route ticket_routes[] = {
    { "POST", "/v1/terminals", WHO_C_ANY, &terminal_create_call, "terminals_create",
      "Ask for a terminal of a resource: a ticket for 30 seconds.", TURN_NO_KEY },
    { "GET", "/v1/terminals", WHO_C_ANY, &terminals_list_call, "terminals_list",
      "List your organisation's terminals.", TURN_LIST },
    { "POST", "/v1/terminals/{id}/close", WHO_C_ANY, &terminal_close_call, "terminals_close",
      "End a terminal." },
    { "POST", "/v1/live-tickets", LISTEN, &live_ticket_create_call,
      "live_tickets_create", "A ticket for the live channel of your organisation.", TURN_NO_KEY },
    { "SYSTEM", "", WHO_SYSTEM, &terminal_redeem_call, "terminal_redeem", "A ticket is used." },
    { "SYSTEM", "", WHO_SYSTEM, &terminal_ended_call, "terminal_ended", "A terminal is over." },
    { "SYSTEM", "", WHO_SYSTEM, &terminals_reset_call, "terminals_reset", "The daemon starts." },
    { "SYSTEM", "", WHO_SYSTEM, &live_redeem_call, "live_redeem", "A ticket is used." },
    { "SYSTEM", "", WHO_SYSTEM, &purge_tickets_call, "purge_tickets",
      "Forget tickets, and terminals of long ago." },
    { .method = NULL },
};
