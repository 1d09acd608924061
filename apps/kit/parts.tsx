import styled from 'styled-components'

export const Stack = styled.div`
  display: grid;
  gap: 8px;
  min-width: 0;
`

export const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 8px;

  /* What may be done depends on the case; nothing takes no room. */
  &:empty {
    display: none;
  }
`

export const Link = styled.a`
  color: var(--wq-accent);
  font-size: 13px;
  text-underline-offset: 3px;
`

/** For screen readers only. */
export const Hidden = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`

export const Soft = styled.p`
  color: var(--wq-soft);
  font-size: 13px;
  overflow-wrap: anywhere;
`

export const Words = styled.p`
  font-size: 13px;
  line-height: 1.65;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`

/** Long texts stay in their own box: hostile ones too. */
export const Clip = styled(Words)`
  max-height: 12em;
  overflow-y: auto;
`

export const Act = styled.button`
  min-height: 28px;
  padding: 2px 10px;
  border: 1px solid var(--wq-field);
  border-radius: 14px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  cursor: pointer;
  font-size: 12px;
  text-align: left;
  overflow-wrap: anywhere;

  &[data-main='true'] {
    border-color: var(--wq-accent);
    background: var(--wq-accent);
    color: var(--wq-accentInk);
  }

  &[data-plain='true'] {
    padding-inline: 4px;
    margin-left: -5px;
    border-color: transparent;
    background: transparent;
    color: var(--wq-soft);
    text-decoration: underline;
    text-decoration-color: var(--wq-field);
    text-underline-offset: 3px;
  }

  &[data-plain='true']:hover {
    color: var(--wq-ink);
  }

  &:hover {
    border-color: var(--wq-accent);
  }

  &:disabled {
    cursor: default;
    opacity: 0.6;
  }
`

export const Badge = styled.span`
  flex: none;
  padding: 0 8px;
  border-radius: 9px;
  background: var(--wq-raised);
  color: var(--wq-soft);
  font-size: 12px;
  line-height: 18px;

  &[data-tone='danger'] {
    background: var(--wq-dangerSoft);
    color: var(--wq-danger);
  }

  &[data-tone='warning'] {
    background: var(--wq-warningSoft);
    color: var(--wq-warning);
  }

  &[data-tone='accent'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
  }
`

export const Field = styled.textarea`
  width: 100%;
  min-height: 60px;
  padding: 6px 8px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  font-size: 13px;
  resize: vertical;
`

/** A line that says something about the whole page. */
export const Notice = styled.div`
  padding: 8px 12px;
  border-radius: 10px;
  background: var(--wq-raised);
  border: 1px solid var(--wq-line);
  font-size: 13px;
  overflow-wrap: anywhere;

  &[data-tone='warning'] {
    background: var(--wq-warningSoft);
    border-color: transparent;
    color: var(--wq-warning);
  }

  &[data-tone='danger'] {
    background: var(--wq-dangerSoft);
    border-color: transparent;
    color: var(--wq-danger);
  }

  &[data-tone='note'] {
    background: var(--wq-note);
    border-color: var(--wq-noteLine);
    color: var(--wq-noteInk);
  }
`

/** One line of text to type. */
export const Line = styled.input`
  flex: 1 1 120px;
  min-width: 0;
  min-height: 32px;
  padding: 2px 8px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  font-size: 13px;
`

export const Choice = styled.select`
  flex: 0 1 auto;
  max-width: 100%;
  min-height: 32px;
  padding: 2px 6px;
  border: 1px solid var(--wq-field);
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  font: inherit;
  font-size: 13px;
`

/** One of several things in a list. */
export const Item = styled.li`
  display: grid;
  gap: 4px;
  padding: 8px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`
