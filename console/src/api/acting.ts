// The acting organisation: it stands in the URL (/o/:org/…) and is handed down from there.
import { createContext, useContext } from 'react'

const Acting = createContext('')

export const ActingProvider = Acting.Provider

/** The organisation this page acts for; "" on public pages. */
export function useActing(): string {
  return useContext(Acting)
}
