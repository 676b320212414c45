/* Writes ifspec.ifs, the interface of the ngspice code model, from the table of parameters. */
#include "dwmtj.h"

#include <stdio.h>

static const char PORTS[] = "NAME_TABLE:\n"
                            "Spice_Model_Name: dwmtj\n"
                            "C_Function_Name: cm_dwmtj\n"
                            "Description: \"four-terminal domain-wall magnetic tunnel junction\"\n"
                            "\n"
                            "PORT_TABLE:\n"
                            "Port_Name: track junction motion\n"
                            "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\" \"speed of the wall\"\n"
                            "Direction: in inout out\n"
                            "Default_Type: vd gd i\n"
                            "Allowed_Types: [vd] [gd] [i]\n"
                            "Vector: no no no\n"
                            "Vector_Bounds: - - -\n"
                            "Null_Allowed: no no yes\n";

static const char VARIABLES[] = "\nSTATIC_VAR_TABLE:\n"
                                "Static_Var_Name: x v refused\n"
                                "Data_Type: real real boolean\n"
                                "Description: \"wall position, m\" \"wall velocity, m/s\" \"bad parameters\"\n";

int main(void)
{
    fputs(PORTS, stdout);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("\nPARAMETER_TABLE:\n"
               "Parameter_Name: %s\n"
               "Description: \"%s\"\n"
               "Data_Type: real\n"
               "Default_Value: %.17g\n"
               "Limits: [%.17g %.17g]\n"
               "Vector: no\n"
               "Vector_Bounds: -\n"
               "Null_Allowed: yes\n",
               p->name, p->text, p->standard, p->least, p->greatest);
    }
    fputs(VARIABLES, stdout);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
