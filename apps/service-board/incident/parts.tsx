import styled from 'styled-components'
import { Card } from '../parts.tsx'

export const Panel = styled(Card)`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 10px;
  align-content: start;
`

export const Form = styled.form`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 8px;
`

export const Labelled = styled.label`
  display: grid;
  gap: 2px;
  color: var(--wq-soft);
  font-size: 12px;
`

export const Beside = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
  gap: 8px 12px;
`

/** What somebody wrote: text, never markup. */
export const Quote = styled.blockquote`
  margin: 0;
  padding: 8px 12px;
  border-left: 3px solid var(--wq-line);
  background: var(--wq-raised);
  border-radius: 0 8px 8px 0;
  font-size: 13px;
  line-height: 1.65;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`

export const People = styled.ul`
  display: grid;
  max-height: 22em;
  overflow-y: auto;
`

export const Person = styled.li`
  display: grid;
  gap: 2px;
  padding: 6px 0;
  border-top: 1px solid var(--wq-grid);
  font-variant-numeric: tabular-nums;
`

const Track = styled.div`
  height: 8px;
  border-radius: 4px;
  background: var(--wq-raised);
  overflow: hidden;

  & > div {
    height: 100%;
    background: var(--wq-accent);
    transition: width 200ms ease-out;
  }

  @media (prefers-reduced-motion: reduce) {
    & > div {
      transition: none;
    }
  }
`

export function Progress({
  label,
  n,
  of,
}: {
  readonly label: string
  readonly n: number
  readonly of: number
}) {
  const share = of === 0 ? 0 : (n / of) * 100
  return (
    <Track
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={n}
    >
      <div style={{ width: `${share}%` }} />
    </Track>
  )
}
