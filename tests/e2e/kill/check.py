"""What must hold after everything: each check returns what it found wrong, nothing when all is
well."""
import glob
import os
import re
import sqlite3

from people import read_device

OPEN_PHASES = "('queued', 'running', 'waiting', 'held', 'unknown')"
BAD_WORDS = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|core\.halt|assert", re.I)


class Checks:
    def __init__(self, site, business, memory, watcher):
        self.site, self.business, self.memory, self.watcher = site, business, memory, watcher

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.site.database()}?mode=ro", uri=True, timeout=30) as db:
            db.row_factory = sqlite3.Row
            return db.execute(sql).fetchall()

    # --- while it runs: what was answered is there, once ---

    def nothing_acknowledged_is_lost(self):
        wrong = []
        for item in self.memory.of("order") + self.memory.of("renew"):
            told = {line["id"]: line["price_fen"] for line in item["reply"]["lines"]}
            page = item["by"].get(f"/v1/orders/{item['reply']['order']['id']}")
            if {line["id"]: line["price_fen"] for line in page["lines"]} != told:
                wrong.append(f"order {item['reply']['order']['id']} is another")
        for item in self.memory.of("close"):
            resource = item["by"].get(f"/v1/resources/{item['reply']['resource']['id']}")[
                "resource"
            ]
            if resource["state"] not in ("closing", "closed"):
                wrong.append(f"{resource['id']} was closed and is {resource['state']}")
        confirmed = {
            i["id"]
            for i in self.business.cashier.every("/v1/recharges")
            if i["state"] == "confirmed"
        }
        for item in self.memory.of("confirm"):
            if item["reply"]["id"] not in confirmed:
                wrong.append(f"recharge {item['reply']['id']} is not confirmed")
        return wrong

    def nothing_is_done_twice(self):
        wrong = []
        for customer in self.business.customers:
            for path, kinds, name in (
                ("/v1/orders", ("order", "renew"), lambda r: r["order"]["id"]),
                ("/v1/recharges", ("recharge",), lambda r: r["id"]),
            ):
                told = [
                    name(i["reply"])
                    for k in kinds
                    for i in self.memory.of(k)
                    if i["by"] is customer
                ]
                there = [i["id"] for i in customer.every(path)]
                if sorted(told) != sorted(there):
                    wrong.append(
                        f"{customer.login}: {len(told)} acknowledged, {len(there)} in {path}"
                    )
        return wrong

    def repeated_writes_answer_the_same(self):
        return [f"{i['path']} with {i['key']}" for i in self.memory.copy() if not i["by"].repeat(i)]

    def balances_are_the_sum(self):
        wrong = []
        for customer in self.business.customers:
            paid = sum(
                i["body"]["amount_fen"] for i in self.memory.of("recharge") if i["by"] is customer
            )
            held = spent = 0
            for item in self.memory.of("order") + self.memory.of("renew"):
                if item["by"] is not customer:
                    continue
                for line in customer.get(f"/v1/orders/{item['reply']['order']['id']}")["lines"]:
                    held += line["price_fen"] if line["state"] == "held" else 0
                    if line["state"] == "active":
                        spent += line["price_fen"] - line["back_fen"]
            has = customer.get("/v1/balance")
            if (has["available_fen"], has["frozen_fen"]) != (paid - held - spent, held):
                wrong.append(f"{customer.login} has {has}, not {paid - held - spent} and {held}")
        return wrong

    # --- by the rows ---

    def books_verify(self):
        ok, text = self.site.verify()
        return [] if ok else [text]

    def held_lines_are_on_their_way(self):
        return [
            f"line {r['id']}"
            for r in self.rows(
                f"SELECT id FROM order_line l WHERE state = 'held' AND NOT EXISTS (SELECT 1 "
                f"FROM job j WHERE "
                f"j.resource_id = l.resource_id AND j.verb = 'open' AND j.phase IN {OPEN_PHASES})"
            )
        ]

    def jobs_have_deadlines_and_waiting_ones_work_orders(self):
        wrong = [
            f"job {r['id']} has no deadline"
            for r in self.rows(
                f"SELECT id FROM job WHERE phase IN {OPEN_PHASES} AND (deadline_ms <= 0 OR "
                f"on_deadline = '')"
            )
        ]
        wrong += [
            f"job {r['id']} {r['verb']} {r['driver']} is {r['phase']}: {r['reason']} {r['text']}"
            for r in self.rows(
                "SELECT * FROM job WHERE phase IN ('queued', 'running', 'waiting', 'unknown')"
            )
        ]
        return wrong + [
            f"job {r['id']} is held without a work order"
            for r in self.rows(
                "SELECT id FROM job j WHERE phase = 'held' AND NOT EXISTS (SELECT 1 FROM "
                "work_order w WHERE "
                "w.job_id = j.id AND w.state NOT IN ('done', 'canceled'))"
            )
        ]

    def no_slot_leaks(self):
        wrong = [
            f"slot {r['id']} is {r['stage']}, its resource {r['state']}"
            for r in self.rows(
                "SELECT s.id, s.stage, r.state FROM slot s LEFT JOIN resource r ON r.id = "
                "s.resource_id WHERE "
                "(s.stage = 'free') <> (s.resource_id = 0) OR (s.stage <> 'free' AND "
                "(r.state IS NULL OR "
                "r.state = 'closed' OR (r.state = 'active' AND s.stage <> 'in_use'))) OR "
                "(r.state = 'failed' AND s.stage <> 'closing')"
            )
        ]
        wrong += [
            f"{r['resources']} resources on slot {r['slot_id']}"
            for r in self.rows(
                "SELECT slot_id, count(*) AS resources FROM resource WHERE state NOT IN "
                "('closed', 'failed') "
                "GROUP BY slot_id HAVING count(*) > 1"
            )
        ]
        return wrong + [
            f"device {r['device_id']}: {r['free']} free counted, {r['really']} are"
            for r in self.rows(
                "SELECT l.device_id, l.free, (SELECT count(*) FROM slot s WHERE s.device_id "
                "= l.device_id AND "
                "s.sku_id = l.sku_id AND s.stage = 'free') AS really FROM loading l WHERE "
                "l.free <> really"
            )
        ]

    # --- by the devices' own truth ---

    def devices_were_opened_once_each(self):
        wrong = [
            f"{device} was opened {len(times)} times for {resource}"
            for (device, resource), times in self.watcher.seen.items()
            if len(times) > 1
        ]
        placed = {
            r["asset_tag"]: r["n"]
            for r in self.rows(
                "SELECT d.asset_tag, count(r.id) AS n FROM device d LEFT JOIN resource r ON "
                "r.device_id = d.id GROUP BY d.id"
            )
        }
        for d in self.devices():
            if (
                d["opened"] - d["closed"] != (d["resource"] != 0)
                or d["opened"] > placed[d["device"]]
            ):
                wrong.append(f"{d}, {placed[d['device']]} resources were placed there")
        return wrong

    def devices_are_what_the_rows_say(self):
        """But for those a technician took over: he does not open made-up devices."""
        by_hand = {
            r["device_id"]
            for r in self.rows("SELECT device_id FROM work_order WHERE state = 'done'")
        }
        wrong, truth = [], {d["device"]: d for d in self.devices()}
        for r in self.rows(
            "SELECT d.id, d.asset_tag, max(CASE WHEN r.state = 'active' THEN r.id ELSE 0 "
            "END) AS has, "
            "sum(r.state IN ('opening', 'closing')) AS busy FROM device d JOIN endpoint e ON "
            "e.device_id = d.id JOIN resource r ON r.device_id = d.id GROUP BY d.id"
        ):
            device = truth.get(r["asset_tag"], {"resource": 0})
            if r["id"] in by_hand or r["busy"] or device["resource"] == r["has"]:
                continue
            wrong.append(f"{r['asset_tag']} belongs to {r['has']} and is {device}")
        return wrong

    def devices(self):
        return [read_device(p) for p in glob.glob(os.path.join(self.site.devices(), "sim-*.json"))]

    # --- by the processes ---

    def nothing_ended_by_itself(self):
        wrong = [
            f"{name} ended with {status}"
            for name, status in self.site.stop().items()
            if status not in (0, 255)
        ]
        for process in (self.site.kbossd, self.site.agent):
            with open(process.log, encoding="utf-8", errors="replace") as f:
                wrong += [line.strip() for line in f if BAD_WORDS.search(line)][:5]
        return wrong

    def all(self):
        """In this order: the first ones need the daemons, the last one ends them."""
        return [
            self.jobs_have_deadlines_and_waiting_ones_work_orders,
            self.nothing_acknowledged_is_lost,
            self.nothing_is_done_twice,
            self.repeated_writes_answer_the_same,
            self.balances_are_the_sum,
            self.books_verify,
            self.held_lines_are_on_their_way,
            self.no_slot_leaks,
            self.devices_were_opened_once_each,
            self.devices_are_what_the_rows_say,
            self.nothing_ended_by_itself,
        ]
