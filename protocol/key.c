/* key - texts of a CURVE public key. */
#include "protocol/key.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

void protocol_key_hex(const unsigned char key[PROTOCOL_KEY_BYTES], char out[PROTOCOL_KEY_HEX])
{
    kb_hex(out, key, PROTOCOL_KEY_BYTES);
}

bool protocol_key_parse(const char *hex, unsigned char key[PROTOCOL_KEY_BYTES])
{
    char again[PROTOCOL_KEY_HEX];
    size_t n = 0;
    if (strnlen(hex, PROTOCOL_KEY_HEX) != PROTOCOL_KEY_HEX - 1) return false;
    if (sodium_hex2bin(key, PROTOCOL_KEY_BYTES, hex, PROTOCOL_KEY_HEX - 1, NULL, &n, NULL) != 0)
        return false;
    protocol_key_hex(key, again);
    return n == PROTOCOL_KEY_BYTES && strcmp(again, hex) == 0;
}

void protocol_key_fingerprint(const unsigned char key[PROTOCOL_KEY_BYTES],
                              char out[PROTOCOL_FINGERPRINT_MAX])
{
    static const char prefix[] = "SHA256:";
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, key, PROTOCOL_KEY_BYTES);
    memcpy(out, prefix, sizeof prefix - 1);
    kb_base64(out + sizeof prefix - 1, digest, sizeof digest);
}
