set xlabel 'time (ns)'
set ylabel 'velocity of the wall (m/s)'
set xrange [0:90]
set yrange [-2:35]
set key top right noreverse Right
plot 'inertia.dat' using ($1*1e9):4 with lines lt 3 title '16 uA', \
     'inertia.dat' using ($1*1e9):3 with lines lt 2 title '9 uA', \
     'inertia.dat' using ($1*1e9):2 with lines lt 1 title '4 uA'
