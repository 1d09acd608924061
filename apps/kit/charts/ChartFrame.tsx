import { useId, useRef, useState, type ReactNode } from 'react'
import styled from 'styled-components'
import { csv } from '../csv.ts'
import { useWords } from '../i18n.tsx'
import { fileName, pngFile, saveFile, svgFile } from './save.ts'
import { tableRows, type Table } from './table.ts'
import { TableView } from './TableView.tsx'
import { words } from './words.ts'

const Box = styled.figure`
  display: flex;
  flex-direction: column;
  gap: 10px;
  min-width: 0;
  margin: 0;
  padding: 14px 16px 16px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
  break-inside: avoid;
`

const Head = styled.figcaption`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 12px;
`

const Title = styled.h3`
  font-size: 14px;
  font-weight: 600;
  line-height: 1.5;
`

const Note = styled.p`
  flex: 1 1 200px;
  min-width: 0;
  color: var(--wq-soft);
  font-size: 12px;
`

const Tools = styled.span`
  display: flex;
  gap: 2px;
  margin: -3px -8px -3px auto;

  @media print {
    display: none;
  }
`

const Tool = styled.button`
  min-height: 26px;
  padding: 2px 8px;
  border: 0;
  border-radius: 6px;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;
  font-size: 12px;

  &:hover {
    background: var(--wq-raised);
    color: var(--wq-ink);
  }

  &[aria-pressed='true'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
  }
`

const Body = styled.div`
  min-width: 0;
`

const kinds = ['CSV', 'SVG', 'PNG'] as const

async function save(kind: (typeof kinds)[number], title: string, from: Saved): Promise<void> {
  const name = fileName(title, kind.toLowerCase())
  if (kind === 'CSV') {
    saveFile(name, new Blob([csv(tableRows(from.table))], { type: 'text/csv;charset=utf-8' }))
    return
  }
  const drawn = from.chart()
  if (!drawn) return
  const svg = svgFile(drawn, title)
  saveFile(name, kind === 'PNG' ? await pngFile(svg) : new Blob([svg], { type: 'image/svg+xml' }))
}

interface Saved {
  readonly table: Table
  readonly chart: () => SVGSVGElement | null | undefined
}

function Acts({
  title,
  hasChart,
  isTable,
  onTable,
  onSave,
}: {
  readonly title: string
  readonly hasChart: boolean
  readonly isTable: boolean
  readonly onTable: () => void
  readonly onSave: (kind: (typeof kinds)[number]) => void
}) {
  const t = useWords(words)
  // A picture can be taken only of what is drawn.
  const offered = kinds.filter((kind) => kind === 'CSV' || (hasChart && !isTable))
  return (
    <Tools>
      {hasChart && (
        <Tool
          type="button"
          aria-pressed={isTable}
          aria-label={t('showTable', { title })}
          onClick={onTable}
        >
          {t('table')}
        </Tool>
      )}
      {offered.map((kind) => (
        <Tool
          key={kind}
          type="button"
          aria-label={t('saveAs', { title, kind })}
          onClick={() => onSave(kind)}
        >
          {kind}
        </Tool>
      ))}
    </Tools>
  )
}

/** A chart with its title: the same figures as a table, and all of it to take along. */
export function ChartFrame({
  title,
  note,
  table,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly table: Table
  /** The chart; absent: the table is all there is. */
  readonly children?: ReactNode
}) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const [isTable, setTable] = useState(false)
  const hasChart = children !== undefined
  const chart = () => body.current?.querySelector<SVGSVGElement>('svg[viewBox]')
  return (
    <Box aria-labelledby={id}>
      <Head>
        <Title id={id}>{title}</Title>
        {note !== undefined && <Note>{note}</Note>}
        <Acts
          {...{ title, hasChart, isTable }}
          onTable={() => setTable(!isTable)}
          onSave={(kind) => void save(kind, title, { table, chart })}
        />
      </Head>
      <Body ref={body}>
        {isTable || !hasChart ? (
          <TableView label={title} table={table} isWhole={!hasChart} />
        ) : (
          children
        )}
      </Body>
    </Box>
  )
}
