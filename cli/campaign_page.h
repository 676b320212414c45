/* The page of a campaign. */
#ifndef CAMPAIGN_PAGE_H
#define CAMPAIGN_PAGE_H

#include "campaign/criterion.h"
#include "campaign/store.h"
#include "cli/cli.h"

#include <stdio.h>

/* Writes the page of the rows of an open store that meet `criterion`, all where it is NULL, to the file `path`; `where`
 * is the text of the criterion. Errors as those of store_next, runs_html and output_commit. */
enum status campaign_page(struct store_reader *reader, const struct criterion *criterion, const char *where,
                          const char *path, struct diagnostic *diagnostic);

/* The same of all rows of the store at `store`. */
enum status campaign_page_of(const char *store, const char *path, struct diagnostic *diagnostic);

/* Writes a page; errors of the stream stay there. */
typedef enum status campaign_page_writer(const void *context, FILE *out, struct diagnostic *diagnostic);

/* Writes a page to the file at `path`, all of it or, on an error, nothing. Errors as those of `write` and of outputs.
 */
enum status campaign_page_write(campaign_page_writer *write, const void *context, const char *path,
                                struct diagnostic *diagnostic);

/* How the result of a command, for the network NAME, is written for people, as JSON and as a page. */
struct campaign_answer {
    enum status (*write)(const void *result, const char *name, FILE *out, struct diagnostic *diagnostic);
    enum status (*add)(const void *result, const char *name, struct document *document, struct diagnostic *diagnostic);
    enum status (*page)(const void *result, const char *name, FILE *out, struct diagnostic *diagnostic);
};

/* Prints the result as the options say, and writes its page to the file `html`, where that is not NULL. */
enum status campaign_answer(const struct campaign_answer *answer, const void *result, const char *name,
                            const struct common_options *common, const char *html, struct diagnostic *diagnostic);

#endif
