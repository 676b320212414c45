# The table of 'device-forms DEVICE' as an mdoc list.

BEGIN {
    FS = " *[|] *"
    print ".Bl -tag -width polarization"
}

NR > 2 {
    name = $2
    gsub(/`/, "", name)
    unit = $3 == "1" ? "" : " " $3
    gsub(/-/, "\\-")
    printf ".It Cm %s\n%s; %s%s, %s to %s\n(%s)\n", name, $7, $4, unit, $5, $6, $8
}

END {
    print ".El"
}
