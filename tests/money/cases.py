#!/usr/bin/env python3
"""Random chains and what the model writes for them, for kboss-money: cases.py SEED CHAINS. Of one
to eight sellers in every order of modes that agreements allow, with recharges, holds, releases,
openings, coupons, early closing, withdrawals, refusals; in the end everybody has settled."""
import random
import sys

import model
from model import BP, DISCOUNT, FLOOR, REBATE, Chain, Sale

ORGS = ["P", "D1", "D2", "D3", "D4", "D5", "D6", "D7"]
BATCH = 100  # chains whose books are kept together
WHOLES = (28, 29, 30, 31, 365, 366, 720, 2678400)
CAPITAL = 10**10  # so that nobody runs out of money while settling


def edges_of(rnd, n, list_fen):
    principals = rnd.randint(0, n)
    edges = []
    for i in range(n):
        if i >= principals:
            edges.append((REBATE, rnd.randint(0, 3000)))
        elif rnd.random() < 0.5:
            edges.append((DISCOUNT, rnd.randint(0, BP)))
        else:
            edges.append((FLOOR, rnd.randint(0, list_fen)))
    return edges


def money(rnd, books, chain, due):
    """Of the customer's, online, offline or both; part goes back. due: about what is needed."""
    online = rnd.randint(1, 3 * due + 1)
    model.recharge_online(books, "online", chain, online)
    if rnd.random() < 0.5:
        model.payout(books, "payout", chain, online, rnd.randint(0, online))
    if rnd.random() < 0.4:
        model.recharge_offline(books, ("arrive", "confirm"), chain, rnd.randint(1, 2 * due + 1))
    if rnd.random() < 0.3:
        model.withdraw(books, "withdraw", chain, rnd.randint(1, online))


def sale(rnd, books, chain):
    coupon = rnd.randint(0, chain.price) if rnd.random() < 0.5 else 0
    s = Sale(books, chain, coupon)
    if books.of(chain.orgs[-1], chain.free) + s.cash > 0:
        books.tell(f"O hold {coupon}")
        books.tell("X ledger.balance_short")
        return
    s.hold("hold")
    if rnd.random() < 0.2:
        s.release("release")
        return
    s.capture("capture")
    if rnd.random() < 0.5:
        whole = rnd.choice(WHOLES)
        s.refund("refund", rnd.randint(0, whole), whole)


def one(rnd, number, out, total):
    n = 1 + min(rnd.randint(0, 7), rnd.randint(0, 7))  # short ones more often
    list_fen = rnd.randint(1, 10 ** rnd.randint(1, 8))
    edges, price = edges_of(rnd, n, list_fen), rnd.randint(0, list_fen)
    books = model.Books(out)
    chain = Chain(ORGS[:n], edges, list_fen, price, f"C{number}")
    books.tell(f"C {n} {list_fen} {price} " + " ".join(f"{m} {v}" for m, v in edges))
    model.capital(books, chain, CAPITAL)
    money(rnd, books, chain, price)
    for _ in range(rnd.randint(1, 4)):
        sale(rnd, books, chain)
    model.check(books, chain)
    for i in range(n - 1, 0, -1):
        model.settle(books, "settle", chain, i)
    model.settle_supplier(books, "supplier", chain)
    model.check(books, chain, settled=True)
    for key, net in books.balance.items():
        total[key] = total.get(key, 0) + net


def order(key):
    """As the engine lists them: books from the top, accounts by code, parties by number."""
    (book, account) = key
    code = account
    party = ""
    for known in ("2203.01", "2203.02"):
        if account.startswith(known + "."):
            code, party = known, account[len(known) + 2:]
    if not party and account[:4] in ("1122", "1221", "2202") or account.startswith("2241.D"):
        code, party = account.split(".")
    return (ORGS.index(book), code, int(party) if party.isdigit() else 0, party)


def balances(total, out):
    out.append("B")
    for book, account in sorted((k for k, net in total.items() if net), key=order):
        out.append(f"= {book} {account} {total[book, account]}")
    out.append("R")


def write(seed, chains):
    rnd, done = random.Random(seed), 0
    while done < chains:
        out, total = [], {}
        for k in range(min(BATCH, chains - done)):
            one(rnd, k + 1, out, total)
        balances(total, out)
        sys.stdout.write("\n".join(out) + "\n")
        done += BATCH


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]))
