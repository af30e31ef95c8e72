"""Write down what a customer is found by and may be known again by, in the transaction that changes their card."""

from __future__ import annotations

from collections.abc import Sequence

from heedful.customers import spelling
from heedful.customers.models import Address, Customer, CustomerWord, Hallmark
from heedful.customers.queries.lookup import family_ids


def know_by(customer: Customer, addresses: Sequence[tuple[str, str]] | None = None, *, is_new: bool = False) -> None:
    """Words and hallmarks as the card has them now. `addresses` are theirs when the caller has them at hand."""
    if addresses is None:
        addresses = list(Address.objects.filter(customer=customer).values_list("channel", "value"))
    names = [customer.name, customer.company]
    if not is_new:  # whoever turned out to be this customer is found by their old name too
        former = Customer.objects.filter(pk__in=[pk for pk in family_ids(customer.pk) if pk != customer.pk])
        names += [name for pair in former.values_list("name", "company") for name in pair]
    _write_words(customer, spelling.words_of(names, addresses), is_new=is_new)
    _write_hallmarks(customer, spelling.marks_of(customer.name, customer.company, addresses), is_new=is_new)


def unknow(customer: Customer) -> None:
    """Somebody who turned out to be another customer is found there."""
    CustomerWord.objects.filter(customer=customer).delete()


def add_hallmarks(customer: Customer, found: set[tuple[str, str]]) -> None:
    """What stood under a message; what is on the card already stays as it is."""
    rows = [_hallmark(customer, kind, value, is_own=False) for kind, value in sorted(found)]
    Hallmark.objects.bulk_create(rows, ignore_conflicts=True)


def _write_words(customer: Customer, words: list[str], *, is_new: bool) -> None:
    known = set() if is_new else set(CustomerWord.objects.filter(customer=customer).values_list("word", flat=True))
    if gone := known - set(words):
        CustomerWord.objects.filter(customer=customer, word__in=gone).delete()
    rows = [
        CustomerWord(customer=customer, brand_id=customer.brand_id, word=word) for word in words if word not in known
    ]
    CustomerWord.objects.bulk_create(rows, ignore_conflicts=True)


def _write_hallmarks(customer: Customer, wanted: set[tuple[str, str]], *, is_new: bool) -> None:
    known = {} if is_new else {(row.kind, row.value): row for row in Hallmark.objects.filter(customer=customer)}
    Hallmark.objects.filter(
        pk__in=[row.pk for mark, row in known.items() if row.is_own and mark not in wanted]
    ).delete()
    risen = [row.pk for mark, row in known.items() if not row.is_own and mark in wanted]
    if risen:
        Hallmark.objects.filter(pk__in=risen).update(is_own=True)
    rows = [_hallmark(customer, kind, value) for kind, value in sorted(wanted - set(known))]
    Hallmark.objects.bulk_create(rows, ignore_conflicts=True)


def _hallmark(customer: Customer, kind: str, value: str, *, is_own: bool = True) -> Hallmark:
    return Hallmark(customer=customer, brand_id=customer.brand_id, kind=kind, value=value, is_own=is_own)
