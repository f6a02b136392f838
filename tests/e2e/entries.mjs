// What people record by hand: capital, costs of a department and of a person, and one entry above the limit
// that waits for a second person.
import { Person } from './api.mjs'

/** @param {string} url @param {string} password */
export async function fillEntries(url, password) {
  const seller = await new Person(url, 'seller', password).signIn()
  const finance = await new Person(url, 'finance', password).signIn()
  const departments = (await finance.get('departments')).items
  const staff = (await finance.get('staff')).items
  const department = departments.find((/** @type {any} */ one) => one.name === '销售部')?.id
  const person = staff.find((/** @type {any} */ one) => one.name === '周航')?.id
  await seller.post('book/limit', { entry_limit_fen: 2_000_000 })
  const put = (/** @type {string} */ event, /** @type {string} */ ref, /** @type {string} */ text, /** @type {number} */ amount, more = {}) =>
    finance.post('entries', { event, ref, text, vars: { amount }, ...more })
  await put('capital.in', 'CAP-2026-01', '股东投入', 1_500_000)
  await put('income.other', 'OTH-1129', '展会补贴', 120_000)
  await put('expense.paid', 'EXP-1129-01', '客户拜访差旅', 86_000, { department_id: department, staff_id: person })
  await put('expense.paid', 'EXP-1129-02', '销售部场地费', 240_000, { department_id: department })
  await put('capital.in', 'CAP-2026-02', '增资', 5_000_000)
}
