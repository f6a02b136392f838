// Where on the selling chain something does not fit: the organisations in a row, the edge at fault marked.
import type { ApiError } from '@/api/client'
import { useI18n } from '@/i18n'
import type { Agreement } from './Agreement'

export function Edge(props: { seller: string; buyer: string }) {
  const { t } = useI18n()
  return <span>{props.seller} <span aria-hidden="true">→</span><span className="vh"> {t('chain.sells')} </span> {props.buyer}</span>
}

const faults = [
  ['pays a larger commission', 'chain.commission'],
  ['would get less than it pays', 'chain.loss'],
  ['may not ask that much', 'chain.cap'],
  ['cannot buy from an agent', 'chain.agent'],
] as const

interface Fault { sku: string; cycle: string; from: string; to: string; what: (typeof faults)[number][1] | ''; told: string }

/** The server's sentence: "SKU (cycle, seller → buyer): what", or "what: seller → buyer". */
export function faultOf(told: string): Fault | null {
  const what = faults.find(([text]) => told.includes(text))?.[1] ?? ''
  const long = /^(.*) \((\w+), ([^()]*)\): (.*)$/.exec(told)
  if (long) {
    const [, sku = '', cycle = '', edge = '', why = ''] = long
    return { sku, cycle, ...sidesOf(edge), what, told: why }
  }
  const short = /^(.*): ([^:]*)$/.exec(told)
  if (!short) return null
  const [, why = '', edge = ''] = short
  return { sku: '', cycle: '', ...sidesOf(edge), what, told: why }
}

/** Whom it is between, when whoever asks may know. */
function sidesOf(edge: string): { from: string; to: string } {
  const [from = '', to = ''] = edge.includes(' → ') ? edge.split(' → ') : []
  return { from, to }
}

/** The draft's own edge and the one at fault, as one chain where they touch. */
function chainOf(agreement: Agreement, fault: Fault): { name: string; bad: boolean }[] {
  const { seller, buyer } = agreement
  const { from, to } = fault
  if (!from) return [{ name: seller, bad: false }, { name: buyer, bad: false }, { name: '', bad: true }]
  if (from === seller && to === buyer) return [{ name: seller, bad: false }, { name: buyer, bad: true }]
  if (to === seller) return [{ name: from, bad: false }, { name: seller, bad: true }, { name: buyer, bad: false }]
  if (from === buyer) return [{ name: seller, bad: false }, { name: buyer, bad: false }, { name: to, bad: true }]
  return [{ name: from, bad: false }, { name: to, bad: true }]
}

export function ChainFault({ error, agreement }: { error: ApiError; agreement: Agreement }) {
  const { t } = useI18n()
  const fault = faultOf(error.body.text)
  if (!fault) return null
  const chain = chainOf(agreement, fault)
  const cycle = ['once', 'hour', 'month', 'year', 'usage'].find((one) => one === fault.cycle) as 'month' | undefined
  return (
    <div className="kb-chain-box" data-testid="agreement.chain">
      {fault.sku && <p>{t('chain.sku')} <span className="strong">{fault.sku}</span>{cycle && <span className="muted"> · {t(`per.${cycle}`)}</span>}</p>}
      <ol className="kb-chain" aria-label={t('chain')}>
        {chain.map((node, i) => (
          <li key={i} className={node.bad ? 'kb-chain-bad' : ''}>
            {i > 0 && <span className="kb-chain-arrow" aria-label={t(node.bad ? 'chain.bad' : 'chain.sells')}>{node.bad ? '✕' : '→'}</span>}
            <span className="kb-chain-node">{node.name || t('chain.below')}</span>
          </li>
        ))}
      </ol>
      <p className="bad-text strong">{fault.what ? t(fault.what) : fault.told}</p>
    </div>
  )
}
