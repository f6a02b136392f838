/* ssh - machines that are reached by SSH alone. open puts the customer's public keys into the
 * user's authorized_keys and logs in to see that it works; close takes them out; verify tries the
 * access that a technician typed in. ed25519 and ecdsa only: libssh2 1.10 cannot do RSA with
 * SHA-2. */
#ifndef DRIVERS_SSH_SSH_H
#define DRIVERS_SSH_SSH_H

#include "drivers/driver.h"

/* A device that was given with a password gets the room's key too (once, in a block of its own that
 * close leaves alone), so that terminals and later jobs no longer need the password. */
extern const struct drv_type ssh_type;

#endif
