set multiplot layout 1,3 margins 0.10,0.96,0.14,0.90 spacing 0.08
unset key
set xlabel 'time (ns)'
set xrange [0:200]
set xtics 0,50,150
set yrange [-0.5:15.5]
set ytics 0,5,15
set ylabel 'level'
set title 'wells of 20 k_BT'
plot for [k=2:17] 'levelsdeep.dat' using ($1*1e9):k every 8 with lines lt 1 lw 0.8
set title 'wells of 5 k_BT'
unset ylabel
plot for [k=2:17] 'levelsshallow.dat' using ($1*1e9):k every 8 with lines lt 2 lw 0.8
set title 'kept for 120 ns'
set xlabel 'depth of the wells (k_BT)'
set xrange [3:10]
set xtics 4,2,10
set yrange [0:1.05]
set ytics 0,0.2,1
set key bottom right
plot 'levelslaw.dat' using 1:2 with lines lt 5 dt 2 title 'theory', \
     'levels.dat' using 1:2:3 with yerrorbars lt 3 pt 7 ps 0.6 title '64 walls'
