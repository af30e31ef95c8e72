"""Replies as mail programs write them, in many languages: only the new words are left, and prose is never cut."""

import pytest

from heedful.channels.email.quotes import strip_quotes

NEW = "Yes, that suits us.\n\nSee you then."

# What programs put above a quotation marked by '>'.
ATTRIBUTIONS = {
    "english-gmail": "On Thu, 12 Feb 2026 at 16:40, Front Desk <desk@shop.example> wrote:",
    "english-us": "On Thu, Feb 12, 2026 at 4:40 PM Front Desk <desk@shop.example> wrote:",
    "english-wrapped": "On Thu, Feb 12, 2026 at 4:40 PM Front Desk of the Shop\n<desk@shop.example> wrote:",
    "english-wrapped-thrice": "On Thu, Feb 12, 2026 at\n4:40 PM Front Desk of the Shop\n<desk@shop.example> wrote:",
    "english-apple": "On 12 Feb 2026, at 16:40, Front Desk <desk@shop.example> wrote:",
    "english-thunderbird": "On 12/02/2026 16:40, Front Desk wrote:",
    "english-nameless": "Front Desk wrote:",
    "german-gmail": "Am Do., 12. Feb. 2026 um 16:40 Uhr schrieb Front Desk <desk@shop.example>:",
    "german-thunderbird": "Am 12.02.26 um 16:40 schrieb Front Desk:",
    "german-apple": "Am 12.02.2026 um 16:40 schrieb Front Desk <desk@shop.example>:",
    "french-gmail": "Le jeu. 12 févr. 2026 à 16:40, Front Desk <desk@shop.example> a écrit :",
    "french-thunderbird": "Le 12/02/2026 à 16:40, Front Desk a écrit :",
    "spanish": "El jue, 12 feb 2026 a las 16:40, Front Desk (<desk@shop.example>) escribió:",
    "italian": "Il giorno gio 12 feb 2026 alle ore 16:40 Front Desk <desk@shop.example> ha scritto:",
    "portuguese": "Em qui., 12 de fev. de 2026 às 16:40, Front Desk <desk@shop.example> escreveu:",
    "dutch": "Op do 12 feb 2026 om 16:40 schreef Front Desk <desk@shop.example>:",
    "danish": "Den tor. 12. feb. 2026 kl. 16.40 skrev Front Desk <desk@shop.example>:",
    "swedish": "Den tors 12 feb. 2026 kl 16:40 skrev Front Desk <desk@shop.example>:",
    "finnish": "to 12. helmik. 2026 klo 16.40 Front Desk (desk@shop.example) kirjoitti:",
    "polish": "czw., 12 lut 2026 o 16:40 Front Desk <desk@shop.example> napisał(a):",
    "czech": "čt 12. 2. 2026 v 16:40 odesílatel Front Desk <desk@shop.example> napsal:",
    "hungarian": "Front Desk <desk@shop.example> ezt írta (időpont: 2026. febr. 12., Cs, 16:40):",
    "romanian": "În joi, 12 feb. 2026 la 16:40, Front Desk <desk@shop.example> a scris:",
    "russian": "чт, 12 февр. 2026 г. в 16:40, Front Desk <desk@shop.example>:",
    "ukrainian": "чт, 12 лют. 2026 р. о 16:40 Front Desk <desk@shop.example> пише:",
    "greek": "Στις Πέμ 12 Φεβ 2026 στις 4:40 μ.μ., ο χρήστης Front Desk <desk@shop.example> έγραψε:",
    "turkish": "Front Desk <desk@shop.example>, 12 Şub 2026 Per, 16:40 tarihinde şunu yazdı:",
    "japanese": "2026年2月12日(木) 16:40 Front Desk <desk@shop.example>:",
    "chinese": "Front Desk <desk@shop.example> 于2026年2月12日周四 16:40写道：",
    "korean": "2026년 2월 12일 (목) 오후 4:40, Front Desk <desk@shop.example>님이 작성:",
    "hebrew": "\u202b\u200fבתאריך יום ה׳, 12 בפבר׳ 2026 ב-16:40 מאת \u202aFront Desk\u202c\u200f <\u202adesk@shop.example\u202c\u200f>:\u202c",
    "arabic": "في الخميس، ١٢ فبراير ٢٠٢٦ في ٤:٤٠ م تمت كتابة ما يلي بواسطة Front Desk <desk@shop.example>:",
    "vietnamese": "Vào Th 5, 12 thg 2, 2026 vào lúc 16:40 Front Desk <desk@shop.example> đã viết:",
    "thai": "ในวันที่ พฤ. 12 ก.พ. 2026 เวลา 16:40 Front Desk <desk@shop.example> เขียนว่า:",
    "indonesian": "Pada tanggal Kam, 12 Feb 2026 pukul 16.40 Front Desk <desk@shop.example> menulis:",
    "zoho": "---- On Thu, 12 Feb 2026 16:40:12 +0000 Front Desk <desk@shop.example> wrote ----",
    "proton": "------- Original Message -------\nOn Thursday, February 12th, 2026 at 4:40 PM, Front Desk <desk@shop.example> wrote:",
    "yandex": '12.02.2026, 16:40, "Front Desk" <desk@shop.example>:',
    "mail-ru": "Четверг, 12 февраля 2026, 16:40 +03:00 от Front Desk <desk@shop.example>:",
    "hindi": "गुरु, 12 फ़र॰ 2026 को 4:40 pm बजे को Front Desk <desk@shop.example> ने लिखा:",
}

# What Outlook puts above an older mail that it does not mark.
BLOCKS = {
    "english": "From: Front Desk <desk@shop.example>\nSent: Thursday, 12 February 2026 16:40\nTo: Lou\nSubject: Your visit",
    "english-old": "-----Original Message-----\nFrom: Front Desk [mailto:desk@shop.example]\nSent: 12 February 2026 16:40\nTo: Lou\nSubject: Your visit",
    "english-rule": "________________________________\nFrom: Front Desk <desk@shop.example>\nSent: 12 February 2026 16:40\nTo: Lou <lou@home.example>\nSubject: Your visit",
    "english-bold": "*From:* Front Desk <desk@shop.example>\n*Sent:* 12 February 2026 16:40\n*To:* Lou\n*Subject:* Your visit",
    "german": "Von: Front Desk <desk@shop.example>\nGesendet: Donnerstag, 12. Februar 2026 16:40\nAn: Lou\nBetreff: Ihr Besuch",
    "french": "De : Front Desk <desk@shop.example>\nEnvoyé : jeudi 12 février 2026 16:40\nÀ : Lou\nObjet : Votre visite",
    "spanish": "De: Front Desk <desk@shop.example>\nEnviado el: jueves, 12 de febrero de 2026 16:40\nPara: Lou\nAsunto: Su visita",
    "italian": "Da: Front Desk <desk@shop.example>\nInviato: giovedì 12 febbraio 2026 16:40\nA: Lou\nOggetto: La visita",
    "portuguese": "De: Front Desk <desk@shop.example>\nEnviada em: quinta-feira, 12 de fevereiro de 2026 16:40\nPara: Lou\nAssunto: A visita",
    "dutch": "Van: Front Desk <desk@shop.example>\nVerzonden: donderdag 12 februari 2026 16:40\nAan: Lou\nOnderwerp: Uw bezoek",
    "swedish": "Från: Front Desk <desk@shop.example>\nSkickat: den 12 februari 2026 16:40\nTill: Lou\nÄmne: Ditt besök",
    "danish": "Fra: Front Desk <desk@shop.example>\nSendt: 12. februar 2026 16:40\nTil: Lou\nEmne: Dit besøg",
    "finnish": "Lähettäjä: Front Desk <desk@shop.example>\nLähetetty: torstai 12. helmikuuta 2026 16.40\nVastaanottaja: Lou\nAihe: Käynti",
    "polish": "Od: Front Desk <desk@shop.example>\nWysłano: czwartek, 12 lutego 2026 16:40\nDo: Lou\nTemat: Wizyta",
    "czech": "Od: Front Desk <desk@shop.example>\nOdesláno: čtvrtek 12. února 2026 16:40\nKomu: Lou\nPředmět: Návštěva",
    "russian": "От: Front Desk <desk@shop.example>\nОтправлено: 12 февраля 2026 г. 16:40\nКому: Lou\nТема: Визит",
    "japanese": "差出人: Front Desk <desk@shop.example>\n送信日時: 2026年2月12日 16:40\n宛先: Lou\n件名: ご来店",
    "chinese": "发件人：Front Desk <desk@shop.example>\n发送时间：2026年2月12日 16:40\n收件人：Lou\n主题：来访",
    "korean": "보낸 사람: Front Desk <desk@shop.example>\n보낸 날짜: 2026년 2월 12일 목요일 16:40\n받는 사람: Lou\n제목: 방문",
    "turkish": "Kimden: Front Desk <desk@shop.example>\nGönderildi: 12 Şubat 2026 Perşembe 16:40\nKime: Lou\nKonu: Ziyaret",
    "no-words-known": "Nuwe: Front Desk <desk@shop.example>\nGemaak: 12 Februarie 2026 16:40\nAan: Lou\nSaak: Besoek",
    "date-first": 'Gesendet: Donnerstag, 12. Februar 2026 um 16:40 Uhr\nVon: "Front Desk" <desk@shop.example>\nAn: lou@home.example\nBetreff: Ihr Besuch',
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Front Desk" <desk@shop.example>;\n发送时间: 2026年2月12日(星期四) 下午4:40\n收件人: "Lou"<lou@home.example>;\n主题: Re: 来访',
    "hebrew": "\u200fמאת: Front Desk <desk@shop.example>\n\u200fנשלח: יום חמישי 12 פברואר 2026 16:40\n\u200fאל: Lou\n\u200fנושא: ביקור",
    "arabic": "من: Front Desk <desk@shop.example>\nتم الإرسال: الخميس، ١٢ فبراير ٢٠٢٦ ١٦:٤٠\nإلى: Lou\nالموضوع: زيارة",
    "long-to": "From: Front Desk <desk@shop.example>\nSent: 12 February 2026 16:40\nTo: Lou <lou@home.example>;\n  Sascha <sascha@home.example>\nSubject: Your visit",
}


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_top_posting_above_an_attribution(line):
    quoted = "> Would Friday suit you?\n>\n> Best wishes\n> Front Desk"
    assert strip_quotes(f"{NEW}\n\n{line}\n{quoted}") == NEW
    assert strip_quotes(f"{NEW}\n\n{line}\n\n{quoted}\n") == NEW


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_bottom_posting(line):
    assert strip_quotes(f"{line}\n> Would Friday suit you?\n\n{NEW}\n") == NEW


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_answers_between_the_questions(line):
    text = f"{line}\n> Would Friday suit you?\n\nFriday is fine.\n\n> Who comes along?\n\nMy brother."
    assert strip_quotes(text) == "Friday is fine.\n\nMy brother."


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_header_block_of_an_older_mail(block):
    assert strip_quotes(f"{NEW}\n\n{block}\n\nWould Friday suit you?\n\nFront Desk", subject="RE: Your visit") == NEW


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_forward_is_never_cut(block):
    text = f"Could you take this?\n\n{block}\n\nWhere is my chair?"
    assert strip_quotes(text, subject="FW: Your visit", is_reply=False).split() == text.split()


@pytest.mark.parametrize(
    "line",
    [
        "On Thursday, 12 February 2026 at 16:40:12 CET, Front Desk <desk@shop.example> wrote:",
        "---- On Thu, 12 Feb 2026 16:40:12 +0000 Front Desk <desk@shop.example> wrote ----",
        "Am Donnerstag, 12. Februar 2026 um 16:40:12 MEZ hat Front Desk <desk@shop.example> Folgendes geschrieben:",
        "Le jeudi 12 février 2026 à 16:40:12 UTC+1, Front Desk <desk@shop.example> a écrit :",
    ],
)
def test_attribution_of_a_quotation_without_marks(line):
    assert strip_quotes(f"{NEW}\n\n{line}\n\nWould Friday suit you?\nFront Desk") == NEW


def test_a_quotation_inside_a_quotation_goes_too():
    text = (
        f"{NEW}\n\nOn 12/02/2026 16:40, Front Desk wrote:\n> Friday?\n> On 11/02/2026 Lou wrote:\n>> When?\n>>\n> Bye"
    )
    assert strip_quotes(text) == NEW


def test_answers_without_blank_lines_keep_their_order():
    assert strip_quotes("On 12/02/2026 16:40, Desk wrote:\n> Name?\nLou.\n> Age?\n41.") == "Lou.\n\n41."


@pytest.mark.parametrize("mark", ["-- ", "--", "—"])
def test_signature(mark):
    assert strip_quotes(f"{NEW}\n\n{mark}\nLou Vance\n+44 20 7946 0000\n") == NEW


def test_signature_between_new_text_and_quotation():
    text = f"{NEW}\n-- \nLou\n\nOn 12/02/2026 16:40, Front Desk wrote:\n> Friday?\n"
    assert strip_quotes(text) == NEW


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für Android",
        "Envoyé de mon iPad",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verzonden vanaf mijn Samsung Galaxy",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的iPhone",
        "나의 iPhone에서 보냄",
        "Get Outlook for iOS",
        "Sent from Yahoo Mail on Android",
    ],
)
def test_line_of_a_telephone(line):
    assert strip_quotes(f"{NEW}\n\n{line}") == NEW
    assert strip_quotes(f"{NEW}\n\n{line}\n\nOn 12 Feb 2026, at 16:40, Desk <desk@shop.example> wrote:\n\n> Hi") == NEW


@pytest.mark.parametrize(
    "text",
    [
        "I asked you three things:\n\n1. price\n2. colour\n3. time",
        "On Monday 2 March she wrote:\n\nplease come at 10:30.\n\nNobody was there.",
        "From: London\nTo: Paris\nDate: 4 March 2026\n\nTwo seats please.",
        "The size must be\n> 20 cm\nto fit the door.",
        "Option one\n--\nkeep the chair\n--\nOption two\n--\ntake the money",
        "---- please read ----\nI want my money back.",
        "-----\nOrder: 12\nTotal: 30\n-----\nIs this right?",
        "I was sent from your shop to the Samsung store and back, which took all day, and nobody could tell me why.",
        "Name: Lou Vance\nMail: lou@home.example\nDate: 12 February 2026\n\nWhen do you open?",
        "Subject: my order\nI wait since 3 weeks: nothing.",
        'He said: "from: me, to: you".',
        "Write to desk@shop.example by 12.02.2026 16:40 or call:\n020 7946 0000",
    ],
)
def test_prose_that_only_looks_like_a_quotation_stays(text):
    assert strip_quotes(text, is_reply=True).split() == text.split()


def test_marked_lines_in_a_mail_that_answers_nothing_stay():
    text = "Your page says:\n\n> Error 17\n> Try later\n\nWhat does it mean?"
    assert strip_quotes(text, is_reply=False) == text


def test_a_mail_pasted_into_a_new_one_stays():
    text = f"Look what I got:\n\n{BLOCKS['english']}\n\nWould Friday suit you?"
    assert strip_quotes(text, is_reply=False).split() == text.split()


def test_our_own_last_mail_is_known_by_its_words():
    ours = "Dear Lou,\n\nwould Friday at ten suit you? We have a new\nchair to show.\n\nFront Desk"
    rewrapped = "Dear Lou,\n\nwould Friday at ten suit you? We have\na new chair to show.\n\nFront Desk"
    assert strip_quotes(f"{NEW}\n\n{rewrapped}", ours).startswith(NEW)
    assert "chair" not in strip_quotes(f"{NEW}\n\n{rewrapped}", ours)


def test_our_own_delimiter_line():
    assert strip_quotes(f"{NEW}\n\n##- Please type above this line -##\n\nolder") == NEW
