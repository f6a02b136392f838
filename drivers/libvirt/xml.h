/* xml - the documents that libvirt is given. Values are escaped by the writer, and only there. */
#ifndef DRIVERS_LIBVIRT_XML_H
#define DRIVERS_LIBVIRT_XML_H

#include "base/text.h"
#include "drivers/libvirt/parts.h"
#include "drivers/libvirt/template.h"

#define XML_MAX 32768

/* fmt with %s only, each value escaped for text and attributes. */
void xml_add(struct kb_text *t, const char *fmt, ...) PRINTF(2, 3);

struct xml_machine {
    const struct libvirt_target *target;
    const struct libvirt_template *template;
    const struct libvirt_mark *mark;
    const char *name, *disk, *drive;  /* paths of the volumes */
    int64_t memory_mib, vcpu;
};
/* False: it does not fit XML_MAX. */
bool xml_machine(struct kb_text *t, const struct xml_machine *m);
void xml_mark(struct kb_text *t, const struct libvirt_mark *mark);
/* A volume: qcow2 over a base image, or raw without one. */
void xml_volume(struct kb_text *t, const char *name, int64_t bytes, const char *base);
/* Attribute of a one-element document as libvirt gives it back; "" when absent. Our own attributes
 * hold no characters that would need escaping. */
char *xml_attribute(const char *xml, const char *name, struct kb_arena *a);

#endif
