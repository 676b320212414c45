#!/bin/sh
# symbols.sh: the libraries export what spinfield.h declares and nothing else, and the shared one uses nothing that prints
# errors, ends the process or changes what is the program's. Says nothing when they do; otherwise a line, and exit code 1.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.."
shared=build/libspinfield.so.1

wrong() {
    echo "symbols: error: $*" >&2
    exit 1
}

declared=$(cc -E -P -xc library/spinfield.h | tr '\n' ' ' | grep -oE '\<spinfield_[a-z_]+ ?\(' | tr -d ' (' | sort)
[ "$(echo "$declared" | wc -l)" -ge 20 ] || wrong "spinfield.h declares: $declared"

exported=$(nm -D --defined-only $shared | sed -nE 's/^[0-9a-f]+ T ([a-z_]+)@@SPINFIELD_1$/\1/p' | sort)
[ "$exported" = "$declared" ] || wrong "$shared exports $exported, and spinfield.h declares $declared"
others=$(nm -D --defined-only $shared | grep -vE ' T spinfield_[a-z_]+@@SPINFIELD_1$| A SPINFIELD_1$' || true)
[ -z "$others" ] || wrong "$shared exports $others"

exported=$(nm --extern-only --defined-only build/libspinfield.a | sed -n 's/^[0-9a-f]* [A-Za-z] //p' | sort)
[ "$exported" = "$declared" ] || wrong "libspinfield.a exports $exported, and spinfield.h declares $declared"

packaged=$(sed -nE 's/^ (spinfield_[a-z_]+)@SPINFIELD_1 .*/\1/p' debian/libspinfield1.symbols | sort)
[ "$packaged" = "$declared" ] || wrong "debian/libspinfield1.symbols has $packaged, and spinfield.h declares $declared"

[ "$(objdump -p $shared | sed -n 's/^ *SONAME *//p')" = libspinfield.so.1 ] || wrong "$shared has another soname"

# (fork, kill and _exit are those of a campaign's pool of processes; the library's own campaigns run in threads.)
forbidden='stderr|printf|vprintf|puts|putchar|perror|v?w?warnx?|errx?|exit|_Exit|abort|quick_exit|atexit|signal|sigaction'
forbidden="$forbidden|raise|setlocale|setenv|unsetenv|putenv|chdir|vfork|posix_spawnp?|system|execv[pe]*|umask"
forbidden="$forbidden|gsl_set_error_handler(_off)?|openblas_set_num_threads|rand|srand|strtok|__assert_fail"
used=$(nm -D --undefined-only $shared | sed -E 's/^ *[A-Za-z] //; s/@.*//' | grep -xE "$forbidden" || true)
[ -z "$used" ] || wrong "$shared uses $used"
