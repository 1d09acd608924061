import type { Cell } from '../csv.ts'

export interface TableColumn {
  readonly label: string
  /** Set to the right, in figures of equal width. */
  readonly isNumber?: boolean
  /** What the raw numbers of an export are in, where the shown text says it otherwise. */
  readonly rawUnit?: string | undefined
}

export interface TableCell {
  readonly text: string
  /** What an export holds instead of the text. */
  readonly raw?: Cell
  /** The best of its row. */
  readonly isBest?: boolean
  /** Opens what stands behind the cell. */
  readonly onOpen?: (() => void) | undefined
}

export interface TableRow {
  readonly key: string
  readonly cells: readonly TableCell[]
}

export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

/** The table as an export has it: plain numbers, their unit in the heading. */
export function tableRows({ columns, rows }: Table): readonly (readonly Cell[])[] {
  const head = columns.map(({ label, rawUnit }) =>
    rawUnit === undefined ? label : `${label} (${rawUnit})`,
  )
  const body = rows.map(({ cells }) => cells.map((cell) => ('raw' in cell ? cell.raw : cell.text)))
  return [head, ...body]
}
