/** "2026-11" of 202611. */
export const monthText = (month: number): string => `${String(month).slice(0, 4)}-${String(month).slice(4)}`

const monthsOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** The first day of the month so many months before the month of a day ("2026-11-05"). */
export function monthsBefore(day: string, months: number): string {
  const at = monthsOf(day) - months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

/** The first and the last day of 202611. */
export function daysOf(month: number): { from: string; to: string } {
  const from = `${monthText(month)}-01`
  const next = new Date(`${monthsBefore(from, -1)}T00:00:00Z`).getTime()
  return { from, to: new Date(next - 86_400_000).toISOString().slice(0, 10) }
}

/** How many months two days touch. */
export const monthsTouched = (from: string, to: string): number => monthsOf(to) - monthsOf(from) + 1
