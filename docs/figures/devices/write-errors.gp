set terminal svg size 900,480 dynamic font 'sans-serif,13' background '#ffffff'
set datafile separator ','
set logscale y
set yrange [1e-6:1.5]
set format y '10^{%T}'
set xlabel 'length of the pulse (ns)'
set multiplot layout 1,2
set title "junction alone,\nto antiparallel"
set xrange [0:16.5]
set ylabel 'write error rate'
set key bottom left reverse Left samplen 1.5
plot for [k=1:4] 'exact-p.csv' using (column('volts') == word('0.4 0.5 0.6 0.8', k) + 0 ? column('pulse_s')*1e9 : NaN):(column('exact')) with lines lt k title word('0.4 0.5 0.6 0.8', k).' V', \
     for [k=1:4] 'tried-p.csv' using (column('volts') == word('0.4 0.5 0.6 0.8', k) + 0 && column('failed') > 0 ? column('pulse_s')*1e9 : NaN):(column('failed')/column('trials')):(column('low')):(column('high')) with yerrorbars lt k pt 7 ps 0.5 notitle
set title "behind a transistor,\nto antiparallel (solid) and to parallel (dashed)"
set xrange [0:20]
unset ylabel
plot for [k=1:3] 'cell-p.csv' using (column('volts') == word('0.6 0.8 1', k) + 0 ? column('pulse_s')*1e9 : NaN):(column('exact')) with lines lt k title word('0.6 0.8 1', k).' V', \
     for [k=1:3] 'cell-ap.csv' using (column('volts') == word('0.6 0.8 1', k) + 0 ? column('pulse_s')*1e9 : NaN):(column('exact')) with lines lt k dt 2 notitle, \
     for [k=1:3] 'celltried-p.csv' using (column('volts') == word('0.6 0.8 1', k) + 0 && column('failed') > 0 ? column('pulse_s')*1e9 : NaN):(column('failed')/column('trials')):(column('low')):(column('high')) with yerrorbars lt k pt 7 ps 0.5 notitle, \
     for [k=1:3] 'celltried-ap.csv' using (column('volts') == word('0.6 0.8 1', k) + 0 && column('failed') > 0 ? column('pulse_s')*1e9 : NaN):(column('failed')/column('trials')):(column('low')):(column('high')) with yerrorbars lt k pt 6 ps 0.5 notitle
unset multiplot
