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
  position: relative;
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  overscroll-behavior: contain;
`

/** One of a few choices; the pressed one is filled. */
export const Choice = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 6px;
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
    color: var(--wq-ink);
  }

  &[aria-pressed='true'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
    font-weight: 600;
  }
`

export const Quiet = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-height: 28px;
  padding: 2px 10px;
  border: 1px solid var(--wq-line);
  border-radius: 14px;
  background: var(--wq-surface);
  color: var(--wq-soft);
  cursor: pointer;
  font-size: 13px;
  white-space: nowrap;

  &:hover {
    border-color: var(--wq-accent);
    color: var(--wq-ink);
  }

  &:disabled {
    cursor: default;
    opacity: 0.6;
  }

  &[aria-expanded='true'] {
    border-color: transparent;
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
  }
`

/** A sign without words; it must carry an `aria-label`. */
export const Sign = styled.button`
  display: inline-grid;
  flex: none;
  width: 32px;
  height: 32px;
  place-items: center;
  padding: 0;
  border: 0;
  border-radius: 8px;
  background: transparent;
  color: var(--wq-soft);
  cursor: pointer;

  &:hover {
    background: var(--wq-raised);
    color: var(--wq-ink);
  }
`

export const Line = styled.input`
  flex: 1;
  min-width: 0;
  height: 36px;
  padding: 0 12px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;

  &::placeholder {
    color: var(--wq-soft);
    opacity: 1;
  }
`

export const Area = styled.textarea`
  display: block;
  width: 100%;
  min-height: 64px;
  padding: 8px 12px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  resize: vertical;

  &::placeholder {
    color: var(--wq-soft);
    opacity: 1;
  }
`

export const Pick = styled.select`
  min-width: 0;
  max-width: 200px;
  height: 32px;
  padding: 0 8px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  text-overflow: ellipsis;
`

/** Why something that was asked for did not happen. */
export const Problem = styled.p.attrs({ role: 'alert' })`
  border-radius: 8px;
  padding: 6px 12px;
  background: var(--wq-dangerSoft);
  color: var(--wq-danger);
  font-size: 13px;
  overflow-wrap: anywhere;
`

/** Something new stands outside what is being read; a click goes there. */
export const News = styled.button`
  position: absolute;
  z-index: 1;
  left: 50%;
  display: inline-flex;
  align-items: center;
  gap: 6px;
  padding: 4px 14px;
  border: 0;
  border-radius: 16px;
  background: var(--wq-accent);
  color: var(--wq-accentInk);
  box-shadow: 0 2px 8px rgb(0 0 0 / 22%);
  cursor: pointer;
  font-size: 13px;
  transform: translateX(-50%);
  white-space: nowrap;
`

/** The words beside a sign, where there is room for them. */
export const Label = styled.span`
  @media (max-width: 480px) {
    display: none;
  }
`

export const Hidden = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`

/** A file input is opened by a button that looks like the others. */
export const HiddenFile = styled.input.attrs({ type: 'file', tabIndex: -1, 'aria-hidden': true })`
  display: none;
`
