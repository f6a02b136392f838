/* entry - lists, a hash table and copies of what jobs and results point to. */
#include "agent/entry.h"

#include <stdlib.h>
#include <string.h>

static size_t bucket_of(int64_t job)
{
    return (size_t)((uint64_t)job * 0x9e3779b97f4a7c15u >> 54) % ENTRY_BUCKETS;
}

void entry_table_init(struct entry_table *t)
{
    *t = (struct entry_table){ 0 };
    t->dirty_end = &t->dirty;
}

void entry_table_done(struct entry_table *t)
{
    for (int s = 0; s < ENTRY_STATES; s++) {
        for (struct entry *e = t->list[s].first, *next; e; e = next) {
            next = e->next;
            free(e->result);
            free(e);
        }
    }
}

static void list_append(struct entry_list *l, struct entry *e)
{
    e->prev = l->last;
    e->next = NULL;
    if (l->last)
        l->last->next = e;
    else
        l->first = e;
    l->last = e;
    l->n++;
}

static void list_remove(struct entry_list *l, struct entry *e)
{
    if (e->prev)
        e->prev->next = e->next;
    else
        l->first = e->next;
    if (e->next)
        e->next->prev = e->prev;
    else
        l->last = e->prev;
    l->n--;
}

/* Copies a string to *at, which moves behind it. */
static const char *put(char **at, const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = memcpy(*at, s, n);
    *at += n;
    return copy;
}

struct entry *entry_add(struct entry_table *t, const struct protocol_job *job)
{
    size_t n = strlen(job->key) + strlen(job->verb) + strlen(job->driver) + strlen(job->target) +
               strlen(job->spec) + strlen(job->ticket) + 6;
    struct entry *e = calloc(1, sizeof *e + n);
    KB_ASSERT(e);
    char *at = e->text;
    e->job = *job;
    e->job.key = put(&at, job->key);
    e->job.verb = put(&at, job->verb);
    e->job.driver = put(&at, job->driver);
    e->job.target = put(&at, job->target);
    e->job.spec = put(&at, job->spec);
    e->job.ticket = put(&at, job->ticket);
    e->slot = -1;
    struct entry **bucket = &t->bucket[bucket_of(job->job)];
    e->same_bucket = *bucket;
    *bucket = e;
    list_append(&t->list[ENTRY_QUEUED], e);
    return e;
}

struct entry *entry_first_of(const struct entry_table *t, int64_t job)
{
    struct entry *e = t->bucket[bucket_of(job)];
    while (e && e->job.job != job) e = e->same_bucket;
    return e;
}

struct entry *entry_next_of(const struct entry *e)
{
    struct entry *next = e->same_bucket;
    while (next && next->job.job != e->job.job) next = next->same_bucket;
    return next;
}

struct entry *entry_find(const struct entry_table *t, int64_t job, int64_t epoch)
{
    struct entry *e = entry_first_of(t, job);
    while (e && e->job.epoch != epoch) e = entry_next_of(e);
    return e;
}

void entry_move(struct entry_table *t, struct entry *e, enum entry_state state)
{
    list_remove(&t->list[e->state], e);
    e->state = state;
    list_append(&t->list[state], e);
}

void entry_set_result(struct entry *e, const struct protocol_result *r)
{
    size_t n = strlen(r->outcome) + strlen(r->reason) + strlen(r->text) + strlen(r->ticket) +
               strlen(r->result) + 5;
    struct protocol_result *copy = calloc(1, sizeof *copy + n);
    KB_ASSERT(copy);
    char *at = (char *)(copy + 1);
    *copy = *r;
    copy->outcome = put(&at, r->outcome);
    copy->reason = put(&at, r->reason);
    copy->text = put(&at, r->text);
    copy->ticket = put(&at, r->ticket);
    copy->result = put(&at, r->result);
    free(e->result);
    e->result = copy;
}

void entry_touch(struct entry_table *t, struct entry *e)
{
    if (e->dirty) return;
    e->dirty = true;
    e->next_dirty = NULL;
    *t->dirty_end = e;
    t->dirty_end = &e->next_dirty;
}

struct entry *entry_take_dirty(struct entry_table *t)
{
    struct entry *e = t->dirty;
    if (!e) return NULL;
    t->dirty = e->next_dirty;
    if (!t->dirty) t->dirty_end = &t->dirty;
    e->dirty = false;
    return e;
}

void entry_remove(struct entry_table *t, struct entry *e)
{
    struct entry **at = &t->bucket[bucket_of(e->job.job)];
    KB_ASSERT(!e->dirty);
    while (*at != e) at = &(*at)->same_bucket;
    *at = e->same_bucket;
    list_remove(&t->list[e->state], e);
    free(e->result);
    free(e);
}
