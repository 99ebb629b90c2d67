"""Scripts made of everything that Fountain would read as something else: a strategy for properties."""

from hypothesis import strategies as st

from audiodrama.script import NARRATOR, Cue, Line, Scene, Script

TRAPS = [
    ".Foo", "...and so", ".", "INT. HOUSE", "Est. 1905, they said", "ext. and int.", "I/E is short", "FADE IN:", "HE GAVE IT TO:", "CUT TO:",
    "~", "~ la la", "=", "= not a synopsis", "===", "#", "# not a chapter", "##", "#5#", "Room #5#", ">", "> not centred <", "@Mara", "!", "!!",
    "(hm) I", "(softly)", "()", "(", "\\", "\\\\", "C:\\Users\\me", "\\(", "[[", "]]", "[", "]", "[[? maybe]]", "[[sound: x]]", "[[[a]]]", "/*", "*/",
    "/* x */", "/*/", "*", "**", "* * *", "***", "_", "__", "_x_", "*x*", "snake_case_name", "2 * 3 * 4", "MARA", "MARA (V.O.)", "WHAT IS THIS?",
    "THE END", "said Mara.", "she whispered", "Title: no", "Key: value", "oOo", "x  y", "\ttab", "two spaces  ", "“Quoted,” she said.", "«Oui»",
    "— dash", "שלום עולם", "مرحبا", "😀", "👩‍👩‍👧", "e\u0301", "\u200b", "\u200f", "\ufeff", "a\u2028b", "a\x85b", "a\x0cb", "two\nlines", "cr\rlf\r\n",
    "1984", "^", "a ^", "8s", "theme, 8s", "rain, under, until scene end", "trailing,", "2", "", " ", "\u00a0",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(alphabet="\\*_[]/#!@>~=.(): ^<\nAa1é ", max_size=12),
    st.text(max_size=20),
    st.lists(st.sampled_from(TRAPS), min_size=2, max_size=3).map(" ".join),
)
names = st.one_of(
    st.sampled_from(
        ["No", "Null", "1984", "Mara", "MARA", "mara", NARRATOR, "NARRATOR", "Dr. Hale", "@x", "a: b", "#1", "_x_"]
    ),
    texts,
)
deliveries = st.one_of(
    st.sampled_from(["", "whispering", "on phone", "on phone, softly", "recorded, on tv", "beat", "singing"]), texts
)
voiced = st.builds(Line, names, texts, st.sampled_from(["speech", "thought", "message", "letter"]), deliveries)
kinds = st.sampled_from(["narration", "tag", "title", "front_matter", "break"])
told = st.builds(Line, st.just(NARRATOR), texts, kinds)
lengths = st.none() | st.floats(0, 1e6, allow_nan=False) | st.integers(0, 100)
cues = st.builds(Cue, st.sampled_from(["sound", "music", "bed", "place", "pause"]), texts, lengths)
doubts = st.builds(Line, names, texts, st.just("speech"), deliveries, confidence=st.just(0.3), why=texts, second=names)
scenes = st.builds(Scene, texts, st.lists(st.one_of(voiced, told, cues, doubts), max_size=6).map(tuple))
scripts = st.builds(Script, texts, st.just(()), st.lists(scenes, max_size=4).map(tuple), texts)
