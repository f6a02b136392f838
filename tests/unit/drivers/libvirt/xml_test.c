/* The documents for libvirt: values cannot break out of their places; our mark comes back. */
#include "drivers/libvirt/xml.h"
#include "kt.h"

#include <string.h>

static const struct libvirt_target target = { .domain_type = "qemu", .network = "a'b<c>&\"d" };
static const struct libvirt_template template = { .kernel = "/t/k", .initrd = "/t/i",
                                                  .cmdline = "x='1' <&>" };
static const struct libvirt_mark mark = { .resource = 42, .ssh_port = 22, .ssh_user = "root",
                                          .host_key = "SHA256:abc+/" };

TEST(values_are_escaped_wherever_they_go)
{
    AUTO(kb_text_done) struct kb_text t;
    struct xml_machine m = { .target = &target, .template = &template, .mark = &mark,
                             .name = "kboss-42", .disk = "/p/a&b.qcow2", .drive = "/p/c",
                             .memory_mib = 128, .vcpu = 2 };
    kb_text_init(&t, XML_MAX);
    assert_true(xml_machine(&t, &m));
    assert_non_null(strstr(t.at, "<source network='a&apos;b&lt;c&gt;&amp;&quot;d'/>"));
    assert_non_null(strstr(t.at, "<cmdline>x=&apos;1&apos; &lt;&amp;&gt;</cmdline>"));
    assert_non_null(strstr(t.at, "<source file='/p/a&amp;b.qcow2'/>"));
    assert_non_null(strstr(t.at, "<memory unit='MiB'>128</memory><vcpu>2</vcpu>"));
    assert_non_null(strstr(t.at, "<kboss:machine xmlns:kboss='urn:kboss:machine:1' resource='42'"));
    assert_null(strstr(t.at, "password"));
}

TEST(control_characters_do_not_get_into_a_document)
{
    AUTO(kb_text_done) struct kb_text t;
    kb_text_init(&t, 1000);
    xml_add(&t, "<a>%s</a>%s", "1\n2\t3\x1b[0m\x7f", "é字");
    assert_string_equal(t.at, "<a>1?2?3?[0m?</a>é字");
}

TEST(a_machine_that_does_not_fit_is_not_half_written)
{
    AUTO(kb_text_done) struct kb_text t;
    struct xml_machine m = { .target = &target, .template = &template, .mark = &mark,
                             .name = "n", .disk = "d", .drive = "e" };
    kb_text_init(&t, 300);
    assert_false(xml_machine(&t, &m));
}

TEST(our_mark_is_read_back_with_either_quote)
{
    AUTO(kb_text_done) struct kb_text t;
    struct kb_arena a = { 0 };
    kb_text_init(&t, 1000);
    xml_mark(&t, &mark);
    assert_string_equal(xml_attribute(t.at, "resource", &a), "42");
    assert_string_equal(xml_attribute(t.at, "host_key", &a), "SHA256:abc+/");
    assert_string_equal(xml_attribute(t.at, "ready", &a), "no");
    assert_string_equal(xml_attribute("<machine a=\"1\" b='2'/>", "a", &a), "1");
    assert_string_equal(xml_attribute("<machine a=\"1\" b='2'/>", "b", &a), "2");
    assert_string_equal(xml_attribute("<machine a=\"1\"/>", "c", &a), "");
    assert_string_equal(xml_attribute("<machine a=\"1", "a", &a), "");
    assert_string_equal(xml_attribute("<machine a=", "a", &a), "");
    assert_string_equal(xml_attribute("<machine aa='x' a='y'/>", "a", &a), "y");
    kb_arena_done(&a);
}

TEST(a_volume_is_an_overlay_or_raw)
{
    AUTO(kb_text_done) struct kb_text t;
    kb_text_init(&t, 2000);
    xml_volume(&t, "v", 5, "/b<");
    assert_non_null(strstr(t.at, "<backingStore><path>/b&lt;</path><format type='qcow2'/>"));
    assert_non_null(strstr(t.at, "<capacity>5</capacity>"));
    kb_text_clear(&t);
    xml_volume(&t, "v", 5, NULL);
    assert_null(strstr(t.at, "backingStore"));
    assert_non_null(strstr(t.at, "type='raw'"));
}
