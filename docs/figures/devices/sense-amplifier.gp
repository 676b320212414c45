set terminal svg size 900,480 dynamic font 'sans-serif,13' background '#ffffff'
set multiplot layout 1,2
set title 'two reads with 0.2 V'
set xlabel 'time (ns)'
set ylabel 'voltage (V)'
set xrange [0:6]
set yrange [-0.05:1.3]
set key at 0.2,1.2 left reverse Left samplen 1.5
plot 'waves.dat' using ($1*1e9):($8) with lines lt 1 lw 2 title 'output, 1', \
     '' using ($1*1e9):($10) with lines lt 2 lw 2 title 'output, 0', \
     '' using ($1*1e9):($2) with lines lt 1 dt 2 title 'bit line, 1', \
     '' using ($1*1e9):($4) with lines lt 2 dt 2 title 'bit line, 0', \
     '' using ($1*1e9):($6) with lines lt 3 dt 3 title 'reference'
set datafile separator ','
set datafile missing NaN # so that the points of a line, which are not next to each other in the table, are connected
set title 'reads that flip an antiparallel cell'
set xlabel 'read voltage (V)'
set ylabel 'probability'
set xrange [0.3:1.3]
set yrange [1e-8:2]
set logscale y
set format y '10^{%T}'
set key default
set key bottom right samplen 1.5
plot for [k=1:4] 'disturb.csv' using (column('pulse_s')*1e9 == word('2 4 8 16', k) + 0 ? column('volts') : NaN):(1 - column('exact')) with lines lt k title word('2 4 8 16', k).' ns', \
     for [k=1:4] 'flipped.csv' using (column('pulse_s')*1e9 == word('2 4 8 16', k) + 0 && column('failed') < column('trials') ? column('volts') : NaN):(1 - column('failed')/column('trials')):(1 - column('high')):(1 - column('low')) with yerrorbars lt k pt 7 ps 0.5 notitle
unset multiplot
