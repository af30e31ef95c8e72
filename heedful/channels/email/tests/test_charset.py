"""Text comes out right whatever its label says, and always fit for a database."""

import pytest

from heedful.channels.email.charset import decode
from heedful.channels.email.headers import header_text


@pytest.mark.parametrize(
    ("text", "written_in", "labelled"),
    [
        ("Где мой стул? Он не пришёл.", "koi8-r", "iso-8859-1"),
        ("Где мой стул? Он не пришёл.", "koi8-r", ""),
        ("ГДЕ МОЙ СТУЛ", "cp1251", ""),
        ("Где мой стул", "cp1251", "utf-8"),
        ("我的椅子还没有到，请问在哪里？", "gb18030", "utf-8"),
        ("我的椅子還沒有到，請問在哪裡？", "big5", "utf-8"),
        ("椅子がまだ届きません。", "shift_jis", ""),
        ("椅子がまだ届きません。", "euc_jp", "utf-8"),
        ("의자가 아직 도착하지 않았습니다", "cp949", "ks_c_5601-1987"),
        ("의자가 아직 도착하지 않았습니다", "cp949", ""),
        ("Πού είναι η καρέκλα μου;", "cp1253", "iso-8859-1"),
        ("איפה הכיסא שלי", "cp1255", ""),
        ("Größe", "utf-8", "iso-8859-15"),
        ("Kaffee für 5 €", "cp1252", "iso-8859-1"),
        ("Kaffee für 5 €", "iso8859-15", "iso-8859-15"),
        ("“chair” – ‘ok’", "cp1252", "utf-8"),
        ("Gdzie jest krzesło? Żółte, proszę.", "iso8859-2", "utf-8"),
        ("Kde je židle? Žlutá, prosím.", "cp1250", "windows-1250"),
        ("Sandalye nerede? Teşekkürler, görüşürüz.", "cp1254", "iso-8859-1"),
        ("Hvar er stóllinn? Ég bíð í þrjá daga.", "cp1252", "iso-8859-1"),
        ("Où est la chaise ? Très déçu, à bientôt.", "cp1252", "x-unknown"),
        ("Hej då", "utf-16", "utf-16"),
        ("Größe", "utf-8", "rot13"),
    ],
)
def test_text_in_one_charset_under_the_label_of_another(text, written_in, labelled):
    assert decode(text.encode(written_in), labelled) == text


def test_text_that_was_already_wrong_is_set_right():
    twice = "schöne Größe, fünf Stühle".encode().decode("cp1252").encode()
    assert decode(twice, "utf-8") == "schöne Größe, fünf Stühle"


@pytest.mark.parametrize("text", ["Ã", "São Paulo, Ação", "À Â Ã", "naïve – œuvre", "Ñandú y Ñoño"])
def test_right_text_with_such_letters_stays(text):
    assert decode(text.encode(), "utf-8") == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?q?one_?= =?utf-8?q?two?=", "one two"),
        (b"=?utf-8?b?w6k?=", "é"),
        (b"=?utf-8?q?not encoded space?= x", "not encoded space x"),
        (b"=?utf-8*en?q?caf=C3=A9?=", "café"),
        (b"=?nobody-knows?q?=E9t=E9?=", "été"),
        (b"=?iso-8859-1?q?=C3=A9t=C3=A9?=", "été"),
        (b"=?utf-8?q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        (b"=?utf-8?q?broken", "=?utf-8?q?broken"),
        (b"caf\xe9 \xff", "café ÿ"),
        (b"tab\there\x00", "tab here"),
    ],
)
def test_header_text(raw, text):
    assert header_text(raw) == text
