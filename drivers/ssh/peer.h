/* peer - what an SSH server said in clear before encryption: enough to tell people why a handshake
 * that failed cannot work. */
#ifndef DRIVERS_SSH_PEER_H
#define DRIVERS_SSH_PEER_H

#include "base/base.h"

#define PEER_HEARD_MAX 4096
#define PEER_LIST_MAX 512

/* The first bytes that came from the server: its banner and its KEXINIT packet. */
struct peer_heard {
    unsigned char at[PEER_HEARD_MAX];
    size_t n;
};

void peer_hear(struct peer_heard *h, const void *in, size_t n);
/* The server's host key algorithms, comma separated. False: the packet is not there whole. */
bool peer_host_keys(const struct peer_heard *h, char out[PEER_LIST_MAX]);
/* Is one of the comma separated names listed? */
bool peer_lists(const char *list, const char *name);
/* Host keys of RSA only (or DSA), none that we can use. */
bool peer_rsa_only(const char *list);

#endif
