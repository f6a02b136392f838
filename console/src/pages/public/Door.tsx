// The door: what KBOSS is on one side, a form on the other.
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Brand } from '@/app/shell/Brand'
import { LangSwitch, ThemeSwitch } from '@/app/shell/Header'
import { useT } from '@/i18n'

export function useTitle(title: string) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · ${t('brand')}`
  }, [title, t])
}

export function Door(props: { children: ReactNode }) {
  const t = useT()
  return (
    <main className="kb-split">
      <section className="kb-hero" aria-label={t('brand')}>
        <Link to="/" className="kb-hero-brand"><Brand name={t('brand')} big /></Link>
        <div>
          <h2>{t('front.title')}</h2>
          <p className="kb-hero-lead">{t('front.lead')}</p>
        </div>
        <ul className="kb-hero-points">
          {(['open', 'term', 'books'] as const).map((point) => (
            <li key={point}><span className="strong">{t(`front.point.${point}`)}</span>{t(`front.point.${point}.text`)}</li>
          ))}
        </ul>
      </section>
      <section className="kb-split-form">
        <div className="row apart"><Link to="/shop">{t('menu.shop')}</Link><span className="row"><LangSwitch /><ThemeSwitch /></span></div>
        <div className="kb-split-box">{props.children}</div>
      </section>
    </main>
  )
}
