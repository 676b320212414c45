/* Text that does not depend on the caller's locale, in which a number may have a decimal comma, and in which the small
 * letter of I may not be i. The locale of one thread is changed, and changed back. */
#ifndef C_LOCALE_H
#define C_LOCALE_H

#include <locale.h>

struct c_locale {
    locale_t c, callers;
};

/* GNU libc has the C locale ready, so that this does not fail for lack of memory. */
static inline struct c_locale c_locale_enter(void)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return (struct c_locale){c, uselocale(c)};
}

static inline void c_locale_leave(struct c_locale *entered)
{
    uselocale(entered->callers);
    freelocale(entered->c);
}

/* A declaration: from here to the end of its block, by whatever way that is left, the locale is C. It stands in every
 * function that a program may call and that reads or writes numbers as text or compares words in any case. */
#define IN_C_LOCALE                                                                                                    \
    __attribute__((cleanup(c_locale_leave))) struct c_locale in_c_locale = c_locale_enter();                           \
    (void)in_c_locale

#endif
