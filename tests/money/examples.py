#!/usr/bin/env python3
"""The worked examples as the model has them: examples.py writes tests/golden/money/*.txt, with
--check it compares them. A file is every voucher, then every balance that is not 0."""
import os
import sys

import model
from model import DISCOUNT, FLOOR, REBATE, Chain, Sale

GOLDEN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "golden/money")
ORGS = ["P", "D1", "D2"]
LIST = 99999
EXAMPLES = {
    "discount": ([(DISCOUNT, 7000), (DISCOUNT, 8000), (DISCOUNT, 8500)], 94999),
    "rebate": ([(REBATE, 2500), (REBATE, 1500), (REBATE, 800)], LIST),
    "floor": ([(FLOOR, 65000), (FLOOR, 72000), (FLOOR, 78000)], 88888),
    "mixed": ([(DISCOUNT, 7000), (DISCOUNT, 8000), (REBATE, 1000)], 94999),
}


def example(edges, price, books, customer="C"):
    """Recharges; a cart of two lines of which one cannot be opened; a renewal with a coupon that is
    closed after 10 of 30 days; a withdrawal; everybody settles."""
    chain = Chain(ORGS, edges, LIST, price, customer)
    books.tell(f"C {len(ORGS)} {LIST} {price} " + " ".join(f"{m} {v}" for m, v in edges))
    model.recharge_online(books, "E1", chain, 200000)
    model.payout(books, "E1b", chain, 200000, 1200)
    model.recharge_offline(books, ("E2a", "E2b"), chain, 50000)
    cart = [Sale(books, chain), Sale(books, chain)]
    cart[0].hold("E3.hold.1")
    cart[1].hold("E3.hold.2")
    cart[0].capture("E3.capture.1")
    cart[1].release("E3.release.2")
    renewal = Sale(books, chain, 5000)
    renewal.hold("E4.hold")
    renewal.capture("E4.capture")
    model.check(books, chain)
    renewal.refund("E5", 10, 30)
    model.withdraw(books, "E8", chain, 10000)
    model.check(books, chain)
    for i in (1, 2):  # here every seller is paid from above, so from the top
        model.settle(books, f"E7.{ORGS[i]}-{ORGS[i - 1]}", chain, i)
    model.settle_supplier(books, "E6", chain)
    model.check(books, chain, settled=True)


def text(name):
    books = model.Books()
    example(*EXAMPLES[name], books)
    rows = [f"{event} | {model.voucher_text(book, lines)}" for event, book, lines in books.vouchers]
    rows += [f"balance | {book} | {account} {net}"
             for (book, account), net in sorted(books.balance.items()) if net]
    return "\n".join(rows) + "\n"


def main():
    wrong = 0
    for name in EXAMPLES:
        path = os.path.join(GOLDEN, name + ".txt")
        if "--check" not in sys.argv:
            with open(path, "w", encoding="utf-8") as f:
                f.write(text(name))
        else:
            with open(path, encoding="utf-8") as f:
                wrong += f.read() != text(name)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
