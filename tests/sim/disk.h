/* disk - the controller's database, made from one migrated copy, and what a crash leaves of it. */
#ifndef TESTS_SIM_DISK_H
#define TESTS_SIM_DISK_H

#include "store/store.h"

#include <sqlite3.h>

enum disk_kind {
    DISK_KEPT,   /* in memory; a crash takes the transaction back and keeps the connection */
    DISK_SHARED, /* in memory; a crash closes the connection, a start opens a new one */
    DISK_FILE,   /* a file with its WAL; a crash copies both as they are and opens the copy */
    DISK_KINDS,
};

struct disk {
    enum disk_kind kind;
    char path[128];
    int copies;
    int64_t rollbacks;
    struct db *db;
    sqlite3 *raw; /* the same connection */
    void *self;
    void (*changed)(void *self, const char *table, int64_t rowid);
    bool (*refuses)(void *self); /* asked at each commit: true makes it fail */
};

/* Once, before anything else. */
void disk_prepare(void);
/* name: unique in this process. What a migrated database is. */
void disk_make(struct disk *d, enum disk_kind kind, uint64_t name);
/* What was not committed is gone; the connection is there again, for the next start. */
void disk_crash(struct disk *d);
void disk_done(struct disk *d);

#endif
