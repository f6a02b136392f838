/* stopwatch - see stopwatch.h. */
#include "bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

double median(double *runs, size_t n)
{
    qsort(runs, n, sizeof *runs, by_size);
    return runs[n / 2];
}
