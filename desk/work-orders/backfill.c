/* backfill - what a technician types in is verified by the room's agent before it counts: reached,
 * host key seen and pinned, logged in, keys installed; and when a device is closed, keys taken
 * away. */
#include "desk/work-orders/work_order_priv.h"

#include <string.h>

#define CHECK_MS 60000

const char *work_order_text(struct turn *t, const char *json, const char *name)
{
    AUTO_JSON doc = json_loads(json, 0, NULL);
    const char *s = json_string_value(json_object_get(doc, name));
    return kb_strdup(t->arena, s ? s : "");
}

struct work_order_fill {
    int64_t id, port;
    const char *host, *user, *password, *note;
};
static const struct kb_field work_order_fill_fields[] = {
    ID(work_order_fill, id, "wo"),
    STR(work_order_fill, host, .max = 253, .optional = true,
        .doc = "Address the room's agent can reach."),
    INT(work_order_fill, port, .min = 0, .max = 65535, .optional = true),
    STR(work_order_fill, user, .max = 64, .optional = true),
    STR(work_order_fill, password, .max = 200, .optional = true, .secret = true),
    STR(work_order_fill, note, .max = 500, .optional = true),
    { .name = NULL },
};
static SHAPE(work_order_fill);

/* Letters, digits, dots, colons and dashes: a name or an address, never an option or a URL. */
static bool host_ok(const char *s)
{
    if (!s[0] || s[0] == '-') return false;
    return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:-")] == 0;
}

static bool user_ok(const char *s)
{
    if (!s[0] || s[0] == '-') return false;
    return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")] == 0;
}

static enum kb_code check_open_form(struct turn *t, const struct work_order_fill *in)
{
    if (!host_ok(in->host))
        return kb_fail_field(t->err, "host", "request.field", "host must be a name or an address");
    if (in->port < 1)
        return kb_fail_field(t->err, "port", "request.field", "port must be 1 to 65535");
    if (!user_ok(in->user))
        return kb_fail_field(t->err, "user", "request.field", "user must be an account name");
    return KB_OK;
}

/* The way in is told no more than whose keys go where. */
static const char *key_spec(struct turn *t, const struct work_order *w, const char *spec)
{
    AUTO_JSON doc = json_loads(spec, 0, NULL);
    json_t *keys = json_object_get(doc, "ssh_keys");
    AUTO_JSON out = json_pack("{s:I}", "resource", (json_int_t)w->resource_id);
    KB_ASSERT(out);
    if (keys) json_object_set(out, "ssh_keys", keys);
    return kb_json_text(out, t->arena);
}

/* Ask the room's agent: verify what was typed, later install the keys with the host key pinned. */
static enum kb_code work_order_check(struct turn *t, struct work_order *w, const char *verb,
                                     const char *target)
{
    struct job job;
    struct job_document doc;
    TRY(job_document(t, w->job_id, &doc));
    TRY(job_add(t,
                &(struct job_new){ .room_id = w->room_id,
                                   .device_id = w->device_id,
                                   .resource_id = w->resource_id,
                                   .verb = verb,
                                   .driver = "ssh",
                                   .spec = key_spec(t, w, doc.spec),
                                   .target = target,
                                   .sealed = w->sealed,
                                   .deadline_ms = t->now_ms + CHECK_MS,
                                   .on_deadline = "give_up" },
                &job));
    w->check_job_id = job.id;
    return work_order_store(t, w, "verifying");
}

static const char *open_target(struct turn *t, const struct work_order *w,
                               const struct work_order_fill *in)
{
    return kb_printf(t->arena,
                     "{\"host\":\"%s\",\"port\":%lld,\"user\":\"%s\",\"host_key\":\"\","
                     "\"seal_owner\":%lld}",
                     in->host, (long long)in->port, in->user, (long long)w->id);
}

/* A password that was typed for one way in is not sent to another. */
static bool same_way(struct turn *t, const struct work_order *w, const struct work_order_fill *in)
{
    AUTO_JSON form = json_loads(w->form, 0, NULL);
    return strcmp(work_order_text(t, w->form, "host"), in->host) == 0 &&
           strcmp(work_order_text(t, w->form, "user"), in->user) == 0 &&
           json_integer_value(json_object_get(form, "port")) == in->port;
}

static enum kb_code fill_open(struct turn *t, struct work_order *w,
                              const struct work_order_fill *in)
{
    TRY(check_open_form(t, in));
    if (!same_way(t, w, in)) w->sealed = "";
    w->form = open_target(t, w, in);
    if (in->password[0])
        w->sealed =
            kb_seal(&t->engine->seal, t->world, job_seal_place(t, w->id), in->password, t->arena);
    w->result = "{}";
    return work_order_check(t, w, "verify", w->form);
}

/* The agent was there and nobody lets it in any more: a device that was wiped is like that. */
static bool lets_nobody_in(struct turn *t, const struct work_order *w)
{
    static const char *const reasons[] = { "ssh.unreachable", "ssh.timeout", "ssh.handshake",
                                           "ssh.auth", "ssh.host_key_changed" };
    const char *reason = work_order_text(t, w->result, "reason");
    if (strcmp(w->state, "returned") != 0) return false;
    for (size_t i = 0; i < COUNT(reasons); i++)
        if (strcmp(reasons[i], reason) == 0) return true;
    return false;
}

/* Closing a device: the keys that were installed are taken away and that is verified, where there
 * is a way in. Else the technician's word, with what he did, ends it: a machine that he took down
 * in a driver's place, or a device that he wiped, lets nobody in any more who could look. */
static enum kb_code fill_other(struct turn *t, struct work_order *w,
                               const struct work_order_fill *in)
{
    struct job job;
    struct job_document doc;
    if (!in->note[0]) return kb_fail_field(t->err, "note", "request.missing", "say what was done");
    TRY(job_find(t, w->job_id, &job));
    TRY(job_document(t, w->job_id, &doc));
    TRY(job_remark(t, w->job_id, in->note));
    bool device = strcmp(job.verb, "close") == 0 && strcmp(job.driver, "manual") == 0;
    if (device && work_order_text(t, doc.target, "host")[0] && !lets_nobody_in(t, w)) {
        w->form = doc.target;
        w->sealed = doc.sealed;
        return work_order_check(t, w, "close", doc.target);
    }
    TRY(work_order_store(t, w, "done"));
    return job_finish(t, w->job_id, "{}");
}

static enum kb_code work_order_fill(struct turn *t, const struct work_order_fill *in,
                                    struct work_order_page *out)
{
    struct work_order w;
    TRY(work_order_find(t, in->id, &w));
    if (strcmp(w.state, "accepted") != 0 && strcmp(w.state, "returned") != 0)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "accept it first; it is %s", w.state);
    TRY(strcmp(w.kind, "open") == 0 ? fill_open(t, &w, in) : fill_other(t, &w, in));
    return work_order_page_of(t, in->id, out);
}
HANDLER(work_order_fill, work_order_fill, work_order_page);

/* --- what the agent found --- */

/* The pinned target: what was typed, with the host key that was seen. */
static const char *with_host_key(struct turn *t, const char *form, const char *result)
{
    AUTO_JSON doc = json_loads(form, 0, NULL);
    AUTO_JSON res = json_loads(result, 0, NULL);
    json_t *key = json_object_get(res, "host_key");
    if (key) json_object_set(doc, "host_key", key);
    return kb_json_text(doc, t->arena);
}

/* What opens the resource: target and, still sealed, the credential. */
static const char *access_of(struct turn *t, const struct work_order *w)
{
    AUTO_JSON doc = json_loads(w->form, 0, NULL);
    json_object_set_new(doc, "sealed", json_string(w->sealed));
    return kb_json_text(doc, t->arena);
}

enum kb_code work_order_checked(struct turn *t, struct work_order *w, const struct job *job)
{
    const char *result;
    TRY(job_result(t, job->id, &result));
    w->result = result;
    if (strcmp(job->verb, "verify") == 0) {
        w->form = with_host_key(t, w->form, result);
        TRY(job_remember(t, w->job_id, access_of(t, w)));
        return work_order_check(t, w, "open", w->form);
    }
    TRY(work_order_store(t, w, "done"));
    return job_finish(t, w->job_id, access_of(t, w));
}

const struct turn_route backfill_routes[] = {
    { "POST", "/v1/work-orders/{id}/fill", WHO_P_ADMIN | WHO_P_TECH, &work_order_fill_call,
      "work_orders_fill",
      "Type in what was done; the room's agent verifies it before the order can end." },
    { .method = NULL },
};
