import styled from 'styled-components'

export const Panel = styled.section`
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 12px;
  overflow: hidden;
`

export const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  padding: 8px 12px;
  border-bottom: 1px solid var(--wq-line);
`

export const Scroll = styled.div`
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  overscroll-behavior: contain;
`

/** A quiet row of choices; the pressed one is underlined. */
export const Choice = styled.button`
  min-height: 32px;
  padding: 4px 10px;
  border: 0;
  border-radius: 8px;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;
  white-space: nowrap;

  &:hover {
    background: var(--wq-raised);
  }

  &[aria-pressed='true'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
    font-weight: 600;
  }
`

export const Quiet = styled.button`
  min-height: 28px;
  padding: 2px 8px;
  border: 1px solid var(--wq-line);
  border-radius: 14px;
  background: var(--wq-surface);
  color: var(--wq-soft);
  cursor: pointer;
  font-size: 13px;

  &:hover {
    border-color: var(--wq-accent);
    color: var(--wq-ink);
  }
`

export const Line = styled.input`
  flex: 1;
  min-width: 0;
  height: 36px;
  padding: 0 12px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
`

export const Area = styled.textarea`
  width: 100%;
  min-height: 72px;
  padding: 8px 12px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  resize: vertical;
`

export const Pick = styled.select`
  max-width: 180px;
  height: 32px;
  padding: 0 8px;
  border: 1px solid var(--wq-line);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
`

export const Hidden = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`
