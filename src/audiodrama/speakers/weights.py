"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.23 b0:I=-0.40 b0fresh:n=-1.78 b0prev2:1:1=0.78 b0prev2:1:2=0.45 b0prev2:2:1=0.74 b0prev3:1=-0.43
b0prev:1:n=0.66 b0prev:1:y=-0.66 b0prev:2:n=0.42 b0prev:2:y=-0.42 b0steady=0.41 b0tally:0=0.30 b0tally:1=-0.08
b0tally:2=-0.22 b:absent=-1.79 b:sole=-0.72 bK:n=-0.20 bK:pa=1.53 bK:pd=-0.68 bK:pu=-0.86 bK:xa=0.85 bK:xd=-1.10
bK:xu=0.37 bK:y=0.08 bL0:n=1.31 bL0:pa=0.40 bL0:pd=-0.31 bL0:pu=-0.09 bL0:xa=-0.65 bL0:xd=-0.12 bL0:y=-0.53
bL1:an-=-0.36 bL1:an0=1.01 bL1:an1=0.41 bL1:an2=-0.35 bL1:an3=-0.71 bL1L:n=-0.17 bL1L:pa=-0.06 bL1L:pd=0.60
bL1L:pu=-0.54 bL1L:xa=0.82 bL1L:xd=-0.95 bL1L:xu=0.41 bL1L:y=-0.11 bL1RL:n=-0.34 bL1RL:pa=1.34 bL1RL:pd=-1.35
bL1RL:y=0.34 bL:object=-0.25 bL:owner=1.21 bL:subject=2.28 bR0:an-=-1.59 bR0:an0=0.80 bR0:an1=1.06 bR0:an2=0.22
bR0:an3=-0.49 bR0R:n=-0.50 bR0R:pa=0.35 bR0R:pd=0.11 bR0R:pu=-0.46 bR0R:xa=-0.40 bR0R:xd=-0.35 bR0R:xu=-0.18
bR0R:y=1.44 bR0RL:pa=1.38 bR0RL:pd=-1.36 bR0RL:xd=0.10 bR0RL:y=-0.14 bR1:n=0.45 bR1:pa=0.54 bR1:pd=-0.04
bR1:pu=-0.50 bR1:y=-0.45 bR:object=-0.64 bR:owner=-0.76 bR:subject=-0.15 banswers:0=-0.45 banswers:1=0.61
banswersnot:1=-0.61 bcalledback:0=-1.12 bcalledback:1=1.88 bcalledback:2=0.45 bfresh:n=0.06 bfresh:y=-0.06
bi:I=0.36 bkind:group=-0.11 bkind:name=0.50 bkind:narrator=-0.92 bkind:noun=0.53 blatest=-0.08 blatestsex:n=-0.33
blatestsex:y=0.33 bn:I=-0.23 bnextbn:1=-0.81 bnextbn:2=-0.04 bnextti:1=-0.97 bnexttn:1=-1.32 bnexttn:2=-0.19
bonlysex=-0.24 bp:I=-0.19 bpfresh:n=0.42 bpfresh:y=-0.42 bpprev2:1:0=0.27 bpprev2:1:1=1.15 bpprev2:1:2=-0.05
bpprev2:2:1=-0.48 bpprev3:1=-0.53 bpprev3:2=0.76 bpprev:1:n=0.20 bpprev:1:y=-0.20 bprev2:1:0=-0.59 bprev2:1:1=0.49
bprev2:1:2=0.21 bprev2:1:3=-0.42 bprev2:2:1=1.14 bprev3:1=-0.58 bprev3:2=-0.36 bprev:1:n=0.86 bprev:1:y=-0.86
bprev:2:n=0.43 bprev:2:y=-0.43 bprev:3:n=0.03 bprevsex:1=-0.54 bprevsex:2=-0.26 bpsteady=0.06 bptally:0=-0.35
bptally:1=0.09 bptally:2=0.26 bseen:1=-0.19 bseen:3=0.44 bseen:8=0.27 bsteady=0.21 btally:0=-0.31 btally:1=0.36
btally:2=-0.05 btold:1:False=-0.44 btold:1:True=-0.45 btold:2:False=-0.04 btold:3:False=0.39 btold:3:True=0.24
btold:4:False=-0.21 btold:4:True=0.10 buntold=0.39 bx:I=-0.16 called=-1.47 goeson:n=-1.22 goeson:y=1.22
ianswers:1=0.82 ianswers:2=1.25 ianswersnot:1=-0.82 ianswersnot:2=-1.25 icalledback:1=1.87 icalledback:2=-0.31
ikind:group=-0.35 ikind:name=-0.03 ikind:narrator=0.33 ikind:noun=0.06 ilatest=0.39 im:I=0.15 imfresh:n=0.37
imfresh:y=-0.37 imprev2:1:1=1.71 imprev2:1:2=0.50 imprev2:1:3=-0.73 imprev2:2:1=-0.04 imprev2:2:2=0.22
imprev3:1=0.22 imprev3:2=0.19 imprev:1:n=0.62 imprev:1:y=-0.62 imprev:2:n=-0.32 imprev:2:y=0.32 imprev:3:n=-0.82
imsteady=-0.09 imtally:0=-0.22 imtally:1=0.13 imtally:2=0.09 inextbi:1=-0.60 inextbn:1=-1.67 inextti:1=-0.21
inexttn:1=-1.69 inexttn:2=-0.88 iseen:0=0.56 iseen:1=-1.26 iseen:3=0.24 iseen:8=0.43 itold:1:False=0.61
itold:1:True=-0.59 itold:2:False=0.04 itold:2:True=-0.13 itold:3:False=-0.13 itold:3:True=0.23 itold:4:False=0.14
iuntold=-0.14 label:n=-0.49 label:y=0.49 letter:i:no=0.17 letter:i:told=-0.17 message:b:no=-0.22
message:b:told=0.22 message:t:no=-0.15 message:t:told=0.15 nsamepar:n=-1.51 nsamepar:y=1.51 sametag=-0.40
t:absent=-0.19 t:sole=0.98 tK:n=-0.21 tK:pa=0.57 tK:pu=-0.55 tK:xa=0.50 tK:xd=-0.22 tK:xu=-0.14 tK:y=0.07
tL0:n=-0.35 tL0:pd=0.16 tL0:xa=0.66 tL0:y=-0.29 tL1:an-=0.23 tL1:an0=0.32 tL1:an1=-0.53 tL1L:n=0.06 tL1L:pa=-0.27
tL1L:pd=0.27 tL1L:y=-0.06 tL1RL:n=-0.13 tL1RL:pa=0.35 tL1RL:pd=-0.34 tL1RL:y=0.13 tL:object=-0.51 tL:subject=-0.08
tR0:an-=-0.05 tR0:an0=0.65 tR0:an1=-0.08 tR0:an2=-0.42 tR0:an3=-0.10 tR0R:pa=0.49 tR0R:pd=0.05 tR0R:pu=-0.54
tR0R:xa=-0.17 tR0R:xd=-0.22 tR0R:xu=-0.13 tR0R:y=0.49 tR0RL:pa=0.58 tR0RL:pd=-0.39 tR0RL:pu=-0.19 tR1:pa=0.40
tR1:pd=-0.39 tR1:xa=-0.06 tR1:xd=0.07 tR:object=1.09 tR:subject=-0.17 tag:an-=-0.80 tag:an0=0.82 tag:an1=0.48
tag:an2=-0.40 tag:an3=-0.09 tag:to=-1.76 tagA:n:group=-0.86 tagA:n:name=-2.14 tagA:pa:=1.36 tagA:pd:=-0.63
tagA:pu:=-0.73 tagA:xa:noun=-0.78 tagA:xd:noun=-0.56 tagA:xu:noun=0.26 tagA:y:group=0.86 tagA:y:name=2.14
tagA:y:noun=1.08 tagB:pa:=0.04 tagB:pd:=-0.04 tagx:an-=-0.79 tagx:an0=-0.15 tagx:an1=-0.05 tagx:an2=-0.08
tanswers:0=-0.46 tanswers:1=1.14 tanswers:2=0.13 tanswersnot:1=-1.14 tanswersnot:2=-0.13 tcalledback:0=-0.94
tcalledback:1=0.61 tcalledback:2=1.37 tfresh:n=0.10 tfresh:y=-0.10 thought:b:no=-0.17 thought:b:told=0.17
thought:i:no=-0.23 thought:i:told=0.23 thought:t:narrator=0.29 thought:t:no=-0.67 thought:t:told=0.37 ti:I=0.39
tkind:group=0.77 tkind:name=-0.19 tkind:narrator=-0.60 tlatest=0.35 tlatestsex:n=0.24 tlatestsex:y=-0.24 tn:I=-0.06
tnextbn:1=-1.04 tnexttn:1=-0.31 tnexttn:2=-0.11 tonlysex=0.05 tp:I=-0.32 tpfresh:n=0.26 tpfresh:y=-0.26
tpprev2:1:1=1.37 tpprev2:1:2=0.96 tpprev2:1:3=-0.18 tpprev2:2:1=0.19 tpprev3:1=0.18 tpprev3:2=-0.10 tpprev:1:n=0.53
tpprev:1:y=-0.53 tpprev:2:n=0.65 tpprev:2:y=-0.65 tprev2:1:0=0.14 tprev2:1:1=0.89 tprev2:1:2=0.05 tprev2:2:0=-0.08
tprev3:1=0.40 tprev3:2=-0.06 tprev:1:n=0.33 tprev:1:y=-0.33 tprev:2:n=0.33 tprev:2:y=-0.33 tprevsex:1=-0.13
tprevsex:2=-0.48 tpsteady=0.53 tptally:0=-0.55 tptally:1=0.25 tptally:2=0.30 tsamepar:n=-0.67 tsamepar:y=0.67
tseen:0=0.79 tseen:1=-0.48 tseen:3=-0.74 tseen:8=0.23 tsteady=0.59 ttally:0=0.52 ttally:1=-0.10 ttally:2=-0.42
ttold:1:False=0.15 ttold:1:True=-0.22 ttold:2:False=0.26 ttold:2:True=-0.61 ttold:3:False=0.70 ttold:3:True=0.13
ttold:4:False=-0.85 ttold:4:True=-0.28 tuntold=0.72 tx:I=-0.09
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
