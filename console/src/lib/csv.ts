/** "line 3, column amount: …" of a refusal, and the line itself. */
export function refusedLine(csv: string, text: string): { n: number; line: string } | null {
  const n = Number(/\bline (\d+)\b/.exec(text)?.[1] ?? 0)
  const line = n > 0 ? csv.split(/\r?\n/)[n - 1] : undefined
  return line === undefined ? null : { n, line }
}
