#include "report/made_by.h"

#include "base/document.h"
#include "base/version.h"
#include "netgen/network_file.h"
#include "netgen/recipe.h"
#include "report/report.h"

#include <string.h>
#include <unistd.h>

static void add_fingerprint(const struct network *network, struct document *document)
{
    char title[NETWORK_TITLE_SIZE];
    if (document->status == STATUS_OK) {
        document->status = network_title(network, title, &document->why);
    }
    if (document->status == STATUS_OK) {
        document_text(document, "fingerprint", title + strlen(NETWORK_TITLE));
    }
}

/* The options that were not given, with what holds for them. */
static void add_defaults(const struct recipe *recipe, struct document *document)
{
    struct recipe_setting setting;
    document_object(document, "defaults");
    for (size_t k = 0; recipe_setting(recipe, k, &setting); k++) {
        if (!setting.given && *setting.standard) {
            document_text(document, setting.name, setting.standard);
        }
    }
    document_close(document);
}

void made_by_add(const struct network *network, const struct run_facts *facts, struct document *document)
{
    document_object(document, "made_by");
    document_text(document, "spinfield", SPINFIELD_VERSION);
    document_text(document, "engine", facts->engine);
    if (*facts->engine_version) {
        document_text(document, "engine_version", facts->engine_version);
    }
    if (facts->tolerance > 0.0) {
        document_real(document, "tolerance", facts->tolerance);
    }
    if (facts->t_stop > 0.0) {
        document_real(document, "stop_time_s", facts->t_stop);
    }
    add_fingerprint(network, document);
    if (network->recipe) {
        recipe_write(network->recipe, document, "recipe");
        add_defaults(network->recipe, document);
    }
    document_object(document, "circuit");
    if (network->weights.kind != WEIGHTS_MATRIX) {
        document_real(document, "unit_v", network->weights.unit);
    }
    network_add_bias(network, document);
    document_close(document);
    document_close(document);
}

void machine_add(struct document *document)
{
    char name[256];
    const bool known = gethostname(name, sizeof name) == 0;
    name[sizeof name - 1] = '\0';
    document_object(document, "machine");
    document_text(document, "host", known ? name : NULL);
    document_close(document);
}
