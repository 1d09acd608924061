import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { useMoments } from '../../kit/moment.ts'
import type { Comment } from '../lab-door.ts'
import { LinkedText } from '../LinkedText.tsx'
import { words } from '../words.ts'
import { Attachments } from './Attachments.tsx'

const Card = styled.li`
  max-width: 92%;
  justify-self: start;
  padding: 8px 12px 10px;
  border: 1px solid var(--wq-line);
  border-radius: 4px 12px 12px;
  background: var(--wq-surface);
  overflow-wrap: anywhere;

  &[data-kind='reply'] {
    justify-self: end;
    border-color: transparent;
    border-radius: 12px 4px 12px 12px;
    background: var(--wq-accentSoft);
  }

  &[data-kind='note'] {
    justify-self: stretch;
    max-width: none;
    border-color: var(--wq-noteLine);
    border-radius: 8px;
    background: var(--wq-note);
    color: var(--wq-noteInk);
  }
`

const Head = styled.p`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 2px 8px;
  font-size: 12px;
`

const Soft = styled.span`
  color: var(--wq-soft);

  [data-kind='note'] & {
    color: inherit;
  }
`

const Words = styled.p`
  margin-top: 2px;
  white-space: pre-wrap;
`

function kindOf(comment: Comment): 'message' | 'reply' | 'note' {
  if (!comment.public) return 'note'
  return comment.author.role === 'end-user' ? 'message' : 'reply'
}

/** One comment of a ticket. Whatever anybody wrote is text, never markup. */
export function CommentCard({ comment }: { readonly comment: Comment }) {
  const t = useWords(words)
  const { time, full } = useMoments()
  const kind = kindOf(comment)
  const at = new Date(comment.at).getTime()
  return (
    <Card data-kind={kind}>
      <Head>
        <strong>{comment.author.name}</strong>
        <Soft>{t(`kind${kind}`)}</Soft>
        <Soft as="time" dateTime={new Date(at).toISOString()} title={full(at)}>
          {time(at)}
        </Soft>
      </Head>
      {comment.body !== '' && (
        <Words>
          <LinkedText text={comment.body} />
        </Words>
      )}
      <Attachments files={comment.attachments} />
    </Card>
  )
}
