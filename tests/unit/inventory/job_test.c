/* Jobs as rows: phases along their table, deadlines that cannot be forgotten, and what people
 * may do. */
#include "demo.h"

#include "inventory/job_priv.h"

#include <string.h>

struct store_in {
    int64_t id;
    const char *to;
};
static const struct kb_field store_in_fields[] = { INT(store_in, id),
                                                   STR(store_in, to),
                                                   { .name = NULL } };
static SHAPE(store_in);
static enum kb_code store(struct turn *t, const struct store_in *in, struct done *out)
{
    struct job j;
    out->ok = true;
    TRY(job_find(t, in->id, &j));
    return job_store(t, &j, in->to);
}
HANDLER(store, store_in, done);
static enum kb_code note(struct turn *t, const struct store_in *in, struct done *out)
{
    out->ok = true;
    return job_note(t, in->id, in->to);
}
HANDLER(note, store_in, done);
static const struct turn_route own_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &store_call, "store", "Store." },
    { "SYSTEM", "", WHO_SYSTEM, &note_call, "note", "Note." },
    { .method = NULL },
};
static const struct turn_route *const own[] = { own_routes, NULL };

static enum kb_code run(struct world *w, const char *op, int64_t id, const char *text,
                        struct kb_error *err)
{
    struct done done;
    w->engine.routes = own;
    enum kb_code code = world_system(w, op, 0, &(struct store_in){ id, text }, &done, err);
    w->engine.routes = world_routes();
    return code;
}

/* A job that waits to be sent. */
static int64_t a_job(struct world *w, struct demo *d)
{
    as(w, &d->p.tech);
    must_say(w, "POST", at(w, "/v1/devices/%s/verify", d->hypervisor), "{'driver':'sim'}");
    return inside(w, "job", text_of(w, "id"));
}

TEST(a_phase_moves_along_its_table_and_no_other_way)
{
    static const char *const phases[] = { "queued", "running", "waiting", "held",
                                          "done",   "failed",  "unknown" };
    static const char *const arrows =
        " queued>running queued>held queued>failed running>waiting running>done running>failed "
        "running>unknown running>queued running>held waiting>running waiting>held waiting>failed "
        "waiting>unknown waiting>done waiting>queued unknown>running unknown>done unknown>failed "
        "unknown>held unknown>waiting unknown>queued held>done held>failed held>queued ";
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    int64_t id = a_job(&w, &d);
    for (size_t from = 0; from < COUNT(phases); from++)
        for (size_t to = 0; to < COUNT(phases); to++) {
            const char *arrow = at(&w, " %s>%s ", phases[from], phases[to]);
            bool good = from == to || strstr(arrows, arrow) != NULL;
            sql(&w, "UPDATE job SET phase = '%s', ended_ms = 0", phases[from]);
            kt_row("%s", arrow);
            assert_int_equal(run(&w, "store", id, phases[to], &err) == KB_OK, good);
            if (!good) assert_string_equal(err.reason, "state.move");
            assert_string_equal(sql_text(&w, "SELECT phase AS s FROM job"),
                                good ? phases[to] : phases[from]);
        }
}

TEST(a_job_that_waits_without_a_deadline_cannot_be_stored)
{
    static const char *const spoilt[] = { "deadline_ms = 0", "on_deadline = ''",
                                          "on_deadline = 'hope'", "phase = 'asleep'" };
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    a_job(&w, &d);
    for (size_t i = 0; i < COUNT(spoilt); i++) {
        kt_row("%s", spoilt[i]);
        const char *text = at(&w, "UPDATE job SET %s", spoilt[i]);
        assert_refused(db_run(w.db, world_query(&w, text), NO_ARGS, &err), KB_CONFLICT,
                       "store.constraint");
    }
}

TEST(the_log_of_a_job_keeps_its_newest_lines)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    int64_t id = a_job(&w, &d), other = a_job(&w, &d);
    assert_ok(run(&w, "note", other, "of another job", &err));
    for (int i = 0; i < 230; i++) assert_ok(run(&w, "note", id, at(&w, "line %d", i), &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM job_log WHERE job_id = %lld", (long long)id),
                     200);
    assert_int_equal(
        sql_int(&w, "SELECT count(*) FROM job_log WHERE job_id = %lld", (long long)other), 1);
    must_get(&w, "/v1/jobs/%s", outside(&w, "job", id));
    assert_int_equal(count_of(&w, "log"), 200);
    assert_string_equal(text_of(&w, "log.199.text"), "line 229");
}

TEST(people_have_a_job_tried_again_by_looking_first)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    const char *job = outside(&w, "job", o.job);
    as(&w, &d.p.tech);
    say(&w, "POST", at(&w, "/v1/jobs/%s/retry", job), NULL);
    assert_said(&w, 409, "job.running");
    agent_accepts(&w, d.agent, &o);
    agent_fails(&w, d.agent, &o, "libvirt.failed", false);
    must_get(&w, "/v1/jobs/%s", job);
    assert_string_equal(text_of(&w, "job.phase"), "held");
    must_say(&w, "POST", at(&w, "/v1/jobs/%s/retry", job), NULL);
    world_forget(&w);
    pass(&w, 1000);
    assert_true(agent_sent(&w, d.agent, &o));
    assert_true(json_is_true(json_object_get(o.doc, "lost")));
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    say(&w, "POST", at(&w, "/v1/jobs/%s/retry", job), NULL);
    assert_said(&w, 409, "job.ended");
    say(&w, "POST", at(&w, "/v1/jobs/%s/give-up", job), "{'reason':'x'}");
    assert_said(&w, 409, "job.ended");
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM work_order"), "done");
}

TEST(what_a_person_does_is_not_retried_by_an_agent)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    as(&w, &d.p.tech);
    must_get(&w, "/v1/jobs?phase=held");
    say(&w, "POST", at(&w, "/v1/jobs/%s/retry", text_of(&w, "items.0.id")), NULL);
    assert_said(&w, 409, "job.manual");
}

TEST(what_must_be_done_cannot_be_given_up)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    as(&w, &d.p.tech);
    must_get(&w, "/v1/jobs?phase=queued");
    say(&w, "POST", at(&w, "/v1/jobs/%s/give-up", text_of(&w, "items.0.id")), "{'reason':'x'}");
    assert_said(&w, 409, "work_order.must");
}

TEST(a_job_shows_people_no_credential_and_no_number_of_a_row)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_box(&w, &d);
    as(&w, &d.p.tech);
    must_get(&w, "/v1/jobs");
    for (size_t n = count_of(&w, "items"), i = 0; i < n; i++) {
        must_get(&w, "/v1/jobs");
        must_get(&w, "/v1/jobs/%s", text_of(&w, at(&w, "items.%zu.id", i)));
        assert_null(strstr(w.raw, "sealed"));
        assert_null(strstr(w.raw, "seal_owner"));
    }
}
