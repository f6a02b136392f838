/* State machines as tables. */
#include "base/states.h"
#include "kt.h"

static const struct kb_move moves[] = {
    { "draft", "verified" }, { "verified", "free" }, { "free", "draft" }, { NULL, NULL }
};
static const struct kb_states machine = { "device", moves };

TEST(only_the_moves_in_the_table_are_allowed)
{
    static const char *const states[] = { "draft", "verified", "free", "", "Draft", "gone" };
    int allowed = 0;
    for (size_t i = 0; i < COUNT(states); i++)
        for (size_t k = 0; k < COUNT(states); k++) {
            struct kb_error err;
            if (kb_states_check(&machine, states[i], states[k], &err) == KB_OK)
                allowed++;
            else
                assert_refused(err.code, KB_CONFLICT, "state.move");
        }
    assert_int_equal(allowed, 3);
}

TEST(a_refused_move_names_the_thing_and_both_states)
{
    struct kb_error err;
    assert_refused(kb_states_check(&machine, "draft", "free", &err), KB_CONFLICT, "state.move");
    assert_string_equal(err.text, "a device that is draft cannot become free");
}

TEST(a_direction_is_not_its_opposite)
{
    struct kb_error err;
    assert_ok(kb_states_check(&machine, "draft", "verified", &err));
    assert_refused(kb_states_check(&machine, "verified", "draft", &err), KB_CONFLICT, "state.move");
}
