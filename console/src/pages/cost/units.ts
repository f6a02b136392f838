import { useI18n } from '@/i18n'

/** What a metered resource is counted in, in words. */
export function useUnit(): (unit: string) => string {
  const { t, has } = useI18n()
  return (unit) => {
    const key = `unit.${unit}`
    return has(key) ? t(key) : unit
  }
}
