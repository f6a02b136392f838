/* Which attempts must not run at once. */
#include "agent/lane.h"
#include "kt.h"

static uint64_t lane(const char *driver, const char *target, const char *spec)
{
    struct protocol_job j = { .driver = driver, .target = target, .spec = spec };
    return agent_lane(&j);
}

#define HOST(n, password)                                                                          \
    "{\"host\":\"" n "\",\"port\":22,\"user\":\"u\",\"password\":\"" password "\"}"
#define VIRT(uri) "{\"uri\":\"" uri "\",\"pool\":\"kboss\"}"
#define RES(n)    "{\"resource\":" #n "}"

TEST(a_lane_is_the_device_where_there_is_one_and_the_resource_on_a_host_of_many)
{
    static const struct {
        const char *driver_a, *target_a, *spec_a, *driver_b, *target_b, *spec_b;
        bool same;
    } rows[] = {
        { "ssh", HOST("h", "p"), RES(1), "ssh", HOST("h", "p"), RES(2), true },
        { "ssh", HOST("h", "p"), RES(1), "ssh", HOST("h", "new"), RES(1), true },
        { "ssh", HOST("h", "p"), "{}", "manual", HOST("h", "p"), "{}", true },
        { "ssh", HOST("h", "p"), RES(1), "ssh", HOST("g", "p"), RES(1), false },
        { "libvirt", VIRT("a"), RES(1), "libvirt", VIRT("a"), RES(1), true },
        { "libvirt", VIRT("a"), RES(1), "libvirt", VIRT("a"), RES(2), false },
        { "libvirt", VIRT("a"), RES(1), "libvirt", VIRT("b"), RES(1), false },
        { "sim", "{\"device\":\"d\"}", RES(1), "sim", "{\"device\":\"d\",\"seed\":3}", RES(2),
          true },
        { "sim", "{\"device\":\"d\"}", RES(1), "sim", "{\"device\":\"e\"}", RES(1), false },
        { "new", "{\"x\":1}", RES(1), "new", "{\"x\":1}", RES(1), true },
        { "new", "{\"x\":1}", RES(1), "new", "{\"x\":2}", RES(1), false },
        { "new", "nonsense", "nonsense", "new", "nonsense", "nonsense", true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("row %zu", i);
        assert_int_equal(lane(rows[i].driver_a, rows[i].target_a, rows[i].spec_a) ==
                             lane(rows[i].driver_b, rows[i].target_b, rows[i].spec_b),
                         rows[i].same);
    }
}
