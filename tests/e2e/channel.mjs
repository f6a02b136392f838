// The payer of the simulated payment channel: whoever holds the account's secret tells what became of a
// payment, as the operator's guide says. For worlds that are looked at, never where there is real money.
import { createHmac } from 'node:crypto'
import { Person } from './api.mjs'

/** An object with its names in order and no blanks. @param {Record<string, string | number>} event */
const plain = (event) => JSON.stringify(event, Object.keys(event).sort())

/** @param {string} url @param {string} secret */
export function payer(url, secret) {
  /** @param {Record<string, string | number>} what */
  const tell = async (what) => {
    const event = { ...what, timestamp_ms: Date.now() }
    const sign = createHmac('sha256', secret).update(`KBOSS-PAYMENT-SIMULATOR-1\n${plain(event)}`).digest('hex')
    const answer = await fetch(`${url}/v1/pay/simulator/notify`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ event, sign }),
    })
    if (!answer.ok) throw new Error(`the channel was not heard: ${answer.status} ${await answer.text()}`)
  }
  return {
    /** @param {string} out_trade_no @param {string} channel_no @param {number} amount_fen @param {string} [currency] */
    paid: (out_trade_no, channel_no, amount_fen, currency = 'CNY') => tell({ kind: 'trade', outcome: 'done', out_trade_no, channel_no, amount_fen, currency }),
    /** @param {string} out_trade_no */
    failed: (out_trade_no) => tell({ kind: 'trade', outcome: 'failed', out_trade_no }),
    /** @param {string} out_trade_no @param {string} channel_no @param {number} amount_fen */
    takenBack: (out_trade_no, channel_no, amount_fen) => tell({ kind: 'chargeback', out_trade_no, channel_no, amount_fen, currency: 'CNY' }),
  }
}

/**
 * A channel with payments in every state a clock does not have to bring about, two chargebacks - one that the
 * balance pays, one that it does not - notices nobody can act on, and a payout.
 * @param {string} url @param {string} password @param {any[]} skus
 */
export async function fillChannel(url, password, skus) {
  const person = (/** @type {string} */ login) => new Person(url, login, password).signIn()
  const [admin, seller, customer] = [await person('admin'), await person('seller'), await person('customer')]
  const { secret_once } = await admin.post('pay-accounts', { channel: 'simulator' })
  const channel = payer(url, secret_once)
  const begin = async (/** @type {Person} */ of, /** @type {object} */ what) => (await of.post('payments', { channel: 'simulator', ...what })).payment
  const into = await begin(customer, { amount_fen: 500_000 })
  await channel.paid(into.out_trade_no, 'SIM20261129000001', 500_000)
  await channel.takenBack(into.out_trade_no, 'SIM20261129000077', 20_000)
  const quote = await customer.post('quotes', { sku_id: skus[4].id, periods: 1 })
  const bought = await begin(customer, { amount_fen: 19_900, quote_id: quote.id, alias: '预发环境' })
  await channel.paid(bought.out_trade_no, 'SIM20261129000002', 19_900)
  const left = await begin(customer, { amount_fen: 80_000 })
  await channel.failed(left.out_trade_no)
  const less = await begin(customer, { amount_fen: 60_000 })
  await channel.paid(less.out_trade_no, 'SIM20261129000004', 59_900)
  const foreign = await begin(customer, { amount_fen: 30_000 })
  await channel.paid(foreign.out_trade_no, 'SIM20261129000005', 4_200, 'USD')
  await begin(customer, { amount_fen: 128_800 })
  const poor = await person('nanhu')
  const spent = await begin(poor, { amount_fen: 50_000 })
  await channel.paid(spent.out_trade_no, 'SIM20261129000006', 50_000)
  await poor.post('withdrawals', { amount_fen: 30_000, holder: '南湖大学材料学院', bank: '建设银行南湖支行', account_no: '6217000011112222' })
  await channel.takenBack(spent.out_trade_no, 'SIM20261129000078', 50_000)
  const ark = await person('ark')
  await seller.post('quotes', { customer_id: ark.org, sku_id: skus[4].id, periods: 1 })
  await admin.post('customers', { name: '临港气象中心', admin_login: 'weather', admin_name: '白露', admin_password: password })
  const weather = await person('weather')
  const own = await begin(weather, { amount_fen: 260_000 })
  await channel.paid(own.out_trade_no, 'SIM20261129000007', 260_000)
  const money = await person('money')
  await money.post('payouts', { channel: 'simulator', amount_fen: 400_000, bank_ref: 'CMB20261129000318' })
}
