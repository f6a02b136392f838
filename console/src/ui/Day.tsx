// A day, or a moment of one, typed the way all of the console shows it (2026-11-29, 2026-11-29 14:02) or picked
// from the browser's calendar. The browser's own field would show it in the form of the browser's language.
import { CalendarOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useT } from '@/i18n'
import { dayOfText, localOfText } from '@/lib/time'

interface Props {
  /** 2026-11-29, or 2026-11-29T14:02 with a clock */
  value?: string
  /** what is typed, made whole where it is left; with days only what is a day or nothing */
  onChange?: (value: string) => void
  clock?: boolean
  only?: 'days'
  id?: string
  className?: string
  'aria-label'?: string
  'data-testid'?: string
}

export function Day(props: Props) {
  const t = useT()
  const { value = '', onChange, clock = false, only, className = '', ...rest } = props
  const [typed, setTyped] = useState<string | null>(null)
  const native = useRef<HTMLInputElement>(null)
  const whole = clock ? localOfText : dayOfText
  const wrong = typed !== null && typed.trim() !== '' && whole(typed) === null
  const put = (text: string) => {
    if (only !== 'days' || text === '' || whole(text) === text) onChange?.(text)
  }
  const type = (text: string) => {
    setTyped(text)
    put(text)
  }
  const leave = () => {
    const made = typed === null ? null : whole(typed)
    if (made !== null) put(made)
    if (made !== null || typed?.trim() === '') setTyped(null)
  }
  return (
    <span className={`kb-day ${className}`}>
      <Input
        {...rest} className="num" autoComplete="off" inputMode="numeric" maxLength={clock ? 16 : 10} placeholder={t(clock ? 'day.moment' : 'day.form')}
        value={(typed ?? value).replace('T', ' ')} status={wrong ? 'error' : undefined}
        onChange={(event) => type(event.target.value)} onBlur={leave} onPressEnter={leave}
        suffix={<button type="button" className="kb-day-pick" aria-label={t('day.pick')} onClick={() => native.current?.showPicker()}><CalendarOutlined aria-hidden /></button>}
      />
      <input
        ref={native} className="kb-day-native" type={clock ? 'datetime-local' : 'date'} tabIndex={-1} aria-hidden="true" value={whole(value) ?? ''}
        onChange={(event) => { setTyped(null); put(event.target.value) }}
      />
    </span>
  )
}
