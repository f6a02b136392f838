// The day after: what finance people find and do once a day is over. Yesterday's purchases are settled with
// neighbours and suppliers and billed by the hour; receipts, withdrawals, entries and a template of today.
import { Person, until } from './api.mjs'

const dayMs = 86_400_000
const dayOf = (/** @type {number} */ ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)

/** What the bank's statement says; one line is claimed, one asked for, one sent back. @param {Person} finance @param {Person} sales @param {string} customer_id @param {string} day */
async function receipts(finance, sales, customer_id, day) {
  const lines = [
    `B-${day}-01,5000.00,清江材料研究所,6222 0200 0000 1111,补充预存,${day}`,
    `B-${day}-02,12800.00,清江材料研究所,6222 0200 0000 1111,二期项目,${day}`,
    `B-${day}-03,300.00,张三,,不明来款,${day}`,
    `B-${day}-04,6600.00,南湖大学材料学院,9558 8000 0000 2222,,${day}`,
  ]
  await finance.post('arrivals/import', { csv: ['bank_ref,amount,payer,payer_account,memo,day', ...lines].join('\n') })
  const { items } = await finance.get('arrivals')
  const of = (/** @type {string} */ n) => items.find((/** @type {any} */ one) => one.bank_ref.endsWith(n))
  await finance.post(`arrivals/${of('-01').id}/claim`, { parts: [{ customer_id, amount_fen: 500_000 }] })
  await sales.post(`arrivals/${of('-02').id}/claim`, { parts: [{ customer_id, amount_fen: 1_280_000 }] })
  await finance.post(`arrivals/${of('-03').id}/return`, { reason: '查无此客户' })
}

/** @param {Person} customer @param {Person} finance */
async function withdrawals(customer, finance) {
  const ask = (/** @type {number} */ amount_fen, /** @type {string} */ memo) =>
    customer.post('withdrawals', { amount_fen, holder: '清江材料研究所', bank: '工商银行合肥分行', account_no: '6222020000001111', memo })
  const paid = await ask(120_000, '退回多存款项')
  await finance.post(`withdrawals/${paid.id}/pay`, { bank_ref: 'OUT-0001' })
  const wrong = await ask(90_000, '金额写错')
  await customer.post(`withdrawals/${wrong.id}/cancel`)
  await ask(80_000, '项目结余')
}

/** By hand; what is above the limit waits for a second person. @param {Person} admin @param {Person} finance */
async function entries(admin, finance) {
  await admin.post('book/limit', { entry_limit_fen: 1_000_000 })
  await finance.post('entries', { event: 'capital.in', ref: 'CAP-1', text: '股东投入', vars: { amount: 900_000 } })
  await finance.post('entries', { event: 'expense.paid', ref: 'EXP-1', text: '机房巡检差旅', vars: { amount: 128_050 } })
  await finance.post('entries', { event: 'capital.in', ref: 'CAP-2', text: '股东追加投入', vars: { amount: 20_000_000 } })
  await finance.post('subjects', { code: '6602.01', name_zh: '管理费用-差旅', name_en: 'Travel', side: 'D' })
  await finance.post('templates', { event: 'expense.paid', role: 'own', lines: [{ side: 'D', subject: '6602.01', party: '', amount: 'amount' }, { side: 'C', subject: '1002', party: '', amount: 'amount' }] })
}

/** Yesterday's run with a neighbour is objected to, the one with a supplier can be paid. @param {Person} admin @param {Person} money @param {Person} seller @param {string} supplier_id */
async function settlements(admin, money, seller, supplier_id) {
  const runs = await until('yesterday is settled', async () => {
    const { items } = await admin.get('settlements')
    return items.length >= 2 ? items : null
  })
  const distribution = runs.find((/** @type {any} */ one) => one.kind === 'distribution')
  const lines = (await seller.get(`settlements/${distribution.id}/lines`)).items
  await seller.post(`settlements/${distribution.id}/objections`, { line_id: lines[0].id, reason: '单价与协议不符，应按八五折' })
  const second = await seller.post(`settlements/${distribution.id}/objections`, { line_id: lines.at(-1).id, reason: '该笔已退订' })
  await money.post(`objections/${second.id}/refuse`, { answer: '退订发生在次日，计入下期' })
  const funds = await money.post('entries', { event: 'capital.in', ref: 'CAP-1', text: '股东投入', vars: { amount: 50_000_000 } })
  if (funds.state === 'waiting') await admin.post(`entries/${funds.id}/confirm`)
  const supply = runs.find((/** @type {any} */ one) => one.kind === 'supply' && one.seller_id === supplier_id)
  await money.post(`settlements/${supply.id}/confirm`, {})
  await new Person(admin.url, 'dawn', admin.password).signIn().then((dawn) => dawn.post(`settlements/${supply.id}/confirm`, {}))
  await money.post(`settlements/${supply.id}/submit`)
}

/** A supplier's bill: one line as it is here, one dearer, one nobody knows. @param {Person} money @param {Person} supplier @param {string} supplier_id @param {number} now */
async function supplierBill(money, supplier, supplier_id, now) {
  const sold = (await supplier.get('supplies')).items.filter((/** @type {any} */ one) => one.sale_fen > 0)
  const yuan = (/** @type {number} */ fen) => (fen / 100).toFixed(2)
  const rows = sold.map((/** @type {any} */ one) => `${one.id},${yuan(one.sale_fen + (one.cycle === 'hour' ? 12_000 : 0))},`)
  await money.post('supplier-bills', {
    supplier_id, bill_no: 'DAWN-2026-11', from: dayOf(now - 2 * dayMs), to: dayOf(now), csv: ['ref,amount,memo', ...rows, 'lin_0000000000000,50.00,网络配置费'].join('\n'),
  })
}

/** @param {any} market @param {string} url @param {string} password */
export async function fillBooks(market, url, password) {
  const person = (/** @type {string} */ login) => new Person(url, login, password).signIn()
  const [admin, money, seller, finance, sales, customer] = [await person('admin'), await person('money'), await person('seller'), await person('finance'), await person('zhou'), await person('customer')]
  const now = (await admin.get('me')).server_ms
  await receipts(finance, sales, customer.org, dayOf(now))
  await withdrawals(customer, finance)
  await entries(seller, finance)
  await settlements(admin, money, seller, market.dawn)
  await until('the hours of yesterday are billed', async () => (await customer.get('bills')).items.length > 0)
  await supplierBill(money, await person('dawn'), market.dawn, now)
}
