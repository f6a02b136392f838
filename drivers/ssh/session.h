/* session - one SSH connection from nothing to logged in, as a machine of small steps that never
 * wait: terminals step it in a poll loop, verbs step it and wait in between. */
#ifndef DRIVERS_SSH_SESSION_H
#define DRIVERS_SSH_SESSION_H

#include "drivers/driver.h"
#include "drivers/ssh/peer.h"
#include "drivers/ssh/reach.h"
#include "drivers/sshkey.h"

#include <libssh2.h>
#include <poll.h>

struct ssh_target {
    const char *host, *user, *password, *host_key;
    int64_t port;
};
extern const struct kb_shape ssh_target_shape;

/* ANY: the room's key, then the password if there is one. ROOM: the key only. TYPED: what the
 * target says, the password when it has one. */
enum ssh_login { SSH_LOGIN_ANY, SSH_LOGIN_ROOM, SSH_LOGIN_TYPED };

enum ssh_phase {
    SSH_REACH,
    SSH_HANDSHAKE,
    SSH_HOST_KEY,
    SSH_METHODS,
    SSH_KEY,
    SSH_PASSWORD,
    SSH_READY,
};

struct ssh_session {
    struct kb_arena arena;
    struct kb_world *world;
    const struct drv_limits *limits;
    struct ssh_target target;
    char *password;                 /* wiped when freed */
    const char *key_path, *methods;
    enum ssh_login login;
    bool first_contact;             /* an empty host_key is fine: tell what it is */
    bool second_type;               /* the pin is not of the first key type: asking for ecdsa */
    bool key_refused;
    enum ssh_phase phase;
    struct reach reach;
    LIBSSH2_SESSION *lib;
    struct peer_heard heard;
    char fingerprint[DRV_FINGERPRINT_MAX];
    const char *key_type, *banner;
    int64_t until_us, call_until_us, from_us;
    int64_t took_ms[SSH_READY + 1]; /* of each phase */
};

/* Looks the name up. ssh.room_key, ssh.host_key_unpinned, ssh.name. Free with ssh_session_free. */
MUST_USE enum kb_code ssh_session_new(struct drv_ctx *ctx, const struct ssh_target *target,
                                      enum ssh_login login, bool first_contact,
                                      struct ssh_session **out, struct kb_error *err);
/* As far as it goes without waiting; phase is SSH_READY at the end. Errors: ssh.unreachable,
 * ssh.handshake, ssh.peer_rsa_only, ssh.host_key_changed, ssh.auth, ssh.timeout, ssh.lost. */
MUST_USE enum kb_code ssh_session_step(struct ssh_session *s, struct kb_error *err);
/* What to wait for, and for how long at most. */
struct pollfd ssh_session_poll(const struct ssh_session *s, int *wait_ms);
/* Wait for that, or ssh.timeout. */
MUST_USE enum kb_code ssh_session_wait(struct ssh_session *s, struct kb_error *err);
/* Step and wait until it is READY. */
MUST_USE enum kb_code ssh_session_login(struct ssh_session *s, struct kb_error *err);
/* A libssh2 call failed: what, why; EAGAIN waits instead. For loops around blocking-style calls. */
MUST_USE enum kb_code ssh_session_again(struct ssh_session *s, const char *reason, const char *what,
                                        struct kb_error *err);
void ssh_session_free(struct ssh_session *s);

static inline void ssh_session_drop(struct ssh_session **s)
{
    ssh_session_free(*s);
}
#define AUTO_SSH AUTO(ssh_session_drop) struct ssh_session *

#endif
