/* How functions report errors: a status as the return value, and in a struct diagnostic the one line for the user.
 *
 * A program that calls the library may have set any locale: numbers are read and written with a decimal point all the
 * same, in files and in messages, and the program's locale is in force when a function returns. */
#ifndef STATUS_H
#define STATUS_H

/* The values are the exit codes of the command line. */
enum status {
    STATUS_OK = 0,
    STATUS_UNMET = 1,     /* ran, but did not converge or is beyond a tolerance */
    STATUS_INPUT = 2,     /* usage or bad input */
    STATUS_SIMULATOR = 3, /* ngspice failed */
    STATUS_SYSTEM = 4,    /* disk or memory */
};

/* What went wrong, as one line without a newline: "file:line: error: what is wrong; expected what". */
struct diagnostic {
    char text[1024];
};

/* Writes the formatted line to `diagnostic` and returns `status`, so that a caller can `return fail(...)`.
 * Control characters, which may come from an input file, are written as '?'. */
enum status fail(struct diagnostic *diagnostic, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* STATUS_INPUT with "PATH:LINE: error: " before the formatted text; without ":LINE" when `line` is 0. */
enum status fail_at(struct diagnostic *diagnostic, const char *path, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* STATUS_SYSTEM for memory that could not be had. */
enum status fail_memory(struct diagnostic *diagnostic);

/* "PATH: error: WHAT: ..." with the system's words for the error number `reason`; `what` is such as "cannot write". The
 * one place that decides whose fault an error number is: STATUS_INPUT where the name or its rights are wrong, so that
 * another name would do; STATUS_SYSTEM for all else, such as a lack of memory, descriptors or room on the disk. */
enum status fail_errno(struct diagnostic *diagnostic, const char *path, const char *what, int reason);

#ifdef __clang_analyzer__ /* it reads one file at a time, and would not know that these never return STATUS_OK */
#define fail(diagnostic, status, ...) ((fail)(diagnostic, status, __VA_ARGS__), (status))
#define fail_at(...) ((fail_at)(__VA_ARGS__), STATUS_INPUT)
#define fail_memory(diagnostic) ((fail_memory)(diagnostic), STATUS_SYSTEM)
#define fail_errno(...) ((fail_errno)(__VA_ARGS__), STATUS_SYSTEM)
#endif

#endif
