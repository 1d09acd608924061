import styled from 'styled-components'
import { Card } from '../parts.tsx'

export const Panel = styled(Card)`
  display: grid;
  gap: 10px;
`

export const PanelHead = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 12px;

  & > :nth-child(2) {
    flex: 1 1 120px;
  }
`

export const List = styled.ul`
  display: grid;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
`

export const Entry = styled.li`
  padding: 8px 0;
  border-top: 1px solid var(--wq-grid);

  &:first-child {
    border-top: 0;
  }
`

export const Cells = styled.div`
  display: grid;
  grid-template-columns:
    minmax(120px, 3fr) minmax(0, 5fr) minmax(72px, 1.5fr) minmax(64px, 1.5fr)
    auto;
  gap: 2px 14px;
  align-items: baseline;
  overflow-wrap: anywhere;

  & > :nth-child(3) {
    text-align: right;
  }

  @media (max-width: 700px) {
    grid-template-columns: minmax(0, 1fr) auto;
  }
`

/** A small act at the end of a row. */
export const Mini = styled.button`
  padding: 0 6px;
  border: 0;
  border-radius: 6px;
  background: transparent;
  color: var(--wq-accent);
  cursor: pointer;
  font-size: 12px;
  line-height: 22px;
  white-space: nowrap;

  &:hover {
    background: var(--wq-raised);
  }

  @media print {
    display: none;
  }
`
