set logscale xy
set xtics (2, 3, 4, 6, 8, 16, 32, 64)
set xrange [1.8:70]
set yrange [3:800]
set xlabel 'rows and columns'
set ylabel 'current of the cell that is read, in the worst case (µA)'
plot 'crossbar.dat' using 1:($2*1e6) with linespoints pt 7 lt 1 title 'passive, a 1 among 0', \
     '' using 1:($3*1e6) with linespoints pt 6 lt 2 title 'passive, a 0 among 1', \
     '' using 1:($4*1e6) with lines lt 1 dt 2 title 'with transistors, a 1', \
     '' using 1:($5*1e6) with lines lt 2 dt 2 title 'with transistors, a 0'
