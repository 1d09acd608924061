import type { KpiFigure } from '../../server/api/kpi.ts'
import type { TableCell, TableColumn } from '../kit/charts/table.ts'
import type { FigureUnit } from '../kit/figure-text.ts'

/** A cell that shows a figure in words and is exported as a plain number: seconds, shares from 0 to 1. */
export function figureCell(
  value: number | undefined,
  unit: FigureUnit,
  say: (value: number | undefined, unit: FigureUnit) => string,
): TableCell {
  const raw = value === undefined ? undefined : unit === 'ms' ? value / 1000 : value
  return { text: say(value, unit), raw }
}

export const spreadNames = ['p50', 'p90', 'p95', 'mean'] as const

/** The columns of a span's spread, and n. */
export function spreadColumns(mean: string, count: string): readonly TableColumn[] {
  return [
    ...spreadNames.map((name) => ({
      label: name === 'mean' ? mean : name,
      isNumber: true,
      rawUnit: 's',
    })),
    { label: count, isNumber: true },
  ]
}

export function spreadCells(
  figure: KpiFigure | undefined,
  say: (value: number | undefined, unit: FigureUnit) => string,
): readonly TableCell[] {
  return [
    ...spreadNames.map((name) => figureCell(figure?.[name], 'ms', say)),
    figureCell(figure?.n ?? 0, 'count', say),
  ]
}
