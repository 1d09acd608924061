import styled from 'styled-components'
import { useWords } from '../i18n.tsx'
import type { Table, TableRow } from './table.ts'
import { words } from './words.ts'

const Scroll = styled.div`
  max-height: 420px;
  overflow: auto;
  border-radius: 6px;

  /* Where it is all there is, it is read on the page itself. */
  &[data-whole='true'] {
    max-height: none;
    overflow-y: visible;
  }

  @media print {
    max-height: none;
    overflow: visible;
  }
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
const mostWhole = 40

function OneRow({ row, columns }: { readonly row: TableRow } & Pick<Table, 'columns'>) {
  return (
    <tr>
      {row.cells.map(({ text, onOpen, isBest }, at) => {
        const column = columns[at]
        const inside = onOpen ? (
          <button type="button" onClick={onOpen}>
            {text}
          </button>
        ) : (
          text
        )
        return at === 0 ? (
          <th key={column?.label} scope="row">
            {inside}
          </th>
        ) : (
          <td key={column?.label} data-number={column?.isNumber} data-best={isBest}>
            {inside}
          </td>
        )
      })}
    </tr>
  )
}

/** Figures as rows and columns; the first column names the row. */
export function TableView({
  label,
  table,
  isWhole = false,
}: {
  readonly label: string
  readonly table: Table
  /** As tall as it is, unless that is very tall. */
  readonly isWhole?: boolean
}) {
  const t = useWords(words)
  const { columns, rows } = table
  return (
    <Scroll
      tabIndex={0}
      role="region"
      aria-label={label}
      data-whole={isWhole && rows.length <= mostWhole}
    >
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
          {rows.slice(0, mostRows).map((row) => (
            <OneRow key={row.key} row={row} columns={columns} />
          ))}
        </tbody>
      </Grid>
      {rows.length > mostRows && <More>{t('more', { n: rows.length - mostRows })}</More>}
    </Scroll>
  )
}
