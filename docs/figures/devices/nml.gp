set datafile separator ','
set logscale x
set format x '%g'
set xrange [0.2:40]
set yrange [0:0.75]
set xlabel 'fall of the clock (ns)'
set ylabel 'share of wrong outputs'
set key top right noreverse Right samplen 2
circuits = '3 5 8 majority'
titles = "'chain of 3' 'chain of 5' 'chain of 8' 'majority gate'"
plot for [k = 1:4] 'nml-'.word(circuits, k).'.csv' using (1e9*$1*(0.97 + 0.015*k)):($5/$4):6:7 every ::1 \
         with yerrorlines lt k pt 7 ps 0.6 title word(titles, k)
