/* shelf - a small table to try the store on, in memory or on a file. */
#ifndef TESTS_UNIT_STORE_SHELF_H
#define TESTS_UNIT_STORE_SHELF_H

#include "kt.h"
#include "store/store.h"

struct item {
    int64_t id, qty;
    const char *name, *note;
    bool done;
};
extern const struct kb_shape item_shape;
extern const struct db_query q_item_add, q_item_find, q_items, q_item_count, q_item_take;

/* ":memory:" or a file; the table is there and empty. */
struct db *shelf_open(const char *path);
void shelf_close(struct db **db); /* AUTO(shelf_close) */
enum kb_code shelf_add(struct db *db, int64_t id, const char *name, struct kb_error *err);
int64_t shelf_count(struct db *db);
/* A path for a database of this test, with nothing there yet. */
const char *shelf_file(const char *name);

#endif
