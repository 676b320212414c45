/* One function a figure of the publication: runs it, adds its section to the page and its lines to the summary, and
 * draws its picture. */
#ifndef FIGURES_H
#define FIGURES_H

#include "benchmarks/paper/page.h"
#include "benchmarks/paper/setup.h"

enum status figure_recall(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_5(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_6(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_7(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_8(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_table_2(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);
enum status figure_balanced(const struct setup *setup, struct page *page, struct diagnostic *diagnostic);

/* The checks of `make check`: one line each on stdout, STATUS_UNMET where one does not hold. */
enum status figures_quick(const struct setup *setup, struct diagnostic *diagnostic);

#endif
