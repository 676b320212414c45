#!/bin/sh
# check_html.sh: reports as pages, looked at by headless Chromium, as wide as a phone and as a desktop. Each has all its
# pictures, each with a text; nothing of it overflows, also with all tables open; it has no script and fetches nothing.
# Says nothing when all is well; otherwise what is wrong, and exit code 1. Run it after 'make'.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
build=$PWD/build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

complain() {
    echo "check_html: error: $*" >&2
    exit 1
}

# ---- The pages: a picture, a cut, a recall in two engines, and one whose name means something in HTML

spinfield() {
    "$build/spinfield" "$@" || [ $? -eq 1 ] || complain "spinfield $* failed"
}

printf 'P1\n5 5\n0 1 1 1 0\n1 0 0 0 0\n1 0 0 0 0\n1 0 0 0 0\n0 1 1 1 0\n' >c.pbm
printf 'P1\n5 5\n1 0 0 0 1\n1 0 0 1 0\n1 1 1 0 0\n1 0 0 1 0\n1 0 0 0 1\n' >k.pbm
spinfield gen image c.pbm k.pbm --distort 0.2 --seed 3 -q -o image
spinfield run image -q --html image.html
spinfield graph rnd -n 40 --density 50 --seed 7 -o graph -q
spinfield gen maxcut graph --optimum 240 -q -o cut
spinfield solve cut -q --html cut.html
spinfield gen recall -n 60 -p 2 --seed 1 -q -o recall
spinfield compare recall -q --html recall.html
spinfield gen recall --pattern 0101 --start 0110 -q -o '<b>&amp;'
spinfield run '<b>&amp;' -q
spinfield report '<b>&amp;' -q --html odd.html

# Campaigns: a line, heat maps, words, and samples, some of which fail; each has six pictures too
sweep() { # NAME OPTION...
    page=$1
    shift
    spinfield sweep small "$@" -q -o "$page.db" --html "$page.html"
}
spinfield gen recall -n 20 -p 2 --seed 1 -q -o small
sweep line --vary rap=3k:30k:9:log --vary dendrite=plain,balanced --seeds 3
sweep map --vary w=20m:100m:4 --vary vc=0.1:0.3:4 --seeds 2
sweep words --vary dendrite=plain,balanced --vary vdw=eq4,loaded --seeds 2
sweep samples --sample lhs:30 --vary w=20m:100m --vary vc=0.1:0.3 --vary rp=500:3k:log

# Yields and margins, with one picture each
spinfield gen recall -n 20 -p 2 --seed 1 --sigma-rp 10% --sigma-w 10% -q -o chips
tolerance() { # NAME COMMAND OPTION...
    page=$1
    command=$2
    shift 2
    spinfield "$command" chips "$@" --pass 'accuracy >= 0 && time < 330n' -q --html "$page.html"
}
tolerance sensitivity yield --chips 20
tolerance yields yield --chips 10 --vary sigma-rp=0:20%:6 --vary w=60m,100m
tolerance chipmap yield --chips 4 --vary sigma-rp=0:20%:6 --vary vc=0.1:0.2:6
tolerance chipwords yield --chips 10 --vary dendrite=plain,balanced
tolerance margins margin --of vdw,w,vc,rp,vleak-axon,vdw-scale --resolution 1%

# The same cut with each technology
spinfield technologies cut --runs 20 -q --html technologies.html
pages='technologies image cut recall odd line map words samples sensitivity yields chipmap chipwords margins'

for page in $pages; do
    for what in '<script' 'http:' 'https:' 'src=' 'url(' '@import' '<link' '<b>&'; do
        ! grep -qF "$what" "$page.html" || complain "$page.html has '$what' in it"
    done
    grep -qF "default-src 'none'" "$page.html" || complain "$page.html allows itself to fetch something"
done

# ---- One page with all of them in frames, and a script that measures what is in the frames

frame() { # NAME WIDTH
    printf '<iframe title="%s, %s wide" width="%s" height="900" style="border:0" srcdoc="' "$1" "$2" "$2"
    sed 's/&/\&amp;/g; s/"/\&quot;/g' "$1.html"
    printf '"></iframe>\n'
}

{
    printf '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n'
    for page in $pages; do
        frame "$page" 390
        frame "$page" 1280
        grep -o "data:image/png[^'\"]*" "$page.html" | sed 's/.*/<img alt="" src="&">/' # the heat maps once more
    done
    cat <<'END'
<script>
const PICTURES = 6, PICTURES_OF_TOLERANCES = 1, PICTURES_OF_TECHNOLOGIES = 4;
const complaints = [];

function measure(frame, state) {
    const page = frame.contentDocument, width = frame.clientWidth;
    const complain = what => complaints.push(`${frame.title}, ${state}: ${what}`);
    if (page.documentElement.scrollWidth > width)
        complain(`the page is ${page.documentElement.scrollWidth} wide`);
    for (const element of page.querySelectorAll('body *')) {
        if (element.closest('.scroll') && !element.matches('.scroll')) continue; // tables scroll by themselves
        if (element.closest('svg') && !element.matches('svg')) continue;
        const box = element.getBoundingClientRect();
        if (box.right > width + 1 || box.left < -1) complain(`<${element.localName}> sticks out`);
    }
    for (const picture of page.querySelectorAll('figure svg')) {
        const box = picture.getBoundingClientRect();
        if (box.width < 250 || box.height < 40) complain(`a picture is ${box.width} x ${box.height}`);
        for (const text of picture.querySelectorAll('text')) { // 2 pixels: fonts differ in the room around letters
            const inner = text.getBoundingClientRect();
            if (inner.left < box.left - 2 || inner.right > box.right + 2 || inner.top < box.top - 2 ||
                inner.bottom > box.bottom + 2)
                complain(`'${text.textContent}' sticks out of its picture`);
        }
    }
}

function check(frame) {
    const page = frame.contentDocument;
    const complain = what => complaints.push(`${frame.title}: ${what}`);
    const pictures = page.querySelectorAll('figure svg[role=img]');
    const tolerance = /^(sensitivity|yields|chipmap|chipwords|margins),/.test(frame.title);
    const technologies = /^technologies,/.test(frame.title);
    const wanted = tolerance ? PICTURES_OF_TOLERANCES : technologies ? PICTURES_OF_TECHNOLOGIES : PICTURES;
    if (pictures.length !== wanted) complain(`${pictures.length} pictures and not ${wanted}`);
    for (const picture of pictures)
        if (picture.getAttribute('aria-label').length < 20) complain('a picture has no text');
    const campaign = tolerance || technologies || /^(line|map|words|samples),/.test(frame.title);
    if (page.querySelectorAll('svg image').length !== (campaign ? 0 : 2)) complain('somas and axons have no heat map each');
    measure(frame, 'tables closed');
    page.querySelectorAll('details').forEach(table => table.open = true);
    measure(frame, 'tables open');
}

window.onload = () => {
    const frames = [...document.querySelectorAll('iframe')];
    frames.forEach(check);
    for (const map of document.querySelectorAll('img'))
        if (!map.naturalWidth) complaints.push('a heat map cannot be read');
    document.body.textContent = `measured ${frames.length} pages\n${complaints.join('\n')}`;
};
</script></body></html>
END
} >frames.html

HOME=$work chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" --enable-logging=stderr \
    --window-size=1400,1000 --dump-dom "file://$work/frames.html" >dom 2>log ||
    complain "chromium failed: $(tail -n 1 log)"
! grep 'CONSOLE' log || complain 'the pages make Chromium complain'
grep -q 'measured 28 pages' dom || complain 'Chromium did not come to the end of its measurements'
problems=$(sed -n '/measured 28 pages/,/<\/body>/p' dom | sed '1d; s/<\/body>.*//; /^$/d')
[ -z "$problems" ] || complain "$problems"
