import { useRef, type FormEvent, type KeyboardEvent, type RefObject } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Icon } from '../icons.tsx'
import type { LabAgent } from '../lab-door.ts'
import { Area, Choice, HiddenFile, Label, Pick, Problem, Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import type { Draft } from './use-draft.ts'

const Form = styled.form`
  display: grid;
  gap: 8px;
  padding: 8px 16px 12px;
  border-top: 1px solid var(--wq-line);

  &[data-note='true'] textarea {
    border-color: var(--wq-noteLine);
    background: var(--wq-note);
    color: var(--wq-noteInk);
  }

  &[data-note='true'] textarea::placeholder {
    color: var(--wq-noteInk);
  }
`

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px 8px;
`

/** Beside the two kinds of answer even on a small screen. */
const Agent = styled(Pick)`
  margin-left: auto;

  @media (max-width: 480px) {
    flex: 0 1 76px;
  }
`

const statuses = ['open', 'pending', 'hold', 'solved'] as const

function Attach({ draft }: { readonly draft: Draft }) {
  const t = useWords(words)
  const file = useRef<HTMLInputElement>(null)
  const { uploads } = draft.words
  return (
    <>
      <HiddenFile
        ref={file}
        onChange={({ target }) => {
          if (target.files?.[0]) void draft.attach(target.files[0])
          // The same file may be picked again.
          target.value = ''
        }}
      />
      <Quiet type="button" aria-label={t('attach')} onClick={() => file.current?.click()}>
        <Icon name="clip" />
        <Label>{t('attach')}</Label>
      </Quiet>
      {uploads.map(({ name, token }) => (
        <Quiet
          key={token}
          type="button"
          aria-label={t('detach', { name })}
          onClick={() => draft.change({ uploads: uploads.filter((one) => one.token !== token) })}
        >
          {name}
          <Icon name="close" size={12} />
        </Quiet>
      ))}
    </>
  )
}

function Audience({ draft }: { readonly draft: Draft }) {
  const t = useWords(words)
  return (
    <>
      {([true, false] as const).map((isPublic) => (
        <Choice
          key={String(isPublic)}
          type="button"
          aria-pressed={draft.words.isPublic === isPublic}
          onClick={() => draft.change({ isPublic })}
        >
          {t(isPublic ? 'publicReply' : 'internalNote')}
        </Choice>
      ))}
    </>
  )
}

function Submit({ draft, status }: { readonly draft: Draft; readonly status: string }) {
  const t = useWords(words)
  return (
    <Row style={{ marginLeft: 'auto', flexWrap: 'nowrap' }}>
      <Label aria-hidden="true" style={{ color: 'var(--wq-soft)', whiteSpace: 'nowrap' }}>
        {t('submitAs')}
      </Label>
      <Pick
        aria-label={t('submitAs')}
        value={draft.words.status ?? status}
        onChange={(event) => draft.change({ status: event.target.value })}
      >
        {statuses.map((name) => (
          <option key={name} value={name}>
            {t(`status${name}`)}
          </option>
        ))}
      </Pick>
      <Button size="small" isPrimary type="submit" disabled={draft.isRunning} title="Ctrl + Enter">
        {t(draft.isRunning ? 'submitting' : 'submit')}
      </Button>
    </Row>
  )
}

/** Where an agent answers in public or notes something for colleagues. */
export function Composer({
  draft,
  status,
  area,
  who,
}: {
  readonly draft: Draft
  readonly status: string
  readonly area: RefObject<HTMLTextAreaElement>
  readonly who: {
    readonly agents: readonly LabAgent[]
    readonly agentId: number | undefined
    readonly onAgent: (id: number) => void
  }
}) {
  const t = useWords(words)
  const hint = t(draft.words.isPublic ? 'replyTo' : 'noteTo')
  function sendByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void draft.submit()
  }
  return (
    <Form
      data-note={!draft.words.isPublic}
      onSubmit={(event: FormEvent) => (event.preventDefault(), void draft.submit())}
    >
      <Row>
        <Audience draft={draft} />
        <Agent
          aria-label={t('agent')}
          value={who.agentId}
          onChange={(event) => who.onAgent(Number(event.target.value))}
        >
          {who.agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Agent>
      </Row>
      <Area
        ref={area}
        rows={2}
        aria-label={hint}
        placeholder={hint}
        value={draft.words.text}
        // While apps are asked and the words are on their way, nobody changes them.
        readOnly={draft.isSaving}
        onKeyDown={sendByKey}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      {draft.veto !== '' && <Problem>{t('vetoed', { why: draft.veto })}</Problem>}
      {draft.problem !== '' && <Problem>{t('notDone', { why: draft.problem })}</Problem>}
      <Row>
        <Attach draft={draft} />
        <Submit draft={draft} status={status} />
      </Row>
    </Form>
  )
}
