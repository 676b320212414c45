/* Recall of pictures: patterns that reports show as pictures. */
#ifndef IMAGE_H
#define IMAGE_H

#include "netgen/questions/patterns.h"

/* What a network keeps of the question, in network->asked. */
struct image {
    size_t columns; /* pixels in a row */
};

/* A network that is trained with pictures, of `columns` pixels in a row, and loaded with one: patterns_network of
 * question_image. STATUS_INPUT also where `columns` do not divide the number of pixels. */
enum status image_network(const struct patterns *given, size_t columns, const struct bias *bias,
                          struct network **network, struct diagnostic *diagnostic);

#endif
