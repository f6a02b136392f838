/* stream - the calls every terminal shares: checking what is asked, keeping the state and the
 * reason of the end, and leaving out what a kind of stream does not have. */
#include "drivers/stream.h"

#include "drivers/parts.h"

#include <stdio.h>
#include <string.h>

static bool has_kind(const struct drv_stream_type *type, const char *kind)
{
    for (const char *const *k = type->kinds; *k; k++)
        if (strcmp(*k, kind) == 0) return true;
    return false;
}

static enum kb_code check_size(const struct drv_stream_want *want, struct kb_error *err)
{
    if (want->cols < 1 || want->cols > 1000)
        return kb_fail_field(err, "cols", "request.field", "cols must be 1 to 1000");
    if (want->rows < 1 || want->rows > 500)
        return kb_fail_field(err, "rows", "request.field", "rows must be 1 to 500");
    return KB_OK;
}

enum kb_code drv_stream_open(const struct drv_offer *offer, struct drv_ctx *ctx,
                             const struct drv_stream_want *want, struct drv_stream **out,
                             struct kb_error *err)
{
    const struct drv_stream_type *type = offer->type->stream;
    struct drv_ctx bounded = drv_bounded(ctx);
    void *target;
    *out = NULL;
    if (!type || !has_kind(type, want->kind))
        return kb_fail(err, KB_INVALID, "driver.cannot", "%s has no terminal of the kind \"%.16s\"",
                       offer->type->name, want->kind);
    TRY(check_size(want, err));
    TRY(drv_read(offer->type->target, want->target, ctx->arena, &target, err));
    TRY(type->open(&bounded, target, want, out, err));
    (*out)->type = type;
    return KB_OK;
}

int drv_stream_poll(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms)
{
    if (s->state == DRV_STREAM_ENDED) {
        *wait_ms = 0;
        return 0;
    }
    if (s->wrote) *wait_ms = 0;
    s->wrote = false;
    return s->type->poll(s, want_read, fds, wait_ms);
}

enum drv_stream_state drv_stream_turn(struct drv_stream *s)
{
    if (s->state != DRV_STREAM_ENDED) s->type->turn(s);
    return s->state;
}

size_t drv_stream_read(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap)
{
    *gap = 0;
    return cap && s->state != DRV_STREAM_OPENING ? s->type->read(s, buf, cap, gap) : 0;
}

size_t drv_stream_write(struct drv_stream *s, const void *buf, size_t n)
{
    size_t taken = n && s->state == DRV_STREAM_OPEN ? s->type->write(s, buf, n) : 0;
    s->wrote = taken > 0;
    return taken;
}

void drv_stream_resize(struct drv_stream *s, int64_t cols, int64_t rows)
{
    bool sane = cols >= 1 && cols <= 1000 && rows >= 1 && rows <= 500;
    if (sane && s->state != DRV_STREAM_ENDED && s->type->resize) s->type->resize(s, cols, rows);
}

bool drv_stream_break(struct drv_stream *s)
{
    if (!s->type->send_break || s->state != DRV_STREAM_OPEN) return false;
    s->type->send_break(s);
    return true;
}

const struct drv_stream_exit *drv_stream_exit(const struct drv_stream *s)
{
    return &s->exit;
}

void drv_stream_close(struct drv_stream *s)
{
    if (s) s->type->close(s);
}

void drv_stream_end(struct drv_stream *s, const char *reason, int code, const char *text)
{
    if (s->state == DRV_STREAM_ENDED) return;
    s->state = DRV_STREAM_ENDED;
    s->exit.code = code;
    snprintf(s->exit.reason, sizeof s->exit.reason, "%s", reason);
    snprintf(s->exit.text, sizeof s->exit.text, "%s", text);
}
