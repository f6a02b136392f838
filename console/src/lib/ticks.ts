// The marks of a chart's axis: round numbers, zero among them.

/** About five round steps that cover everything from the least to the most. All integers: amounts stay exact. */
export function ticksOf(values: readonly number[]): number[] {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  const step = roundStep(Math.max(1, (most - least) / 4))
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
}

/** 1, 2 or 5 with zeros: the first that is not less. */
function roundStep(least: number): number {
  const ten = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((n) => n * ten).find((step) => step >= least) ?? ten * 10
}

/** Which of n labels are written where only some have room: evenly, the last always. */
export function labelled(n: number, room: number): boolean[] {
  const every = Math.max(1, Math.ceil(n / Math.max(1, room)))
  return Array.from({ length: n }, (_, i) => (n - 1 - i) % every === 0)
}
