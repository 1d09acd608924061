import { useRef, useState, type ChangeEvent, type FormEvent } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import type { Lab, LabAgent } from '../lab-door.ts'
import { Area, Bar, Choice, Hidden, Pick, Quiet } from '../parts.tsx'
import { words } from '../words.ts'

const Form = styled.form`
  padding: 8px 12px 12px;
  border-top: 1px solid var(--wq-line);

  &[data-note='true'] textarea {
    background: var(--wq-note);
    color: var(--wq-noteInk);
  }

  & > div {
    padding: 4px 0;
    border: 0;
  }
`

const statuses = ['open', 'pending', 'solved'] as const

interface Upload {
  readonly name: string
  readonly token: string
}

function useDraft(lab: Lab, ticket: number, agents: readonly LabAgent[]) {
  const [text, setText] = useState('')
  const [isPublic, setIsPublic] = useState(true)
  const [agentId, setAgentId] = useState(agents[0]?.id)
  const [status, setStatus] = useState<string>('open')
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [problem, setProblem] = useState('')
  async function attach(file: File): Promise<void> {
    const { token } = await lab.upload(file.name, file)
    setUploads([...uploads, { name: file.name, token }])
  }
  async function submit(): Promise<void> {
    if (text.trim() === '' && uploads.length === 0) return
    const body = {
      agentId,
      body: text,
      public: isPublic,
      status,
      uploads: uploads.map(({ token }) => token),
    }
    try {
      await lab.post(`/desk/tickets/${ticket}/comments`, body)
      setText('')
      setUploads([])
      setProblem('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
    }
  }
  return {
    text,
    setText,
    isPublic,
    setIsPublic,
    agentId,
    setAgentId,
    status,
    setStatus,
    uploads,
    attach,
    submit,
    problem,
  }
}

type Draft = ReturnType<typeof useDraft>

function Attach({ draft }: { readonly draft: Draft }) {
  const t = useWords(words)
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <Hidden
        as="input"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        ref={file}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          event.target.files?.[0] && void draft.attach(event.target.files[0])
        }
      />
      <Quiet type="button" onClick={() => file.current?.click()}>
        {t('attach')}
      </Quiet>
      {draft.uploads.map(({ name, token }) => (
        <span key={token}>{t('attached', { name })}</span>
      ))}
    </>
  )
}

/** Where an agent answers in public or notes something for colleagues. */
export function Composer({
  lab,
  ticket,
  agents,
}: {
  readonly lab: Lab
  readonly ticket: number
  readonly agents: readonly LabAgent[]
}) {
  const t = useWords(words)
  const draft = useDraft(lab, ticket, agents)
  const hint = draft.isPublic ? t('replyTo') : t('noteTo')
  return (
    <Form
      data-note={!draft.isPublic}
      onSubmit={(event: FormEvent) => (event.preventDefault(), void draft.submit())}
    >
      <Bar>
        <Choice type="button" aria-pressed={draft.isPublic} onClick={() => draft.setIsPublic(true)}>
          {t('publicReply')}
        </Choice>
        <Choice
          type="button"
          aria-pressed={!draft.isPublic}
          onClick={() => draft.setIsPublic(false)}
        >
          {t('internalNote')}
        </Choice>
        <Pick
          aria-label={t('agent')}
          value={draft.agentId}
          onChange={(event) => draft.setAgentId(Number(event.target.value))}
        >
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Pick>
      </Bar>
      <Area
        aria-label={hint}
        placeholder={hint}
        value={draft.text}
        onChange={(event) => draft.setText(event.target.value)}
      />
      <Bar>
        <Attach draft={draft} />
        {draft.problem !== '' && (
          <span role="alert" style={{ color: 'var(--wq-danger)' }}>
            {draft.problem}
          </span>
        )}
        <Pick
          style={{ marginLeft: 'auto' }}
          aria-label={t('submitAs')}
          value={draft.status}
          onChange={(event) => draft.setStatus(event.target.value)}
        >
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t('submitAs')} {t(`status${status}`)}
            </option>
          ))}
        </Pick>
        <Button size="small" isPrimary type="submit">
          {t('submit')}
        </Button>
      </Bar>
    </Form>
  )
}
