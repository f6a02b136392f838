/* What the enrol command tells agents to dial. */
#include "controller/app.h"
#include "kt.h"

TEST(agents_dial_the_host_people_know_when_every_address_is_bound)
{
    static const struct {
        const char *bound, *origin, *dial, *expected;
    } cases[] = {
        { "tcp://0.0.0.0:7780", "https://kboss.example.com", NULL, "tcp://kboss.example.com:7780" },
        { "tcp://0.0.0.0:7780", "https://kboss.example.com:8443", NULL,
          "tcp://kboss.example.com:7780" },
        { "tcp://*:7781", "http://[::1]:8080", NULL, "tcp://[::1]:7781" },
        { "tcp://[::]:7780", "https://a.b/c", NULL, "tcp://a.b:7780" },
        { "tcp://10.0.0.5:7780", "https://kboss.example.com", NULL, "tcp://10.0.0.5:7780" },
        { "tcp://10.0.0.5:7780", "https://x", "agents.example.com",
          "tcp://agents.example.com:7780" },
        { "tcp://0.0.0.0:7780", NULL, NULL, "tcp://0.0.0.0:7780" },
        { "ipc:///run/x", "https://x", NULL, "" },
        { "tcp://", "https://x", NULL, "" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct app_config c = { .origin = cases[i].origin, .dial = cases[i].dial };
        char out[300], small[8];
        kt_row("%s %s", cases[i].bound, cases[i].origin ? cases[i].origin : "");
        assert_string_equal(gateway_dial(&c, cases[i].bound, out, sizeof out), cases[i].expected);
        assert_string_equal(gateway_dial(&c, cases[i].bound, small, sizeof small), "");
    }
}
