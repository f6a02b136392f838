/* Migrations: each once, in order, whole or not at all; and the real ones. */
#include "shelf.h"

#include <string.h>

static const struct db_migration first_two[] = {
    { "0001_a", "CREATE TABLE a (n BIGINT NOT NULL); INSERT INTO a VALUES (1);" },
    { "0002_b", "INSERT INTO a VALUES (2);" },
    { NULL, NULL },
};
static const struct db_migration all_three[] = {
    { "0001_a", "CREATE TABLE a (n BIGINT NOT NULL); INSERT INTO a VALUES (1);" },
    { "0002_b", "INSERT INTO a VALUES (2);" },
    { "0003_c", "INSERT INTO a VALUES (3);" },
    { NULL, NULL },
};
static const struct db_migration with_a_broken_one[] = {
    { "0001_a", "CREATE TABLE a (n BIGINT NOT NULL); INSERT INTO a VALUES (1);" },
    { "0002_bad", "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1);" },
    { "0003_c", "INSERT INTO a VALUES (3);" },
    { NULL, NULL },
};
static const struct db_query q_sum = { "sum", "SELECT sum(n) FROM a" };
static const struct db_query q_applied = { "applied", "SELECT count(*) FROM migration" };

static int64_t number(struct db *db, const struct db_query *q)
{
    struct kb_error err;
    int64_t n = -1;
    assert_ok(db_int(db, q, NO_ARGS, &n, &err));
    return n;
}

TEST(migrations_run_once_each_in_order)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = NULL;
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_ok(db_migrate(db, first_two, 1, &err));
    assert_int_equal(number(db, &q_sum), 3);
    assert_ok(db_migrate(db, first_two, 2, &err));
    assert_int_equal(number(db, &q_sum), 3);
    assert_ok(db_migrate(db, all_three, 3, &err));
    assert_int_equal(number(db, &q_sum), 6);
    assert_int_equal(number(db, &q_applied), 3);
}

TEST(a_broken_migration_leaves_nothing_of_itself_and_nothing_after_it)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = NULL;
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_refused(db_migrate(db, with_a_broken_one, 1, &err), KB_INTERNAL, "store.failed");
    assert_int_equal(number(db, &q_sum), 1);
    assert_int_equal(number(db, &q_applied), 1);
    assert_false(db_in_transaction(db));
}

TEST(the_real_migrations_make_a_database_from_nothing_and_then_rest)
{
    struct kb_error err;
    int64_t n = 0;
    AUTO(shelf_close) struct db *db = NULL;
    for (const struct db_migration *m = db_migrations; m->id; m++, n++)
        if (n) assert_true(strcmp(m[-1].id, m->id) < 0);
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_ok(db_migrate(db, db_migrations, 1800000000000, &err));
    assert_int_equal(number(db, &q_applied), n);
    int64_t before = db_changes(db);
    assert_ok(db_migrate(db, db_migrations, 1800000000001, &err));
    assert_int_equal(db_changes(db), before);
}

TEST(every_column_of_the_real_schema_refuses_null)
{
    static const struct db_query q_nullable = {
        "nullable", "SELECT count(*) FROM sqlite_master m, pragma_table_info(m.name) c WHERE "
                    "m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.\"notnull\" = 0"
    };
    struct kb_error err;
    AUTO(shelf_close) struct db *db = NULL;
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_ok(db_migrate(db, db_migrations, 1, &err));
    assert_int_equal(number(db, &q_nullable), 0);
}
