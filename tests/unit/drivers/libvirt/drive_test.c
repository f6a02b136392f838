/* The config drive: tar headers by the book, and never more than the drive holds. */
#include "drivers/libvirt/drive.h"
#include "kt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TEST(an_entry_is_a_posix_tar_header_and_its_bytes)
{
    AUTO(drive_done) struct drive d;
    drive_init(&d);
    assert_true(drive_add(&d, "host_key", 0600, "secret", 6));
    assert_string_equal((char *)d.at, "host_key");
    assert_string_equal((char *)d.at + 100, "0000600");
    assert_string_equal((char *)d.at + 124, "00000000006");
    assert_int_equal(d.at[156], '0');
    assert_memory_equal(d.at + 257, "ustar\00000", 8);
    unsigned sum = 0;
    for (size_t i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? ' ' : d.at[i];
    assert_int_equal(strtoul((char *)d.at + 148, NULL, 8), sum);
    assert_memory_equal(d.at + 512, "secret\0\0", 8);
    assert_int_equal(d.n, 1024);
}

TEST(what_does_not_fit_is_refused_and_two_zero_blocks_always_remain)
{
    AUTO(drive_done) struct drive d;
    char *big = calloc(1, DRIVE_BYTES);
    size_t entries = 0;
    drive_init(&d);
    assert_false(drive_add(&d, "big", 0600, big, DRIVE_BYTES - 1024));
    assert_int_equal(d.n, 0);
    while (drive_add(&d, "x", 0600, big, 700)) entries++;
    assert_int_equal(entries, (DRIVE_BYTES - 1024) / 1536);
    assert_true(DRIVE_BYTES - d.n >= 1024);
    assert_false(drive_add(&d,
                           "0123456789012345678901234567890123456789012345678901234567890123456789"
                           "012345678901234567890123456789",
                           0600, "", 0));
    free(big);
}
