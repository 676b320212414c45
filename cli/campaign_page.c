#include "cli/campaign_page.h"

#include "base/output.h"
#include "campaign/store_runs.h"
#include "report/page/runs.h"

static enum status write_page(const struct runs *runs, const char *path, struct diagnostic *diagnostic)
{
    struct output *output;
    enum status status = output_open(path, &output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = runs_html(runs, output_stream(output), diagnostic);
    if (status != STATUS_OK) {
        output_discard(output);
        return status;
    }
    return output_commit(&output, 1, diagnostic);
}

enum status campaign_page(struct store_reader *reader, const struct criterion *criterion, const char *where,
                          const char *path, struct diagnostic *diagnostic)
{
    struct runs runs;
    enum status status = store_runs(reader, criterion, &runs, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    runs.name = reader->path;
    runs.criterion = where;
    status = write_page(&runs, path, diagnostic);
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
