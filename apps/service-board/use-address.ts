import { useCallback, useEffect, useState } from 'react'
import { kept } from '../kit/storage.ts'
import { readAddress, writeAddress, type Address } from './address.ts'

const storageKey = 'weiqiao-board-address'

/** Zendesk opens the frame without an address of ours after a reload: then the last one holds. */
function first(): Address {
  return readAddress(location.hash.startsWith('#/') ? location.hash : (kept.read(storageKey) ?? ''))
}

export interface AddressBar {
  readonly address: Address
  readonly go: (change: Partial<Address>) => void
}

/** What is shown, as the address bar says; another page or incident makes a step that Back undoes, a filter does not. */
export function useAddress(): AddressBar {
  const [address, setAddress] = useState(first)
  useEffect(() => {
    const follow = (): void => setAddress(readAddress(location.hash))
    window.addEventListener('hashchange', follow)
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('hashchange', follow)
      window.removeEventListener('popstate', follow)
    }
  }, [])
  useEffect(() => {
    const hash = writeAddress(address)
    kept.write(storageKey, hash)
    if (location.hash !== hash) history.replaceState(null, '', hash)
  }, [address])
  const go = useCallback((change: Partial<Address>) => {
    setAddress((before) => {
      const next = { ...before, ...change }
      const isStep = next.page !== before.page || next.incident !== before.incident
      if (isStep) history.pushState(null, '', writeAddress(next))
      return next
    })
  }, [])
  return { address, go }
}
