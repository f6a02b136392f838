/* route - which row of the tables a method and path mean, and the permission the row states. */
#include "turn/engine.h"

#include <string.h>

const struct turn_route *turn_route_op(const struct turn_engine *e, const char *op)
{
    for (const struct turn_route *const *table = e->routes; *table; table++)
        for (const struct turn_route *r = *table; r->method; r++)
            if (strcmp(r->op, op) == 0) return r;
    return NULL;
}

/* "/v1/orders/{id}" against "/v1/orders/ord_…": segments equal, or a parameter not empty. */
static bool path_matches(const char *pattern, const char *path)
{
    while (*pattern && *path) {
        if (*pattern == '{') {
            if (*path == '/') return false;
            pattern = strchr(pattern, '}') + 1;
            path += strcspn(path, "/");
            continue;
        }
        if (*pattern != *path) return false;
        pattern++, path++;
    }
    return !*pattern && !*path;
}

enum kb_code turn_request_route(const struct turn_engine *e, struct turn_request *r)
{
    bool other_method = false;
    for (const struct turn_route *const *table = e->routes; *table; table++) {
        for (const struct turn_route *row = *table; row->method; row++) {
            if (row->who & WHO_SYSTEM || !path_matches(row->path, r->path)) continue;
            other_method = true;
            if (strcmp(row->method, r->method) != 0) continue;
            r->route = row;
            return KB_OK;
        }
    }
    enum kb_code code =
        other_method
            ? kb_fail(&r->err, KB_INVALID, "route.method", "%s is not offered there", r->method)
            : kb_fail(&r->err, KB_NOT_FOUND, "route.unknown", "there is no such address");
    turn_request_fail(r, &r->err);
    if (other_method) r->status = 405;
    return code;
}

bool turn_request_writes(const struct turn_request *r)
{
    return r->route && strcmp(r->route->method, "GET") != 0 && !(r->route->flags & TURN_READ);
}
