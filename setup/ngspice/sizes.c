/* sizes: what ngspice's headers say, with the config.h that it is compiled with, of that which measure.c finds in the
 * library, in lines of the same form. */
#include "ngspice/ngspice.h"
#include "ngspice/cktdefs.h"
#include "ngspice/devdefs.h"
#include "ngspice/mifdefs.h"

#include <stddef.h>

int main(void)
{
    printf("table %zu\ninstance %zu\nmodel %zu\ncircuit %zu\n", offsetof(SPICEdev, DEVinstSize) / sizeof(void *),
           sizeof(MIFinstance), sizeof(MIFmodel), sizeof(CKTcircuit));
    return 0;
}
