/* The page of a campaign. */
#ifndef CAMPAIGN_PAGE_H
#define CAMPAIGN_PAGE_H

#include "campaign/criterion.h"
#include "campaign/store.h"

/* Writes the page of the rows of an open store that meet `criterion`, all where it is NULL, to the file `path`; `where`
 * is the text of the criterion. Errors as those of store_next, runs_html and output_commit. */
enum status campaign_page(struct store_reader *reader, const struct criterion *criterion, const char *where,
                          const char *path, struct diagnostic *diagnostic);

/* The same of all rows of the store at `store`. */
enum status campaign_page_of(const char *store, const char *path, struct diagnostic *diagnostic);

#endif
