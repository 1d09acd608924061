import { useEffect, useRef } from 'react'
import styled from 'styled-components'
import { Tag } from '../../kit/garden.ts'
import { useTime, useWords } from '../../kit/i18n.tsx'
import type { Attachment, Comment, OpenTicket } from '../lab-door.ts'
import { Bar, Quiet, Scroll } from '../parts.tsx'
import { words } from '../words.ts'
import { StatusTag, Warnings } from './TicketRow.tsx'

const Title = styled.h2`
  flex: 1 1 160px;
  min-width: 0;
  overflow: hidden;
  font-size: 15px;
  text-overflow: ellipsis;
  white-space: nowrap;
`

const Talk = styled.ol`
  display: grid;
  gap: 10px;
  padding: 12px;
`

const Card = styled.li`
  padding: 10px 12px;
  border: 1px solid var(--wq-line);
  border-radius: 10px;
  background: var(--wq-surface);
  overflow-wrap: anywhere;

  &[data-note='true'] {
    border-color: transparent;
    background: var(--wq-note);
    color: var(--wq-noteInk);
  }

  &[data-agent='true'][data-note='false'] {
    border-color: transparent;
    background: var(--wq-accentSoft);
  }
`

const Head = styled.p`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
  margin-bottom: 4px;
  font-size: 12px;
`

const Words = styled.p`
  white-space: pre-wrap;
`

const Files = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  margin-top: 8px;
`

const Picture = styled.img`
  display: block;
  max-width: 180px;
  max-height: 140px;
  border: 1px solid var(--wq-line);
  border-radius: 6px;
`

function File({ file }: { readonly file: Attachment }) {
  if (file.contentType.startsWith('image/')) {
    return (
      <a href={file.url} target="_blank" rel="noreferrer noopener">
        <Picture src={file.url} alt={file.fileName} />
      </a>
    )
  }
  const isPlayable = file.contentType.startsWith('audio/') && !file.contentType.includes('amr')
  if (isPlayable) return <audio controls preload="none" src={file.url} aria-label={file.fileName} />
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noreferrer noopener"
      style={{ color: 'var(--wq-accent)' }}
    >
      {file.fileName}
    </a>
  )
}

function CommentCard({ comment }: { readonly comment: Comment }) {
  const t = useWords(words)
  const time = useTime()
  const isAgent = comment.author.role !== 'end-user'
  return (
    <Card data-note={!comment.public} data-agent={isAgent}>
      <Head>
        <strong>{comment.author.name}</strong>
        {!comment.public && <Tag size="small">{t('internalNote')}</Tag>}
        <span>{time(new Date(comment.at).getTime())}</span>
      </Head>
      <Words>{comment.body}</Words>
      {comment.attachments.length > 0 && (
        <Files>
          {comment.attachments.map((file) => (
            <li key={file.id}>
              <File file={file} />
            </li>
          ))}
        </Files>
      )}
    </Card>
  )
}

/** A ticket's whole conversation, newest at the end. */
export function Conversation({
  opened,
  onBack,
}: {
  readonly opened: OpenTicket
  readonly onBack: () => void
}) {
  const t = useWords(words)
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [opened.comments.length])
  return (
    <>
      <Bar>
        <Quiet type="button" onClick={onBack}>
          ‹ {t('back')}
        </Quiet>
        <Title>{opened.ticket.subject}</Title>
        <StatusTag status={opened.ticket.status} />
        <Warnings tags={opened.ticket.tags} />
      </Bar>
      <Scroll>
        <Talk aria-label={t('conversation')}>
          {opened.comments.map((comment) => (
            <CommentCard key={comment.id} comment={comment} />
          ))}
          <li ref={end} aria-hidden="true" />
        </Talk>
      </Scroll>
    </>
  )
}
