"""Words in any language: what is found, and what is not, is the same on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from heedful.interactions.queries import search
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast

# Language: a message, words that find it (in other forms where a stemmer knows them), words that do not.
TABLE = {
    "English": (
        "The parcels arrived yesterday, but two of the lamps were broken and we are waiting for an answer.",
        ("parcel", "PARCELS", "arrive", "lamp", "wait", "answers", '"two of the lamps"', "broken lamp", "lam*"),
        ("lam", '"lamps of the two"', "parlour", "broken -lamp"),
    ),
    "German": (
        "Die Lieferungen sind noch nicht da. Können Sie mir die Größe der Häuser und die Straße bestätigen?",
        ("lieferung", "Größe", "grosse", "Haus", "STRASSE", "straße", "bestätigt", '"noch nicht da"'),
        ("liege", '"noch da nicht"'),
    ),
    "French": (
        "Les commandes réservées ne sont pas arrivées à l'hôtel, mes clés œuvrent mal.",
        ("commande", "réservée", "réserver", "reservees", "hotel", "hôtels", "clé", "oeuvrent", "l'hôtel"),
        ("hostel", '"pas sont"'),
    ),
    "Spanish": (
        "Las habitaciones no tenían calefacción y la niña pidió más mantas por favor, señor.",
        ("habitación", "habitacion", "nina", "niñas", "manta", "calefaccion", "SEÑOR", '"más mantas"'),
        ("ano", "mano"),
    ),
    "Finnish": (
        "Tilaukseni ei ole vielä saapunut, ja lampuissa on särö. Missä pakettini on?",
        ("tilaus", "tilaukset", "lamppu", "lamput", "paketin", "tilaukseni", "tilaukseen", "saapunut", "lampussa", "sarö", "paketti", "vielä"),
        ("tila", "tuote"),
    ),
    "Turkish": (
        "Siparişlerim hâlâ gelmedi, lütfen İstanbul'daki kargoyu ve ışıkları kontrol eder misiniz?",
        ("sipariş", "siparis", "istanbul", "İSTANBUL", "ışık", "isiklari", "kargo*", "LÜTFEN"),
        ("sip", "ankara"),
    ),
    "Polish": (
        "Zamówienia jeszcze nie dotarły, a pudełka z lampami były uszkodzone. Proszę o pomoc w Łodzi.",
        ("zamówienie", "zamowienia", "pudełko", "lampami", "łodzi", "lodzi", "PROSZĘ"),
        ("zamowi", "lodziarnia"),
    ),
    "Russian": (
        "Мои заказы ещё не пришли, и в квартирах нет света. Когда будет доставка?",
        ("заказ", "заказов", "ЗАКАЗЫ", "квартира", "еще", "доставку", '"нет света"'),
        ("зак", '"света нет"'),
    ),
    "Arabic": (
        "لم تصل الطَّلَبات إلى الآن، أين السيارات الجديدة؟ رقم ٤٥٦٧",
        ("الطلبات", "طلبات", "السيارات", "سيارات", "الى", "اين", "الجديده", "4567", "٤٥٦٧"),
        ("قطار", '"السيارات اين"'),
    ),
    "Hebrew": (
        "אני מחכה לשולחנות שהזמנתי, ושָׁלוֹם לכולם. מתי יגיעו?",
        ("שולחן", "שולחנות", "לשולחנות", "השולחן", "שלום", "מתי"),
        ("כיסא", "שול"),
    ),
    "Chinese": (
        "您好,我订购的台灯还没有收到,请问什么时候发货?型号LED-200",
        ("台灯", "订购", "灯", "发货", "我订购的", "台灯 发货", "led", "LED-200", '"还没有收到"'),
        ("订台", "灯台", "书"),
    ),
    "Japanese": (
        "先日注文した商品がまだ届いていません。ランプの色はグレーです。ｶﾀﾛｸﾞも希望。",
        ("商品", "注文", "注文した", "ランプ", "ﾗﾝﾌﾟ", "カタログ", "グレー", "届いて", "色"),
        ("品商", "ランク", "ハンプ"),
    ),
    "Thai": (
        "สินค้าที่สั่งซื้อยังไม่มาถึง กรุณาตรวจสอบที่อยู่จัดส่งด้วย น้ำหนัก ๑๒ กก.",
        ("สินค้า", "สั่งซื้อ", "จัดส่ง", "ตรวจสอบ", "น้ำหนัก", "12"),
        ("รถยนต์", "ค้าสิน"),
    ),
    "Korean": (
        "주문한 상품이 아직 도착하지 않았습니다. 배송은 언제 되나요?",
        ("상품", "상품이", "주문", "배송", "도착"),
        ("품상", "자동차"),
    ),
    "Greek": (
        "Οι παραγγελίες μου δεν έφτασαν ακόμη στην Αθήνα. Πού είναι οι λάμπες;",
        ("παραγγελία", "παραγγελιες", "ΑΘΗΝΑ", "λάμπα", "εφτασαν"),
        ("παρα", "σπίτι"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", TABLE)
def test_words_of_every_language_are_found(cast: Cast, language: str) -> None:
    text, found, not_found = TABLE[language]
    made = mail_in(cast.brand.pk, text, subject="-")
    for other, (words, _yes, _no) in TABLE.items():
        if other != language:
            mail_in(cast.brand.pk, words, subject="-", sender=f"{other}@client.test")
    missed = [words for words in found if made.pk not in {hit.interaction_id for hit in search(cast.viewer, words)}]
    wrong = [words for words in not_found if made.pk in {hit.interaction_id for hit in search(cast.viewer, words)}]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language", TABLE)
def test_what_is_found_is_marked(cast: Cast, language: str) -> None:
    text, found, _no = TABLE[language]
    mail_in(cast.brand.pk, text, subject="-")
    bare = [words for words in found if "<mark>" not in search(cast.viewer, words)[0].snippet]
    assert bare == []


def test_a_text_of_few_words_is_found_in_its_other_forms(cast: Cast) -> None:
    """A subject alone does not tell its language."""
    for number, subject in enumerate(("Lieferungen", "Réservations annulées", "Broken lamps", "Tilaukset")):
        mail_in(cast.brand.pk, "-", subject=subject, sender=f"s{number}@client.test")
    for word in ("Lieferung", "réservation", "lamp", "tilauksen"):
        assert len(search(cast.viewer, word)) == 1, word


def test_nobody_is_found_by_the_stem_of_another_language(cast: Cast) -> None:
    """'vinos' has the Spanish stem 'vin', which is a French word of its own."""
    mail_in(cast.brand.pk, "Le vin que vous nous avez livré est très bon, merci pour tout.")
    assert search(cast.viewer, "vinos") == []
    assert len(search(cast.viewer, "vins")) == 1
