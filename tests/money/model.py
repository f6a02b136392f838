"""The money of a selling chain in whole fen, independent of the program: every event's vouchers in
every book from supplier to customer, by the mode of each edge. Worked examples and random chains
are told as text, one event and its vouchers after the other; see `Books.tell`."""

DISCOUNT, REBATE, FLOOR = "discount", "rebate", "floor"
BP = 10000


def half_up(n, d):
    assert n >= 0 and d > 0
    return (2 * n + d) // (2 * d)


def split(total, weights):
    """By largest remainder; of equal ones the first."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * w // whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


class Books:
    """Vouchers and balances, debit positive, and what must hold of them after each voucher."""

    def __init__(self, out=None):
        self.balance, self.vouchers, self.cash, self.out = {}, [], 0, out

    def of(self, book, account):
        return self.balance.get((book, account), 0)

    def post(self, event, book, lines):
        """lines: (account, debit, credit); those of 0 are left out."""
        lines = [line for line in lines if line[1] or line[2]]
        if not lines:
            return
        assert sum(d for _, d, _ in lines) == sum(c for _, _, c in lines), (event, book, lines)
        for account, debit, credit in lines:
            assert debit >= 0 and credit >= 0 and not (debit and credit), (event, book, lines)
            net = self.balance.get((book, account), 0) + debit - credit
            self.balance[book, account] = net
            assert not (account.startswith("2203.") and net > 0), (event, book, account, net)
            assert not (account in ("1002", "1012") and net < 0), (event, book, account, net)
        self.vouchers.append((event, book, lines))
        if self.out is not None:
            self.out.append(f"V {voucher_text(book, lines)}")

    def tell(self, line):
        """What is to be done, before its vouchers."""
        if self.out is not None:
            self.out.append(line)


def voucher_text(book, lines):
    """D1 | 1122.D2 94999; 6401 79999 | 6001 94999; 2202.P 79999"""
    debits = "; ".join([f"{a} {d}" for a, d, _ in lines if d])
    return f"{book} | {debits} | " + "; ".join([f"{a} {c}" for a, _, c in lines if c])


class Chain:
    """orgs: sellers from the platform down; edges: (mode, rate or floor), the first one from the
    supplier to the platform, each of the others from a seller to the one below it."""

    def __init__(self, orgs, edges, list_fen, price, customer="C"):
        agents = [mode == REBATE for mode, _ in edges]
        assert agents == sorted(agents), "an agent sells to agents only"
        self.orgs, self.edges, self.list_fen, self.price = orgs, edges, list_fen, price
        self.free, self.held = f"2203.01.{customer}", f"2203.02.{customer}"
        self.last = len(orgs) - 1
        self.agent = agents + [False]
        self.transfer = [
            half_up(list_fen * value, BP) if mode == DISCOUNT else value if mode == FLOOR else None
            for mode, value in edges
        ]

    def above(self, i):
        return self.orgs[i - 1] if i else "S"

    def commission(self, i, base):
        return half_up(base * self.edges[i][1], BP) if self.agent[i] else 0


class Sale:
    """One order of a chain, from the money held to what is given back."""

    def __init__(self, books, chain, coupon=0):
        self.books, self.chain, self.coupon = books, chain, coupon
        self.cash = chain.price - coupon

    def hold(self, event):
        c = self.chain
        self.books.tell(f"O hold {self.coupon}")
        self.books.post(event, c.orgs[-1], [(c.free, self.cash, 0), (c.held, 0, self.cash)])

    def release(self, event):
        c = self.chain
        self.books.tell(f"O release {self.coupon}")
        self.books.post(event, c.orgs[-1], [(c.held, self.cash, 0), (c.free, 0, self.cash)])

    def _below(self, i, amount_of, customer_side):
        """Who pays seller i, and how much all told."""
        c = self.chain
        if i == c.last:
            return customer_side
        got = amount_of(None) if c.agent[i + 1] else amount_of(i + 1)
        return [(f"1122.{c.orgs[i + 1]}", got)], got

    def _allowance(self):
        return "6601.01" if self.chain.agent[self.chain.last] else "6001.90"

    def capture(self, event):
        c, price = self.chain, self.chain.price
        self.books.tell(f"O capture {self.coupon}")
        paid = [(c.held, self.cash), (self._allowance(), self.coupon)]
        for i, org in enumerate(c.orgs):
            side, got = self._below(
                i, lambda e: price if e is None else c.transfer[e], (paid, price))
            lines = [(a, fen, 0) for a, fen in side]
            if c.agent[i]:
                k = c.commission(i, price)
                lines += [(f"2202.{c.above(i)}", 0, got), (f"1122K.{c.above(i)}", k, 0),
                          ("6051", 0, k)]
            else:
                cost = c.transfer[i]
                lines += [("6001", 0, got), ("6401", cost, 0), (f"2202.{c.above(i)}", 0, cost)]
            if c.agent[i + 1]:
                k = c.commission(i + 1, price)
                lines += [("6601.K", k, 0), (f"2202K.{c.orgs[i + 1]}", 0, k)]
            self.books.post(event, org, lines)

    def refund(self, event, used, whole):
        """What is kept is rounded first, then split between money and coupon; a commission is the
        rate of what is kept, never a rate of what goes back."""
        c, price = self.chain, self.chain.price
        self.books.tell(f"O refund {self.coupon} {used} {whole}")
        kept = half_up(price * used, whole)
        kept_cash, kept_coupon = split(kept, [self.cash, self.coupon])
        kept_at = [None if t is None else half_up(t * used, whole) for t in c.transfer]
        back = [(c.free, self.cash - kept_cash), (self._allowance(), self.coupon - kept_coupon)]

        def amount(e):
            return price - kept if e is None else c.transfer[e] - kept_at[e]

        for i, org in enumerate(c.orgs):
            side, gone = self._below(i, amount, (back, price - kept))
            lines = [(f"2202.{c.above(i)}" if c.agent[i] else "6001", gone, 0)]
            lines += [(a, 0, fen) for a, fen in side]
            if c.agent[i]:
                k = c.commission(i, price) - c.commission(i, kept)
                lines += [("6051", k, 0), (f"1122K.{c.above(i)}", 0, k)]
            else:
                cost = amount(i)
                lines += [(f"2202.{c.above(i)}", cost, 0), ("6401", 0, cost)]
            if c.agent[i + 1]:
                k = c.commission(i + 1, price) - c.commission(i + 1, kept)
                lines += [(f"2202K.{c.orgs[i + 1]}", k, 0), ("6601.K", 0, k)]
            self.books.post(event, org, lines)


# --- money that comes and goes ---


def capital(books, chain, fen):
    books.tell(f"O capital {fen}")
    for org in chain.orgs:
        books.post("capital", org, [("1002", fen, 0), ("4001", 0, fen)])
        books.cash += fen


def recharge_online(books, event, chain, fen):
    """Collected at the top; each seller is owed it by the one above."""
    books.tell(f"O online {fen}")
    for i, org in enumerate(chain.orgs):
        debit = f"1221.{chain.orgs[i - 1]}" if i else "1012"
        credit = chain.free if i == chain.last else f"2241.{chain.orgs[i + 1]}"
        books.post(event, org, [(debit, fen, 0), (credit, 0, fen)])
    books.cash += fen


def payout(books, event, chain, fen, fee):
    books.tell(f"O payout {fen} {fee}")
    books.post(event, chain.orgs[0], [("1002", fen - fee, 0), ("6603", fee, 0), ("1012", 0, fen)])
    books.cash -= fee


def recharge_offline(books, events, chain, fen):
    """Into the bank of the customer's own seller; found to be the customer's afterwards."""
    own = chain.orgs[-1]
    books.tell(f"O offline {fen}")
    books.post(events[0], own, [("1002", fen, 0), ("2241.99", 0, fen)])
    books.post(events[1], own, [("2241.99", fen, 0), (chain.free, 0, fen)])
    books.cash += fen


def withdraw(books, event, chain, fen):
    books.tell(f"O withdraw {fen}")
    for i in range(chain.last, -1, -1):
        debit = chain.free if i == chain.last else f"2241.{chain.orgs[i + 1]}"
        credit = f"1221.{chain.orgs[i - 1]}" if i else "1002"
        books.post(event, chain.orgs[i], [(debit, fen, 0), (credit, 0, fen)])
    books.cash -= fen


def settle(books, event, chain, i):
    """Seller i with the one above it: goods, less what was collected above, less commission."""
    above, own = chain.orgs[i - 1], chain.orgs[i]
    goods, collected = -books.of(own, f"2202.{above}"), books.of(own, f"1221.{above}")
    commission = books.of(own, f"1122K.{above}")
    net = goods - collected - commission
    paid, got = max(net, 0), max(-net, 0)
    books.tell(f"O settle {i}")
    books.post(event, own, [(f"2202.{above}", goods, 0), ("1002", got, 0),
                            (f"1221.{above}", 0, collected), (f"1122K.{above}", 0, commission),
                            ("1002", 0, paid)])
    books.post(event, above, [(f"2241.{own}", collected, 0), (f"2202K.{own}", commission, 0),
                              ("1002", paid, 0), (f"1122.{own}", 0, goods), ("1002", 0, got)])


def settle_supplier(books, event, chain):
    top = chain.orgs[0]
    goods, commission = -books.of(top, "2202.S"), books.of(top, "1122K.S")
    books.tell("O supplier")
    books.post(event, top, [("2202.S", goods, 0), ("1122K.S", 0, commission),
                            ("1002", 0, goods - commission)])
    books.cash -= goods - commission


# --- what must hold of all of it ---


def check(books, chain, settled=False):
    for org in chain.orgs:
        assert sum(v for (book, _), v in books.balance.items() if book == org) == 0
    for above, own in zip(chain.orgs, chain.orgs[1:]):
        for there, here in ((f"1122.{own}", f"2202.{above}"), (f"2241.{own}", f"1221.{above}"),
                            (f"2202K.{own}", f"1122K.{above}")):
            assert books.of(above, there) + books.of(own, here) == 0, (above, own, there)
    held = sum(v for (_, account), v in books.balance.items() if account in ("1002", "1012"))
    assert held == books.cash, (held, books.cash)
    if settled:
        for (book, account), v in books.balance.items():
            assert v == 0 or account[:4] not in ("1122", "2202", "1221", "2241"), (book, account, v)
