/* Messages: told once, to those they are for, and read by each for himself. */
#include "demo.h"

#include <stdio.h>

/* A notice as a module leaves it; n makes it one of its own. */
static void tell(struct world *w, int64_t org_id, int64_t user_id, int64_t role_bits, int n)
{
    sql(w,
        "INSERT INTO outbox (id, topic, effect_key, body, state, due_ms, tries, reason) VALUES "
        "(%lld, 'notice.send', 'test-%d', '{\"org_id\":%lld,\"object_id\":1,\"user_id\":%lld,"
        "\"role_bits\":%lld,\"kind\":\"%s\",\"object\":\"order\",\"text_zh\":\"第%d条\","
        "\"text_en\":\"number %d\"}', 'due', %lld, 0, '')",
        (long long)kb_new_id(&w->k.world), n, (long long)org_id, (long long)user_id,
        (long long)role_bits, n % 2 ? "odd" : "even", n, n, (long long)w->k.now_ms);
    tick(w);
}

static int64_t unread(struct world *w, const struct turn_actor *who)
{
    as(w, who);
    must_get(w, "/v1/messages");
    return number_of(w, "unread");
}

TEST(a_message_is_read_by_each_for_himself_and_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (int i = 1; i <= 3; i++) tell(&w, d.d.admin.org_id, 0, 0, i);
    assert_int_equal(unread(&w, &d.d.sales), 3);
    const char *newest = text_of(&w, "items.0.id");
    must_say(&w, "POST", at(&w, "/v1/messages/%s/read", newest), NULL);
    assert_int_equal(number_of(&w, "unread"), 2);
    must_say(&w, "POST", at(&w, "/v1/messages/%s/read", newest), NULL);
    assert_int_equal(number_of(&w, "unread"), 2);
    must_get(&w, "/v1/messages");
    assert_int_equal(number_of(&w, "items.0.read"), 1);
    assert_int_equal(number_of(&w, "items.1.read"), 0);
    assert_int_equal(unread(&w, &d.d.finance), 3);
    must_get(&w, "/v1/home");
    assert_int_equal(
        json_integer_value(json_object_get(row_of(&w, "items", "key", "messages_unread"), "value")),
        3);
}

TEST(all_are_read_up_to_the_newest_that_was_seen)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (int i = 1; i <= 3; i++) tell(&w, d.d.admin.org_id, 0, 0, i);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/messages");
    const char *second = text_of(&w, "items.1.id"), *newest = text_of(&w, "items.0.id");
    must_say(&w, "POST", "/v1/messages/read", "{'until_id':'%s'}", second);
    assert_int_equal(number_of(&w, "unread"), 1);
    must_get(&w, "/v1/messages?unread=true");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.id"), newest);
    must_say(&w, "POST", "/v1/messages/read", NULL);
    assert_int_equal(number_of(&w, "unread"), 0);
    must_say(&w, "POST", "/v1/messages/read", "{'until_id':'%s'}", second); /* never back */
    assert_int_equal(unread(&w, &d.d.sales), 0);
    tell(&w, d.d.admin.org_id, 0, 0, 4);
    assert_int_equal(unread(&w, &d.d.sales), 1);
}

TEST(a_message_for_a_role_or_a_person_is_not_there_for_others)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    tell(&w, d.d.admin.org_id, d.d.sales.user_id, 0, 1);
    tell(&w, d.d.admin.org_id, 0, 2, 2); /* finance */
    tell(&w, d.d.admin.org_id, 0, 0, 3);
    assert_int_equal(unread(&w, &d.d.tech), 1);
    assert_int_equal(unread(&w, &d.d.finance), 2);
    assert_int_equal(unread(&w, &d.d.sales), 2);
    const char *his = text_of(&w, "items.1.id");
    const char *before = world_digest(&w);
    as(&w, &d.d.tech);
    say(&w, "POST", at(&w, "/v1/messages/%s/read", his), NULL);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", "/v1/messages/read", "{'until_id':'%s'}", his);
    assert_said(&w, 404, "not_found");
    as(&w, &d.p.admin);
    say(&w, "POST", at(&w, "/v1/messages/%s/read", his), NULL);
    assert_said(&w, 404, "not_found");
    assert_string_equal(world_digest(&w), before);
    assert_int_equal(unread(&w, &d.p.admin), 0);
}

TEST(messages_are_found_by_kind_words_and_time)
{
    static const struct {
        const char *query;
        size_t n;
    } cases[] = {
        { "", 3 },          { "?kind=odd", 2 },    { "?kind=even", 1 },
        { "?kind=none", 0 }, { "?text=NUMBER", 3 }, { "?text=number%202", 1 },
        { "?to_ms=1", 0 },  { "?from_ms=1", 3 },   { "?unread=true&kind=odd", 2 },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (int i = 1; i <= 3; i++) tell(&w, d.d.admin.org_id, 0, 0, i);
    as(&w, &d.d.sales);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].query);
        must_get(&w, "/v1/messages%s", cases[i].query);
        assert_int_equal(count_of(&w, "items"), cases[i].n);
    }
}

/* A reminder that is sent again because nobody heard that it was carried out appears once. */
TEST(a_notice_that_is_carried_out_twice_is_one_message)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    tell(&w, d.d.admin.org_id, 0, 0, 1);
    for (int i = 0; i < 3; i++) {
        sql(&w, "UPDATE outbox SET state = 'due' WHERE effect_key = 'test-1'");
        tick(&w);
    }
    assert_int_equal(unread(&w, &d.d.sales), 1);
}

TEST(what_was_read_is_forgotten_with_its_message)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct purged out = { 0 };
    world_open(&w);
    world_demo(&w, &d);
    tell(&w, d.d.admin.org_id, 0, 0, 1);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/messages");
    must_say(&w, "POST", at(&w, "/v1/messages/%s/read", text_of(&w, "items.0.id")), NULL);
    assert_ok(world_system(&w, "purge_messages", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(out.rows, 0);
    kt_world_pass(&w.k, 401 * 86400000LL);
    assert_ok(world_system(&w, "purge_messages", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM message"), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM message_read"), 0);
}
