/* libvirt - the driver's documents and its table of verbs. */
#include "drivers/libvirt/libvirt.h"

#include "drivers/libvirt/parts.h"

/* A list: libvirt URIs can name programs to run and hosts to reach. */
static const char *const uris[] = { "qemu:///system", "test:///default", NULL };
static const char *const domain_types[] = { "", "qemu", "kvm", NULL };

static const struct kb_field libvirt_target_fields[] = {
    STR(libvirt_target, uri, .one_of = uris),
    STR(libvirt_target, domain_type, .one_of = domain_types, .optional = true,
        .doc = "kvm where the host can; qemu (the default) runs everywhere, slower."),
    STR(libvirt_target, name_prefix, .max = 16, .optional = true, .doc = "kboss- when empty."),
    STR(libvirt_target, pool, .min = 1, .max = 64),
    STR(libvirt_target, network, .min = 1, .max = 64),
    { 0 },
};
SHAPE(libvirt_target);

static const struct kb_field libvirt_open_fields[] = {
    INT(libvirt_spec, resource, .min = 1, .max = INT64_MAX, .doc = "Names the machine."),
    STR(libvirt_spec, template, .min = 1, .max = 63, .doc = "A folder that the agent has."),
    INT(libvirt_spec, memory_mib, .min = 1, .max = 1 << 24),
    INT(libvirt_spec, vcpu, .min = 1, .max = 1024),
    INT(libvirt_spec, disk_gib, .min = 1, .max = 1 << 20),
    STR(libvirt_spec, hostname, .min = 1, .max = 63),
    JSON(libvirt_spec, ssh_keys, .optional = true, .doc = "List of the customer's public keys."),
    { 0 },
};
static const struct kb_shape libvirt_open_shape = { "libvirt_open", sizeof(struct libvirt_spec),
                                                    libvirt_open_fields };

/* The other verbs need the number alone and may be given the rest. */
static const struct kb_field libvirt_spec_fields[] = {
    INT(libvirt_spec, resource, .min = 1, .max = INT64_MAX),
    STR(libvirt_spec, template, .max = 63, .optional = true),
    INT(libvirt_spec, memory_mib, .optional = true),
    INT(libvirt_spec, vcpu, .optional = true),
    INT(libvirt_spec, disk_gib, .optional = true),
    STR(libvirt_spec, hostname, .max = 63, .optional = true),
    JSON(libvirt_spec, ssh_keys, .optional = true),
    { 0 },
};
static SHAPE(libvirt_spec);

/* Verifying is about the host, whatever else a job says. */
static const struct kb_field libvirt_host_fields[] = {
    INT(libvirt_spec, resource, .optional = true),
    JSON(libvirt_spec, ssh_keys, .optional = true),
    { 0 },
};
static const struct kb_shape libvirt_host_shape = { "libvirt_host", sizeof(struct libvirt_spec),
                                                    libvirt_host_fields };

static const struct kb_field libvirt_check_fields[] = {
    STR(libvirt_check, name),
    BOOL(libvirt_check, ok),
    STR(libvirt_check, text),
    { 0 },
};
static SHAPE(libvirt_check);

static const struct kb_field libvirt_result_fields[] = {
    STR(libvirt_result, domain),
    STR(libvirt_result, uuid),
    STR(libvirt_result, state),
    STR(libvirt_result, address, .doc = "Empty while there is no lease."),
    INT(libvirt_result, ssh_port),
    STR(libvirt_result, ssh_user),
    STR(libvirt_result, host_key, .doc = "Made by the agent, pinned from the start."),
    BOOL(libvirt_result, console),
    STR(libvirt_result, host, .doc = "Of verify: the host's own name."),
    INT(libvirt_result, cpus),
    INT(libvirt_result, memory_mib),
    INT(libvirt_result, machines, .doc = "Running on the host, ours and others."),
    LIST(libvirt_result, checks, libvirt_check_shape),
    { 0 },
};
static SHAPE(libvirt_result);

const struct drv_type libvirt_type = {
    .name = "libvirt",
    .doc = "Virtual machines made from templates on a libvirt host.",
    .target = &libvirt_target_shape,
    .result = &libvirt_result_shape,
    .verb = {
        [DRV_OBSERVE] = { libvirt_observe, &libvirt_spec_shape },
        [DRV_OPEN] = { libvirt_open, &libvirt_open_shape },
        [DRV_CLOSE] = { libvirt_close, &libvirt_spec_shape },
        [DRV_SUSPEND] = { libvirt_power, &libvirt_spec_shape },
        [DRV_RESUME] = { libvirt_power, &libvirt_spec_shape },
        [DRV_POWER_ON] = { libvirt_power, &libvirt_spec_shape },
        [DRV_POWER_OFF] = { libvirt_power, &libvirt_spec_shape },
        [DRV_VERIFY] = { libvirt_verify, &libvirt_host_shape },
    },
    .stream = &libvirt_console,
};
