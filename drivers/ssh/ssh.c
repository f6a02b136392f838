/* ssh - the driver's documents and its table of verbs. */
#include "drivers/ssh/ssh.h"

#include "drivers/ssh/access.h"
#include "drivers/ssh/shell.h"

static const struct kb_field ssh_target_fields[] = {
    STR(ssh_target, host, .min = 1, .max = 253, .doc = "Name or IP address."),
    INT(ssh_target, port, .min = 1, .max = 65535),
    STR(ssh_target, user, .min = 1, .max = 64),
    STR(ssh_target, password, .max = 256, .optional = true, .secret = true,
        .doc = "Empty: the room's key logs in."),
    STR(ssh_target, host_key, .max = 50, .optional = true,
        .doc =
            "SHA256:… as ssh-keygen -l prints it; empty only when verifying for the first time."),
    { 0 },
};
SHAPE(ssh_target);

static const struct kb_field ssh_spec_fields[] = {
    INT(ssh_spec, resource, .min = 1, .max = INT64_MAX, .doc = "Number of the resource."),
    JSON(ssh_spec, ssh_keys, .optional = true, .doc = "List of the customer's public keys."),
    { 0 },
};
static SHAPE(ssh_spec);

static const char *const needs[] = { "", "keys", "login", NULL };

static const struct kb_field ssh_verify_fields[] = {
    INT(ssh_spec, resource, .min = 0, .max = INT64_MAX, .optional = true),
    STR(ssh_spec, need, .one_of = needs, .optional = true,
        .doc = "keys (the default): keys can be installed, too; login: logging in is enough."),
    JSON(ssh_spec, ssh_keys, .optional = true),
    { 0 },
};
static const struct kb_shape ssh_verify_shape = { "ssh_verify", sizeof(struct ssh_spec),
                                                  ssh_verify_fields };

static const struct kb_field ssh_check_fields[] = {
    STR(ssh_check, name),
    BOOL(ssh_check, ok),
    STR(ssh_check, text, .doc = "What was expected and what was found."),
    INT(ssh_check, ms, .unit = "ms"),
    { 0 },
};
static SHAPE(ssh_check);

static const struct kb_field ssh_result_fields[] = {
    STR(ssh_result, state),
    STR(ssh_result, user),
    STR(ssh_result, host_key, .doc = "SHA256:… of the key the server showed."),
    STR(ssh_result, banner),
    STR(ssh_result, address),
    INT(ssh_result, ssh_port),
    STR(ssh_result, ssh_user),
    INT(ssh_result, keys, .doc = "Keys in the resource's block."),
    INT(ssh_result, reachable_ms, .unit = "ms"),
    INT(ssh_result, login_ms, .unit = "ms"),
    LIST(ssh_result, checks, ssh_check_shape),
    { 0 },
};
SHAPE(ssh_result);

const struct drv_type ssh_type = {
    .name = "ssh",
    .doc = "A machine with an SSH server: keys are installed, tried and removed.",
    .target = &ssh_target_shape,
    .result = &ssh_result_shape,
    .verb = {
        [DRV_OBSERVE] = { ssh_observe, &ssh_spec_shape },
        [DRV_OPEN] = { ssh_open, &ssh_spec_shape },
        [DRV_CLOSE] = { ssh_close, &ssh_spec_shape },
        [DRV_VERIFY] = { ssh_verify, &ssh_verify_shape },
    },
    .stream = &ssh_shell,
};
