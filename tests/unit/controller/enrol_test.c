/* A code for an agent comes with the address this very daemon listens on, and the key it shows. */
#include "daemon.h"

#include <stdio.h>
#include <string.h>

TEST(the_enrol_command_names_this_daemons_address_and_key)
{
    AUTO(daemon_stop) struct daemon d;
    AUTO(person_done) struct person root = { 0 };
    char body[200];
    daemon_start(&d, "http://kboss.test");
    person_signs_in(&d, &root, "root");
    person_posts(&root, "/v1/regions", "{\"name\":\"华东\"}");
    snprintf(body, sizeof body, "{\"region_id\":\"%s\",\"name\":\"一号\"}",
             person_was_told(&root, "", "id"));
    person_posts(&root, "/v1/rooms", body);
    snprintf(body, sizeof body, "{\"room_id\":\"%s\",\"name\":\"a\"}",
             person_was_told(&root, "", "id"));
    person_posts(&root, "/v1/agents", body);
    assert_string_equal(person_was_told(&root, "", "controller"),
                        rooms_control_endpoint(d.app->rooms));
    assert_string_equal(person_was_told(&root, "", "stream"), rooms_stream_endpoint(d.app->rooms));
    assert_string_equal(person_was_told(&root, "", "server_key"), rooms_key_hex(d.app->rooms));
    assert_int_equal(strlen(rooms_key_hex(d.app->rooms)), 64);
}
