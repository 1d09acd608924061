import { useState } from 'react'
import styled from 'styled-components'
import { Tag } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useMoments } from '../../kit/moment.ts'
import type { Lab, Post, Remark } from '../lab-door.ts'
import { LinkedText } from '../LinkedText.tsx'
import { Problem } from '../parts.tsx'
import { useDeed } from '../use-deed.ts'
import { words } from '../words.ts'
import { Writer } from './Writer.tsx'

const Card = styled.li`
  display: grid;
  gap: 8px;
  margin: 8px;
  padding: 12px;
  border-radius: 10px;
  background: var(--wq-surface);
  overflow-wrap: anywhere;
`

const Who = styled.p`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 6px;
  font-size: 13px;
  font-weight: 600;
`

const Soft = styled.span`
  color: var(--wq-soft);
  font-size: 12px;
  font-weight: 400;
`

const Pictures = styled.div`
  display: grid;
  grid-template-columns: repeat(3, minmax(0, 1fr));
  gap: 4px;

  & > img {
    width: 100%;
    aspect-ratio: 1;
    border-radius: 4px;
    object-fit: cover;
  }

  & > img:only-child {
    grid-column: span 2;
    aspect-ratio: auto;
  }
`

const Remarks = styled.ul`
  display: grid;
  gap: 8px;
  padding: 8px 10px;
  border-radius: 8px;
  background: var(--wq-raised);
`

const Act = styled.button`
  padding: 2px 6px;
  border: 0;
  border-radius: 6px;
  background: none;
  color: var(--wq-accent);
  cursor: pointer;
  font-size: 13px;
  font-weight: 400;

  &:hover {
    text-decoration: underline;
  }
`

function Author({ remark }: { readonly remark: Remark }) {
  const t = useWords(words)
  const { brief, full } = useMoments()
  return (
    <Who>
      {remark.author.name}
      {remark.author.isBrand && (
        <Tag size="small" hue="blue">
          {t('brand')}
        </Tag>
      )}
      <Soft as="time" dateTime={new Date(remark.at).toISOString()} title={full(remark.at)}>
        {brief(remark.at)}
      </Soft>
    </Who>
  )
}

function Comments({
  post,
  onReply,
}: {
  readonly post: Post
  readonly onReply: (to: Remark) => void
}) {
  const t = useWords(words)
  if (post.comments.length === 0) return null
  return (
    <Remarks aria-label={t('comments')}>
      {post.comments.map((remark) => (
        <li key={remark.id}>
          <Author remark={remark} />
          <LinkedText text={remark.text} />{' '}
          <Act type="button" onClick={() => onReply(remark)}>
            {t('reply')}
          </Act>
        </li>
      ))}
    </Remarks>
  )
}

/** Whom the line below a post answers: the post itself, one of its comments, or nobody yet. */
type Answering = { readonly to?: Remark } | undefined

function Body({ post }: { readonly post: Post }) {
  const t = useWords(words)
  if (post.deleted) return <Soft>{t('deleted')}</Soft>
  return (
    <>
      <p style={{ whiteSpace: 'pre-wrap' }}>
        <LinkedText text={post.text} />
      </p>
      {post.pictures !== undefined && post.pictures.length > 0 && (
        <Pictures>
          {post.pictures.map((url) => (
            <img key={url} src={url} alt={t('picture')} />
          ))}
        </Pictures>
      )}
    </>
  )
}

/** One post of the public square with its comments. */
export function PostCard({
  lab,
  customer,
  post,
}: {
  readonly lab: Lab
  readonly customer: string
  readonly post: Post
}) {
  const t = useWords(words)
  const [answering, setAnswering] = useState<Answering>()
  const deed = useDeed()
  const to = answering?.to
  async function write(text: string): Promise<void> {
    const comment = { postId: post.id, text, ...(to && { replyTo: to.id }) }
    const path = `/weibo/customers/${customer}/comments`
    if (await deed.run(() => lab.post(path, comment))) setAnswering(undefined)
  }
  const remove = (): void => void deed.run(() => lab.post(`/weibo/posts/${post.id}/delete`, {}))
  return (
    <Card>
      <Author remark={post} />
      <Body post={post} />
      <Comments post={post} onReply={(remark) => setAnswering({ to: remark })} />
      {answering && (
        <Writer
          hint={to ? t('replyHint', { name: to.author.name }) : t('commentHint')}
          action={t('comment')}
          isFocused
          onWrite={(text) => void write(text)}
        />
      )}
      {deed.problem !== '' && <Problem>{t('notDone', { why: deed.problem })}</Problem>}
      {!answering && !post.deleted && (
        <Who>
          <Act type="button" onClick={() => setAnswering({})}>
            {t('comment')} {post.comments.length > 0 && post.comments.length}
          </Act>
          {post.author.id === customer && (
            <Act type="button" onClick={remove}>
              {t('deletePost')}
            </Act>
          )}
        </Who>
      )}
    </Card>
  )
}
