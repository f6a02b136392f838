/* sshd - a real OpenSSH server of the suite's own: own port, host keys, and user with a home in the
 * bench's folder. With root a user with a known password is made; without, the running user plays,
 * by key alone. */
#ifndef TESTS_CONTRACT_DRIVERS_SSHD_H
#define TESTS_CONTRACT_DRIVERS_SSHD_H

#include "suite.h"

#define SSHD_PASSWORD "correct-horse-7"

struct sshd {
    pid_t pid;
    int port;
    bool with_password;              /* the user has SSHD_PASSWORD */
    const char *user, *home, *log;
    const char *ed25519, *ecdsa;     /* fingerprints as ssh-keygen prints them */
};
/* host_keys: "ed25519 ecdsa", "rsa". more: lines that overrule
 * the others of sshd_config. */
void sshd_start(struct bench *b, struct sshd *d, const char *host_keys, const char *more);
void sshd_stop(struct sshd *d);
/* Does it run as root, so that there is a user with a password, and terminals? Says SKIP when
 * not; ask before a test owns anything. */
bool sshd_is_root(void);
/* The text of authorized_keys, NULL when absent; and setting it. */
const char *sshd_keys(struct bench *b, const struct sshd *d);
void sshd_keys_set(struct bench *b, const struct sshd *d, const char *text);
/* Target documents. password NULL: none. */
const char *sshd_target(struct bench *b, const struct sshd *d, const char *host_key,
                        const char *password);
/* Does OpenSSH's own client get in with this private key? */
bool sshd_lets_in(struct bench *b, const struct sshd *d, const char *key_path);
int free_port(void);

#endif
