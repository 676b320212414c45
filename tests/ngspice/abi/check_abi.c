/* Holds the size words of our code model's device table against those of a code model that Debian built:
 * check_abi spinfield.cm analog.cm. Where they differ, ngspice/config.h does not describe Debian's build. */
#include "ngspice/ngspice.h"
#include "ngspice/devdefs.h"

#include <dlfcn.h>

/* The first device of the code model at `path`, or NULL. */
static const SPICEdev *first_device(const char *path)
{
    void *file = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *(*devices)(void) = NULL;
    if (file) {
        *(void **)&devices = dlsym(file, "CMdevs");
    }
    if (!devices) {
        fprintf(stderr, "%s: error: no code model: %s\n", path, dlerror());
        return NULL;
    }
    return ((SPICEdev **)devices())[0];
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: check_abi OURS DEBIANS\n", stderr);
        return 2;
    }
    const SPICEdev *ours = first_device(argv[1]), *theirs = first_device(argv[2]);
    if (!ours || !theirs) {
        return 1;
    }
    if (*ours->DEVinstSize != *theirs->DEVinstSize || *ours->DEVmodSize != *theirs->DEVmodSize) {
        fprintf(stderr, "check_abi: error: instance %d, model %d bytes; Debian's have %d and %d\n", *ours->DEVinstSize,
                *ours->DEVmodSize, *theirs->DEVinstSize, *theirs->DEVmodSize);
        return 1;
    }
    return 0;
}
