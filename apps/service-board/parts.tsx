import styled from 'styled-components'

/** A quiet square with a sign; it must carry an `aria-label`. */
export const Sign = styled.button`
  display: inline-grid;
  flex: none;
  width: 28px;
  height: 28px;
  place-items: center;
  padding: 0;
  border: 0;
  border-radius: 6px;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;

  &:hover {
    background: var(--wq-raised);
    color: var(--wq-ink);
  }

  @media print {
    display: none;
  }
`

export const Quiet = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-height: 32px;
  padding: 2px 12px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  cursor: pointer;
  font-size: 13px;
  white-space: nowrap;

  &:hover {
    border-color: var(--wq-field);
  }

  &[aria-expanded='true'],
  &[data-on='true'] {
    border-color: var(--wq-accent);
    background: var(--wq-accentSoft);
  }
`

/** A few choices side by side, one of them pressed. */
export const Segments = styled.div`
  display: inline-flex;
  flex-wrap: wrap;
  padding: 2px;
  border-radius: 8px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
`

export const Segment = styled.button`
  min-height: 26px;
  padding: 0 11px;
  border: 0;
  border-radius: 6px;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;
  font-size: 13px;
  white-space: nowrap;

  &:hover {
    color: var(--wq-ink);
  }

  &[aria-pressed='true'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
    font-weight: 600;
  }
`

/** Panels beside each other as far as there is room. */
export const Grid = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
  gap: 12px;
  align-items: start;
`

export const Column = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 12px;
`

export const Card = styled.section`
  min-width: 0;
  padding: 14px 16px 16px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
  break-inside: avoid;
`

export const PageTitle = styled.h2`
  font-size: 18px;
  font-weight: 600;
  line-height: 1.4;
`

export const SectionTitle = styled.h3`
  font-size: 14px;
  font-weight: 600;
`

export const Lead = styled.p`
  max-width: 72ch;
  color: var(--wq-soft);
  font-size: 13px;
`

/** A number to look at: the amount large, its unit small. */
export const Amount = styled.span`
  font-size: 26px;
  font-weight: 600;
  line-height: 1.2;
  letter-spacing: -0.01em;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;

  & > small {
    margin: 0 5px 0 2px;
    color: var(--wq-soft);
    font-size: 13px;
    font-weight: 400;
    letter-spacing: 0;
  }

  & > small:last-child {
    margin-right: 0;
  }
`

export const Small = styled.span`
  color: var(--wq-soft);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
`
