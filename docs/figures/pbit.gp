set multiplot layout 4,1 margins 0.11,0.92,0.13,0.97 spacing 0.04
unset key
set xrange [0:400]
set yrange [-1.3:1.3]
set ytics -1,1,1
set format x ''
set ylabel 'state'
plot 'pbit.dat' using ($1*1e9):3 with lines lt 5, 'pbit.dat' using ($1*1e9):(tanh($2/0.05)) with lines lt 2
unset ylabel
set label 1 'A' at graph 1.02,0.5
plot 'pbit.dat' using ($1*1e9):4 with lines lt 1
set label 1 'B'
plot 'pbit.dat' using ($1*1e9):5 with lines lt 1
set format x '%g'
set xlabel 'time (ns)'
set label 1 'C'
plot 'pbit.dat' using ($1*1e9):6 with lines lt 3
