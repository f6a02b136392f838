/* A technician's device: verification is the ssh driver's, found through what is on offer. */
#include "base/log.h"
#include "drivers/manual/manual.h"
#include "kt.h"

#include <string.h>

#define DOCUMENT "{\"any\":\"document\"}"

static enum kb_code pretend(struct drv_call *c, struct kb_error *err)
{
    assert_string_equal(c->job->target, DOCUMENT);
    return kb_fail(err, KB_UNAVAILABLE, "ssh.unreachable", "asked");
}

static const struct drv_type ssh = {
    .name = "ssh", .doc = "Stands for the real one.", .verb = { [DRV_VERIFY] = { pretend, NULL } }
};

static enum kb_code verify(const struct drv_offer *offers, struct drv_step *step,
                           struct kb_error *err)
{
    struct kb_arena a = { 0 };
    struct kt_world w;
    struct drv_job job = { .key = "k", .target = DOCUMENT, .spec = "", .ticket = "" };
    kt_world_init(&w, 1);
    kb_log_level(KB_LOG_ERROR);
    struct drv_ctx ctx = { .world = &w.world, .arena = &a, .offers = offers,
                           .limits = &drv_limits_default };
    enum kb_code code = drv_do(&offers[0], &ctx, DRV_VERIFY, &job, step, err);
    kb_arena_done(&a);
    return code;
}

TEST(verify_is_asked_of_the_ssh_driver_with_the_same_document)
{
    static const struct drv_offer both[] = { { &manual_type, NULL }, { &ssh, NULL }, { NULL } };
    static const struct drv_offer alone[] = { { &manual_type, NULL }, { NULL, NULL } };
    struct drv_step step;
    struct kb_error err;
    assert_refused(verify(both, &step, &err), KB_UNAVAILABLE, "ssh.unreachable");
    assert_true(step.retry);
    assert_refused(verify(alone, &step, &err), KB_INVALID, "driver.unknown");
}
