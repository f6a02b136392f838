import type { Out } from '@/api/client'
import { useSession } from '@/app/session'
import { useT } from '@/i18n'
import { fenDiff } from '@/lib/money'
import { dateText } from '@/lib/time'
import { Money } from '@/ui/Money'

export type Settlement = Out<'settlements_get'>

/** "2026-10-01 – 2026-10-31", one day alone: the end is the first moment that is no longer in it. */
export function spanOf(run: { from_ms: number; to_ms: number }): string {
  const days = new Set([dateText(run.from_ms), dateText(run.to_ms - 1)])
  return [...days].join(' – ')
}

/** Who pays whom how much. */
export function Net({ run, short }: { run: Settlement; short?: boolean }) {
  const t = useT()
  const { org } = useSession()
  const fen = run.net_fen < 0 ? fenDiff(0, run.net_fen) : run.net_fen
  if (!run.payer) return <span className="muted">{t('settle.even')}</span>
  const payerId = run.payer === 'seller' ? run.seller_id : run.buyer_id
  const names = run.payer === 'seller' ? [run.seller, run.buyer] : [run.buyer, run.seller]
  const ours = org.id === payerId
  return (
    <span className="nowrap">
      {short ? <span className="muted small">{t(ours ? 'settle.we_pay' : 'settle.we_get')} </span> : <span>{names[0]} → {names[1]} </span>}
      <Money fen={fen} strong />
    </span>
  )
}
