import styled from 'styled-components'
import { Button, Dots } from './garden.ts'

const Box = styled.div`
  display: grid;
  gap: 12px;
  place-content: center;
  justify-items: center;
  min-height: 160px;
  padding: 24px;
  color: var(--wq-soft);
  text-align: center;
`

export function Loading({ label }: { readonly label: string }) {
  return (
    <Box role="status" aria-label={label}>
      <Dots size={28} aria-hidden="true" />
    </Box>
  )
}

export function Empty({ text }: { readonly text: string }) {
  return <Box>{text}</Box>
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
