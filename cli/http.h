/* http - one request to one server by libcurl: timeouts, a size limit, certificates verified, no
 * redirects, nothing but http and https. Plain http goes to this machine only. */
#ifndef CLI_HTTP_H
#define CLI_HTTP_H

#include "base/arena.h"

#define CLI_ANSWER_MAX ((size_t)32 << 20)

struct cli_http;

struct cli_http_config {
    const char *server; /* "https://host[:port]", "http://127.0.0.1:8600", "unix:/path" */
    const char *ca;     /* a file, or "" */
    int64_t timeout_s;
};

/* cli.server when the address cannot be used. */
MUST_USE enum kb_code cli_http_new(const struct cli_http_config *config, struct kb_arena *a,
                                   struct cli_http **out, struct kb_error *err);
void cli_http_free(struct cli_http *h); /* NULL is fine */

struct cli_request {
    const char *method, *path, *query, *accept;
    const char *body; /* JSON text or NULL */
    const char *cookie, *bearer, *org, *key; /* "" leaves the header out */
};
struct cli_answer {
    long status;
    const char *body; /* NUL behind it; until the next request */
    size_t n;
    const char *cookie; /* "name=value" that the server set, or "" */
};

/* Any status is an answer. cli.unreachable (KB_UNAVAILABLE): the request was not done. cli.lost
 * (KB_UNKNOWN): it was sent and the answer did not come. cli.tls: the server is not who it says. */
MUST_USE enum kb_code cli_http_send(struct cli_http *h, const struct cli_request *r,
                                    struct cli_answer *out, struct kb_error *err);

#endif
