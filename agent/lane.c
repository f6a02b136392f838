/* lane - a machine reached over ssh is one lane whatever runs on it; a libvirt host holds many
 * machines, so there the resource is the lane. The documents are the drivers' own, so their fields
 * stand here as data; a driver that is not listed gets a lane per target text and resource. */
#include "agent/lane.h"

#include <string.h>

#define NAMES_MAX 3

static const struct {
    const char *driver;
    const char *lane;             /* drivers that meet at the same device share this */
    const char *names[NAMES_MAX]; /* fields of the target */
    bool resource;                /* and the spec's resource */
} rows[] = {
    { "ssh", "host", { "host", "port" }, false },
    { "manual", "host", { "host", "port" }, false },
    { "sim", "sim", { "device" }, false },
    { "libvirt", "libvirt", { "uri" }, true },
};

static uint64_t mix(uint64_t h, const char *s)
{
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return (h ^ 0xff) * 0x100000001b3u;
}

static uint64_t mix_field(uint64_t h, json_t *object, const char *name)
{
    json_t *v = json_object_get(object, name);
    if (json_is_string(v)) return mix(h, json_string_value(v));
    return (h ^ (uint64_t)json_integer_value(v)) * 0x100000001b3u;
}

static uint64_t resource(uint64_t h, const char *spec)
{
    AUTO_JSON json = json_loads(spec, 0, NULL);
    return mix_field(h, json, "resource");
}

uint64_t agent_lane(const struct protocol_job *job)
{
    const uint64_t start = 0xcbf29ce484222325u;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strcmp(rows[i].driver, job->driver) != 0) continue;
        AUTO_JSON target = json_loads(job->target, 0, NULL);
        uint64_t h = mix(start, rows[i].lane);
        for (int k = 0; k < NAMES_MAX && rows[i].names[k]; k++)
            h = mix_field(h, target, rows[i].names[k]);
        return rows[i].resource ? resource(h, job->spec) : h;
    }
    return resource(mix(mix(start, job->driver), job->target), job->spec);
}
