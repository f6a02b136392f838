/* Per-address accounts in a set-associative table: a set of eight is searched, the entry that is
 * least worth keeping gives way. IPv6 counts by /64, the smallest net a customer gets. When a whole
 * set has things open, strangers share its last entry: stricter for them, never unbounded. */
#include "controller/edge/peers_priv.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SETS  2048
#define WAYS  8
#define MILLI 1000

struct account {
    uint64_t key; /* 0: free */
    int32_t open;
    int64_t milli_tokens; /* thousandths of a request */
    int64_t at_ms;        /* when milli_tokens was true */
};

struct edge_peers {
    pthread_mutex_t lock;
    int64_t open_max, rate_s, burst;
    uint64_t seed;
    struct account set[SETS][WAYS];
};

struct edge_peers *edge_peers_new(int64_t open_max, int64_t rate_s, int64_t burst, uint64_t seed)
{
    struct edge_peers *p = calloc(1, sizeof *p);
    KB_ASSERT(p);
    pthread_mutex_init(&p->lock, NULL);
    p->open_max = open_max;
    p->rate_s = rate_s;
    p->burst = burst > 0 ? burst : 1;
    p->seed = seed;
    return p;
}

void edge_peers_free(struct edge_peers *p)
{
    if (!p) return;
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static uint64_t mix(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t key_of(const struct edge_peers *p, const struct edge_address *a)
{
    uint64_t half = 0;
    memcpy(&half, a->bytes, a->family == EDGE_V4 ? 4 : 8);
    half = mix(mix(half ^ p->seed) + p->seed + (uint64_t)a->family);
    return half ? half : 1;
}

/* a gives way before b: nothing open first, then the one that has not asked for longest. */
static bool is_cheaper(const struct account *a, const struct account *b)
{
    if ((a->open == 0) != (b->open == 0)) return a->open == 0;
    return a->at_ms < b->at_ms;
}

static struct account *find(struct edge_peers *p, uint64_t key, bool make)
{
    struct account *set = p->set[key % SETS], *worst = &set[0];
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].key == key) return &set[i];
        if (worst->key && (!set[i].key || is_cheaper(&set[i], worst))) worst = &set[i];
    }
    if (!make) return &set[WAYS - 1];
    if (worst->key && worst->open > 0) return &set[WAYS - 1];
    *worst = (struct account){ .key = key, .milli_tokens = p->burst * MILLI, .at_ms = INT64_MIN };
    return worst;
}

bool edge_peers_open(struct edge_peers *p, const struct edge_address *a)
{
    bool ok = true;
    if (p->open_max <= 0 || a->family < EDGE_V4) return true;
    pthread_mutex_lock(&p->lock);
    struct account *it = find(p, key_of(p, a), true);
    if (it->open >= p->open_max)
        ok = false;
    else
        it->open++;
    pthread_mutex_unlock(&p->lock);
    return ok;
}

void edge_peers_close(struct edge_peers *p, const struct edge_address *a)
{
    if (p->open_max <= 0 || a->family < EDGE_V4) return;
    pthread_mutex_lock(&p->lock);
    struct account *it = find(p, key_of(p, a), false);
    if (it->open > 0) it->open--;
    pthread_mutex_unlock(&p->lock);
}

int64_t edge_peers_take(struct edge_peers *p, const struct edge_address *a, int64_t now_ms)
{
    int64_t wait_s = 0, full = p->burst * MILLI;
    if (p->rate_s <= 0 || a->family < EDGE_V4) return 0;
    pthread_mutex_lock(&p->lock);
    struct account *it = find(p, key_of(p, a), true);
    if (it->at_ms == INT64_MIN) it->at_ms = now_ms;
    int64_t passed_ms = now_ms > it->at_ms ? now_ms - it->at_ms : 0;
    /* so long a pause fills any bucket; beyond it the product could overflow */
    if (passed_ms > full / p->rate_s)
        it->milli_tokens = full;
    else
        it->milli_tokens += passed_ms * p->rate_s;
    if (it->milli_tokens > full) it->milli_tokens = full;
    it->at_ms = now_ms;
    if (it->milli_tokens >= MILLI)
        it->milli_tokens -= MILLI;
    else
        wait_s = (MILLI - it->milli_tokens) / (p->rate_s * MILLI) + 1;
    pthread_mutex_unlock(&p->lock);
    return wait_s;
}
