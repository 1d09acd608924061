import { useId, useState, type ReactNode } from 'react'
import styled from 'styled-components'
import { kept } from './storage.ts'

const Box = styled.section`
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
  overflow: hidden;
`

const Head = styled.button`
  display: flex;
  align-items: center;
  gap: 8px;
  width: 100%;
  min-height: 40px;
  padding: 6px 12px;
  border: 0;
  background: transparent;
  cursor: pointer;
  text-align: left;

  &:hover {
    background: var(--wq-raised);
  }

  &:focus-visible {
    outline-offset: -2px;
    border-radius: 10px;
  }
`

const Title = styled.span`
  flex: 1;
  min-width: 0;
  font-size: 13px;
  font-weight: 600;
`

const Aside = styled.span`
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
  text-align: right;
`

const Mark = styled.svg`
  flex: none;
  color: var(--wq-soft);
  transition: transform 120ms ease-out;

  [aria-expanded='true'] > & {
    transform: rotate(90deg);
  }
`

const Body = styled.div`
  padding: 2px 12px 12px;
`

/** A titled part of a page that can be folded away and stays as it was left. */
export function Fold({
  name,
  title,
  aside,
  isOpenAtFirst = true,
  children,
}: {
  /** What the choice is remembered under. */
  readonly name: string
  readonly title: string
  /** Short news beside the title, seen while folded too. */
  readonly aside?: ReactNode
  readonly isOpenAtFirst?: boolean
  readonly children: ReactNode
}) {
  const key = `weiqiao-fold-${name}`
  const [isOpen, setOpen] = useState(
    () => (kept.read(key) ?? (isOpenAtFirst ? 'open' : '')) === 'open',
  )
  const id = useId()
  function turn(): void {
    setOpen(!isOpen)
    kept.write(key, isOpen ? 'folded' : 'open')
  }
  return (
    <Box aria-labelledby={`${id}-title`}>
      <h2>
        <Head type="button" aria-expanded={isOpen} aria-controls={`${id}-body`} onClick={turn}>
          <Mark width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M3 1l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </Mark>
          <Title id={`${id}-title`}>{title}</Title>
          {aside !== undefined && <Aside>{aside}</Aside>}
        </Head>
      </h2>
      <Body id={`${id}-body`} hidden={!isOpen}>
        {isOpen && children}
      </Body>
    </Box>
  )
}
