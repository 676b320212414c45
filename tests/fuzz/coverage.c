/* How libFuzzer learns where an input led: gcc, with -fsanitize-coverage=trace-pc, has the readers call
 * __sanitizer_cov_trace_pc in every branch, and libFuzzer reads whatever lies in the section of this name as counters.
 * The linker puts the function below in that one's place (-Wl,--wrap): libFuzzer's own says that it knows clang's ways
 * only. The sanitizers' programs have the same readers, and count in vain. */
#include <stdint.h>

enum { COUNTERS = 1 << 16 };
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t counter[COUNTERS];

// NOLINTBEGIN(bugprone-reserved-identifier): names of the compiler and the linker
void __wrap___sanitizer_cov_trace_pc(void);
void __sanitizer_cov_trace_cmpf(float a, float b);
void __sanitizer_cov_trace_cmpd(double a, double b);

void __wrap___sanitizer_cov_trace_pc(void)
{
    counter[(uintptr_t)__builtin_return_address(0) % COUNTERS]++;
}

/* Comparisons of whole numbers are for libFuzzer, which has no use for these. */
void __sanitizer_cov_trace_cmpf(float a, float b)
{
    (void)a, (void)b;
}

void __sanitizer_cov_trace_cmpd(double a, double b)
{
    (void)a, (void)b;
}
// NOLINTEND(bugprone-reserved-identifier)
