/* The colours that diagrams and pages share. */
#ifndef DIAGRAM_COLOURS_H
#define DIAGRAM_COLOURS_H

/* The colours of all diagrams, as red, green and blue of 8 bits each: on light ground, and what a page puts in their
 * place on dark ground. */
struct diagram_colour {
    const char *name;
    unsigned light, dark;
};
enum { DIAGRAM_COLOURS = 10 };
extern const struct diagram_colour diagram_colours[DIAGRAM_COLOURS];

#endif
