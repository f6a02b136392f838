/* dial - where agents are told to connect. The daemon knows where it is bound, which is often every
 * address of the machine; agents need a name, and the one people use in their browsers is right
 * unless somebody says another. */
#include "controller/app.h"

#include <stdio.h>
#include <string.h>

/* "https://host:port" and "https://[::1]:port": the part between // and the port. */
static void host_of(const char *url, char *out, size_t n)
{
    const char *at = strstr(url, "://");
    at = at ? at + 3 : url;
    size_t len = at[0] == '[' ? strcspn(at, "]") + 1 : strcspn(at, ":/");
    snprintf(out, n, "%.*s", (int)len, at);
}

static bool is_every_address(const char *host)
{
    static const char *const every[] = { "0.0.0.0", "[::]", "*" };
    for (size_t i = 0; i < COUNT(every); i++)
        if (strcmp(every[i], host) == 0) return true;
    return false;
}

const char *gateway_dial(const struct app_config *config, const char *bound, char *out, size_t n)
{
    char host[256];
    const char *port = strrchr(bound, ':');
    out[0] = '\0';
    if (strncmp(bound, "tcp://", 6) != 0 || !port || port < bound + 6) return out;
    snprintf(host, sizeof host, "%.*s", (int)(port - bound - 6), bound + 6);
    if (config->dial)
        snprintf(host, sizeof host, "%s", config->dial);
    else if (is_every_address(host) && config->origin)
        host_of(config->origin, host, sizeof host);
    if (snprintf(out, n, "tcp://%s%s", host, port) >= (int)n) out[0] = '\0';
    return out;
}
