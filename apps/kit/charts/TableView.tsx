import styled from 'styled-components'
import { useWords } from '../i18n.tsx'
import type { Table } from './table.ts'
import { words } from './words.ts'

const Scroll = styled.div`
  max-height: 420px;
  overflow: auto;
  border-radius: 6px;
`

const Grid = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 12px;
  font-variant-numeric: tabular-nums;

  th,
  td {
    padding: 5px 10px;
    border-bottom: 1px solid var(--wq-line);
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--wq-surface);
    color: var(--wq-soft);
  }

  [data-number='true'] {
    text-align: right;
  }

  [data-best='true'] {
    background: var(--wq-accentSoft);
    font-weight: 600;
  }

  tbody tr:last-child > * {
    border-bottom: 0;
  }

  tbody tr:hover > :not([data-best='true']) {
    background: var(--wq-raised);
  }

  button {
    padding: 0;
    border: 0;
    background: transparent;
    color: var(--wq-accent);
    cursor: pointer;
    text-decoration: underline;
    text-decoration-color: transparent;
    text-underline-offset: 3px;
  }

  button:hover {
    text-decoration-color: currentColor;
  }
`

const More = styled.p`
  padding: 8px 10px;
  color: var(--wq-soft);
  font-size: 12px;
`

/** Beyond it a page would be slow, and nobody reads on. */
const mostRows = 200

/** Figures as rows and columns; the first column names the row. */
export function TableView({ label, table }: { readonly label: string; readonly table: Table }) {
  const t = useWords(words)
  const { columns, rows } = table
  return (
    <Scroll tabIndex={0} role="region" aria-label={label}>
      <Grid>
        <thead>
          <tr>
            {columns.map(({ label: name, isNumber }) => (
              <th key={name} scope="col" data-number={isNumber}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map(({ key, cells }) => (
            <tr key={key}>
              {cells.map(({ text, onOpen, isBest }, at) => {
                const inside = onOpen ? (
                  <button type="button" onClick={onOpen}>
                    {text}
                  </button>
                ) : (
                  text
                )
                const name = columns[at]?.label
                return at === 0 ? (
                  <th key={name} scope="row">
                    {inside}
                  </th>
                ) : (
                  <td key={name} data-number={columns[at]?.isNumber} data-best={isBest}>
                    {inside}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </Grid>
      {rows.length > mostRows && <More>{t('more', { n: rows.length - mostRows })}</More>}
    </Scroll>
  )
}
