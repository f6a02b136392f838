/* link - three states and a due time. */
#include "agent/link.h"

#define TRY_MS           10000
#define SILENT_BEATS     3
#define BACKOFF_FIRST_MS 500
#define BACKOFF_MAX_MS   30000
#define REFUSED_MIN_MS   10000
#define REFUSED_MAX_MS   60000

void agent_link_init(struct agent_link *l, int64_t now_ms)
{
    *l = (struct agent_link){ .state = AGENT_LINK_IDLE, .due_ms = now_ms };
}

static int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void agent_link_failed(struct agent_link *l, int64_t now_ms, uint32_t random, bool refused)
{
    int64_t least = refused ? REFUSED_MIN_MS : BACKOFF_FIRST_MS;
    int64_t most = refused ? REFUSED_MAX_MS : BACKOFF_MAX_MS;
    int64_t wait = min_of(most, least << min_of(l->failures, 10));
    if (l->failures < 10) l->failures++;
    l->state = AGENT_LINK_IDLE;
    l->due_ms = now_ms + wait / 2 + (int64_t)(random % (uint32_t)(wait / 2 + 1));
}

static int64_t silent_at(const struct agent_link *l)
{
    return l->heard_ms + SILENT_BEATS * l->heartbeat_ms;
}

enum agent_link_do agent_link_turn(struct agent_link *l, int64_t now_ms, uint32_t random)
{
    bool gone = l->state == AGENT_LINK_UP ? now_ms >= silent_at(l)
                                          : l->state == AGENT_LINK_TRYING && now_ms >= l->due_ms;
    if (gone) {
        agent_link_failed(l, now_ms, random, false);
        return AGENT_LINK_CLOSE;
    }
    if (now_ms < l->due_ms) return AGENT_LINK_NOTHING;
    if (l->state == AGENT_LINK_IDLE) {
        l->state = AGENT_LINK_TRYING;
        l->due_ms = now_ms + TRY_MS;
        return AGENT_LINK_CONNECT;
    }
    l->due_ms = now_ms + l->heartbeat_ms;
    return AGENT_LINK_BEAT;
}

void agent_link_heard(struct agent_link *l, int64_t now_ms)
{
    l->heard_ms = now_ms;
}

void agent_link_welcome(struct agent_link *l, int64_t now_ms, int64_t heartbeat_ms)
{
    *l = (struct agent_link){ .state = AGENT_LINK_UP,
                              .heard_ms = now_ms,
                              .heartbeat_ms = heartbeat_ms,
                              .due_ms = now_ms + heartbeat_ms };
}

int64_t agent_link_due_ms(const struct agent_link *l)
{
    return l->state == AGENT_LINK_UP ? min_of(l->due_ms, silent_at(l)) : l->due_ms;
}
