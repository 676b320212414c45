set multiplot layout 2,1 margins 0.11,0.97,0.13,0.97 spacing 0.15
set xlabel 'time (ns)'
set ylabel 'current (µA)'
set xrange [0:10]
set yrange [0:100]
set key at graph 0.13,0.72 top left
plot 'mtj.dat' using ($1*1e9):($2*1e6) with lines lt 1 title 'seed 1', \
     '' using ($1*1e9):($3*1e6) with lines lt 2 title 'seed 2', \
     '' using ($1*1e9):($4*1e6) with lines lt 3 title 'seed 3', \
     '' using ($1*1e9):($5*1e6) with lines lt 5 dt 3 title 'no noise'
set xlabel 'voltage (V)'
set ylabel 'resistance (kΩ)'
set xrange [-0.42:0.42]
set yrange [0:24]
unset key
plot 'mtj-loop.dat' using (abs($2) > 1e-4 ? $2 : NaN):($3*1e-3) with lines lt 1
