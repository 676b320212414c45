/* docs/paper.md: sections by the figures, and above them a summary, in which each figure has put its lines. */
#ifndef PAPER_PAGE_H
#define PAPER_PAGE_H

#include "base/status.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>

struct page {
    FILE *body;    /* sections; errors of writing are left to page_finish */
    FILE *summary; /* rows of the summary */
    struct text body_text, summary_text;
};

/* A page without a line, which stays where it is. STATUS_SYSTEM where memory is short; then there is nothing to
 * discard. */
enum status page_begin(struct page *page, struct diagnostic *diagnostic);

/* Writes the page to the file at `path` and frees it, in case of an error too. */
enum status page_finish(struct page *page, const char *path, struct diagnostic *diagnostic);
void page_discard(struct page *page);

/* A figure of ours beside a published one. An `error` is a standard error, and NaN where it is not known. */
struct page_comparison {
    const char *what, *unit;
    double ours, error, published, published_error;
    int decimals; /* that both are shown with */
};

/* Adds the line of the summary that compares them. */
void page_compare(struct page *page, const struct page_comparison *comparison);

/* Writes how they differ: "1.2 % below, 0.8 standard errors". The number of errors only where one is known. */
void page_difference(FILE *out, const struct page_comparison *comparison);

/* The difference in standard errors of the difference; NaN where no error is known. */
double page_deviation(const struct page_comparison *comparison);

#endif
