#include "cli/campaign_page.h"

#include "base/output.h"
#include "campaign/sigmas.h"
#include "campaign/store_chips.h"
#include "campaign/store_runs.h"
#include "report/page/runs.h"

enum status campaign_page_write(campaign_page_writer *write, const void *context, const char *path,
                                struct diagnostic *diagnostic)
{
    struct output *output;
    enum status status = output_open(path, &output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = write(context, output_stream(output), diagnostic);
    if (status != STATUS_OK) {
        output_discard(output);
        return status;
    }
    return output_commit(&output, 1, diagnostic);
}

static enum status write_runs(const void *runs, FILE *out, struct diagnostic *diagnostic)
{
    return runs_html(runs, out, diagnostic);
}

enum status campaign_page(struct store_reader *reader, const struct criterion *criterion, const char *where,
                          const char *path, struct diagnostic *diagnostic)
{
    struct runs runs;
    bool equal_chips;
    enum status status = store_chips_equal(reader, &equal_chips, diagnostic);
    status = status == STATUS_OK ? store_runs(reader, criterion, &runs, diagnostic) : status;
    if (status != STATUS_OK) {
        return status;
    }
    runs.name = reader->path;
    runs.criterion = where;
    runs.warning = equal_chips ? SIGMAS_EQUAL : NULL;
    status = campaign_page_write(write_runs, &runs, path, diagnostic);
    runs_clear(&runs);
    return status;
}

enum status campaign_page_of(const char *store, const char *path, struct diagnostic *diagnostic)
{
    struct store_reader *reader;
    enum status status = store_read(store, &reader, diagnostic);
    if (status == STATUS_OK) {
        status = campaign_page(reader, NULL, NULL, path, diagnostic);
        store_reader_free(reader);
    }
    return status;
}

/* What the page of an answer is made of. */
struct answered {
    const struct campaign_answer *answer;
    const void *result;
    const char *name;
};

static enum status write_answer(const void *context, FILE *out, struct diagnostic *diagnostic)
{
    const struct answered *of = context;
    return of->answer->page(of->result, of->name, out, diagnostic);
}

enum status campaign_answer(const struct campaign_answer *answer, const void *result, const char *name,
                            const struct common_options *common, const char *html, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (common->json) {
        struct document document = document_begin();
        status = answer->add(result, name, &document, diagnostic);
        if (status == STATUS_OK) {
            status = print_document(&document, 17, diagnostic);
        } else {
            document_discard(&document);
        }
    } else {
        status = prints_text(common) ? answer->write(result, name, stdout, diagnostic) : STATUS_OK;
        status = status == STATUS_OK ? finish_stdout(diagnostic) : status;
    }
    if (status == STATUS_OK && html) {
        const struct answered answered = {answer, result, name};
        status = campaign_page_write(write_answer, &answered, html, diagnostic);
    }
    return status;
}
