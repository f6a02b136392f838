/* device - where made-up devices live: a list in memory, or a file each that is locked while a
 * worker has it and replaced as a whole, so that a worker that dies leaves the old state or the new
 * one. */
#include "drivers/sim/parts.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define FILE_MAX 4096

static const struct kb_field sim_device_fields[] = {
    STR(sim_device, device, .min = 1, .max = 63),
    STR(sim_device, state, .max = 16),
    INT(sim_device, resource),
    INT(sim_device, ready_ms, .unit = "ms"),
    INT(sim_device, asked),
    INT(sim_device, switched),
    INT(sim_device, opened),
    INT(sim_device, closed),
    { 0 },
};
SHAPE(sim_device);

struct sim_room {
    struct kb_arena arena;
    struct sim_device at[SIM_DEVICES_MAX];
    size_t n;
};

struct sim_room *sim_room_new(void)
{
    struct sim_room *room = calloc(1, sizeof *room);
    KB_ASSERT(room);
    return room;
}

void sim_room_free(struct sim_room *room)
{
    if (!room) return;
    kb_arena_done(&room->arena);
    free(room);
}

static struct sim_device *room_at(const struct sim_room *room, const char *device)
{
    for (size_t i = 0; i < room->n; i++)
        if (strcmp(room->at[i].device, device) == 0) return (struct sim_device *)&room->at[i];
    return NULL;
}

const struct sim_device *sim_room_find(const struct sim_room *room, const char *device)
{
    return room_at(room, device);
}

static struct sim_device fresh(const char *device)
{
    return (struct sim_device){ .device = device, .state = drv_state_name(DRV_ABSENT) };
}

static bool name_ok(const char *s)
{
    if (*s == '.' || *s == '-') return false;
    return s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == 0;
}

static enum kb_code broken_file(const char *path, struct kb_error *err)
{
    return kb_fail(err, KB_UNAVAILABLE, "driver.state_file", "%.120s: %.80s", path,
                   strerror(errno));
}

static enum kb_code parse(char *text, size_t n, struct kb_arena *a, struct sim_device *out,
                          struct kb_error *err)
{
    AUTO_JSON json = NULL;
    TRY(kb_json_parse(text, n, FILE_MAX, &json, err));
    return kb_read(&sim_device_shape, json, NULL, out, a, err);
}

enum kb_code sim_file_read(const char *state_dir, const char *device, struct kb_arena *a,
                           struct sim_device *out, struct kb_error *err)
{
    char text[FILE_MAX];
    const char *path = kb_printf(a, "%s/sim-%s.json", state_dir, device);
    *out = fresh(kb_strdup(a, device));
    FILE *f = fopen(path, "re");
    if (!f && errno == ENOENT) return KB_OK;
    if (!f) return broken_file(path, err);
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    return parse(text, n, a, out, err);
}

static enum kb_code lock(struct drv_call *c, const char *device, struct sim_hold *h,
                         struct kb_error *err)
{
    const char *path = kb_printf(c->ctx->arena, "%s/sim-%s.lock", c->ctx->state_dir, device);
    h->path = kb_printf(c->ctx->arena, "%s/sim-%s.json", c->ctx->state_dir, device);
    h->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (h->fd < 0 || flock(h->fd, LOCK_EX) != 0) return broken_file(path, err);
    return KB_OK;
}

enum kb_code sim_take(struct drv_call *c, const char *device, struct sim_hold *h,
                      struct kb_error *err)
{
    *h = (struct sim_hold){ .room = c->self, .fd = -1, .now = fresh(device) };
    if (!name_ok(device))
        return kb_fail_field(err, "device", "request.field",
                             "device names are letters, digits, dot, dash and underscore");
    if (h->room) {
        const struct sim_device *d = room_at(h->room, device);
        if (d) h->now = *d;
        return KB_OK;
    }
    TRY(lock(c, device, h, err));
    return sim_file_read(c->ctx->state_dir, device, c->ctx->arena, &h->now, err);
}

static enum kb_code keep_in_room(struct sim_hold *h, struct kb_error *err)
{
    struct sim_device *d = room_at(h->room, h->now.device);
    if (!d && h->room->n == SIM_DEVICES_MAX)
        return kb_fail(err, KB_EXHAUSTED, "limit.reached", "the room holds %d devices",
                       SIM_DEVICES_MAX);
    if (!d) {
        d = &h->room->at[h->room->n++];
        h->now.device = kb_strdup(&h->room->arena, h->now.device);
    }
    *d = h->now; /* state is one of the constant names */
    return KB_OK;
}

enum kb_code sim_keep(struct drv_call *c, struct sim_hold *h, struct kb_error *err)
{
    if (h->room) return keep_in_room(h, err);
    const char *text = kb_write_text(&sim_device_shape, &h->now, c->ctx->arena);
    const char *fresh_path = kb_printf(c->ctx->arena, "%s.new", h->path);
    FILE *f = fopen(fresh_path, "we");
    if (!f) return broken_file(fresh_path, err);
    bool ok = fputs(text, f) >= 0;
    ok = fclose(f) == 0 && ok;
    if (!ok || rename(fresh_path, h->path) != 0) return broken_file(h->path, err);
    return KB_OK;
}

void sim_drop(struct sim_hold *h)
{
    if (h->fd >= 0) close(h->fd);
    h->fd = -1;
}
