/* shell - a terminal over SSH: xterm-256color, the user's login shell. */
#ifndef DRIVERS_SSH_SHELL_H
#define DRIVERS_SSH_SHELL_H

#include "drivers/stream.h"

extern const struct drv_stream_type ssh_shell;

#endif
