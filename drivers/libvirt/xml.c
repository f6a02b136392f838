/* xml - writes domains and volumes, and reads back the one element that we put there ourselves. */
#include "drivers/libvirt/xml.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

/* XML 1.0 allows no control characters at all but tab and line ends. */
static void add_escaped(struct kb_text *t, const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '&')
            kb_text_add(t, "&amp;");
        else if (c == '<')
            kb_text_add(t, "&lt;");
        else if (c == '>')
            kb_text_add(t, "&gt;");
        else if (c == '"')
            kb_text_add(t, "&quot;");
        else if (c == '\'')
            kb_text_add(t, "&apos;");
        else if (c < 0x20 || c == 0x7f)
            kb_text_add(t, "?");
        else
            kb_text_addn(t, s, 1);
    }
}

void xml_add(struct kb_text *t, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    for (const char *p; (p = strstr(fmt, "%s")) != NULL; fmt = p + 2) {
        kb_text_addn(t, fmt, (size_t)(p - fmt));
        add_escaped(t, va_arg(args, const char *));
    }
    va_end(args);
    kb_text_add(t, fmt);
}

void xml_mark(struct kb_text *t, const struct libvirt_mark *mark)
{
    kb_text_addf(t, "<machine resource='%" PRId64 "' ssh_port='%" PRId64 "' ready='%s'",
                 mark->resource, mark->ssh_port, mark->ready ? "yes" : "no");
    xml_add(t, " ssh_user='%s' host_key='%s'/>", mark->ssh_user, mark->host_key);
}

static void add_mark(struct kb_text *t, const struct libvirt_mark *mark)
{
    struct kb_text one AUTO(kb_text_done);
    kb_text_init(&one, XML_MAX);
    xml_mark(&one, mark);
    kb_text_add(t, "<metadata><kboss:machine xmlns:kboss='" LIBVIRT_MARK_URI "'");
    kb_text_add(t, one.at + strlen("<machine"));
    kb_text_add(t, "</metadata>");
}

static void add_disks(struct kb_text *t, const struct xml_machine *m)
{
    xml_add(t,
            "<disk type='file' device='disk'><driver name='qemu' type='qcow2' discard='unmap'/>"
            "<source file='%s'/><target dev='vda' bus='virtio'/></disk>"
            "<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
            "<source file='%s'/><target dev='vdb' bus='virtio'/><readonly/></disk>",
            m->disk, m->drive);
}

static void add_devices(struct kb_text *t, const struct xml_machine *m)
{
    kb_text_add(t, "<devices>");
    add_disks(t, m);
    xml_add(t, "<interface type='network'><source network='%s'/><model type='virtio'/></interface>",
            m->target->network);
    kb_text_add(t, "<serial type='pty'><target port='0'/></serial>"
                   "<console type='pty'><target type='serial' port='0'/></console>"
                   "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>"
                   "<video><model type='vga'/></video><memballoon model='none'/>"
                   "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>"
                   "</devices>");
}

bool xml_machine(struct kb_text *t, const struct xml_machine *m)
{
    xml_add(t, "<domain type='%s'><name>%s</name>", m->target->domain_type, m->name);
    add_mark(t, m->mark);
    kb_text_addf(t, "<memory unit='MiB'>%" PRId64 "</memory><vcpu>%" PRId64 "</vcpu>",
                 m->memory_mib, m->vcpu);
    xml_add(t,
            "<os><type arch='x86_64'>hvm</type><kernel>%s</kernel><initrd>%s</initrd>"
            "<cmdline>%s</cmdline></os>",
            m->template->kernel, m->template->initrd, m->template->cmdline);
    kb_text_add(t, "<features><acpi/></features><on_poweroff>destroy</on_poweroff>"
                   "<on_reboot>restart</on_reboot><on_crash>destroy</on_crash>");
    add_devices(t, m);
    kb_text_add(t, "</domain>");
    return !t->overflowed;
}

void xml_volume(struct kb_text *t, const char *name, int64_t bytes, const char *base)
{
    const char *format = base ? "qcow2" : "raw";
    xml_add(t, "<volume><name>%s</name>", name);
    kb_text_addf(t, "<capacity>%" PRId64 "</capacity>", bytes);
    if (base) kb_text_add(t, "<allocation>0</allocation>");
    xml_add(t, "<target><format type='%s'/><permissions><mode>0600</mode></permissions></target>",
            format);
    if (base)
        xml_add(t, "<backingStore><path>%s</path><format type='qcow2'/></backingStore>", base);
    kb_text_add(t, "</volume>");
}

char *xml_attribute(const char *xml, const char *name, struct kb_arena *a)
{
    char *key = kb_printf(a, " %s=", name);
    const char *p = strstr(xml, key);
    if (!p) return kb_strdup(a, "");
    p += strlen(key);
    const char quote = *p;
    const char *end = quote == '\'' || quote == '"' ? strchr(p + 1, quote) : NULL;
    return end ? kb_strndup(a, p + 1, (size_t)(end - p - 1)) : kb_strdup(a, "");
}
