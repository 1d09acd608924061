import styled from 'styled-components'

/** A chart's canvas: drawn at its own size, never scaled, so that text stays text. */
export const Drawing = styled.svg`
  display: block;
  width: 100%;
  overflow: visible;
  font-size: 11px;
  font-variant-numeric: tabular-nums;

  text {
    fill: var(--wq-soft);
  }

  text[data-strong='true'] {
    fill: var(--wq-ink);
    font-weight: 600;
  }

  .grid {
    stroke: var(--wq-grid);
    stroke-width: 1;
    shape-rendering: crispEdges;
  }

  .cursor {
    stroke: var(--wq-field);
    stroke-width: 1;
    shape-rendering: crispEdges;
  }

  [data-focus]:focus-visible {
    outline: 0;
    stroke: var(--wq-accent);
    stroke-width: 2.5px;
  }
`
