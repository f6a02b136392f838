import { useT } from '@/i18n'
import { fenYuan, type Fen } from '@/lib/money'

/** An amount. out: money that left, told by a word for those who do not see colour. */
export function Money(props: { fen: Fen | undefined; out?: boolean; strong?: boolean; why?: string }) {
  const t = useT()
  if (props.fen === undefined) return <span className="num" title={props.why}>—</span>
  return (
    <span className={`num nowrap${props.out ? ' bad-text' : ''}${props.strong ? ' strong' : ''}`}>
      {props.out && <span className="vh">{t('money.out')}</span>}
      {fenYuan(props.fen)}
    </span>
  )
}
