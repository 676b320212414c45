#include "cli/drawn.h"

#include "base/document.h"
#include "base/number.h"
#include "cli/device_setting.h"
#include "models/scatter/scatter.h"

#include <stdio.h>
#include <string.h>

/* The devices about `nominal`, and the parameters that the user named: those that are printed. */
struct drawn {
    struct scatter scatter;
    struct device_values nominal;
    double sigma[DEVICE_MOST_PARAMETERS];
    bool named[DEVICE_MOST_PARAMETERS];
};

/* ---- The request ---- */

static enum status take_set(struct drawn *drawn, const char *word, struct diagnostic *diagnostic)
{
    size_t p;
    enum status status = device_setting(drawn->scatter.kind, "--set", word, &drawn->nominal, &p, diagnostic);
    if (status == STATUS_OK) {
        drawn->named[p] = true;
    }
    return status;
}

static enum status take_sigma(struct drawn *drawn, const char *word, struct diagnostic *diagnostic)
{
    size_t p = 0;
    enum status status = device_setting_sigma(drawn->scatter.kind, word, drawn->sigma, &p, diagnostic);
    drawn->named[p] = drawn->named[p] || status == STATUS_OK;
    return status;
}

static enum status prepare(const struct drawn_request *request, struct drawn *drawn, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    *drawn = (struct drawn){.scatter = {.kind = request->kind, .seed = request->seed, .sigma = drawn->sigma}};
    device_reset(request->kind, &drawn->nominal);
    for (size_t k = 0; status == STATUS_OK && k < request->set.count; k++) {
        status = take_set(drawn, request->set.word[k], diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && k < request->sigma.count; k++) {
        status = take_sigma(drawn, request->sigma.word[k], diagnostic);
    }
    return status == STATUS_OK ? device_setting_check(&drawn->scatter, &drawn->nominal, diagnostic) : status;
}

/* ---- The devices ---- */

static void print_line(const struct drawn *drawn, const struct device_values *device, size_t number)
{
    const struct device *kind = drawn->scatter.kind;
    char digits[32];
    printf("x%zu", number);
    for (const char *at = kind->terminals; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        printf(" %.*s_%zu", (int)length, at, number);
        at += length;
    }
    printf(" %s", kind->name);
    for (size_t p = 0; p < kind->table->count; p++) {
        if (drawn->named[p]) {
            printf(" %s=%s", kind->table->item[p].name, number_shortest(digits, sizeof digits, device->value[p]));
        }
    }
    putchar('\n');
}

/* The named parameters of `values`, or only those that vary, under `key`. */
static void add_values(struct document *document, const char *key, const struct drawn *drawn, const double values[])
{
    const struct parameter_table *table = drawn->scatter.kind->table;
    document_object(document, key);
    for (size_t p = 0; p < table->count; p++) {
        if (drawn->named[p] && (values != drawn->sigma || values[p] > 0.0)) {
            document_real(document, table->item[p].name, values[p]);
        }
    }
    document_close(document);
}

static void add_device(struct document *document, const struct drawn *drawn, const struct device_values *device,
                       size_t number)
{
    char name[32];
    snprintf(name, sizeof name, "x%zu", number);
    document_object(document, NULL);
    document_text(document, "name", name);
    add_values(document, "value", drawn, device->value);
    document_close(document);
}

static enum status print_as_json(const struct drawn_request *request, const struct drawn *drawn,
                                 struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    struct device_values device;
    document_text(&document, "device", request->kind->name);
    document_count(&document, "seed", request->seed);
    add_values(&document, "sigma", drawn, drawn->sigma);
    document_list(&document, "drawn");
    for (size_t number = 0; number < request->count; number++) {
        scatter_draw(&drawn->scatter, &drawn->nominal, number, &device);
        add_device(&document, drawn, &device, number);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

enum status drawn_print(const struct drawn_request *request, const struct common_options *options,
                        struct diagnostic *diagnostic)
{
    struct drawn drawn;
    struct device_values device;
    enum status status = prepare(request, &drawn, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (options->json) {
        return print_as_json(request, &drawn, diagnostic);
    }
    for (size_t number = 0; !options->quiet && number < request->count; number++) {
        scatter_draw(&drawn.scatter, &drawn.nominal, number, &device);
        print_line(&drawn, &device, number);
    }
    return STATUS_OK;
}
