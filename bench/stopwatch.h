/* stopwatch - the time that passes, and the middle of several runs. */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

#include <stddef.h>

double now_s(void); /* monotonic */
/* Sorts them. */
double median(double *runs, size_t n);

#endif
