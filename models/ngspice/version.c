/* The ngspice version this code model was built for. A code model fits no other version and ngspice does not ask, so
 * the host reads this symbol and refuses before it loads the file into ngspice. */
extern const char spinfield_ngspice_version[];
__attribute__((visibility("default"))) const char spinfield_ngspice_version[] = NGSPICE_VERSION;
