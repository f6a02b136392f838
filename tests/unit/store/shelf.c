/* shelf - see shelf.h. */
#include "shelf.h"

#include <stdio.h>
#include <unistd.h>

static const struct kb_field item_fields[] = {
    INT(item, id),   INT(item, qty),   STR(item, name),
    STR(item, note), BOOL(item, done), { .name = NULL },
};
SHAPE(item);

const struct db_query q_item_add = {
    "item_add",
    "INSERT INTO item (id, name, qty, note, done) VALUES (:id, :name, :qty, :note, :done)"
};
const struct db_query q_item_find = { "item_find",
                                      "SELECT id, name, qty, note, done FROM item WHERE id = :id" };
const struct db_query q_items = { "items", "SELECT id, name FROM item ORDER BY id" };
const struct db_query q_item_count = { "item_count", "SELECT count(*) FROM item" };
const struct db_query q_item_take = {
    "item_take", "UPDATE item SET qty = qty - :n WHERE name = :name AND qty >= :n"
};

static const struct db_query q_table = {
    "table", "CREATE TABLE IF NOT EXISTS item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL "
             "UNIQUE, qty BIGINT NOT NULL CHECK (qty BETWEEN 0 AND 1000), note TEXT, done BIGINT "
             "NOT NULL)"
};

struct db *shelf_open(const char *path)
{
    struct kb_error err;
    struct db *db = NULL;
    assert_ok(db_open(path, DB_WRITER, &db, &err));
    assert_ok(db_run(db, &q_table, NO_ARGS, &err));
    return db;
}

void shelf_close(struct db **db)
{
    db_close(*db);
}

enum kb_code shelf_add(struct db *db, int64_t id, const char *name, struct kb_error *err)
{
    struct item item = { .id = id, .name = name, .qty = 7, .note = "", .done = true };
    return db_put(db, &q_item_add, &item_shape, &item, err);
}

int64_t shelf_count(struct db *db)
{
    struct kb_error err;
    int64_t n = -1;
    assert_ok(db_int(db, &q_item_count, NO_ARGS, &n, &err));
    return n;
}

const char *shelf_file(const char *name)
{
    static char path[64];
    static const char *const endings[] = { "", "-wal", "-shm" };
    char file[80];
    snprintf(path, sizeof path, "/tmp/kboss-%s-%d.db", name, (int)getpid());
    for (size_t i = 0; i < COUNT(endings); i++) {
        snprintf(file, sizeof file, "%s%s", path, endings[i]);
        unlink(file);
    }
    return path;
}
