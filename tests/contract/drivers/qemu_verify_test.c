/* Verifying a real host: what it is, what it lacks, and that nothing of it changes. */
#include "qemu_host.h"

#include <stdlib.h>
#include <string.h>

static const char *check_text(struct bench *b, const struct drv_step *step, const char *name,
                              bool *ok)
{
    size_t i;
    json_t *check;
    AUTO_JSON json = json_loads(step->result, 0, NULL);
    json_array_foreach(json_object_get(json, "checks"), i, check) {
        if (strcmp(json_string_value(json_object_get(check, "name")), name) != 0) continue;
        *ok = json_is_true(json_object_get(check, "ok"));
        return kb_strdup(&b->arena, json_string_value(json_object_get(check, "text")));
    }
    fail_msg("no check %s in %s", name, step->result);
    return "";
}

TEST(verify_tells_what_a_real_host_is_and_changes_nothing)
{
    static const char *const checks[] = { "reach", "pool", "network" };
    if (!host_there()) skip();
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    virNodeInfo info;
    bool ok;
    host_init(&h);
    assert_int_equal(virNodeGetInfo(h.conn, &info), 0);
    int defined = virConnectNumOfDefinedDomains(h.conn), running = virConnectNumOfDomains(h.conn);
    for (int i = 0; i < 2; i++) {
        assert_ok(peer_do(&h.b, &h.p, DRV_VERIFY, &step, &err));
        assert_string_equal(result_text(&h.b, &step, "state"), "ready");
        for (size_t k = 0; k < COUNT(checks); k++) {
            kt_row("%s", checks[k]);
            assert_string_equal(check_text(&h.b, &step, checks[k], &ok), "ok");
            assert_true(ok);
        }
    }
    char *name = virConnectGetHostname(h.conn);
    assert_string_equal(result_text(&h.b, &step, "host"), name);
    free(name);
    assert_int_equal(result_int(&step, "cpus"), info.cpus);
    assert_int_equal(result_int(&step, "memory_mib"), (int64_t)(info.memory >> 10));
    assert_int_equal(result_int(&step, "machines"), running);
    assert_int_equal(virConnectNumOfDefinedDomains(h.conn), defined);
    assert_int_equal(virConnectNumOfDomains(h.conn), running);
    assert_int_equal(host_count(&h.b, &h.p), 0);
}

/* Each is told by its check, the first is the reason, and a network that is there but stopped is
 * told apart from one that is not. */
TEST(verify_names_what_a_real_host_lacks)
{
    static const struct {
        const char *target, *check, *text;
    } cases[] = {
        { HOST_TARGET_OF("none", "default"), "pool", "storage pool none is not there" },
        { HOST_TARGET_OF("kboss", "nowhere"), "network", "network nowhere is not there" },
        { HOST_TARGET_OF("kboss", "kboss-idle"), "network",
          "network kboss-idle is there but not started" },
        { HOST_TARGET_OF("none", "nowhere"), "network", "network nowhere is not there" },
    };
    if (!host_there()) skip();
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    bool ok;
    host_init(&h);
    virNetworkPtr idle = virNetworkDefineXML(
        h.conn, "<network><name>kboss-idle</name><bridge name='kbidle0'/></network>");
    assert_non_null(idle);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct peer p = h.p;
        p.target = cases[i].target;
        kt_row("%s", p.target);
        enum kb_code code = peer_step(&h.b, &p, DRV_VERIFY, "", &step, &err);
        if (i + 1 == COUNT(cases)) virNetworkUndefine(idle);
        assert_refused(code, KB_CONFLICT, "libvirt.host");
        assert_string_equal(result_text(&h.b, &step, "state"), "incomplete");
        assert_string_equal(check_text(&h.b, &step, cases[i].check, &ok), cases[i].text);
        assert_false(ok);
        assert_string_equal(check_text(&h.b, &step, "reach", &ok), "ok");
        if (i + 1 < COUNT(cases)) assert_string_equal(err.text, cases[i].text);
    }
    virNetworkFree(idle);
    struct peer nowhere = h.p;
    nowhere.target = "{\"uri\":\"qemu+unix:///system?socket=/nonexistent\",\"domain_type\":"
                     "\"qemu\",\"pool\":\"kboss\",\"network\":\"default\"}";
    assert_int_not_equal(peer_step(&h.b, &nowhere, DRV_VERIFY, "", &step, &err), KB_OK);
}
