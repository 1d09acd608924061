import { useId, useState, type FormEvent } from 'react'
import styled from 'styled-components'
import { useWords } from '../kit/i18n.tsx'
import { Line, Row } from '../kit/parts.tsx'
import { readAddress, writeAddress } from './address.ts'
import { useBoard } from './board.ts'
import { Icon } from './icons.tsx'
import { Quiet, Sign, Small } from './parts.tsx'
import { SaveNote } from './sheet/SaveNote.tsx'
import { put, type SavedView } from './sheet/sheet.ts'
import { useSaving, type SaveState } from './sheet/use-saving.ts'
import { words } from './words.ts'

const Box = styled.div`
  display: grid;
  gap: 8px;
  width: 100%;
  padding: 12px 14px;
  background: var(--wq-surface);
  border: 1px solid var(--wq-line);
  border-radius: 10px;
`

const One = styled.span`
  display: inline-flex;
  align-items: center;
`

const longestName = 80

function SaveView({
  state,
  onSave,
}: {
  readonly state: SaveState
  readonly onSave: (name: string) => Promise<boolean>
}) {
  const t = useWords(words)
  const [name, setName] = useState('')
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = name.trim()
    if (given !== '' && (await onSave(given))) setName('')
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Row>
        <Line
          aria-label={t('viewName')}
          placeholder={t('viewName')}
          maxLength={longestName}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Quiet type="submit" disabled={name.trim() === '' || state === 'saving'}>
          {t(state === 'saving' ? 'saving' : 'viewSave')}
        </Quiet>
      </Row>
    </form>
  )
}

function ViewList({ onRemove }: { readonly onRemove: (view: SavedView) => void }) {
  const t = useWords(words)
  const { sheet, address, go } = useBoard()
  const { views } = sheet.document
  if (views.length === 0) return <Small>{t('viewsNone')}</Small>
  return (
    <Row>
      {views.map((view) => (
        <One key={view.id}>
          <Quiet
            type="button"
            data-on={writeAddress(address) === `#${view.address}`}
            onClick={() => go(readAddress(`#${view.address}`))}
          >
            {view.name}
          </Quiet>
          {sheet.canSave && (
            <Sign
              type="button"
              aria-label={t('viewRemove', { name: view.name })}
              onClick={() => onRemove(view)}
            >
              <Icon name="close" size={10} />
            </Sign>
          )}
        </One>
      ))}
    </Row>
  )
}

/** Addresses of the board by name, for everybody; leads keep them. */
export function Views() {
  const t = useWords(words)
  const id = useId()
  const { sheet, address } = useBoard()
  const { state, save } = useSaving()
  const [isOpen, setOpen] = useState(false)
  async function keep(name: string): Promise<boolean> {
    const { views } = sheet.document
    const view = {
      id: views.find((one) => one.name === name)?.id ?? crypto.randomUUID(),
      name,
      address: writeAddress(address).slice(1),
    }
    const outcome = await save((document) => ({
      ...document,
      views: put(document.views, view, (one) => one.id === view.id),
    }))
    return outcome === 'saved'
  }
  const remove = (view: SavedView): void =>
    void save((document) => ({
      ...document,
      views: document.views.filter((one) => one.id !== view.id),
    }))
  if (sheet.state !== 'ready') return null
  return (
    <>
      <Quiet
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('views')}
      </Quiet>
      {isOpen && (
        <Box id={id}>
          <ViewList onRemove={remove} />
          {sheet.canSave && <SaveView state={state} onSave={keep} />}
          <SaveNote state={state} />
        </Box>
      )}
    </>
  )
}
