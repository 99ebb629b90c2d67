"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.22 b0:I=-0.09 b0fresh:n=-0.31 b0ownquestion=0.12 b0prev2:1:1=0.74 b0prev2:1:2=0.19 b0prev3:1=-0.43
b0prev:1:n=0.47 b0prev:1:y=-0.47 b0prev:2:n=0.21 b0prev:2:y=-0.21 b0steady=0.38 b0tally:0=0.27 b0tally:2=-0.26
b:absent=-1.39 b:sole=-0.33 bK:n=-0.17 bK:pa=0.93 bK:pd=-0.63 bK:pu=-0.30 bK:xea=-0.13 bK:xed=-0.14 bK:xkd=-0.15
bK:xna=-0.09 bK:xnd=-0.15 bK:xnu=-0.08 bK:xoa=0.19 bK:xod=-0.21 bK:y=0.52 bK:ye=-0.14 bK:yk=0.20 bK:yn=0.32
bK:yo=0.04 bL0:n=0.49 bL0:pa=0.23 bL0:pd=-0.33 bL0:pu=0.10 bL0:xea=-0.03 bL0:xed=0.04 bL0:xka=-0.04 bL0:xna=-0.05
bL0:y=-0.44 bL0:ye=-0.07 bL0:yn=0.07 bL1:an-=-0.30 bL1:an0=0.74 bL1:an1=0.18 bL1:an2=-0.46 bL1:an3=-0.16
bL1L:n=-0.16 bL1L:pa=0.30 bL1L:pd=0.12 bL1L:pu=-0.42 bL1L:xed=-0.10 bL1L:xkd=-0.26 bL1L:xna=0.14 bL1L:xnd=-0.08
bL1L:xoa=-0.10 bL1L:xod=-0.14 bL1L:y=0.29 bL1L:ye=-0.12 bL1L:yk=0.34 bL1L:yn=-0.05 bL1L:yo=0.26 bL1RL:n=-0.08
bL1RL:pa=0.13 bL1RL:pd=-0.38 bL1RL:pu=0.26 bL1RL:y=0.08 bL:object=-0.35 bL:owner=0.66 bL:subject=1.28 bR0:an-=-0.65
bR0:an0=0.36 bR0:an1=0.38 bR0:an3=-0.10 bR0R:n=-0.45 bR0R:pa=0.33 bR0R:pd=-0.27 bR0R:pu=-0.07 bR0R:xka=-0.11
bR0R:xkd=-0.10 bR0R:xnu=-0.07 bR0R:xoa=0.21 bR0R:xod=-0.10 bR0R:y=0.59 bR0R:yk=0.23 bR0RL:n=0.03 bR0RL:pa=0.06
bR0RL:pd=-0.41 bR0RL:pu=0.35 bR0RL:xod=0.06 bR1:n=0.21 bR1:pa=0.30 bR1:pd=-0.10 bR1:pu=-0.20 bR1:y=-0.21
bR:object=-0.14 bR:owner=-0.38 bR:subject=0.28 banswers:0=-0.04 banswers:1=0.54 banswersnot:1=-0.54
banswerssex:a=-0.18 banswerssex:d=0.38 banswerssex:u=-0.20 bbacksex:a=0.16 bbacksex:d=-0.17 bcalledback:0=-0.40
bcalledback:1=1.24 bcalledback:2=-0.05 bi:I=0.33 bkind:group=-0.05 bkind:name=0.06 bkind:nameepithet=-0.49
bkind:namenew=0.43 bkind:nameoffice=0.14 bkind:namevoice=-0.30 bkind:narrator=-0.08 bkind:nounepithet=-0.33
bkind:nounkin=0.17 bkind:nounnew=0.09 bkind:nounoffice=0.47 bkind:nounvoice=-0.13 blatest=-0.10 blatestsex:n=-0.28
blatestsex:y=0.28 bn:I=-0.23 bnextbn:1=-0.30 bnextti:1=-0.15 bnexttn:1=-0.65 bnexttn:2=-0.06 bonlysex=-0.08
bownquestion=0.32 bp:I=-0.17 bpfresh:n=0.17 bpfresh:y=-0.17 bpownquestion=-0.14 bpprev2:1:1=0.63 bpprev2:2:1=-0.08
bpprev3:2=0.34 bpprev:1:n=0.36 bpprev:1:y=-0.36 bpprev:2:n=0.15 bpprev:2:y=-0.15 bprev2:1:1=0.36 bprev2:1:3=-0.05
bprev3:1=-0.09 bprev:1:n=0.58 bprev:1:y=-0.58 bprevsex:1=-0.18 bprevsex:2=-0.13 bpsteady=0.19 bptally:0=-0.19
bptally:1=0.13 bptally:2=0.06 bseen:0=-0.18 bseen:1=-0.18 bseen:3=0.18 bseen:8=0.04 bsteady=0.44 btally:0=0.08
btally:1=0.12 btally:2=-0.20 btold:1:False=-0.26 btold:1:True=-0.47 btold:2:False=0.21 btold:2:True=0.19
btold:3:False=0.09 btold:3:True=0.12 btold:4:False=-0.19 btold:4:True=-0.05 buntold=0.35 bx:I=0.16 called=-1.06
goeson:n=-0.50 goeson:y=0.50 ianswers:1=0.69 ianswers:2=0.40 ianswersnot:1=-0.69 ianswersnot:2=-0.40
ianswerssex:a=0.22 ianswerssex:d=-0.23 ibacksex:a=0.13 ibacksex:d=-0.43 icalledback:1=1.38 icalledback:2=-0.12
ikind:group=-0.03 ikind:nameepithet=-0.04 ikind:namekin=-0.12 ikind:nameoffice=-0.13 ikind:namevoice=-0.35
ikind:narrator=0.29 ikind:nounepithet=0.43 ikind:nounkin=-0.14 ikind:nounnew=-0.04 ikind:nounoffice=-0.04
ikind:nounvoice=0.18 ilatest=0.32 im:I=0.13 imfresh:n=0.14 imfresh:y=-0.14 imownquestion=-0.31 imprev2:1:1=1.84
imprev2:1:2=0.30 imprev2:1:3=-0.30 imprev2:2:1=0.04 imprev2:2:2=0.05 imprev3:1=-0.07 imprev3:2=-0.26
imprev:1:n=0.45 imprev:1:y=-0.45 imprev:2:n=0.11 imprev:2:y=-0.11 imsteady=0.71 imtally:0=-0.32 imtally:1=0.15
imtally:2=0.17 inextbi:1=-0.29 inextbn:1=-0.41 inextti:1=-0.06 inexttn:1=-0.66 inexttn:2=-0.16 iseen:0=-0.05
iseen:1=-0.51 iseen:3=-0.17 iseen:8=0.08 itold:1:False=0.20 itold:1:True=-0.46 itold:2:False=0.21
itold:2:True=-0.19 itold:3:False=-0.19 itold:3:True=0.25 itold:4:False=0.10 itold:4:True=-0.07 iuntold=0.16
label:n=-1.53 label:y=1.53 letter:b:told=-0.24 letter:i:no=0.19 letter:i:told=-0.13 loud:False:True=-0.88
loud:True:False=-0.87 loud:True:True=1.05 loud:new=-0.18 message:i:no=0.31 message:i:told=-0.31 nsamepar:n=-1.55
nsamepar:y=1.55 sametag=-0.03 t:absent=-0.54 t:sole=0.72 tK:n=-0.11 tK:pa=0.31 tK:pd=-0.41 tK:pu=0.10 tK:xea=0.14
tK:xed=-0.05 tK:xoa=-0.05 tK:xod=-0.05 tK:y=0.09 tK:ye=-0.12 tK:yo=0.12 tL0:n=-0.08 tL1:an-=-0.03 tL1:an0=0.16
tL1:an1=-0.11 tL1L:pa=-0.09 tL1L:pd=-0.04 tL1RL:n=-0.04 tL1RL:pa=0.15 tL1RL:pd=-0.13 tL1RL:y=0.04 tL:object=-0.08
tR0:an-=-0.19 tR0:an0=0.44 tR0:an1=0.12 tR0:an2=-0.26 tR0:an3=-0.11 tR0R:n=-0.05 tR0R:pa=0.26 tR0R:pd=-0.24
tR0R:xed=-0.05 tR0R:xoa=-0.05 tR0R:xod=-0.05 tR0R:y=0.04 tR0R:yo=0.12 tR0RL:pa=0.19 tR0RL:pd=-0.16 tR1:pa=0.10
tR1:pd=-0.13 tR1:xkd=0.04 tR:object=0.61 tR:subject=0.04 tag:an-=-0.42 tag:an0=0.57 tag:an1=0.22 tag:an2=-0.27
tag:an3=-0.10 tag:n=-0.98 tag:pa=0.46 tag:pd=-0.55 tag:pu=0.09 tag:to=-0.53 tag:xea=-0.15 tag:xed=-0.11
tag:xka=-0.11 tag:xkd=-0.04 tag:xku=-0.05 tag:xoa=-0.08 tag:xod=-0.11 tag:xou=-0.04 tag:xvd=-0.18 tag:xvu=-0.09
tag:y=0.95 tag:ye=0.27 tag:yk=0.21 tag:yo=0.24 tag:yv=0.27 tagA:n:group=-0.19 tagA:n:name=-0.78 tagA:pa:=0.48
tagA:pd:=-0.44 tagA:pu:=-0.04 tagA:xea:noun=-0.15 tagA:xed:noun=-0.11 tagA:xka:noun=-0.11 tagA:xkd:noun=-0.04
tagA:xku:noun=-0.05 tagA:xoa:noun=-0.08 tagA:xod:noun=-0.11 tagA:xou:noun=-0.04 tagA:xvd:noun=-0.18
tagA:xvu:noun=-0.09 tagA:y:group=0.19 tagA:y:name=0.76 tagA:ye:noun=0.27 tagA:yk:noun=0.21 tagA:yo:noun=0.23
tagA:yv:noun=0.27 tagB:pd:=-0.11 tagx:an-=-0.78 tagx:an0=-0.09 tagx:an1=-0.06 tanswers:0=-0.14 tanswers:1=0.84
tanswers:2=0.08 tanswersnot:1=-0.84 tanswersnot:2=-0.08 tanswerssex:a=0.09 tanswerssex:d=-0.07 tbacksex:a=-0.08
tcalledback:0=-0.44 tcalledback:1=0.28 tcalledback:2=0.25 tfresh:n=0.05 tfresh:y=-0.05 thought:b:no=-0.25
thought:i:told=0.05 thought:t:narrator=0.10 thought:t:no=-0.17 thought:t:told=0.07 ti:I=0.34 tkind:group=0.18
tkind:name=-0.24 tkind:nameepithet=-0.14 tkind:namekin=0.21 tkind:nameoffice=-0.25 tkind:narrator=0.11
tkind:nounepithet=-0.17 tkind:nounkin=0.06 tkind:nounnew=-0.06 tkind:nounoffice=-0.04 tkind:nounvoice=0.34
tlatest=0.31 tlatestsex:n=0.10 tlatestsex:y=-0.10 tn:I=-0.04 tnextbn:1=-0.25 tnexttn:1=-0.12 tonlysex=0.12
townquestion=-0.04 tp:I=-0.09 tpfresh:n=0.09 tpfresh:y=-0.09 tpownquestion=-0.26 tpprev2:1:1=0.83 tpprev2:1:2=0.25
tpprev2:2:1=0.07 tpprev3:1=0.53 tpprev3:2=-0.06 tpprev:1:n=0.54 tpprev:1:y=-0.54 tpprev:2:n=0.31 tpprev:2:y=-0.31
tprev2:1:1=0.22 tprev2:2:1=-0.04 tprev3:1=0.16 tprev3:2=-0.04 tprev:1:n=0.41 tprev:1:y=-0.41 tprev:2:n=0.09
tprev:2:y=-0.09 tprevsex:1=-0.36 tprevsex:2=-0.27 tpsteady=0.39 tptally:0=-0.33 tptally:1=0.09 tptally:2=0.23
tsamepar:n=-0.43 tsamepar:y=0.43 tseen:0=0.05 tseen:1=-0.30 tseen:3=-0.25 tseen:8=0.08 ttally:0=0.25 ttally:2=-0.22
ttold:1:False=0.16 ttold:1:True=-0.05 ttold:2:False=0.11 ttold:2:True=-0.26 ttold:3:False=0.10 ttold:4:False=-0.39
ttold:4:True=-0.23 tuntold=0.58 tx:I=-0.05
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
