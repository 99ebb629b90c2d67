"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.35 b0:I=-0.31 b0fresh:n=-0.30 b0ownquestion=0.16 b0prev2:1:1=0.48 b0prev2:1:2=0.10 b0prev2of:2=0.32
b0prev2of:3=0.52 b0prev2of:4=0.19 b0prev3:1=-0.42 b0prev3:2=-0.12 b0prev:1:n=0.46 b0prev:1:y=-0.46 b0prev:2:n=0.21
b0prev:2:y=-0.21 b0steady=0.43 b0tally:0=0.14 b0tally:1=-0.06 b0tally:2=-0.08 b:absent=-1.47 b:sole=-0.39
bK:n=-0.42 bK:pa=0.89 bK:pd=-0.74 bK:pu=-0.15 bK:xea=-0.15 bK:xed=0.07 bK:xka=0.07 bK:xkd=-0.16 bK:xku=-0.09
bK:xna=-0.08 bK:xnd=-0.15 bK:xnu=-0.08 bK:xoa=-0.06 bK:xod=-0.23 bK:y=0.35 bK:ye=0.08 bK:yk=0.25 bK:yn=0.31
bK:yo=0.29 bL0:n=0.31 bL0:pa=0.23 bL0:pd=-0.40 bL0:pu=0.17 bL0:xea=-0.08 bL0:xed=0.12 bL0:xka=-0.04 bL0:xna=-0.07
bL0:y=-0.35 bL0:yn=0.11 bL1:an-=-0.21 bL1:an0=0.60 bL1:an1=0.09 bL1:an2=-0.22 bL1:an3=-0.26 bL1L:n=-0.39
bL1L:pa=0.37 bL1L:pd=-0.32 bL1L:pu=-0.05 bL1L:xed=-0.16 bL1L:xna=0.09 bL1L:xnd=-0.07 bL1L:xoa=-0.11 bL1L:xod=-0.24
bL1L:y=0.33 bL1L:ye=0.16 bL1L:yo=0.35 bL1RL:pa=0.06 bL1RL:pd=-0.06 bL:object=-0.15 bL:owner=0.38 bL:subject=1.34
bR0:an-=-0.53 bR0:an0=0.33 bR0:an1=0.24 bR0:an2=0.05 bR0:an3=-0.09 bR0R:n=-0.40 bR0R:pa=0.39 bR0R:pd=-0.29
bR0R:pu=-0.10 bR0R:xed=0.11 bR0R:xka=-0.08 bR0R:xkd=-0.09 bR0R:xku=-0.09 bR0R:xnu=-0.05 bR0R:y=0.41 bR0R:yk=0.26
bR0RL:n=0.05 bR0RL:pd=-0.20 bR0RL:pu=0.17 bR0RL:xod=0.03 bR1:n=0.22 bR1:pa=0.30 bR1:pd=-0.18 bR1:pu=-0.12
bR1:y=-0.22 bR:object=-0.22 bR:owner=-0.37 bR:subject=0.44 banswers:1=0.69 banswersnot:1=-0.69 banswerssex:a=-0.11
banswerssex:d=0.29 banswerssex:u=-0.18 bbacksex:a=0.26 bbacksex:d=-0.26 bcalledback:1=1.23 bcalledback:2=-0.13
bi:I=0.42 bkind:group=-0.04 bkind:name=0.31 bkind:nameepithet=-0.36 bkind:namenew=0.19 bkind:nounepithet=-0.45
bkind:nounkin=0.18 bkind:nounnew=0.24 bkind:nounoffice=0.21 bkind:nounvoice=-0.31 blatest=0.05 blatestsex:n=-0.19
blatestsex:y=0.19 blookedat=-0.13 blookedatsex:a=0.23 blookedatsex:d=-0.19 blookedatsex:u=-0.04 bn:I=-0.09
bnextbi:1=-0.03 bnextbn:1=-0.41 bnextti:1=-0.38 bnexttn:1=-0.72 bnexttn:2=-0.14 bownquestion=-0.15 bp:I=-0.08
bpfresh:n=0.12 bpfresh:y=-0.12 bpownquestion=-0.04 bpprev2:1:1=0.75 bpprev2:1:2=-0.04 bpprev2:1:3=-0.04
bpprev2:2:1=-0.14 bpprev2of:2=-0.15 bpprev2of:3=0.25 bpprev2of:4=0.43 bpprev3:2=0.18 bpprev:1:n=0.31
bpprev:1:y=-0.31 bpprev:2:n=0.07 bpprev:2:y=-0.07 bprev2:1:0=-0.08 bprev2:1:1=0.19 bprev2:1:2=0.05 bprev2:1:3=-0.07
bprev2:2:1=0.08 bprev2:3:1=-0.06 bprev2of:2=0.34 bprev2of:3=-0.17 bprev2of:4=-0.06 bprev3:1=-0.21 bprev3:2=-0.07
bprev3:3=0.03 bprev:1:n=0.78 bprev:1:y=-0.79 bprev:2:n=0.04 bprev:2:y=-0.04 bprevsex:1=-0.17 bprevsex:2=-0.06
bpsteady=0.20 bptally:1=0.12 bptally:2=-0.10 bseen:0=-0.25 bseen:1=-0.04 bseen:3=0.22 bseen:8=0.23 bsteady=0.47
btally:0=0.12 btally:1=0.15 btally:2=-0.27 btold:1:False=-0.07 btold:1:True=-0.45 btold:2:False=0.15
btold:2:True=0.24 btold:3:False=0.10 btold:3:True=-0.11 btold:4:False=-0.19 btold:4:True=0.12 buntold=0.22
bx:I=0.14 called=-1.00 goeson:n=-0.58 goeson:y=0.58 ianswers:1=0.65 ianswers:2=0.37 ianswersnot:1=-0.66
ianswersnot:2=-0.37 ianswerssex:a=0.19 ianswerssex:d=-0.21 ibacksex:a=0.22 ibacksex:d=-0.39 ibacksex:u=0.17
icalledback:1=1.24 ikind:nameepithet=-0.06 ikind:narrator=0.36 ikind:nounepithet=0.25 ikind:nounkin=-0.21
ikind:nounnew=-0.16 ikind:nounoffice=-0.47 ikind:nounvoice=0.30 ilatest=0.35 ilookedat=0.23 ilookedatsex:a=0.03
im:I=0.09 imfresh:n=0.15 imfresh:y=-0.15 imownquestion=-0.39 imprev2:1:1=1.81 imprev2:1:2=0.12 imprev2:1:3=-0.51
imprev2:2:1=-0.16 imprev2of:2=0.32 imprev2of:3=0.58 imprev2of:4=0.33 imprev3:1=0.25 imprev3:2=-0.21 imprev:1:n=0.33
imprev:1:y=-0.33 imprev:2:n=0.05 imprev:2:y=-0.05 imprev:3:n=-0.30 imsteady=0.86 imtally:0=-0.11 imtally:2=0.09
inextbi:1=-0.26 inextbn:1=-0.29 inextti:1=-0.04 inexttn:1=-0.61 inexttn:2=-0.16 iseen:0=0.06 iseen:1=-0.50
iseen:3=0.06 iseen:8=0.34 itold:1:False=0.14 itold:1:True=-0.44 itold:2:False=0.21 itold:2:True=-0.19
itold:3:False=-0.32 itold:3:True=0.24 itold:4:False=0.21 itold:4:True=-0.07 iuntold=0.21 label:n=-1.52 label:y=1.52
letter:i:told=0.05 loud:False:True=-0.79 loud:True:False=-1.15 loud:True:True=1.13 message:b:no=-0.08
message:b:told=0.08 message:i:no=0.28 message:i:told=-0.28 message:t:no=-0.03 message:t:told=0.03 nsamepar:n=-0.86
nsamepar:y=0.86 sametag=-0.04 t:absent=-0.69 t:sole=0.65 tK:n=-0.15 tK:pa=0.52 tK:pd=-0.52 tK:xea=0.09 tK:xed=-0.06
tK:xoa=-0.05 tK:xod=-0.06 tK:y=0.14 tK:ye=-0.05 tK:yo=0.13 tL0:n=-0.14 tL0:pa=-0.08 tL1:an-=0.08 tL1:an0=0.15
tL1:an1=-0.19 tL1L:n=0.03 tL1RL:n=-0.05 tL1RL:pa=0.08 tL1RL:pd=-0.07 tL:object=-0.11 tL:subject=0.11 tR0:an-=-0.29
tR0:an0=0.35 tR0:an1=0.24 tR0:an2=-0.15 tR0:an3=-0.15 tR0R:n=-0.04 tR0R:pa=0.32 tR0R:pd=-0.34 tR0R:xea=-0.04
tR0R:xed=-0.06 tR0R:xoa=-0.05 tR0R:xod=-0.06 tR0R:y=0.04 tR0R:ye=0.08 tR0R:yo=0.13 tR0RL:pa=0.09 tR0RL:pd=-0.08
tR1:pa=0.06 tR1:pd=-0.04 tR1:xed=0.03 tR1:xkd=0.07 tR:object=0.61 tR:owner=0.04 tR:subject=0.10 tag:an-=-0.46
tag:an0=0.49 tag:an1=0.22 tag:an2=-0.12 tag:an3=-0.13 tag:n=-0.75 tag:pa=0.63 tag:pd=-0.63 tag:to=-0.44
tag:xea=-0.15 tag:xed=-0.15 tag:xka=-0.14 tag:xkd=-0.04 tag:xku=-0.06 tag:xoa=-0.12 tag:xod=-0.11 tag:xou=-0.04
tag:xvd=-0.20 tag:y=1.07 tag:yk=0.25 tag:yo=0.26 tag:yv=0.21 tagA:n:group=-0.16 tagA:n:name=-0.58 tagA:pa:=0.51
tagA:pd:=-0.51 tagA:xea:noun=-0.15 tagA:xed:noun=-0.15 tagA:xka:noun=-0.14 tagA:xkd:noun=-0.04 tagA:xku:noun=-0.06
tagA:xoa:noun=-0.12 tagA:xod:noun=-0.11 tagA:xou:noun=-0.04 tagA:xvd:noun=-0.20 tagA:y:group=0.16 tagA:y:name=0.91
tagA:ye:noun=0.32 tagA:yk:noun=0.25 tagA:yo:noun=0.26 tagA:yv:noun=0.21 tagx:an-=-0.74 tagx:an0=-0.12
tagx:an1=-0.08 tagx:an2=-0.07 tanswers:1=0.81 tanswersnot:1=-0.81 tanswerssex:a=0.08 tanswerssex:d=-0.05
tbacksex:a=-0.08 tbacksex:d=-0.05 tbacksex:u=0.13 tcalledback:0=-0.04 tcalledback:1=0.21 tcalledback:2=0.04
tfresh:n=0.04 tfresh:y=-0.04 thought:t:narrator=0.10 thought:t:no=-0.15 thought:t:told=0.05 ti:I=0.35
tkind:group=0.15 tkind:name=-0.07 tkind:nameepithet=-0.28 tkind:namenew=0.25 tkind:narrator=0.15
tkind:nounepithet=-0.38 tkind:nounkin=-0.05 tkind:nounnew=-0.04 tkind:nounoffice=-0.07 tkind:nounvoice=0.34
tlatest=0.29 tlatestsex:n=0.11 tlatestsex:y=-0.11 tlookedatsex:a=0.15 tlookedatsex:d=0.05 tlookedatsex:u=-0.20
tn:I=-0.03 tnextbn:1=-0.38 tnexttn:1=0.21 tonlysex=-0.25 townquestion=-0.05 tp:I=-0.09 tpfresh:n=0.17
tpfresh:y=-0.17 tpownquestion=-0.18 tpprev2:1:1=0.78 tpprev2:1:2=0.10 tpprev2:2:1=0.24 tpprev2of:2=0.32
tpprev2of:3=0.12 tpprev2of:4=0.66 tpprev3:1=0.17 tpprev3:2=-0.15 tpprev:1:n=0.35 tpprev:1:y=-0.35 tpprev:2:n=0.26
tpprev:2:y=-0.26 tprev2:1:1=0.30 tprev2:2:1=-0.09 tprev2of:2=0.08 tprev2of:3=0.11 tprev3:1=0.37 tprev3:2=-0.07
tprev:1:n=0.37 tprev:1:y=-0.37 tprev:2:n=0.09 tprev:2:y=-0.09 tprevsex:1=-0.23 tprevsex:2=-0.25 tpsteady=0.43
tptally:1=-0.28 tptally:2=0.31 tsamepar:n=-0.03 tsamepar:y=0.03 tseen:0=0.31 tseen:1=-0.30 tseen:3=-0.23
tseen:8=0.13 ttally:0=0.49 ttally:1=-0.23 ttally:2=-0.26 ttold:1:False=0.20 ttold:2:False=0.05 ttold:2:True=-0.26
ttold:3:True=-0.05 ttold:4:False=-0.38 ttold:4:True=-0.06 tuntold=0.51 tx:I=-0.05
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
