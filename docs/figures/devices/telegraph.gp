set datafile separator ','
stats 'dwells-100.csv' using 3 nooutput name 'cold'
stats 'dwells0.csv' using 3 nooutput name 'mid'
stats 'dwells250.csv' using 3 nooutput name 'hot'
stats 'dwells-quiet.csv' using 3 nooutput name 'quiet'
set logscale y
set format y '%g %%'
set xrange [0:3.2]
set yrange [0.0015:100]
set xtics 0.5
set xlabel 'how long a state lasts (periods of the sine)'
set ylabel 'share of the dwells, in bins of 1/20 period'
set key top right noreverse Right samplen 2
f = 289.018e3
plot 'dwells-100.csv' using (0.5*($1+$2)*f):(100*$3/cold_sum) with lines lt 1 title '-73 °C', \
     'dwells0.csv' using (0.5*($1+$2)*f):(100*$3/mid_sum) with lines lt 2 title '27 °C', \
     'dwells250.csv' using (0.5*($1+$2)*f):(100*$3/hot_sum) with lines lt 3 title '277 °C', \
     'dwells-quiet.csv' using (0.5*($1+$2)*f):(100*$3/quiet_sum) with lines lt 5 dt 2 title '27 °C without the sine'
