/* Public keys as text. The fingerprint below was computed with Python's hashlib. */
#include "kt.h"
#include "protocol/key.h"

#include <string.h>

TEST(a_key_survives_its_hex_and_nothing_else_is_a_key)
{
    static const char *const bad[] = {
        "",
        "00",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0",
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    };
    unsigned char key[PROTOCOL_KEY_BYTES], back[PROTOCOL_KEY_BYTES];
    char hex[PROTOCOL_KEY_HEX];
    for (unsigned char i = 0; i < sizeof key; i++) key[i] = i;
    protocol_key_hex(key, hex);
    assert_true(protocol_key_parse(hex, back));
    assert_memory_equal(key, back, sizeof key);
    for (size_t i = 0; i < COUNT(bad); i++) {
        kt_row("%s", bad[i]);
        assert_false(protocol_key_parse(bad[i], back));
    }
}

TEST(a_fingerprint_is_the_sha256_of_the_raw_key)
{
    unsigned char key[PROTOCOL_KEY_BYTES];
    char text[PROTOCOL_FINGERPRINT_MAX];
    for (unsigned char i = 0; i < sizeof key; i++) key[i] = i;
    protocol_key_fingerprint(key, text);
    assert_string_equal(text, "SHA256:Yw3NKWbEM2aRElRIu7JbT_QSpJxzLbLIq8G4WBvXEN0");
}
