/* session - the steps of a connection: reach, handshake, host key, methods, key, password. The host
 * key is compared before anything secret is sent, and nothing is ever accepted "for now". */
#include "drivers/ssh/session.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOST_KEYS       "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521"
#define HOST_KEYS_ECDSA "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521"
#define LOOKUP_MS       3000

static int64_t now_us(const struct ssh_session *s)
{
    return s->world->mono_us(s->world->self);
}

static void limit(struct ssh_session *s, int64_t most_ms)
{
    s->until_us = now_us(s) + most_ms * 1000;
    if (s->until_us > s->call_until_us) s->until_us = s->call_until_us;
}

static void enter(struct ssh_session *s, enum ssh_phase phase)
{
    int64_t now = now_us(s);
    s->took_ms[s->phase] += (now - s->from_us) / 1000;
    s->from_us = now;
    s->phase = phase;
}

static ssize_t receive(libssh2_socket_t fd, void *buf, size_t n, int flags, void **abstract)
{
    struct ssh_session *s = *abstract;
    ssize_t got = recv(fd, buf, n, flags);
    if (got < 0) return -errno;
    if (s->phase == SSH_HANDSHAKE) peer_hear(&s->heard, buf, (size_t)got);
    return got;
}

/* The callback type of libssh2 is a data pointer; C wants it said. */
static void *as_callback(ssize_t (*f)(libssh2_socket_t, void *, size_t, int, void **))
{
    void *p;
    memcpy(&p, &f, sizeof p);
    return p;
}

static enum kb_code connect_new(struct ssh_session *s, struct kb_error *err)
{
    const char *types = s->second_type ? HOST_KEYS_ECDSA : HOST_KEYS;
    s->heard.n = 0;
    s->lib = libssh2_session_init_ex(NULL, NULL, NULL, s);
    KB_ASSERT(s->lib);
    libssh2_session_set_blocking(s->lib, 0);
    libssh2_session_callback_set(s->lib, LIBSSH2_CALLBACK_RECV, as_callback(receive));
    if (libssh2_session_method_pref(s->lib, LIBSSH2_METHOD_HOSTKEY, types) != 0)
        return kb_fail(err, KB_INTERNAL, "ssh.handshake", "libssh2 lacks ed25519 and ecdsa");
    return KB_OK;
}

static void disconnect(struct ssh_session *s)
{
    if (s->lib) {
        (void)libssh2_session_disconnect(s->lib, "done");
        if (s->reach.fd >= 0) shutdown(s->reach.fd, SHUT_RDWR);
        /* with a dead socket nothing can be waited for; the bound is for what we do not know */
        for (int i = 0; i < 64 && libssh2_session_free(s->lib) == LIBSSH2_ERROR_EAGAIN; i++)
            continue;
    }
    if (s->reach.fd >= 0) close(s->reach.fd);
    s->lib = NULL;
    s->reach.fd = -1;
}

static enum kb_code lib_failed(struct ssh_session *s, const char *reason, const char *what,
                               struct kb_error *err)
{
    char *text = NULL;
    int rc = libssh2_session_last_error(s->lib, &text, NULL, 0);
    bool gone = rc == LIBSSH2_ERROR_SOCKET_DISCONNECT || rc == LIBSSH2_ERROR_SOCKET_SEND ||
                rc == LIBSSH2_ERROR_SOCKET_RECV;
    return kb_fail(err, KB_UNAVAILABLE, gone ? "ssh.lost" : reason, "%s: %s (%d)", what,
                   gone ? "the connection broke" : text, rc);
}

static enum kb_code step_reach(struct ssh_session *s, bool *again, struct kb_error *err)
{
    bool done;
    TRY(reach_step(&s->reach, &done, err));
    *again = done;
    if (!done) return KB_OK;
    TRY(connect_new(s, err));
    enter(s, SSH_HANDSHAKE);
    limit(s, s->limits->login_ms);
    return KB_OK;
}

static enum kb_code handshake_failed(struct ssh_session *s, struct kb_error *err)
{
    char list[PEER_LIST_MAX];
    if (peer_host_keys(&s->heard, list) && peer_rsa_only(list))
        return kb_fail(err, KB_CONFLICT, "ssh.peer_rsa_only",
                       "the server offers only %.120s: add an ed25519 host key (ssh-keygen -A)",
                       list);
    return lib_failed(s, "ssh.handshake", "handshake", err);
}

static enum kb_code step_handshake(struct ssh_session *s, bool *again, struct kb_error *err)
{
    int rc = libssh2_session_handshake(s->lib, s->reach.fd);
    if (rc == LIBSSH2_ERROR_EAGAIN) return KB_OK;
    if (rc != 0) return handshake_failed(s, err);
    s->banner = kb_strdup(&s->arena, libssh2_session_banner_get(s->lib));
    enter(s, SSH_HOST_KEY);
    *again = true;
    return KB_OK;
}

static const char *key_type_name(int type)
{
    static const char *const names[] = {
        [LIBSSH2_HOSTKEY_TYPE_UNKNOWN] = "unknown", [LIBSSH2_HOSTKEY_TYPE_RSA] = "rsa",
        [LIBSSH2_HOSTKEY_TYPE_DSS] = "dsa",         [LIBSSH2_HOSTKEY_TYPE_ECDSA_256] = "ecdsa",
        [LIBSSH2_HOSTKEY_TYPE_ECDSA_384] = "ecdsa", [LIBSSH2_HOSTKEY_TYPE_ECDSA_521] = "ecdsa",
        [LIBSSH2_HOSTKEY_TYPE_ED25519] = "ed25519",
    };
    return type >= 0 && (size_t)type < COUNT(names) ? names[type] : "unknown";
}

/* The pin may be the fingerprint of the server's ecdsa key: technicians copy whichever they see.
 * Only the pinned key itself is accepted, so asking for it by type gives nothing away. */
static bool try_second_type(struct ssh_session *s)
{
    char list[PEER_LIST_MAX];
    return !s->second_type && strcmp(s->key_type, "ed25519") == 0 &&
           peer_host_keys(&s->heard, list) && strstr(list, "ecdsa-sha2-nistp");
}

static enum kb_code step_host_key(struct ssh_session *s, bool *again, struct kb_error *err)
{
    size_t n = 0;
    int type = LIBSSH2_HOSTKEY_TYPE_UNKNOWN;
    const char *blob = libssh2_session_hostkey(s->lib, &n, &type);
    *again = true;
    if (!blob) return lib_failed(s, "ssh.handshake", "host key", err);
    s->key_type = key_type_name(type);
    drv_key_fingerprint(blob, n, s->fingerprint);
    if ((s->first_contact && !*s->target.host_key) ||
        strcmp(s->fingerprint, s->target.host_key) == 0) {
        enter(s, SSH_METHODS);
        return KB_OK;
    }
    if (try_second_type(s)) {
        disconnect(s);
        s->second_type = true;
        s->reach.next = 0;
        enter(s, SSH_REACH);
        return KB_OK;
    }
    return kb_fail(err, KB_CONFLICT, "ssh.host_key_changed",
                   "pinned %.52s, the server shows %s (%s)", s->target.host_key, s->fingerprint,
                   s->key_type);
}

static enum kb_code step_methods(struct ssh_session *s, bool *again, struct kb_error *err)
{
    const char *user = s->target.user;
    const char *list = libssh2_userauth_list(s->lib, user, (unsigned)strlen(user));
    if (!list && libssh2_session_last_errno(s->lib) == LIBSSH2_ERROR_EAGAIN) return KB_OK;
    if (!list && !libssh2_userauth_authenticated(s->lib))
        return lib_failed(s, "ssh.auth", "asking how to log in", err);
    *again = true;
    s->methods = kb_strdup(&s->arena, list ? list : "none");
    bool by_password = s->login == SSH_LOGIN_TYPED && s->password[0];
    enter(s, !list ? SSH_READY : by_password ? SSH_PASSWORD : SSH_KEY);
    return KB_OK;
}

/* libssh2 has one code for "the signature is refused" and "the connection broke meanwhile";
 * taking the second for the first would give up a device for good. */
static bool broke_off(const struct ssh_session *s)
{
    char c;
    ssize_t n = recv(s->reach.fd, &c, 1, MSG_PEEK | MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

static enum kb_code step_key(struct ssh_session *s, bool *again, struct kb_error *err)
{
    const char *user = s->target.user;
    int rc = libssh2_userauth_publickey_fromfile_ex(s->lib, user, (unsigned)strlen(user), NULL,
                                                    s->key_path, NULL);
    if (rc == LIBSSH2_ERROR_EAGAIN) return KB_OK;
    *again = true;
    if (rc == 0) {
        enter(s, SSH_READY);
        return KB_OK;
    }
    if (rc == LIBSSH2_ERROR_FILE)
        return kb_fail(err, KB_INTERNAL, "ssh.room_key", "libssh2 cannot read the room's key");
    if (rc == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED && broke_off(s))
        return kb_fail(err, KB_UNAVAILABLE, "ssh.lost", "key login: the connection broke");
    if (rc != LIBSSH2_ERROR_AUTHENTICATION_FAILED && rc != LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED)
        return lib_failed(s, "ssh.auth", "key login", err);
    s->key_refused = true;
    if (s->login == SSH_LOGIN_ANY && s->password[0]) {
        enter(s, SSH_PASSWORD);
        return KB_OK;
    }
    return kb_fail(err, KB_DENIED, "ssh.auth",
                   "user %.64s: the room's key is refused (the server takes %.80s)", user,
                   s->methods);
}

/* One hidden question is the password; anything else is left unanswered and so refused. */
static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(answer)
{
    struct ssh_session *s = *abstract;
    (void)name, (void)name_len, (void)instruction, (void)instruction_len;
    if (num_prompts != 1 || prompts[0].echo) return;
    responses[0].text = strdup(s->password);
    responses[0].length = (unsigned)strlen(s->password);
}

static int try_password(struct ssh_session *s)
{
    const char *user = s->target.user;
    if (!peer_lists(s->methods, "password") && peer_lists(s->methods, "keyboard-interactive"))
        return libssh2_userauth_keyboard_interactive_ex(s->lib, user, (unsigned)strlen(user),
                                                        answer);
    return libssh2_userauth_password_ex(s->lib, user, (unsigned)strlen(user), s->password,
                                        (unsigned)strlen(s->password), NULL);
}

static enum kb_code step_password(struct ssh_session *s, bool *again, struct kb_error *err)
{
    int rc = try_password(s);
    if (rc == LIBSSH2_ERROR_EAGAIN) return KB_OK;
    *again = true;
    if (rc == 0) {
        enter(s, SSH_READY);
        return KB_OK;
    }
    if (rc == LIBSSH2_ERROR_AUTHENTICATION_FAILED || rc == LIBSSH2_ERROR_PASSWORD_EXPIRED)
        return kb_fail(err, KB_DENIED, "ssh.auth",
                       "user %.64s: the password is %s (the server takes %.80s)", s->target.user,
                       rc == LIBSSH2_ERROR_PASSWORD_EXPIRED ? "expired" : "refused", s->methods);
    return lib_failed(s, "ssh.auth", "password login", err);
}

static enum kb_code timed_out(struct ssh_session *s, struct kb_error *err)
{
    static const char *const doing[] = {
        [SSH_REACH] = "connecting",      [SSH_HANDSHAKE] = "the handshake",
        [SSH_HOST_KEY] = "the host key", [SSH_METHODS] = "asking how to log in",
        [SSH_KEY] = "the key login",     [SSH_PASSWORD] = "the password login",
        [SSH_READY] = "working",
    };
    enter(s, s->phase); /* so that the time is on record */
    return kb_fail(err, KB_UNAVAILABLE, s->phase == SSH_REACH ? "ssh.unreachable" : "ssh.timeout",
                   "no answer in time while %s", doing[s->phase]);
}

enum kb_code ssh_session_step(struct ssh_session *s, struct kb_error *err)
{
    static enum kb_code (*const steps[])(struct ssh_session *, bool *, struct kb_error *) = {
        [SSH_REACH] = step_reach,       [SSH_HANDSHAKE] = step_handshake,
        [SSH_HOST_KEY] = step_host_key, [SSH_METHODS] = step_methods,
        [SSH_KEY] = step_key,           [SSH_PASSWORD] = step_password,
    };
    bool again = true;
    while (again && s->phase != SSH_READY) {
        again = false;
        enum kb_code code = steps[s->phase](s, &again, err);
        if (code != KB_OK) enter(s, s->phase); /* so that the time is on record */
        if (code != KB_OK) return code;
    }
    if (s->phase != SSH_READY && now_us(s) >= s->until_us) return timed_out(s, err);
    if (s->phase == SSH_READY) s->until_us = s->call_until_us;
    return KB_OK;
}

struct pollfd ssh_session_poll(const struct ssh_session *s, int *wait_ms)
{
    int64_t left = (s->until_us - now_us(s) + 999) / 1000;
    struct pollfd p = { .fd = s->reach.fd, .events = POLLOUT };
    if (left < 0) left = 0;
    if (*wait_ms < 0 || left < *wait_ms) *wait_ms = (int)left;
    if (s->phase == SSH_REACH) return p;
    int dir = libssh2_session_block_directions(s->lib);
    p.events = 0;
    if (dir & LIBSSH2_SESSION_BLOCK_OUTBOUND) p.events |= POLLOUT;
    if (dir & LIBSSH2_SESSION_BLOCK_INBOUND || !dir) p.events |= POLLIN;
    return p;
}

enum kb_code ssh_session_wait(struct ssh_session *s, struct kb_error *err)
{
    int wait_ms = -1;
    struct pollfd p = ssh_session_poll(s, &wait_ms);
    int n = poll(&p, 1, wait_ms);
    if (n > 0 || (n < 0 && errno == EINTR) || now_us(s) < s->until_us) return KB_OK;
    return timed_out(s, err);
}

enum kb_code ssh_session_login(struct ssh_session *s, struct kb_error *err)
{
    for (;;) {
        TRY(ssh_session_step(s, err));
        if (s->phase == SSH_READY) return KB_OK;
        TRY(ssh_session_wait(s, err));
    }
}

enum kb_code ssh_session_again(struct ssh_session *s, const char *reason, const char *what,
                               struct kb_error *err)
{
    if (libssh2_session_last_errno(s->lib) == LIBSSH2_ERROR_EAGAIN) return ssh_session_wait(s, err);
    return lib_failed(s, reason, what, err);
}

static enum kb_code check(const struct drv_ctx *ctx, const struct ssh_target *t,
                          enum ssh_login login, bool first_contact, struct kb_error *err)
{
    const char *line = ctx->room_key_public ? ctx->room_key_public : "";
    bool needs_key = login == SSH_LOGIN_ROOM || !*t->password;
    if (!*t->host_key && !first_contact)
        return kb_fail_field(err, "host_key", "ssh.host_key_unpinned",
                             "verify the device once and pin its fingerprint");
    if (*t->host_key && !drv_fingerprint_ok(t->host_key))
        return kb_fail_field(err, "host_key", "request.field",
                             "host_key must be SHA256: and 43 characters of base64");
    if (strncmp(line, "ssh-rsa", 7) == 0)
        return kb_fail(err, KB_CONFLICT, "ssh.room_key",
                       "the room's key is RSA, which cannot be used here: make it ed25519");
    if (needs_key && access(ctx->room_key_path ? ctx->room_key_path : "", R_OK) != 0)
        return kb_fail(err, KB_INTERNAL, "ssh.room_key", "%.160s: %s",
                       ctx->room_key_path ? ctx->room_key_path : "no path", strerror(errno));
    return KB_OK;
}

static void copy_target(struct ssh_session *s, const struct ssh_target *t)
{
    s->target = (struct ssh_target){ .host = kb_strdup(&s->arena, t->host),
                                     .user = kb_strdup(&s->arena, t->user),
                                     .password = "",
                                     .host_key = kb_strdup(&s->arena, t->host_key),
                                     .port = t->port };
    s->password = kb_strdup(&s->arena, t->password);
}

enum kb_code ssh_session_new(struct drv_ctx *ctx, const struct ssh_target *target,
                             enum ssh_login login, bool first_contact, struct ssh_session **out,
                             struct kb_error *err)
{
    AUTO_SSH s = NULL;
    *out = NULL;
    TRY(check(ctx, target, login, first_contact, err));
    s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    s->world = ctx->world;
    s->limits = ctx->limits;
    s->login = login;
    s->first_contact = first_contact;
    s->reach.fd = -1;
    copy_target(s, target);
    s->key_path = kb_strdup(&s->arena, ctx->room_key_path ? ctx->room_key_path : "");
    s->banner = s->key_type = s->methods = "";
    s->call_until_us = ctx->until_us;
    s->from_us = now_us(s);
    TRY(reach_lookup(&s->reach, target->host, target->port, drv_left_ms(ctx, LOOKUP_MS), err));
    limit(s, ctx->limits->connect_ms);
    *out = s;
    s = NULL;
    return KB_OK;
}

void ssh_session_free(struct ssh_session *s)
{
    if (!s) return;
    disconnect(s);
    if (s->password) explicit_bzero(s->password, strlen(s->password));
    kb_arena_done(&s->arena);
    free(s);
}
