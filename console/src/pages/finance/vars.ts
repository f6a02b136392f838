/** The names in a template's amounts ("price - coupon"), each once, in the order they are met. */
export function varsOf(amounts: readonly string[]): string[] {
  return [...new Set(amounts.flatMap((amount) => amount.match(/[a-z_][a-z0-9_]*/g) ?? []))]
}
