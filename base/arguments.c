#include "arguments.h"

#include "status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void arguments_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    error_t error = argp_parse(argp, argc, argv, 0, NULL, input);
    if (error) {
        fprintf(stderr, "%s: error: the arguments cannot be read: %s\n", argv[0], strerror(error));
        exit(STATUS_SYSTEM);
    }
}
