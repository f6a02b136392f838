/* state - files of the agent's folder. New files are written beside and renamed, so that a crash
 * leaves either the old or the new one whole. */
#include "agent/state.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFIG_MAX   8192
#define LOCK_STEP_MS 50

static const struct kb_field agent_config_fields[] = {
    STR(agent_config, name, .min = 1, .max = 64),
    STR(agent_config, control, .min = 7, .max = 128, .doc = "tcp://host:port of the controller."),
    STR(agent_config, stream, .min = 7, .max = 128, .doc = "tcp://host:port for terminals."),
    STR(agent_config, server_key, .min = 64, .max = 64, .doc = "The controller's key, pinned."),
    STR(agent_config, templates_dir, .max = 256, .optional = true),
    STR(agent_config, drivers, .max = 256, .optional = true),
    INT(agent_config, agent, .min = 0, .max = INT64_MAX, .optional = true),
    INT(agent_config, room, .min = 0, .max = INT64_MAX, .optional = true),
    STR(agent_config, agent_id, .max = KB_ID_TEXT_MAX, .optional = true),
    STR(agent_config, room_id, .max = KB_ID_TEXT_MAX, .optional = true),
    { 0 },
};
SHAPE(agent_config);

static enum kb_code bad(struct kb_error *err, const char *path)
{
    return kb_fail(err, KB_INTERNAL, "agent.state", "%s: %s", path, strerror(errno));
}

static void close_fd(const int *fd)
{
    if (*fd >= 0) close(*fd);
}

static enum kb_code folder(const char *path, struct kb_error *err)
{
    struct stat st;
    if (mkdir(path, 0700) != 0 && errno != EEXIST) return bad(err, path);
    if (stat(path, &st) != 0) return bad(err, path);
    if (S_ISDIR(st.st_mode) && !(st.st_mode & 077) && st.st_uid == geteuid()) return KB_OK;
    return kb_fail(err, KB_INTERNAL, "agent.state", "%s must be a folder of our own, mode 0700",
                   path);
}

static enum kb_code write_file(const char *path, const char *text, struct kb_error *err)
{
    char beside[AGENT_PATH_MAX + 64];
    size_t n = strlen(text);
    snprintf(beside, sizeof beside, "%s.new", path);
    AUTO(close_fd) int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return bad(err, beside);
    if (write(fd, text, n) != (ssize_t)n || fsync(fd) != 0) return bad(err, beside);
    if (rename(beside, path) != 0) return bad(err, path);
    return KB_OK;
}

/* NULL with errno when it cannot be read or is longer than max. */
static char *read_file(const char *path, size_t max, struct kb_arena *a)
{
    AUTO(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return NULL;
    char *text = kb_alloc(a, max + 1);
    ssize_t n = read(fd, text, max + 1);
    if (n < 0) return NULL;
    errno = EFBIG;
    if ((size_t)n > max) return NULL;
    text[n] = '\0';
    return text;
}

static const char *path_in(struct agent_state *s, const char *name)
{
    return kb_printf(&s->arena, "%s/%s", s->dir, name);
}

/* The private half is written last: with it, the pair is complete. */
static enum kb_code room_key(struct agent_state *s, struct kb_world *w, struct kb_error *err)
{
    struct drv_key_pair pair;
    const char *public = path_in(s, "room_key.pub");
    snprintf(s->room_key_path, sizeof s->room_key_path, "%s/room_key", s->dir);
    if (access(s->room_key_path, F_OK) != 0) {
        drv_key_make(w, "kboss-agent", &s->arena, &pair);
        TRY(write_file(public, kb_printf(&s->arena, "%s\n", pair.line), err));
        TRY(write_file(s->room_key_path, pair.openssh, err));
        sodium_memzero(&pair.dropbear, sizeof pair.dropbear);
        sodium_memzero((char *)pair.openssh, strlen(pair.openssh));
    }
    char *line = read_file(public, CONFIG_MAX, &s->arena);
    if (!line) return bad(err, public);
    line[strcspn(line, "\r\n")] = '\0';
    s->room_key_public = line;
    return KB_OK;
}

enum kb_code agent_state_open(const char *dir, struct kb_world *w, struct agent_state *s,
                              struct kb_error *err)
{
    char whole[PATH_MAX];
    *s = (struct agent_state){ .lock = -1 };
    TRY(folder(dir, err));
    if (!realpath(dir, whole) || strlen(whole) >= sizeof s->dir) return bad(err, dir);
    memcpy(s->dir, whole, strlen(whole) + 1);
    snprintf(s->work_dir, sizeof s->work_dir, "%s/work", s->dir);
    TRY(folder(s->work_dir, err));
    TRY(kb_key_load(path_in(s, "agent.key"), true, s->secret_key, sizeof s->secret_key, err));
    TRY(kb_key_load(path_in(s, "journal.key"), true, &s->journal_key, sizeof s->journal_key, err));
    KB_ASSERT(crypto_scalarmult_base(s->public_key, s->secret_key) == 0);
    return room_key(s, w, err);
}

void agent_state_close(struct agent_state *s)
{
    close_fd(&s->lock);
    sodium_memzero(s->secret_key, sizeof s->secret_key);
    sodium_memzero(&s->journal_key, sizeof s->journal_key);
    kb_arena_done(&s->arena);
}

enum kb_code agent_state_lock(struct agent_state *s, int wait_ms, struct kb_error *err)
{
    const char *path = path_in(s, "lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return bad(err, path);
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (wait_ms <= 0 || errno != EWOULDBLOCK) {
            close(fd);
            return kb_fail(err, KB_CONFLICT, "agent.state", "another agent runs from %s", s->dir);
        }
        poll(NULL, 0, LOCK_STEP_MS);
        wait_ms -= LOCK_STEP_MS;
    }
    s->lock = fd;
    return KB_OK;
}

enum kb_code agent_state_load(struct agent_state *s, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    const char *path = path_in(s, "agent.json");
    char *text = read_file(path, CONFIG_MAX, &s->arena);
    if (!text && errno == ENOENT)
        return kb_fail(err, KB_NOT_FOUND, "agent.config", "%s: not enrolled yet", s->dir);
    if (!text) return bad(err, path);
    TRY(kb_json_parse(text, strlen(text), CONFIG_MAX, &json, err));
    TRY(kb_read(&agent_config_shape, json, NULL, &s->config, &s->arena, err));
    if (protocol_key_parse(s->config.server_key, s->server_key)) return KB_OK;
    return kb_fail(err, KB_INVALID, "agent.config", "server_key is not 64 lower-case hex digits");
}

enum kb_code agent_state_save(struct agent_state *s, const struct agent_config *config,
                              struct kb_error *err)
{
    const char *text = kb_write_text(&agent_config_shape, config, &s->arena);
    TRY(write_file(path_in(s, "agent.json"), kb_printf(&s->arena, "%s\n", text), err));
    return agent_state_load(s, err);
}

bool agent_state_driver(const struct agent_state *s, const char *driver)
{
    size_t n = strlen(driver);
    if (!s->config.drivers[0]) return true;
    for (const char *at = s->config.drivers; *at; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");
        if (word == n && memcmp(at, driver, n) == 0) return true;
        at += word;
    }
    return false;
}

enum kb_code agent_stream_endpoint(const char *control, struct kb_arena *a, const char **out,
                                   struct kb_error *err)
{
    const char *colon = strrchr(control, ':');
    int64_t port;
    if (strncmp(control, "tcp://", 6) != 0 || !colon || colon < control + 6 ||
        !kb_parse_int(colon + 1, 1, 65534, &port))
        return kb_fail(err, KB_INVALID, "agent.config",
                       "the controller is given as tcp://host:port");
    *out = kb_printf(a, "%.*s:%lld", (int)(colon - control), control, (long long)port + 1);
    return KB_OK;
}
