/* access - who may log in: the blocks of authorized_keys on the device. */
#ifndef DRIVERS_SSH_ACCESS_H
#define DRIVERS_SSH_ACCESS_H

#include "drivers/ssh/block.h"
#include "drivers/ssh/session.h"

struct ssh_check {
    const char *name, *text;
    int64_t ms;
    bool ok;
};

struct ssh_result {
    const char *state, *user, *ssh_user, *host_key, *address, *banner;
    int64_t ssh_port, keys, reachable_ms, login_ms;
    struct kb_list checks;
};
extern const struct kb_shape ssh_result_shape;

/* The verbs. Keys: observe, open, close. Verify: reach, handshake, host key, login, files. */
drv_act ssh_observe, ssh_open, ssh_close, ssh_verify;

struct ssh_spec {
    int64_t resource;
    const char *ssh_keys;
    const char *need;  /* of verify */
};

#endif
