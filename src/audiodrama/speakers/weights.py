"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.34 b0:I=-0.30 b0fresh:n=-0.30 b0ownquestion=-0.04 b0prev2:1:1=0.52 b0prev2:1:2=0.11 b0prev2of:2=0.32
b0prev2of:3=0.64 b0prev2of:4=-0.06 b0prev3:1=-0.40 b0prev3:2=-0.10 b0prev:1:n=0.56 b0prev:1:y=-0.56 b0prev:2:n=0.20
b0prev:2:y=-0.20 b0steady=0.42 b0tally:0=0.20 b0tally:1=-0.10 b0tally:2=-0.10 b:absent=-1.50 b:sole=-0.42
bK:n=-0.37 bK:pa=0.93 bK:pd=-0.77 bK:pu=-0.17 bK:xea=-0.15 bK:xed=0.06 bK:xka=0.07 bK:xkd=-0.16 bK:xku=-0.09
bK:xna=-0.09 bK:xnd=-0.16 bK:xnu=-0.08 bK:xoa=-0.06 bK:xod=-0.24 bK:y=0.31 bK:ye=0.09 bK:yk=0.24 bK:yn=0.33
bK:yo=0.30 bL0:n=0.35 bL0:pa=0.20 bL0:pd=-0.37 bL0:pu=0.18 bL0:xea=-0.08 bL0:xed=0.13 bL0:xka=-0.04 bL0:xna=-0.06
bL0:y=-0.39 bL0:yn=0.11 bL1:an-=-0.13 bL1:an0=0.62 bL1:an1=0.04 bL1:an2=-0.23 bL1:an3=-0.30 bL1L:n=-0.41
bL1L:pa=0.26 bL1L:pd=-0.24 bL1L:xed=-0.17 bL1L:xna=0.09 bL1L:xnd=-0.07 bL1L:xoa=-0.12 bL1L:xod=-0.24 bL1L:y=0.35
bL1L:ye=0.17 bL1L:yo=0.36 bL1RL:pa=0.06 bL1RL:pd=-0.06 bL:object=-0.16 bL:owner=0.39 bL:subject=1.32 bR0:an-=-0.54
bR0:an0=0.34 bR0:an1=0.22 bR0:an2=0.04 bR0:an3=-0.07 bR0R:n=-0.43 bR0R:pa=0.40 bR0R:pd=-0.26 bR0R:pu=-0.14
bR0R:xed=0.10 bR0R:xka=-0.08 bR0R:xkd=-0.09 bR0R:xku=-0.09 bR0R:xnu=-0.05 bR0R:y=0.44 bR0R:yk=0.26 bR0RL:n=0.06
bR0RL:pd=-0.20 bR0RL:pu=0.19 bR0RL:xod=0.03 bR1:n=0.22 bR1:pa=0.31 bR1:pd=-0.20 bR1:pu=-0.12 bR1:y=-0.22
bR:object=-0.21 bR:owner=-0.34 bR:subject=0.47 banswers:1=0.70 banswersnot:1=-0.70 banswerssex:a=-0.11
banswerssex:d=0.28 banswerssex:u=-0.17 bbacksex:a=0.25 bbacksex:d=-0.26 bcalledback:1=1.25 bcalledback:2=-0.16
bfresh:n=0.04 bfresh:y=-0.04 bi:I=0.43 bkind:group=-0.04 bkind:name=0.34 bkind:nameepithet=-0.37 bkind:namenew=0.16
bkind:nounepithet=-0.45 bkind:nounkin=0.23 bkind:nounnew=0.22 bkind:nounoffice=0.20 bkind:nounvoice=-0.31
blatest=0.20 blatestsex:n=-0.14 blatestsex:y=0.14 blookedatsex:a=0.27 blookedatsex:d=-0.15 blookedatsex:u=-0.12
bn:I=-0.09 bnextbi:1=-0.03 bnextbn:1=-0.41 bnextti:1=-0.37 bnexttn:1=-0.74 bnexttn:2=-0.14 bonlysex=0.23
bownquestion=-0.14 bp:I=-0.09 bpfresh:n=0.12 bpfresh:y=-0.12 bpownquestion=-0.05 bpprev2:1:1=0.65 bpprev2:1:2=-0.04
bpprev2:1:3=-0.04 bpprev2:2:1=-0.11 bpprev2of:2=-0.22 bpprev2of:3=0.21 bpprev2of:4=0.46 bpprev3:2=0.16
bpprev:1:n=0.34 bpprev:1:y=-0.34 bpprev:2:n=0.06 bpprev:2:y=-0.06 bprev2:1:0=-0.08 bprev2:1:1=0.25 bprev2:1:2=0.06
bprev2:1:3=-0.07 bprev2:2:1=0.07 bprev2:3:1=-0.06 bprev2of:2=0.50 bprev2of:3=-0.30 bprev2of:4=-0.03 bprev3:1=-0.21
bprev3:2=-0.06 bprev3:3=0.03 bprev:1:n=0.81 bprev:1:y=-0.81 bprev:2:n=0.04 bprev:2:y=-0.04 bprevsex:1=-0.14
bprevsex:2=-0.05 bpsteady=0.12 bptally:0=-0.07 bptally:1=0.21 bptally:2=-0.14 bseen:0=-0.20 bseen:1=-0.04
bseen:3=0.19 bseen:8=0.19 bsteady=0.65 btally:0=0.04 btally:1=0.16 btally:2=-0.21 btold:1:True=-0.45
btold:2:False=0.16 btold:2:True=0.22 btold:3:False=0.08 btold:3:True=-0.20 btold:4:False=-0.19 btold:4:True=0.12
buntold=0.24 bx:I=0.14 called=-1.01 goeson:n=-0.61 goeson:y=0.61 ianswers:1=0.63 ianswers:2=0.37
ianswersnot:1=-0.63 ianswersnot:2=-0.37 ianswerssex:a=0.19 ianswerssex:d=-0.21 ibacksex:a=0.23 ibacksex:d=-0.39
ibacksex:u=0.16 icalledback:1=1.21 ikind:name=0.10 ikind:nameepithet=-0.08 ikind:narrator=0.26
ikind:nounepithet=0.27 ikind:nounkin=-0.19 ikind:nounnew=-0.16 ikind:nounoffice=-0.45 ikind:nounvoice=0.27
ilatest=0.37 ilookedat=0.23 ilookedatsex:a=0.04 ilookedatsex:u=-0.03 imfresh:n=0.15 imfresh:y=-0.15
imownquestion=-0.33 imprev2:1:1=1.80 imprev2:1:2=0.11 imprev2:1:3=-0.52 imprev2:2:1=-0.15 imprev2of:2=0.29
imprev2of:3=0.52 imprev2of:4=0.39 imprev3:1=0.24 imprev3:2=-0.22 imprev:1:n=0.41 imprev:1:y=-0.41 imprev:2:n=0.04
imprev:2:y=-0.04 imprev:3:n=-0.30 imsteady=0.79 imtally:0=-0.07 imtally:2=0.04 inextbi:1=-0.22 inextbn:1=-0.18
inextti:1=-0.03 inexttn:1=-0.63 inexttn:2=-0.19 iseen:0=0.21 iseen:1=-0.49 iseen:3=0.04 iseen:8=0.28
itold:1:False=0.14 itold:1:True=-0.43 itold:2:False=0.22 itold:2:True=-0.22 itold:3:False=-0.33 itold:3:True=0.24
itold:4:False=0.20 itold:4:True=-0.05 iuntold=0.22 label:n=-1.49 label:y=1.48 letter:i:told=0.04
loud:False:True=-0.78 loud:True:False=-1.11 loud:True:True=1.01 loud:new=0.09 message:b:no=-0.09
message:b:told=0.09 message:i:no=0.41 message:i:told=-0.41 message:t:no=-0.04 message:t:told=0.04 nsamepar:n=-0.87
nsamepar:y=0.87 sametag=-0.07 t:absent=-0.72 t:sole=0.67 tK:n=-0.15 tK:pa=0.44 tK:pd=-0.57 tK:pu=0.14 tK:xea=0.10
tK:xed=-0.06 tK:xoa=-0.05 tK:xod=-0.06 tK:y=0.14 tK:ye=-0.06 tK:yo=0.13 tL0:n=-0.12 tL0:pa=-0.09 tL1:an-=0.07
tL1:an0=0.14 tL1:an1=-0.19 tL1L:n=0.03 tL1RL:n=-0.05 tL1RL:pa=0.08 tL1RL:pd=-0.07 tL1RL:y=0.05 tL:object=-0.09
tL:subject=0.10 tR0:an-=-0.29 tR0:an0=0.37 tR0:an1=0.25 tR0:an2=-0.16 tR0:an3=-0.17 tR0R:n=-0.04 tR0R:pa=0.24
tR0R:pd=-0.39 tR0R:pu=0.15 tR0R:xea=-0.04 tR0R:xed=-0.06 tR0R:xoa=-0.05 tR0R:xod=-0.06 tR0R:y=0.04 tR0R:ye=0.08
tR0R:yo=0.13 tR0RL:pa=0.10 tR0RL:pd=-0.08 tR1:pa=0.09 tR1:pd=-0.08 tR1:xed=0.03 tR1:xkd=0.07 tR:object=0.63
tR:owner=0.04 tR:subject=0.11 tag:an-=-0.46 tag:an0=0.52 tag:an1=0.22 tag:an2=-0.13 tag:an3=-0.16 tag:n=-0.75
tag:pa=0.55 tag:pd=-0.68 tag:pu=0.13 tag:to=-0.42 tag:xea=-0.14 tag:xed=-0.15 tag:xka=-0.15 tag:xkd=-0.04
tag:xku=-0.07 tag:xoa=-0.12 tag:xod=-0.11 tag:xou=-0.04 tag:xvd=-0.22 tag:y=1.07 tag:yk=0.26 tag:yo=0.28
tag:yv=0.21 tagA:n:group=-0.17 tagA:n:name=-0.58 tagA:pa:=0.43 tagA:pd:=-0.56 tagA:pu:=0.13 tagA:xea:noun=-0.14
tagA:xed:noun=-0.15 tagA:xka:noun=-0.15 tagA:xkd:noun=-0.04 tagA:xku:noun=-0.07 tagA:xoa:noun=-0.12
tagA:xod:noun=-0.11 tagA:xou:noun=-0.04 tagA:xvd:noun=-0.22 tagA:y:group=0.17 tagA:y:name=0.90 tagA:ye:noun=0.31
tagA:yk:noun=0.26 tagA:yo:noun=0.28 tagA:yv:noun=0.21 tagx:an-=-0.75 tagx:an0=-0.13 tagx:an1=-0.08 tagx:an2=-0.06
tanswers:1=0.80 tanswers:2=0.04 tanswersnot:1=-0.80 tanswersnot:2=-0.04 tanswerssex:a=0.10 tanswerssex:u=-0.08
tbacksex:a=-0.04 tbacksex:d=-0.04 tbacksex:u=0.08 tcalledback:0=-0.04 tcalledback:1=0.12 tcalledback:2=0.07
tfresh:n=0.03 tfresh:y=-0.03 thought:b:no=-0.05 thought:b:told=0.05 thought:t:narrator=0.10 thought:t:no=-0.12
ti:I=0.38 tkind:group=0.16 tkind:name=-0.04 tkind:nameepithet=-0.29 tkind:namenew=0.24 tkind:narrator=0.20
tkind:nounepithet=-0.39 tkind:nounkin=-0.08 tkind:nounnew=-0.04 tkind:nounoffice=-0.08 tkind:nounvoice=0.33
tlatest=0.36 tlatestsex:n=0.13 tlatestsex:y=-0.13 tlookedatsex:a=0.17 tlookedatsex:d=0.04 tlookedatsex:u=-0.21
tn:I=-0.03 tnextbn:1=-0.42 tnexttn:1=0.21 tonlysex=-0.14 townquestion=-0.06 tp:I=-0.08 tpfresh:n=0.15
tpfresh:y=-0.15 tpownquestion=-0.20 tpprev2:1:1=0.76 tpprev2:1:2=0.07 tpprev2:2:1=0.22 tpprev2of:2=0.29
tpprev2of:3=0.05 tpprev2of:4=0.68 tpprev3:1=0.16 tpprev3:2=-0.13 tpprev:1:n=0.39 tpprev:1:y=-0.39 tpprev:2:n=0.26
tpprev:2:y=-0.26 tprev2:1:1=0.29 tprev2:2:1=-0.08 tprev2of:2=0.08 tprev2of:3=0.10 tprev3:1=0.36 tprev3:2=-0.09
tprev:1:n=0.37 tprev:1:y=-0.37 tprev:2:n=0.09 tprev:2:y=-0.09 tprevsex:1=-0.20 tprevsex:2=-0.24 tpsteady=0.39
tptally:1=-0.28 tptally:2=0.29 tsamepar:n=-0.03 tsamepar:y=0.03 tseen:0=0.32 tseen:1=-0.47 tseen:8=0.05
ttally:0=0.48 ttally:1=-0.24 ttally:2=-0.24 ttold:1:False=0.15 ttold:2:False=0.05 ttold:2:True=-0.24
ttold:3:False=-0.04 ttold:3:True=-0.06 ttold:4:False=-0.33 ttold:4:True=-0.05 tuntold=0.54 tx:I=-0.06
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
