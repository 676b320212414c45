set terminal svg size 900,440 dynamic font 'sans-serif,13' background '#ffffff'
set datafile separator ','
set multiplot layout 1,2
set xlabel 'voltage of the pulse (V)'
set ylabel 'share of ones'
set xrange [0.8:1.1]
set yrange [0:1]
set key top left reverse Left samplen 1.5
plot for [k=1:3] 'half-'.word('0 27 85', k).'.csv' using 'volts':(1 - column('exact')) with lines lt k title word('0 27 85', k).' °C', \
     for [k=1:3] 'halftried-'.word('0 27 85', k).'.csv' using 'volts':(1 - column('failed')/column('trials')):(1 - column('high')):(1 - column('low')) with yerrorbars lt k pt 7 ps 0.5 notitle
set xlabel 'error of the voltage (%)'
set ylabel 'error of the share of ones'
set xrange [-5:5]
set logscale y
set yrange [1e-9:1]
set format y '10^{%T}'
set key outside top center horizontal
x(p) = abs(0.5 - p)
plot 'half-fine.csv' using ((column('volts')/0.94815 - 1)*100):(x(column('exact'))) with lines lt 1 title 'raw', \
     '' using ((column('volts')/0.94815 - 1)*100):(2*x(column('exact'))**2) with lines lt 2 title 'XOR of 2', \
     '' using ((column('volts')/0.94815 - 1)*100):(8*x(column('exact'))**4) with lines lt 3 title 'XOR of 4', \
     '' using ((column('volts')/0.94815 - 1)*100):(128*x(column('exact'))**8) with lines lt 4 title 'XOR of 8'
unset multiplot
