# ruff: noqa: E501 - tables
"""What learners write, and what it is worth: one line an answer, decided by hand.

A line is (answer, credit, misconception); credit 1 is right. REFUSED lines are (answer, id of the sentence that says which
form is wanted). The letters on the screen stand in `questions.py`.
"""

LONG = 100_000

CHOICE = [  # a the-root, b centring (right), c the-gain, d the-mean
    ("b", 1, None),
    ("B", 1, None),
    (" b ", 1, None),
    ("b\n", 1, None),
    ("ｂ", 1, None),
    ("Ｂ", 1, None),
    ("b)", 1, None),
    ("b.", 1, None),
    ("(b)", 1, None),
    ("（b）", 1, None),
    ("⒝", 1, None),
    ("b,", 1, None),
    ("centring", 1, None),
    ("Centring", 1, None),
    ("ＣＥＮＴＲＩＮＧ", 1, None),
    ("centring.", 1, None),
    ("a", 0, "forgot-the-root"),
    ("A)", 0, "forgot-the-root"),
    ("the-root", 0, "forgot-the-root"),
    ("c", 0, "forgot-the-gain"),
    ("the-gain", 0, "forgot-the-gain"),
    ("d", 0, "moves-the-mean"),
    ("THE-MEAN", 0, "moves-the-mean"),
    ("", 0, None),  # gives up
    ("   ", 0, None),
    ("\t\n", 0, None),
    ("　", 0, None),  # an ideographic space
]
CHOICE_REFUSED = [
    (answer, "answer-letter")
    for answer in [
        "e", "z", "1", "2", "ab", "a b", "a,b", "bb", "the", "root", "the root", "right", "forgot-the-root", "text of centring",
        "I don't know", "不知道", "?", "!", ".", "()", "b b", "-b", "b;c", "б", "β", "🅱", "b\u202e", "\x1b[31mb", "b\x00",
        "<b>b</b>", "'; DROP TABLE answers; --", "{}", "{0.order}", "%s", "\ud800", "💯", "مرحبا", "b" * LONG, "a " * LONG, "," * LONG,
    ]
]  # fmt: skip

MULTIPLE = [  # right: b songs, d sentences, e films; a photos, c tables are wrong; each of the five counts a fifth
    ("b,d,e", 1, None),
    ("e,d,b", 1, None),
    ("bde", 1, None),
    ("EDB", 1, None),
    ("b d e", 1, None),
    ("b, d, e", 1, None),
    ("b、d、e", 1, None),
    ("b，d，e", 1, None),
    ("b; d; e", 1, None),
    ("b；d；e", 1, None),
    ("b) d) e)", 1, None),
    ("(b), (d), (e)", 1, None),
    ("ｂｄｅ", 1, None),
    ("songs, sentences, films", 1, None),
    ("songs sentences e", 1, None),
    ("b", 0.6, None),
    ("films", 0.6, None),
    ("b,d", 0.8, None),
    ("d e", 0.8, None),
    ("a", 0.2, "pixels-come-in-time"),
    ("c", 0.2, "rows-come-in-time"),
    ("a,b", 0.4, "pixels-come-in-time"),
    ("b,a", 0.4, "pixels-come-in-time"),
    ("b,d,a", 0.6, "pixels-come-in-time"),
    ("b,d,e,c", 0.8, "rows-come-in-time"),
    ("b,d,e,a", 0.8, "pixels-come-in-time"),
    ("a,c", 0, "pixels-come-in-time"),
    ("c,a", 0, "rows-come-in-time"),  # the first wrong one is answered
    ("abcde", 0.6, "pixels-come-in-time"),
    ("tables songs", 0.4, "rows-come-in-time"),
    ("", 0, None),
    ("  ", 0, None),
]
MULTIPLE_REFUSED = [
    (answer, "answer-letters")
    for answer in [
        "b,b", "bdeb", "f", "b,f", "b+d", "b/d", "b and d", "b.d.e", "1,2", "all", "none", "songs,songs", "b songs", "、", ",,,", "b\u202ed", "\x1b[2J",
        "b,d,e" * LONG, "<script>", "SELECT * FROM answers", "🎵", "歌",
    ]
]  # fmt: skip

TRUE_FALSE = [  # it is false because b they-agree; the verdict alone is worth half
    ("f b", 1, None),
    ("F B", 1, None),
    ("fb", 1, None),
    ("FB", 1, None),
    ("ｆ　ｂ", 1, None),
    ("false b", 1, None),
    ("f, b", 1, None),
    ("f; b", 1, None),
    ("f、b", 1, None),
    ("f，b", 1, None),
    ("f b)", 1, None),
    ("f. (b)", 1, None),
    ("no b", 1, None),
    ("n b", 1, None),
    ("False they-agree", 1, None),
    ("錯 b", 1, None),
    ("错 b", 1, None),
    ("否，b", 1, None),
    ("不對 b", 1, None),
    ("f a", 0.5, "zero-mean-is-dangerous"),
    ("fa", 0.5, "zero-mean-is-dangerous"),
    ("f c", 0.5, "squeezes-into-a-range"),
    ("錯誤 out-of-bounds", 0.5, "squeezes-into-a-range"),
    ("t b", 0, None),  # the wrong verdict for the right reason
    ("tb", 0, None),
    ("true they-agree", 0, None),
    ("對 b", 0, None),
    ("t a", 0, "zero-mean-is-dangerous"),
    ("yes c", 0, "squeezes-into-a-range"),
    ("是 a", 0, "zero-mean-is-dangerous"),
    ("", 0, None),
]
TRUE_FALSE_REFUSED = [
    *[
        (answer, "answer-true-false")
        for answer in [
            "f", "b", "true", "b f", "f b c", "x b", "tr b", "bf", "maybe b", "f-b", "f:b", "?", "不知道", "1 b", "0 b", "f" * LONG,
            "f\x00b", "\x1b", "<i>f</i> b",
        ]
    ],
    *[(answer, "answer-letter") for answer in ["f d", "f f", "t t", "f right", "f bc", "f 2", "f ab", "ft", "f b\u202e"]],
]  # fmt: skip

ORDER = [  # a divide, b square, c root, d mean; right b d c a; neighbours b→d, d→c, c→a count a third each
    ("b,d,c,a", 1, None),
    ("bdca", 1, None),
    ("B D C A", 1, None),
    ("b、d、c、a", 1, None),
    ("ｂ，ｄ，ｃ，ａ", 1, None),
    ("square, mean, root, divide", 1, None),
    ("b) d) c) a)", 1, None),
    ("b,d,a,c", 1 / 3, None),  # b→d
    ("b,a,d,c", 1 / 3, None),  # d→c
    ("a,b,d,c", 2 / 3, None),  # b→d→c
    ("d,c,a,b", 2 / 3, None),
    ("c,a,b,d", 2 / 3, None),
    ("d,b,c,a", 1 / 3, None),  # c→a
    ("b,c,d,a", 0, None),
    ("a,c,d,b", 0, None),  # backwards
    ("a,b,c,d", 0, None),
    ("divide,root,mean,square", 0, None),
    ("", 0, None),
]
ORDER_REFUSED = [
    *[(answer, "answer-order") for answer in ["b", "b,d,c", "bd", "square mean"]],
    *[
        (answer, "answer-letters")
        for answer in [
            "b,d,c,a,b", "b,d,d,a", "b,d,c,e", "1,2,3,4", "b>d>c>a", "b-d-c-a", "b→d→c→a", "bdcab", "first b then d", "?",
            "bdca" * LONG, "\x1b]0;b\x07", "平方",
        ]
    ],
]  # fmt: skip

FILL = [
    ("hidden state", 1, None),
    ("Hidden State", 1, None),
    ("HIDDEN STATE", 1, None),
    ("  hidden   state  ", 1, None),
    ("hidden-state", 1, None),
    ("hiddenstate", 1, None),
    ("hidden_state", 1, None),
    ("“hidden state”", 1, None),
    ("hidden state.", 1, None),
    ("(hidden state)", 1, None),
    ("ｈｉｄｄｅｎ　ｓｔａｔｅ", 1, None),
    ("hidden\tstate", 1, None),
    ("state vector", 1, None),
    ("State-Vector", 1, None),
    ("隱藏狀態", 1, None),
    ("隱藏 狀態", 1, None),
    ("「隱藏狀態」", 1, None),
    ("隱藏狀態。", 1, None),
    ("隐藏状态", 1, None),  # Simplified
    ("隐藏狀態", 1, None),  # mixed
    ("狀態向量", 1, None),
    ("状态向量", 1, None),
    ("hidden\u200bstate", 1, None),  # a zero-width space out of a paste
    ("hidden\u202estate", 1, None),
    ("hidden\x00state", 1, None),
    ("hidden state\ud800", 1, None),
    ("cell state", 0, "cell-state-is-shown"),
    ("Cell-State", 0, "cell-state-is-shown"),
    ("單元狀態", 0, "cell-state-is-shown"),
    ("单元状态", 0, "cell-state-is-shown"),
    ("BÂTON", 0, "nothing-is-rewritten"),
    ("ba\u0302ton", 0, "nothing-is-rewritten"),  # a with a combining circumflex
    ("baton", 0, None),  # another word
    ("hidden states", 0, None),  # what is accepted is listed
    ("hidden", 0, None),
    ("state", 0, None),
    ("hiden state", 0, None),
    ("the hidden state", 0, None),
    ("hidden state h", 0, None),
    ("hidden state or cell state", 0, None),
    ("隱藏", 0, None),
    ("状态", 0, None),
    ("memory", 0, None),
    ("????", 0, None),
    ("...", 0, None),
    ("____", 0, None),
    ("42", 0, None),
    ("b", 0, None),
    ("💯", 0, None),
    ("مرحبا", 0, None),
    ("\ud800\udfff", 0, None),
    ("\x1b[31mhidden state", 0, None),
    ("<b>hidden state</b>", 0, None),
    ("hidden state'; DROP TABLE answers; --", 0, None),
    ("{accept}", 0, None),
    ("hidden state " * LONG, 0, None),
    ("", 0, None),
    (" ", 0, None),
]

NUMBER = [  # 0.8485281…, three digits: one unit of the third is 0.001
    ("0.849", 1, None),
    ("0.848", 1, None),
    ("0.8485", 1, None),
    ("0.84853", 1, None),
    ("0.8475281375", 1, None),  # exactly one unit off
    ("0.8495281373", 1, None),
    (".849", 1, None),
    ("+0.849", 1, None),
    ("0.849 ", 1, None),
    ("０．８４９", 1, None),
    ("84.9%", 1, None),
    ("8.49e-1", 1, None),
    ("3/sqrt(12.5)", 1, None),
    ("3/√12.5", 1, None),
    ("3 / sqrt((9+16)/2)", 1, None),
    ("3÷√((3²+4²)÷2)", 1, None),
    ("0.6*√2", 1, None),
    ("y = 0.849", 1, None),
    ("y＝0.849", 1, None),
    ("28/33", 1, None),  # 0.84848…
    ("0.847", 0, None),
    ("0.85", 0, None),  # too coarse: 0.00147 off
    ("0.8", 0, None),
    ("0.850", 0, None),
    ("-0.849", 0, None),
    ("84.9", 0, None),
    ("1.1314", 0, None),  # the other number
    ("0.24", 0, "forgot-the-root"),
    ("0.2405", 0, "forgot-the-root"),
    ("3/12.5", 0, "forgot-the-root"),
    ("6/25", 0, "forgot-the-root"),
    ("24%", 0, "forgot-the-root"),
    ("0.6", 0, "sum-not-mean"),
    ("3/5", 0, "sum-not-mean"),
    ("3/sqrt(25)", 0, "sum-not-mean"),
    ("-1", 0, "rms-subtracts-mean"),
    ("−1", 0, "rms-subtracts-mean"),
    ("-1.005", 0, "rms-subtracts-mean"),
    ("1", 0, None),
    ("0", 0, None),
    ("1e300", 0, None),
    ("-1e-300", 0, None),
    ("10⁻³", 0, None),  # 0.001, not 10 − 3
    ("", 0, None),
    ("   ", 0, None),
]
NUMBER_REFUSED = [
    (answer, "answer-number")
    for answer in [
        "0,849", "0,85", "about 0.849", "0.849 cm", "0.849 0.8", "x", "b", "?", "three", "零點八", "1/0", "sqrt(-1)", "9^9^9", "inf", "nan", "1/inf",
        "[0.849]", "[0.849, 1.131]", "[]", "[", "0.849]", "=", "0.849=", "≈0.849", "0.8.4", "½", "0x1", "__import__('os').system('id')", "0.849\x00", "\x1b[31m0.849",
        "\ud800", "💯", "٠٫٨", "0.849; DROP TABLE answers", "<b>0.849</b>", "1" * LONG, "(" * LONG, "[" * LONG, "1,2",
    ]
]  # fmt: skip

CELL = [  # f .9 c 2 i .5 g −.4: 1.8 − 0.2
    ("1.6", 1, None),
    ("1.60", 1, None),
    ("8/5", 1, None),
    ("0.9*2 + 0.5*(-0.4)", 1, None),
    ("0.9×2−0.5×0.4", 1, None),
    ("c = 1.8 - 0.2 = 1.6", 1, None),  # what stands last is the answer
    ("1.61", 1, None),
    ("1.62", 0, None),
    ("0.64", 0, "swapped-forget-and-input"),
    ("0.5*2 + 0.9*-0.4", 0, "swapped-forget-and-input"),
    ("1.8", 0, "forgot-to-write"),
    ("2", 0, "ignored-the-sign"),
    ("0", 0, "forget-gate-erases"),
    ("0.005", 0, "forget-gate-erases"),
    ("-1.6", 0, None),
    ("-0.2", 0, None),
]
NEGATIVE = [
    ("-0.447", 1, None),
    ("−0.4472", 1, None),
    ("–.447", 1, None),
    ("-1/√5", 1, None),
    ("0.447", 0, "forgot-the-sign"),
    ("-0.4", 0, "forgot-the-root"),
    ("-2/5", 0, "forgot-the-root"),
    ("-0.45", 0, None),
]
TINY = [
    ("2.66e-5", 1, None),
    ("2.66*10^-5", 1, None),
    ("2.66×10⁻⁵", 1, None),
    ("0.0000266", 1, None),
    ("0.9^100", 1, None),
    ("0.00266%", 1, None),
    ("0.00003", 0, None),
    ("0", 0, None),
    ("2.66e-4", 0, None),
    ("0.9", 0, "applied-once"),
]
COUNT = [  # four digits asked of a number with three: 127 is not 128
    ("128", 1, None),
    ("4*(4*3+4*4+4)", 1, None),
    ("128.0", 1, None),
    ("127", 0, None),
    ("129", 0, None),
    ("112", 0, "forgot-the-bias"),
    ("1,280", 0, None),
]
ZERO = [  # nothing has a first significant digit here: two decimals count
    ("0", 1, None),
    ("-0", 1, None),
    ("0.01", 1, None),
    ("1-1", 1, None),
    ("0.011", 0, None),
    ("1", 0, "forgot-the-mean"),
]
VECTOR = [  # [0.8485…, 1.1313…]
    ("[0.849, 1.13]", 1, None),
    ("[0.8485, 1.1314]", 1, None),
    ("[0.849,1.131]", 1, None),
    ("  [ 0.849 , 1.13 ]  ", 1, None),
    ("［０．８４９，１．１３］", 1, None),
    ("[3/sqrt(12.5), 4/sqrt(12.5)]", 1, None),
    ("y = [0.849, 1.13]", 1, None),
    ("[0.849, 1.15]", 0, None),
    ("[0.85, 1.13]", 0, None),
    ("[1.13, 0.849]", 0, None),
    ("[0.24, 0.32]", 0, "forgot-the-root"),
    ("[-1, 1]", 0, "rms-subtracts-mean"),
    ("[0.24, 1.13]", 0, None),
    ("[0.849]", 0, None),
    ("[0.849, 1.13, 0]", 0, None),
    ("", 0, None),
]
VECTOR_REFUSED = [
    (answer, "answer-vector")
    for answer in [
        "0.849", "0.849, 1.13", "0.849 1.13", "(0.849, 1.13)", "[0.849 1.13]", "[0.849, ]", "[]", "[,]", "[0.849, 1.13", "0.849, 1.13]",
        "[[0.849], [1.13]]", "[0.849, x]", "[0.849, nan]", "[1/0, 1]", "x", "[0.849, 1.13] ok", "[" + "0," * LONG + "0]", "\x1b[0.849, 1.13]", "💯",
    ]
]  # fmt: skip
