/* device-forms                   the names of all devices
 * device-forms DEVICE title      what the device is
 * device-forms DEVICE            the table of the device's parameters, in Markdown
 * device-forms DEVICE TEMPLATE   the file TEMPLATE with what the table says in it
 *
 * In a template, @name@ is a constant of the device, or `rounding`. A line that begins with @@ stands for lines from
 * the table:
 *
 *   @@ interface                      the parameters, for an interface file
 *   @@ interface lists PORT           lists NAME_each of the parameters that may vary, with a value for each port of
 * PORT
 *   @@ meanings [portable]            comments with the parameters, or with the portable ones alone
 *   @@ defaults [portable]            + name=default
 *   @@ values                         + name={name}
 *   @@ limits portable                roots of negative numbers where a parameter is out of its limits
 *   @@ limit NAME LEAST GREATEST      the same for a parameter that the table does not have */
#include "models/forms/forms.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 1000 };

/* The value of the constant whose name is the `length` characters at `name`, in *value. */
static bool find_constant(const struct device *device, const char *name, size_t length, double *value)
{
    static const struct device_constant shared = {"rounding", PARAMETER_ROUNDING};
    const struct device_constant *constant = device->constants ? device->constants : &(struct device_constant){0};
    while (constant->name && (strlen(constant->name) != length || strncmp(constant->name, name, length) != 0)) {
        constant++;
    }
    if (!constant->name && strlen(shared.name) == length && strncmp(shared.name, name, length) == 0) {
        constant = &shared;
    }
    *value = constant->value;
    return constant->name != NULL;
}

/* Copies `line` to `out` (LINE_SIZE bytes) with its constants. False where it names one that the device does not have,
 * or is too long. */
static bool put_constants(const struct device *device, const char *line, char *out)
{
    size_t used = 0;
    while (*line && used < LINE_SIZE - 1) {
        size_t length = *line == '@' ? strspn(line + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;
        if (length > 0 && line[length + 1] == '@') {
            double value;
            if (!find_constant(device, line + 1, length, &value)) {
                return false;
            }
            used += (size_t)snprintf(out + used, LINE_SIZE - used, "%.15g", value);
            line += length + 2;
        } else {
            out[used++] = *line++;
        }
    }
    out[used < LINE_SIZE ? used : LINE_SIZE - 1] = '\0';
    return used < LINE_SIZE - 1;
}

/* Prints what the words behind @@ stand for; false where they mean nothing. */
static bool print_form(const struct parameter_table *table, const char *words)
{
    char form[20] = "", name[40] = "";
    double least, greatest;
    int given = sscanf(words, "%19s %39s %lf %lf", form, name, &least, &greatest);
    bool portable = given == 2 && strcmp(name, "portable") == 0, all = given == 1;
    unsigned kind = portable ? IS_PORTABLE : 0;
    if (strcmp(form, "interface") == 0 && all) {
        forms_interface(table);
    } else if (sscanf(words, "interface lists %39s", name) == 1) {
        forms_interface_lists(table, name);
    } else if (strcmp(form, "meanings") == 0 && (all || portable)) {
        forms_meanings(table, kind);
    } else if (strcmp(form, "defaults") == 0 && (all || portable)) {
        forms_defaults(table, kind);
    } else if (strcmp(form, "values") == 0 && all) {
        forms_values(table);
    } else if (strcmp(form, "limits") == 0 && portable) {
        forms_limits(table, kind);
    } else if (strcmp(form, "limit") == 0 && given == 4) {
        forms_limit(name, least, greatest);
    } else {
        return false;
    }
    return true;
}

static int fill(const struct device *device, const char *name)
{
    FILE *file = fopen(name, "r");
    char line[LINE_SIZE], filled[LINE_SIZE];
    if (!file) {
        fprintf(stderr, "device-forms: error: cannot read %s: %s\n", name, strerror(errno));
        return 2;
    }
    bool right = true;
    for (int number = 1; right && fgets(line, sizeof line, file); number++) {
        right = put_constants(device, line, filled) &&
                (strncmp(filled, "@@ ", 3) != 0 || print_form(device->table, filled + 3));
        if (!right) {
            fprintf(stderr, "%s:%d: error: the table of %s does not fill this line: %s", name, number, device->name,
                    line);
        } else if (strncmp(filled, "@@ ", 3) != 0) {
            fputs(filled, stdout);
        }
    }
    if (ferror(file)) {
        fprintf(stderr, "device-forms: error: cannot read %s\n", name);
        right = false;
    }
    fclose(file);
    return right ? 0 : 2;
}

static void print_devices(void)
{
    for (size_t i = 0; devices[i]; i++) {
        puts(devices[i]->name);
    }
}

int main(int argc, char **argv)
{
    const struct device *device = argc == 2 || argc == 3 ? device_find(argv[1]) : NULL;
    int status = 0;
    if (!device && argc != 1) {
        fputs("usage: device-forms [DEVICE [title | TEMPLATE]]\n", stderr);
        return 2;
    }
    if (!device) {
        print_devices();
    } else if (argc == 2) {
        forms_document(device->table);
    } else if (strcmp(argv[2], "title") == 0) {
        puts(device->title);
    } else {
        status = fill(device, argv[2]);
    }
    return ferror(stdout) || fflush(stdout) ? 4 : status;
}
