set multiplot layout 1,2 margins 0.11,0.98,0.13,0.96 spacing 0.13
set xlabel 'time (ns)'
set xrange [0:20]
set ylabel 'position of the wall (nm)'
unset key
set yrange [500:2000]
plot for [k=2:16] 'spreadwalls.dat' using ($1*1e9):(column(k)*1e9) with lines lt 1 lw 0.8, \
     'spread.dat' using ($1*1e9):($2*1e9+1000) with lines lt 2 lw 2.5
set key top left reverse Left
set ylabel 'standard deviation (nm)'
set yrange [0:*]
plot 'spread.dat' using ($1*1e9):($3*1e9) with lines lt 1 title '200 walls', \
     'spread.dat' using ($1*1e9):($4*1e9) with lines lt 5 dt 2 title 'theory'
