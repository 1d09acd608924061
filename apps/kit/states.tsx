import type { ReactNode } from 'react'
import styled, { keyframes } from 'styled-components'
import { Button, Dots } from './garden.ts'

const appear = keyframes`
  from { opacity: 0; }
  to { opacity: 1; }
`

const Box = styled.div`
  display: grid;
  gap: 12px;
  place-content: center;
  justify-items: center;
  min-height: 160px;
  padding: 24px 16px;
  color: var(--wq-soft);
  text-align: center;
`

/** Answers that come at once must not flash a spinner. */
const Late = styled(Box)`
  animation: ${appear} 160ms ease-out 240ms both;
`

const Hint = styled.p`
  max-width: 32ch;
  font-size: 13px;
`

export function Loading({ label }: { readonly label: string }) {
  return (
    <Late role="status" aria-label={label}>
      <Dots size={28} aria-hidden="true" />
    </Late>
  )
}

export function Empty({
  text,
  hint,
  children,
}: {
  readonly text: string
  readonly hint?: string
  readonly children?: ReactNode
}) {
  return (
    <Box>
      <p>{text}</p>
      {hint !== undefined && <Hint>{hint}</Hint>}
      {children}
    </Box>
  )
}

export function Failure({
  text,
  again,
  onAgain,
}: {
  readonly text: string
  readonly again: string
  readonly onAgain: () => void
}) {
  return (
    <Box role="alert">
      <span>{text}</span>
      <Button size="small" onClick={onAgain}>
        {again}
      </Button>
    </Box>
  )
}
