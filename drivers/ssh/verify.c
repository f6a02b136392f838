/* verify - tries what a technician typed in, check by check, and says of each what was expected and
 * what was found: the report is read by the person who has to correct the form. */
#include "drivers/ssh/access.h"
#include "drivers/ssh/files.h"

#include <inttypes.h>
#include <string.h>

struct report {
    struct drv_call *c;
    struct ssh_check at[DRV_CHECKS_MAX];
    size_t n;
};

static void add(struct report *r, const char *name, bool ok, int64_t ms, const char *text)
{
    KB_ASSERT(r->n < DRV_CHECKS_MAX);
    r->at[r->n++] = (struct ssh_check){ .name = name, .text = text, .ms = ms, .ok = ok };
}

static const char *host_key_text(struct report *r, const struct ssh_session *s)
{
    if (!*s->target.host_key)
        return kb_printf(r->c->ctx->arena,
                         "first contact: the server shows %s (%s); compare it at "
                         "the machine",
                         s->fingerprint, s->key_type);
    return kb_printf(r->c->ctx->arena, "pinned and shown: %s (%s)", s->fingerprint, s->key_type);
}

static const char *login_text(struct report *r, const struct ssh_session *s)
{
    return kb_printf(r->c->ctx->arena, "user %s, %s", s->target.user,
                     s->password[0] ? "with the password" : "with the room's key");
}

/* The checks that a session has behind it; the last one may have failed with err. */
static void add_session(struct report *r, const struct ssh_session *s, const struct kb_error *err)
{
    struct kb_arena *a = r->c->ctx->arena;
    const char *why = err ? kb_strdup(a, err->text) : "";
    enum ssh_phase at = s->phase;
    bool reached = at > SSH_REACH || s->second_type;
    add(r, "reach", reached, s->took_ms[SSH_REACH],
        reached ? kb_printf(a, "%s port %" PRId64 " answers", s->target.host, s->target.port)
                : why);
    if (!reached) return;
    bool shaken = at > SSH_HANDSHAKE;
    add(r, "handshake", shaken, s->took_ms[SSH_HANDSHAKE], shaken ? kb_strdup(a, s->banner) : why);
    if (!shaken) return;
    bool known = at > SSH_HOST_KEY;
    add(r, "host_key", known, s->took_ms[SSH_HOST_KEY], known ? host_key_text(r, s) : why);
    if (!known) return;
    add(r, "login", at == SSH_READY,
        s->took_ms[SSH_METHODS] + s->took_ms[SSH_KEY] + s->took_ms[SSH_PASSWORD],
        at == SSH_READY ? login_text(r, s) : why);
}

static enum kb_code check_files(struct report *r, struct ssh_session *s, struct kb_error *err)
{
    AUTO(files_close) struct files f = { 0 };
    struct kb_world *w = r->c->ctx->world;
    int64_t from_us = w->mono_us(w->self);
    enum kb_code code = files_open(&f, s, err);
    int64_t ms = (w->mono_us(w->self) - from_us) / 1000;
    add(r, "files", code == KB_OK, ms,
        code == KB_OK ? "SFTP works: keys can be installed"
                      : kb_strdup(r->c->ctx->arena, err->text));
    return code;
}

static void tell(struct report *r, const struct ssh_session *s)
{
    struct ssh_result *out = r->c->result;
    const struct ssh_target *target = r->c->target;
    struct kb_arena *a = r->c->ctx->arena;
    struct ssh_check *checks = kb_alloc(a, sizeof r->at);
    for (size_t i = 0; i < r->n; i++) checks[i] = r->at[i];
    out->checks = (struct kb_list){ checks, (int64_t)r->n };
    out->user = out->ssh_user = target->user;
    out->address = target->host;
    out->ssh_port = target->port;
    r->c->show_result = true;
    if (!s) return;
    out->host_key = kb_strdup(a, s->fingerprint);
    out->banner = kb_strdup(a, s->banner);
    out->reachable_ms = s->took_ms[SSH_REACH];
    out->login_ms = s->took_ms[SSH_HANDSHAKE] + s->took_ms[SSH_HOST_KEY] + s->took_ms[SSH_METHODS] +
                    s->took_ms[SSH_KEY] + s->took_ms[SSH_PASSWORD];
}

static enum kb_code run(struct report *r, struct ssh_session **s, struct kb_error *err)
{
    enum kb_code code = ssh_session_new(r->c->ctx, r->c->target, SSH_LOGIN_TYPED, true, s, err);
    if (code != KB_OK) {
        add(r, "reach", false, 0, kb_strdup(r->c->ctx->arena, err->text));
        return code;
    }
    code = ssh_session_login(*s, err);
    add_session(r, *s, code == KB_OK ? NULL : err);
    const struct ssh_spec *spec = r->c->spec;
    if (code != KB_OK || strcmp(spec->need, "login") == 0) return code;
    return check_files(r, *s, err);
}

enum kb_code ssh_verify(struct drv_call *c, struct kb_error *err)
{
    struct report r = { .c = c };
    AUTO_SSH s = NULL;
    enum kb_code code = run(&r, &s, err);
    tell(&r, s);
    if (code == KB_OK) c->step->state = DRV_RUNNING;
    return code;
}
