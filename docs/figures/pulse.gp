set multiplot layout 3,1 margins 0.11,0.97,0.13,0.96 spacing 0.04
set xrange [0:40]
set format x ''
unset key
set ytics 0,10,20
set yrange [-2:24]
set ylabel 'track (uA)'
plot 'pulse.dat' using ($1*1e9):($2*1e6) with lines lt 1
set object 1 rectangle from graph 0, first 40 to graph 1, first 60 fillcolor rgb '#f0f0f0' fillstyle solid noborder behind
set label 1 'below the junction' at 39.6,50 right font ',11' textcolor rgb '#555555'
set yrange [0:108]
set ytics 0,50,100
set ylabel 'wall (nm)'
plot 'pulse.dat' using ($1*1e9):($3*1e9) with lines lt 2
unset object 1
unset label 1
set yrange [0:115]
set ytics 0,50,100
set ylabel 'junction (uA)'
set format x '%g'
set xlabel 'time (ns)'
plot 'pulse.dat' using ($1*1e9):($4*1e6) with lines lt 3
