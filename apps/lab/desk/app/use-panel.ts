import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { kept } from '../../../kit/storage.ts'

export const narrowest = 320
export const widest = 420
const step = 20
/** Below it the panel would hide the ticket it belongs to, so it waits to be asked for. */
const roomyPx = 960

const clamp = (width: number): number => Math.round(Math.min(widest, Math.max(narrowest, width)))

export interface AppPanelState {
  readonly isOpen: boolean
  readonly turn: () => void
  readonly width: number
  readonly setWidth: (width: number) => void
}

/** Whether the app's panel is open and how wide it is, as the agent left it. */
export function usePanel(): AppPanelState {
  const [isOpen, setOpen] = useState(
    () => window.innerWidth >= roomyPx && kept.read('weiqiao-desk-app') !== 'folded',
  )
  const [width, setWidth] = useState(() =>
    clamp(Number(kept.read('weiqiao-desk-app-width') ?? narrowest)),
  )
  return {
    isOpen,
    width,
    turn() {
      setOpen(!isOpen)
      if (window.innerWidth >= roomyPx) kept.write('weiqiao-desk-app', isOpen ? 'folded' : 'open')
    },
    setWidth(next) {
      setWidth(clamp(next))
      kept.write('weiqiao-desk-app-width', String(clamp(next)))
    },
  }
}

/** The panel stands on the right: pulling to the left widens it. */
export function useGrip({ width, setWidth }: Pick<AppPanelState, 'width' | 'setWidth'>) {
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number }>()
  return {
    isPulled: from !== undefined,
    onKeyDown(event: KeyboardEvent) {
      const by = { ArrowLeft: step, ArrowRight: -step }[event.key]
      if (by === undefined) return
      event.preventDefault()
      setWidth(width + by)
    },
    onPointerDown(event: PointerEvent) {
      event.currentTarget.setPointerCapture(event.pointerId)
      setFrom({ x: event.clientX, width })
    },
    onPointerMove(event: PointerEvent) {
      if (from) setWidth(from.width + from.x - event.clientX)
    },
    onPointerUp: () => setFrom(undefined),
    onPointerCancel: () => setFrom(undefined),
  }
}
