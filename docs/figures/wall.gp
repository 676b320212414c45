set object 1 rectangle from 40, graph 0 to 60, graph 1 fillcolor rgb '#f0f0f0' fillstyle solid noborder behind
set label 1 'below the junction' at 50,2.08 center font ',11' textcolor rgb '#555555'
set xlabel 'position of the wall (nm)'
set ylabel 'conductance of the junction (mS)'
set xrange [0:100]
set yrange [0:2.2]
plot 'wall.dat' using ($2*1e9):($3*1e3) with lines lt 1 title 'delta = 0', \
     'wall.dat' using ($2*1e9):($4*1e3) with lines lt 2 title '5 nm', \
     'wall.dat' using ($2*1e9):($5*1e3) with lines lt 3 title '10 nm'
