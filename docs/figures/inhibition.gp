set multiplot layout 4,2 margins 0.10,0.97,0.14,0.91 spacing 0.06,0.04
unset key
set xrange [70:130]
set yrange [0:60]
set ytics 0,25,50
set format x ''
network(k) = k == 0 ? 'inhibitionfree.dat' : 'inhibitionstrong.dat'
do for [neuron=1:4] {
    if (neuron == 4) { set format x '%g'; set xlabel 'time (ns)' }
    do for [k=0:1] {
        if (neuron == 1) { set title k == 0 ? 'no inhibition, positions in nm' : 'strong inhibition, positions in nm' } else { unset title }
        if (k == 0) { set ylabel sprintf('wall %d', neuron) } else { unset ylabel }
        plot network(k) using ($1*1e9):(column(neuron + 1)*1e9) every 30 with lines lt neuron lw 0.8
    }
}
