/* access - puts key blocks into authorized_keys and takes them out: read, replace as a whole, read
 * back, and log in the way that was just allowed. Nothing is written when nothing would change. */
#include "drivers/ssh/access.h"

#include "drivers/ssh/files.h"

#include <inttypes.h>
#include <string.h>

#define KEYS_PATH     ".ssh/authorized_keys"
#define KEYS_FILE_MAX ((size_t)256 << 10)

struct device {
    struct drv_call *c;
    struct ssh_session *s;
    struct files files;
    char *text;       /* of authorized_keys, "" when there is none */
    const char *name; /* of the resource's block */
};

static void device_drop(struct device *d)
{
    files_close(&d->files);
    ssh_session_free(d->s);
}

static enum kb_code read_keys(struct device *d, struct kb_error *err)
{
    TRY(files_read(&d->files, KEYS_PATH, KEYS_FILE_MAX, d->c->ctx->arena, &d->text, err));
    if (!d->text) d->text = kb_strdup(d->c->ctx->arena, "");
    return KB_OK;
}

static enum kb_code enter(struct device *d, struct drv_call *c, struct kb_error *err)
{
    const struct ssh_spec *spec = c->spec;
    d->c = c;
    d->name = kb_printf(c->ctx->arena, "%" PRId64, spec->resource);
    TRY(ssh_session_new(c->ctx, c->target, SSH_LOGIN_ANY, false, &d->s, err));
    TRY(ssh_session_login(d->s, err));
    TRY(files_open(&d->files, d->s, err));
    return read_keys(d, err);
}

static void tell(struct device *d)
{
    struct ssh_result *r = d->c->result;
    const struct ssh_target *target = d->c->target;
    struct kb_arena *a = d->c->ctx->arena;
    size_t keys;
    d->c->step->state = block_there(d->text, d->name, &keys) ? DRV_RUNNING : DRV_ABSENT;
    r->keys = (int64_t)keys;
    r->state = drv_state_name(d->c->step->state);
    r->user = r->ssh_user = target->user;
    r->address = target->host;
    r->ssh_port = target->port;
    r->host_key = kb_strdup(a, d->s->fingerprint);
    r->banner = kb_strdup(a, d->s->banner);
}

static enum kb_code replace(struct device *d, const char *text, struct kb_error *err)
{
    const char *fresh = kb_printf(d->c->ctx->arena, KEYS_PATH ".kboss-%s", d->name);
    TRY(files_folder(&d->files, ".ssh", err));
    TRY(files_write(&d->files, fresh, text, err));
    TRY(files_replace(&d->files, fresh, KEYS_PATH, err));
    return read_keys(d, err);
}

/* The room's own key stands in a block that outlives resources; only devices that were given with a
 * password need it put there. */
static const char *with_room_key(struct device *d, const char *text)
{
    struct drv_ctx *ctx = d->c->ctx;
    const char *line = ctx->room_key_public;
    struct block room = { .name = "room", .lines = &line, .n = 1 };
    if (!d->s->key_refused || !line || !*line) return text;
    return block_put(text, &room, ctx->arena);
}

/* The file that was written is the one the server reads: a login with the room's key says so. */
static enum kb_code login_again(struct device *d, struct kb_error *err)
{
    AUTO_SSH s = NULL;
    TRY(ssh_session_new(d->c->ctx, d->c->target, SSH_LOGIN_ROOM, false, &s, err));
    return ssh_session_login(s, err);
}

/* A block without keys is put, too: a customer who only uses the browser has none, and the room
 * must be able to come in by key. */
static enum kb_code put_block(struct device *d, const struct block *b, struct kb_error *err)
{
    struct kb_arena *a = d->c->ctx->arena;
    const char *text = block_put(d->text, b, a);
    if (b->lines) text = with_room_key(d, text);
    if (block_is(d->text, b, a) && (!b->lines || !d->s->key_refused)) return KB_OK;
    if (strcmp(text, d->text) != 0) TRY(replace(d, text, err));
    if (!block_is(d->text, b, a))
        return kb_fail(err, KB_UNAVAILABLE, "ssh.keys_lost",
                       "what was written to " KEYS_PATH " is not what is there");
    return b->lines ? login_again(d, err) : KB_OK;
}

enum kb_code ssh_observe(struct drv_call *c, struct kb_error *err)
{
    AUTO(device_drop) struct device d = { 0 };
    TRY(enter(&d, c, err));
    tell(&d);
    return KB_OK;
}

enum kb_code ssh_open(struct drv_call *c, struct kb_error *err)
{
    AUTO(device_drop) struct device d = { 0 };
    const struct ssh_spec *spec = c->spec;
    const char *lines[DRV_KEYS_MAX];
    struct drv_keys keys;
    TRY(drv_keys_read(spec->ssh_keys, "ssh_keys", c->ctx->arena, &keys, err));
    for (size_t i = 0; i < keys.n; i++) lines[i] = keys.at[i].line;
    TRY(enter(&d, c, err));
    TRY(put_block(&d, &(struct block){ d.name, lines, keys.n }, err));
    tell(&d);
    return KB_OK;
}

enum kb_code ssh_close(struct drv_call *c, struct kb_error *err)
{
    AUTO(device_drop) struct device d = { 0 };
    TRY(enter(&d, c, err));
    TRY(put_block(&d, &(struct block){ d.name, NULL, 0 }, err));
    tell(&d);
    return KB_OK;
}
