"""What people type and paste as recipients."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.channels.email.recipients import fault_of, read_recipients, same_box, write_recipients
from heedful.channels.message import Party


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ida@client.test", [Party("ida@client.test")]),
        ("A <a@x.test>, b@y.test", [Party("a@x.test", "A"), Party("b@y.test")]),
        (
            '"Berg, Ida" <ida@client.test>; bo@client.test',
            [Party("ida@client.test", "Berg, Ida"), Party("bo@client.test")],
        ),
        ("Berg, Ida <ida@client.test>", [Party("ida@client.test", "Berg, Ida")]),
        ("a@x.test\nb@x.test\r\nc@x.test", [Party("a@x.test"), Party("b@x.test"), Party("c@x.test")]),
        ("a@x.test b@x.test", [Party("a@x.test"), Party("b@x.test")]),
        ("Ida Berg ida@client.test", [Party("ida@client.test", "Ida Berg")]),
        ('"two words"@x.test', [Party('"two words"@x.test')]),
        ('"a@b"@x.test', [Party('"a@b"@x.test')]),
        ("post@bücher.example", [Party("post@bücher.example")]),
        ("用户@例子.测试", [Party("用户@例子.测试")]),
        ("mailto:Ida@Client.test", [Party("ida@client.test")]),
        ("<ida@client.test>,, ;\n", [Party("ida@client.test")]),
        ("ida@cl\u200bient.test", [Party("ida@client.test")]),
    ],
)
def test_who_is_meant(text: str, found: list[Party]) -> None:
    assert read_recipients(text) == (tuple(found), ())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ida", "no_at"),
        ("ida@", "no_ending"),
        ("@client.test", "name"),
        ("ida..berg@client.test", "name"),
        (".ida@client.test", "name"),
        ("ida@client", "no_ending"),
        ("ida@cli_ent.test", "domain"),
        ("ida@-client.test", "domain"),
        ("ida@client..test", "domain"),
        ("ida@[10.0.0.1]", "domain"),
        (f"{'x' * 65}@client.test", "long"),
        (f"ida@{'x.' * 130}test", "long"),
        ("ida@client.test@x", "name"),
        ("Ida <>", "no_at"),
    ],
)
def test_what_is_wrong_is_named(text: str, why: str) -> None:
    found, unfit = read_recipients(text)
    assert found == ()
    assert [one.why for one in unfit] == [why]


def test_the_good_ones_stay_beside_a_bad_one() -> None:
    found, unfit = read_recipients("nonsense, ida@client.test, Bo <bo@client.test>")
    assert [party.address for party in found] == ["ida@client.test", "bo@client.test"]
    assert [(one.text, one.why) for one in unfit] == [("nonsense", "no_at")]


def test_the_same_box_counts_once() -> None:
    found, _ = read_recipients("Ida <IDA@Client.test>, ida@client.test, a@bücher.example, a@xn--bcher-kva.example")
    assert [party.address for party in found] == ["ida@client.test", "a@bücher.example"]
    assert same_box("A@BÜCHER.example") == same_box("a@xn--bcher-kva.example")


@given(st.text(max_size=300))
def test_nothing_breaks_it_and_what_it_accepts_it_reads_again(text: str) -> None:
    found, _ = read_recipients(text)
    assert all(fault_of(party.address) is None for party in found)
    assert read_recipients(write_recipients(found))[0] == found


@pytest.mark.parametrize("piece", ['"', "<", "a,", "a@b.test,", "(", "@", '\\"', " "])
def test_a_huge_paste_is_read_in_a_moment(piece: str) -> None:
    began = time.process_time()
    read_recipients(piece * 100_000)
    assert time.process_time() - began < 8
