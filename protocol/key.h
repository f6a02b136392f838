/* key - CURVE public keys as people and programs write them: 64 hex digits, and the fingerprint
 * that an administrator compares before admitting an agent. Both sides print the same text. */
#ifndef PROTOCOL_KEY_H
#define PROTOCOL_KEY_H

#include "base/base.h"

#define PROTOCOL_KEY_BYTES       32
#define PROTOCOL_KEY_HEX         65 /* with the NUL */
#define PROTOCOL_FINGERPRINT_MAX 64 /* "SHA256:" and 43 characters of URL-safe base64 */

void protocol_key_hex(const unsigned char key[PROTOCOL_KEY_BYTES], char out[PROTOCOL_KEY_HEX]);
/* false: not 64 lower-case hex digits. */
bool protocol_key_parse(const char *hex, unsigned char key[PROTOCOL_KEY_BYTES]);
/* "SHA256:" and the digest of the raw key. */
void protocol_key_fingerprint(const unsigned char key[PROTOCOL_KEY_BYTES],
                              char out[PROTOCOL_FINGERPRINT_MAX]);

#endif
